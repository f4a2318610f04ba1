/// What judges' rankings say about the items of a bank, domain by domain, on the scale of the levels.
public struct RankingStudy: Sendable, Equatable {
  /// A set that one judge put in order.
  public struct Ranking: Sendable, Equatable {
    /// The judge.
    public var judge: Int
    /// The items, as indices into the domain's, from the easiest to the hardest.
    public var order: [Int]

    /// Creates a ranking.
    public init(judge: Int, order: [Int]) {
      self.judge = judge
      self.order = order
    }
  }

  /// The items of a domain, and how judges ranked them.
  public struct Domain: Sendable, Equatable {
    /// The difficulty that each item's level says, in logits.
    public var levels: [Double]
    /// The rankings.
    public var rankings: [Ranking]

    /// Creates a domain.
    public init(levels: [Double], rankings: [Ranking]) {
      self.levels = levels
      self.rankings = rankings
    }
  }

  /// The difficulty of an item.
  public struct Item: Sendable, Equatable {
    /// The difficulty on the scale of the levels, in logits.
    public var difficulty: Double
    /// How far the judges' disagreement leaves it open: a standard deviation in logits.
    public var disagreement: Double
    /// How far the true difficulty may be off: a standard deviation in logits, with what all judges get wrong.
    public var deviation: Double
    /// The number of different judges.
    public var judges: Int
    /// The number of sets.
    public var sets: Int
  }

  /// A number with its 95 % interval.
  public struct Figure: Sendable, Equatable {
    /// The estimate.
    public var value: Double
    /// The ends of the interval.
    public var interval: ClosedRange<Double>
  }

  /// How well the rankings of some items hang together.
  public struct Summary: Sendable, Equatable {
    /// The number of items with a difficulty.
    public var items: Int
    /// The number of sets.
    public var sets: Int
    /// The correlation between the difficulties from two halves of the judges, as a mean over many random halves; nil
    /// if that can't be computed.
    public var halves: Double?
    /// The reliability of all judges together: `halves` after Spearman and Brown (1910).
    public var whole: Double? { halves.map { 2 * $0 / (1 + $0) } }
    /// The correlation of difficulties and levels, corrected for the judges' disagreement.
    public var agreement: Double
    /// The standard deviation of the difference between what judges agree on and the levels, in logits.
    public var difference: Double
    /// How far the judges' disagreement leaves a difficulty open: a standard deviation in logits.
    public var disagreement: Double
    /// τ: the standard deviation of the true difficulties around those from the rankings, in logits.
    public var tau: Figure
    /// The number of items that are more than one level away from their level.
    public var farOff: Int
  }

  /// The smallest number of judges who give an item a difficulty.
  public static let leastJudges = 3
  /// How many items the shared difference of all domains counts like, where a domain has a difference of its own.
  fileprivate static let poolWeight = 20.0

  /// The items' difficulties, by domain; nil for those that too few judges ranked.
  public let items: [[Item?]]
  /// The domains; nil for those without difficulties.
  public let domains: [Summary?]
  /// The whole bank; nil if no domain has difficulties.
  public let overall: Summary?

  /// Fits the rankings of each domain, and puts them on the scale of the levels.
  ///
  /// - Parameters:
  ///   - domains: Rankings by the same judges. A domain whose sets don't connect its items, or whose items all have the
  ///     same level, has no difficulties.
  ///   - splits: The number of random halves.
  ///   - seed: The seed that the halves are drawn from.
  public init(_ domains: [Domain], splits: Int = 40, seed: UInt64 = 1) {
    let fits = domains.map { DomainFit($0) }
    let pooled = Self.pooled(fits)
    let judges = Set(domains.flatMap { $0.rankings.map(\.judge) }).sorted()
    items = fits.map { $0.items(difference: $0.difference(pooled: pooled)) }
    let halves = Self.halves(fits, judges: judges, splits: splits, seed: seed)
    // Without each judge in turn (the jackknife: Efron and Tibshirani, 1993, chapter 11).
    let without = judges.map { judge in
      fits.map { fit in fit.isUsable ? fit.without(judge) : fit }
    }
    self.domains = fits.indices.map { place in
      guard fits[place].isUsable else { return nil }
      return Self.summary(
        [fits[place]], pooled: pooled, halves: halves.domains[place],
        jackknife: without.compactMap { Self.tau([$0[place]], pooled: Self.pooled($0)) })
    }
    let usable = fits.filter(\.isUsable)
    overall =
      usable.isEmpty
      ? nil
      : Self.summary(
        usable, pooled: pooled, halves: halves.overall,
        jackknife: without.compactMap { Self.tau($0, pooled: Self.pooled($0)) })
  }

