import ItemBank
import Psychometrics

/// The items of a bank, ready for measuring: which skill each measures, and how each answer bears on ability.
public struct ItemPool: Sendable {
  /// One item of the pool.
  public struct Entry: Sendable, Equatable {
    /// The item's identity.
    public var id: String
    /// The item's revision.
    public var revision: Int
    /// The skill, as an index into the framework's skills.
    public var skill: Int
    /// The domain, as an index into the framework's domains.
    public var domain: Int
    /// The authors' level, 1 to 5.
    public var level: Int
    /// The kind of answer.
    public var kind: ItemKind
    /// The number of words a person must read before an answer can be meant.
    public var readingWords: Int
    /// The time that it takes on average, in seconds.
    public var seconds: Double
    /// The table of likelihoods, as an index into `tables`.
    public var table: Int
  }

  /// The likelihood of each score category at each node of the grid.
  public struct Table: Sendable {
    /// The response model, already attenuated for the uncertain difficulty.
    public var model: ResponseModel
    /// The response model if the difficulty were exactly right; simulated people answer by it.
    public var judgedModel: ResponseModel
    /// How far the measured difficulty may be off: a standard deviation in logits; nil for a level.
    public var measuredDeviation: Double?
    /// The response model of the level, which answers to an older revision are scored with.
    var levelModel: ResponseModel
    /// Natural logarithms of the probabilities by category and node; computed when first asked for, because a
    /// start with a stored score needs none.
    public var logLikelihoods: [[Double]] { rows.value }
    private let rows: OnDemand<[[Double]]>

    /// - Parameter levelDeviation: How far a level is off: a standard deviation in logits.
    init(_ item: ItemSummary, levelDeviation: Double) {
      levelModel = ItemDifficulty.judgedModel(
        kind: item.kind, level: item.level, optionCount: item.optionCount, keyCount: item.keyCount)
      let atLevel = levelModel
      judgedModel =
        item.measured.map { ItemDifficulty.measuredModel($0, level: item.level, atLevel: atLevel) }
        ?? atLevel
      measuredDeviation = item.measured?.standardError
      let model = judgedModel.attenuated(difficultySD: measuredDeviation ?? levelDeviation)
      self.model = model
      rows = OnDemand { model.logLikelihoods(on: .standard) }
      chances = OnDemand {
        (0..<model.categoryCount).map { category in
          Grid.standard.nodes.map { model.probability(of: category, at: $0) }
        }
      }
    }

    /// Probabilities by category and node; computed when first asked for, because only item selection needs them.
    public var probabilities: [[Double]] { chances.value }
    private let chances: OnDemand<[[Double]]>
  }

  /// The entries, in the order of the bank.
  public let entries: [Entry]
  /// The tables; items with the same model share one.
  ///
  /// They are computed when first asked for, because a start with a stored score needs none.
  public var tables: [Table] { computedTables.value }
  private let computedTables: OnDemand<[Table]>
  /// Domains and skills as a tree.
  public let structure: TreeStructure
  /// The grid of abilities.
  public let grid: Grid
  /// The framework: domains and skills, with their shares under each profile.
  public let framework: Framework
  /// Entries by skill.
  public let entriesOfSkill: [[Int]]
  /// How far a level is off: a standard deviation in logits.
  package let levelDeviation: Double
  private let indexOfID: OnDemand<[String: Int]>

  /// The share of a domain's variance that comes from the overall ability.
  public static let rho = 0.68
  /// The share of a skill's variance that comes from its domain's ability.
  ///
  /// With more trust in the domain, a skill's verdict would follow its domain and hardly its own answers.
  /// `sextant simulate --jagged` compares such values on people whose skills differ.
  public static let kappa = 0.6