  // MARK: Figures

  /// The variance of the difference between judges and levels, over all domains.
  private static func pooled(_ fits: [DomainFit]) -> Double {
    let usable = fits.filter(\.isUsable)
    let items = usable.reduce(0.0) { $0 + Double($1.ranked.count) }
    return items == 0 ? 0 : usable.reduce(0) { $0 + Double($1.ranked.count) * $1.ownDifference } / items
  }

  /// τ: what the judges disagree on, and half of what they and the levels disagree on.
  private static func tau(_ fits: [DomainFit], pooled: Double) -> Double? {
    let fits = fits.filter(\.isUsable)
    guard !fits.isEmpty else { return nil }
    let items = fits.reduce(0.0) { $0 + Double($1.ranked.count) }
    let sum = fits.reduce(0.0) { sum, fit in
      sum + Double(fit.ranked.count) * (fit.disagreement + fit.difference(pooled: pooled) / 2)
    }
    return (sum / items).squareRoot()
  }

  private static func summary(
    _ fits: [DomainFit], pooled: Double, halves: Double?, jackknife: [Double]
  ) -> Summary {
    let items = fits.reduce(0) { $0 + $1.ranked.count }
    func mean(_ value: (DomainFit) -> Double) -> Double {
      fits.reduce(0) { $0 + Double($1.ranked.count) * value($1) } / Double(max(1, items))
    }
    let value = tau(fits, pooled: pooled) ?? 0
    let logs = jackknife.map { log(max($0, 1e-6)) }
    let middle = logs.reduce(0, +) / Double(max(1, logs.count))
    let judges = logs.reduce(0) { $0 + squared($1 - middle) } * Double(max(0, logs.count - 1))
    // Judges vary, and so do items.
    let variance = judges / Double(max(1, logs.count)) + 1 / (2 * Double(max(1, items - 1)))
    let width = ReportingScale.marginDeviations * variance.squareRoot()
    return Summary(
      items: items, sets: fits.reduce(0) { $0 + $1.domain.rankings.count }, halves: halves,
      agreement: mean(\.agreement), difference: mean { $0.difference(pooled: pooled) }.squareRoot(),
      disagreement: mean(\.disagreement).squareRoot(),
      tau: Figure(value: value, interval: value * exp(-width)...value * exp(width)),
      farOff: fits.reduce(0) { $0 + $1.farOff })
  }

  // MARK: Halves

  private static func halves(
    _ fits: [DomainFit], judges: [Int], splits: Int, seed: UInt64
  ) -> (domains: [Double?], overall: Double?) {
    guard judges.count >= 2 else { return (fits.map { _ in nil }, nil) }
    var generator = SeededGenerator(seed: seed)
    var sums = Array(repeating: Moments(), count: fits.count)
    var correlations: [[Double]] = Array(repeating: [], count: fits.count + 1)
    for _ in 0..<splits {
      let half = Set(judges.shuffled(using: &generator).prefix(judges.count / 2))
      var all = Moments()
      for (place, fit) in fits.enumerated() where fit.isUsable {
        sums[place] = fit.halves(half)
        all.add(sums[place])
        if let value = sums[place].correlation { correlations[place].append(value) }
      }
      if let value = all.correlation { correlations[fits.count].append(value) }
    }
    let means = correlations.map { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
    return (Array(means.dropLast()), means[fits.count])
  }
}

/// Sums of squares and products around the means.
private struct Moments {
  var first = 0.0
  var second = 0.0
  var product = 0.0

  mutating func add(_ other: Self) {
    first += other.first
    second += other.second
    product += other.product
  }

  var correlation: Double? {
    first > 0 && second > 0 ? product / (first * second).squareRoot() : nil
  }

  init() {}

  init(_ left: [Double], _ right: [Double]) {
    let means = [left, right].map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    for (x, y) in zip(left, right) {
      first += squared(x - means[0])
      second += squared(y - means[1])
      product += (x - means[0]) * (y - means[1])
    }
  }
}

/// The fit of one domain, on the scale of the levels.
private struct DomainFit {
  let domain: RankingStudy.Domain
  /// The items that enough judges ranked; none if they can't be compared.
  let ranked: [Int]
  let isUsable: Bool
  private let model: RankingModel
  /// Logits of the scale for one logit of the judges.
  private let unit: Double
  private let levelMean: Double