  /// Builds the pool of a bank.
  ///
  /// - Parameters:
  ///   - rho: The share of a domain's variance that comes from the overall ability.
  ///   - kappa: The share of a skill's variance that comes from its domain's ability.
  public init(
    items: [ItemSummary], framework: Framework, rho: Double = ItemPool.rho, kappa: Double = ItemPool.kappa
  ) {
    let grid = Grid.standard
    let structure = TreeStructure(
      skillsPerDomain: framework.domains.map { $0.skills.count }, rho: rho, kappa: kappa)
    let levelDeviation = framework.levelDeviation ?? ItemDifficulty.standardDeviation
    var entries: [Entry] = []
    // The item that each table is for.
    var itemOfTable: [Int] = []
    // Items without a measurement share a few tables; the others have one each.
    var tableOfModel: [Int: Int] = [:]
    let kinds = ItemKind.allCases
    var bySkill = Array(repeating: [Int](), count: structure.skillCount)
    entries.reserveCapacity(items.count)
    for (index, item) in items.enumerated() where item.skillIndex < structure.skillCount {
      let key = item.measured == nil ? Self.modelKey(item, kinds) : nil
      let table: Int
      if let key, let known = tableOfModel[key] {
        table = known
      } else {
        table = itemOfTable.count
        itemOfTable.append(index)
        if let key { tableOfModel[key] = table }
      }
      bySkill[item.skillIndex].append(entries.count)
      entries.append(
        Entry(
          id: item.id, revision: item.revision, skill: item.skillIndex,
          domain: structure.domain(ofSkill: item.skillIndex), level: item.level, kind: item.kind,
          readingWords: item.readingWords, seconds: item.expectedSeconds, table: table))
    }
    self.entries = entries
    computedTables = OnDemand { [itemOfTable] in
      itemOfTable.map { Table(items[$0], levelDeviation: levelDeviation) }
    }
    self.structure = structure
    self.grid = grid
    self.framework = framework
    self.levelDeviation = levelDeviation
    self.entriesOfSkill = bySkill
    // A start with stored sums and without reviews asks for none.
    indexOfID = OnDemand { [entries] in
      Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
    }
  }

  /// The index of an item; nil if the bank no longer has it.
  public func index(of id: String) -> Int? { indexOfID.value[id] }

  /// The number of score categories of an item.
  public func categoryCount(of entry: Int) -> Int { entries[entry].kind.categoryCount }

  /// The log-likelihoods of a score on the grid; nil for a category that the item lacks.
  public func logLikelihood(of category: Int, at entry: Int) -> [Double]? {
    let rows = tables[entries[entry].table].logLikelihoods
    return rows.indices.contains(category) ? rows[category] : nil
  }

  /// The response model of an item at the level it had when it was answered.
  public func model(of entry: Int, level: Int) -> ResponseModel {
    let item = entries[entry]
    let table = tables[item.table]
    guard level != item.level else { return table.model }
    let shift = ItemDifficulty.difficulty(ofLevel: level) - ItemDifficulty.difficulty(ofLevel: item.level)
    return table.levelModel.harder(by: shift).attenuated(difficultySD: levelDeviation)
  }

  /// The log-likelihoods of a score, at the level the item had when it was answered.
  ///
  /// - Parameter category: One that the item has.
  func logLikelihood(of category: Int, at entry: Int, level: Int) -> [Double] {
    if level == entries[entry].level { return tables[entries[entry].table].logLikelihoods[category] }
    return model(of: entry, level: level).logLikelihoods(on: grid)[category]
  }

  /// The indices of the items within a scope.
  public func indices(in scope: Scope) -> [Int] {
    switch scope {
    case .all: return Array(entries.indices)
    case .domain(let id):
      guard let domain = framework.domains.firstIndex(where: { $0.id == id }) else { return [] }
      return structure.skills(ofDomain: domain).flatMap { entriesOfSkill[$0] }
    case .skill(let id):
      guard let skill = framework.skills.firstIndex(where: { $0.id == id }) else { return [] }
      return entriesOfSkill[skill]
    }
  }

  /// What the model of an item without a measurement depends on, as one number, because there are many items.
  ///
  /// Nil if the item has more options or keys than fit, so that it gets a table of its own.
  private static func modelKey(_ item: ItemSummary, _ kinds: [ItemKind]) -> Int? {
    guard (0..<256).contains(item.level), (0..<65_536).contains(item.optionCount),
      (0..<65_536).contains(item.keyCount), let kind = kinds.firstIndex(of: item.kind)
    else { return nil }
    return ((kind << 8 | item.level) << 16 | item.optionCount) << 16 | item.keyCount
  }
}

/// Turns the authors' judgement of an item into a response model.
public enum ItemDifficulty {
  /// The uncertainty of a judged difficulty where the bank doesn't state it: a standard deviation in logits.
  ///
  /// People judge difficulty poorly (Attali, 2014, ETS RR-14-39). The best machine raters reach correlations of .75 to
  /// .82 with measured difficulties (arXiv 2601.09953), which is an error of 0.7 to 0.8.
  public static let standardDeviation = 0.7
  /// How far all levels of a domain are off together: a standard deviation in logits.
  ///
  /// It matters wherever an ability is compared with a target, which has no such error. It cancels out when two scores
  /// of the same person are compared. No calibration removes it, because the levels decide where zero is.
  public static let sharedDeviation = 0.25

  /// How far a weighted mean over domains is off if all levels of a domain are off together, in logits.
  ///
  /// The errors of the domains are independent, so they partly average out.
  public static func sharedDeviation(ofMean weights: [Double]) -> Double {
    let shares = weights.contains { $0 > 0 } ? weights : weights.map { _ in 1 }
    let total = shares.reduce(0, +)
    guard total > 0 else { return sharedDeviation }
    return sharedDeviation * shares.reduce(0) { $0 + $1 * $1 }.squareRoot() / total
  }