  init(
    _ domain: RankingStudy.Domain, least: Int = RankingStudy.leastJudges, start: RankingModel? = nil
  ) {
    self.domain = domain
    var judges: [Set<Int>] = Array(repeating: [], count: domain.levels.count)
    for ranking in domain.rankings {
      for item in ranking.order { judges[item].insert(ranking.judge) }
    }
    let enough = domain.levels.indices.filter { judges[$0].count >= least }
    let levels = enough.map { domain.levels[$0] }
    let mean = levels.reduce(0, +) / Double(max(1, levels.count))
    let deviation = (levels.reduce(0) { $0 + squared($1 - mean) } / Double(max(1, levels.count))).squareRoot()
    levelMean = mean
    isUsable = levels.count >= 3 && deviation > 0 && Self.connects(domain.rankings, enough)
    ranked = isUsable ? enough : []
    guard isUsable else {
      (model, unit) = (RankingModel(rankings: [], itemCount: 0, priorSD: 1), 1)
      return
    }
    model = RankingModel(
      rankings: domain.rankings.map(\.order), itemCount: domain.levels.count, start: start,
      estimating: nil)
    unit = deviation / model.priorSD
  }

  /// True if rankings connect the items.
  private static func connects(_ rankings: [RankingStudy.Ranking], _ items: [Int]) -> Bool {
    guard let first = items.first else { return false }
    var reached: Set = [first]
    var rest = rankings.map { Set($0.order) }
    while let next = rest.firstIndex(where: { !$0.isDisjoint(with: reached) }) {
      reached.formUnion(rest.remove(at: next))
    }
    return reached.isSuperset(of: items)
  }

  /// The fit without one judge's rankings.
  func without(_ judge: Int) -> Self {
    var fewer = domain
    fewer.rankings.removeAll { $0.judge == judge }
    return Self(fewer, least: RankingStudy.leastJudges - 1, start: model)
  }

  private func difficulty(_ item: Int) -> Double { levelMean + unit * (model.difficulties[item] - shift) }

  /// The mean of the ranked items, which the others would otherwise move.
  private var shift: Double {
    ranked.reduce(0) { $0 + model.difficulties[$1] } / Double(max(1, ranked.count))
  }

  /// The variance that the judges' disagreement leaves open, as a mean over the items.
  var disagreement: Double {
    ranked.reduce(0) { $0 + squared(unit * model.errors[$1]) } / Double(max(1, ranked.count))
  }

  /// The correlation of levels and true difficulties.
  ///
  /// Estimates vary less than the truth, by the reliability; that part of the correlation is restored.
  var agreement: Double {
    let moments = Moments(ranked.map { domain.levels[$0] }, ranked.map(difficulty))
    let reliability = max(1e-6, moments.second / max(1e-12, moments.first))
    return min(1, max(-1, (moments.correlation ?? 0) / min(1, reliability.squareRoot())))
  }

  /// The variance of the difference between what judges agree on and the levels.
  var ownDifference: Double {
    let variance = squared(unit * model.priorSD)
    return isUsable ? 2 * variance * (1 - agreement) : 0
  }

  /// The same, with the help of all domains, because a few items say little.
  func difference(pooled: Double) -> Double {
    let count = Double(ranked.count)
    return (count * ownDifference + RankingStudy.poolWeight * pooled) / (count + RankingStudy.poolWeight)
  }

  /// The number of items more than one level away from their level.
  var farOff: Int { ranked.count { abs(difficulty($0) - domain.levels[$0]) > 1 } }

  func items(difference: Double) -> [RankingStudy.Item?] {
    var found: [RankingStudy.Item?] = Array(repeating: nil, count: domain.levels.count)
    for item in ranked {
      let rankings = domain.rankings.filter { $0.order.contains(item) }
      let disagreement = unit * model.errors[item]
      found[item] = RankingStudy.Item(
        difficulty: difficulty(item), disagreement: disagreement,
        deviation: (squared(disagreement) + difference / 2).squareRoot(),
        judges: Set(rankings.map(\.judge)).count, sets: rankings.count)
    }
    return found
  }

  /// The products of the difficulties from two halves of the judges.
  func halves(_ half: Set<Int>) -> Moments {
    let parts = [true, false].map { isFirst in
      domain.rankings.filter { half.contains($0.judge) == isFirst }.map(\.order)
    }
    let fits = parts.map {
      RankingModel(
        rankings: $0, itemCount: domain.levels.count, start: model.difficulties, priorSD: model.priorSD)
    }
    let common = Set(parts[0].joined()).intersection(parts[1].joined()).sorted()
    return Moments(
      common.map { unit * fits[0].difficulties[$0] }, common.map { unit * fits[1].difficulties[$0] })
  }
}