  /// How far an estimate is off if all levels of its domain are off together, in logits.
  ///
  /// - Parameters:
  ///   - shift: The standard deviation of the error of the levels, in logits.
  ///   - sd: The posterior standard deviation without that error, in logits.
  public static func sharedDeviation(
    _ shift: Double = sharedDeviation, inEstimateOf sd: Double
  ) -> Double {
    shift * Estimate.reliability(ofDeviation: sd)
  }

  /// The discrimination of items without data, per logit.
  public static let discrimination = 1.2

  /// The difficulty of a level from 1 to 5, in logits.
  public static func difficulty(ofLevel level: Int) -> Double { Double(min(5, max(1, level)) - 3) }

  /// The level that answers suggest.
  ///
  /// This is the level nearest to the calibrated difficulty if the answers rule the judged level out, and the
  /// judged level otherwise.
  ///
  /// - Parameters:
  ///   - judged: The level that the authors gave.
  ///   - difficulty: The calibrated difficulty, in logits.
  ///   - standardError: Its standard error, in logits; nil keeps the judged level.
  public static func proposedLevel(instead judged: Int, difficulty: Double, standardError: Double?) -> Int {
    guard let standardError, difficulty.isFinite else { return judged }
    let distance = abs(difficulty - Self.difficulty(ofLevel: judged))
    // Levels are one logit apart, so each reaches half a logit to either side.
    guard distance - ReportingScale.marginDeviations * standardError > 0.5 else { return judged }
    return min(5, max(1, Int((difficulty + 3).rounded())))
  }

  /// The response model of an item, attenuated for the uncertain difficulty.
  ///
  /// Dichotomous kinds follow the three-parameter logistic model (Birnbaum 1968), with the chance of guessing
  /// as lower asymptote. Orders, matchings and situational judgement follow the generalized partial credit
  /// model (Muraki 1992, eq. 2). Situational items discriminate less, because their key is a judgement.
  public static func model(kind: ItemKind, level: Int, optionCount: Int, keyCount: Int) -> ResponseModel {
    judgedModel(kind: kind, level: level, optionCount: optionCount, keyCount: keyCount)
      .attenuated(difficultySD: standardDeviation)
  }

  /// The response model of an item whose difficulty was measured, if the measurement is exactly right.
  ///
  /// Items with partial credit move as a whole; their slope and the distances of their steps stay.
  static func measuredModel(
    _ measured: MeasuredDifficulty, level: Int, atLevel: ResponseModel
  ) -> ResponseModel {
    switch atLevel {
    case .logistic(var model):
      model.difficulty = measured.difficulty
      model.discrimination = measured.discrimination ?? model.discrimination
      model.guessing = measured.guessing ?? model.guessing
      return .logistic(model)
    case .partialCredit:
      return atLevel.harder(by: measured.difficulty - difficulty(ofLevel: level))
    }
  }

  /// How much harder full marks are than the item, in logits: the ability above an item's difficulty at which
  /// every second person gets full marks; 0 for items that are right or wrong.
  public static func fullMarksShift(kind: ItemKind, optionCount: Int, keyCount: Int) -> Double {
    let model = judgedModel(kind: kind, level: 3, optionCount: optionCount, keyCount: keyCount)
    guard case .partialCredit(let steps) = model else { return 0 }
    var (low, high) = (-10.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (steps.probabilities(at: middle).last ?? 1) < 0.5 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The response model of an item whose level is exactly right.
  public static func judgedModel(
    kind: ItemKind, level: Int, optionCount: Int, keyCount: Int
  ) -> ResponseModel {
    let difficulty = difficulty(ofLevel: level)
    return switch kind {
    case .singleChoice, .linePick:
      .logistic(
        LogisticModel(
          discrimination: discrimination, difficulty: difficulty,
          guessing: optionCount > 0 ? min(0.5, Double(max(1, keyCount)) / Double(optionCount)) : 0))
    case .multipleChoice:
      .logistic(
        LogisticModel(
          discrimination: discrimination, difficulty: difficulty,
          guessing: optionCount > 0 ? 1 / Double((1 << min(optionCount, 20)) - 1) : 0))
    case .numeric, .shortText:
      .logistic(LogisticModel(discrimination: discrimination, difficulty: difficulty, guessing: 0))
    case .ordering, .matching:
      .partialCredit(
        PartialCreditModel(
          discrimination: 1.0, thresholds: [difficulty - 0.4, difficulty + 0.4]))
    case .situational:
      .partialCredit(
        PartialCreditModel(
          discrimination: 0.8, thresholds: [difficulty - 0.8, difficulty, difficulty + 0.8]))
    }
  }
}
