import ItemBank
import Psychometrics

/// Finds the misconceptions behind a person's answers.
public struct MisconceptionSearch: Sendable {
  /// An answer with what is needed to weigh it.
  public struct Given: Sendable {
    /// The question as it was asked.
    public var item: Item
    /// The answer.
    public var answer: Answer
    /// The probability that the person answers it wrong, from 0 to 1.
    public var wrongProbability: Double

    /// Creates an answer.
    public init(item: Item, answer: Answer, wrongProbability: Double) {
      self.item = item
      self.answer = answer
      self.wrongProbability = wrongProbability
    }
  }

  /// An answer as it was given, before it is known how probable it was.
  public struct Response: Sendable {
    /// What was asked and scored.
    public var row: CountedResponses.Row
    /// The question as it was asked.
    public var item: Item
    /// The answer.
    public var answer: Answer

    /// Creates a response.
    public init(row: CountedResponses.Row, item: Item, answer: Answer) {
      self.row = row
      self.item = item
      self.answer = answer
    }
  }

  /// The misconceptions that are looked for.
  public let misconceptions: [NamedMisconception]
  /// The misconceptions that may show in an item, as indices.
  private let ofItem: [String: [Int]]

  /// Prepares a search for some misconceptions.
  public init(_ misconceptions: [NamedMisconception]) {
    self.misconceptions = misconceptions
    var ofItem: [String: [Int]] = [:]
    for (index, misconception) in misconceptions.enumerated() {
      for item in Set(misconception.signs.map(\.item)) { ofItem[item, default: []].append(index) }
    }
    self.ofItem = ofItem
  }

  /// True if an item can show a misconception.
  public func covers(_ item: String) -> Bool { ofItem[item] != nil }

  /// What the answers say of each misconception that they could have shown, most probable first.
  ///
  /// - Parameter answers: One answer to each item: the last one.
  public func findings(_ answers: [Given]) -> [MisconceptionFinding] {
    var chances: [Int: [MisconceptionFinding.Chance]] = [:]
    for given in answers where !given.answer.isBlank {
      let said = Set(given.answer.wrongAnswers(to: given.item))
      for (index, share) in self.chances(of: given.item) {
        let signs = misconceptions[index].wrongAnswers(to: given.item.id)
        chances[index, default: []].append(
          .init(
            isShown: signs.contains(where: said.contains), byAccident: given.wrongProbability * share))
      }
    }
    return chances.compactMap {
      MisconceptionFinding(misconceptions[$0.key], $0.value, among: misconceptions.count)
    }.sorted {
      ($1.probability, $0.misconception.id) < ($0.probability, $1.misconception.id)
    }
  }

  /// What a person's answers say of each misconception that they could have shown, most probable first.
  ///
  /// How probable a wrong answer is follows from the abilities that these same answers show, so that a result says
  /// later what it said before.
  ///
  /// - Parameter responses: One answer to each item: the last one.
  public func findings(
    of responses: [Response], pool: ItemPool, profile: String
  ) -> [MisconceptionFinding] {
    let skills = Self.abilities(responses, pool: pool, profile: profile)
    return findings(
      responses.compactMap { response in
        guard !response.row.isRapid, let entry = pool.index(of: response.row.item) else { return nil }
        return Given(
          item: response.item, answer: response.answer,
          wrongProbability: pool.wrongProbability(
            of: entry, level: response.row.level ?? response.item.level, skills: skills))
      })
  }

  /// The skills that some answers show, in logits.
  static func abilities(_ responses: [Response], pool: ItemPool, profile: String) -> [Double] {
    ScoreEstimates(
      CountedResponses(ofAttempt: responses.map(\.row), pool: pool), pool: pool, profile: profile
    ).skills.map(\.mean)
  }

  /// The misconceptions that a question can show, as indices, each with the share of wrong answers that show it.
  func chances(of item: Item) -> [(index: Int, share: Double)] {
    (ofItem[item.id] ?? []).compactMap { index in
      let signs = wrongAnswers(of: index, to: item)
      return signs.isEmpty ? nil : (index, Self.share(of: signs.count, in: item.task))
    }
  }

  /// The wrong answers by which a question can show a misconception, in their bare form.
  package func wrongAnswers(of index: Int, to item: Item) -> [String] {
    misconceptions[index].wrongAnswers(to: item.id).filter(item.canShow)
  }

  /// The options by which a question shows each of some misconceptions; nil if they differ from variant to variant.
  func options(of item: Item, showing indices: [Int]) -> [[Int]]? {
    guard item.variant == nil, !item.task.options.isEmpty else { return nil }
    return indices.map { index in
      let signs = wrongAnswers(of: index, to: item)
      return item.task.options.indices.filter {
        signs.contains(NamedMisconception.bare(item.task.options[$0].text))
      }
    }
  }

  /// The share of wrong numbers and texts that are a certain one of those that the item lists.
  package static let shareOfListedValue = 0.2

  /// The share of wrong answers that are among some signs, if they are wrong by accident.
  private static func share(of signs: Int, in task: ItemTask) -> Double {
    switch task {
    case .singleChoice(let options, _): min(1, Double(signs) / Double(max(1, options.count - 1)))
    // A wrong set holds each wrong option about every second time.
    case .multipleChoice: 1 - (0..<signs).reduce(1) { rest, _ in rest * 0.5 }
    // Most wrong numbers and texts are none of the listed ones.
    default: min(1, shareOfListedValue * Double(signs))
    }
  }
}

extension ItemPool {
  /// The probability that somebody answers an item wrong, at the level it had.
  ///
  /// - Parameter skills: The person's skills in logits, in the order of the framework.
  func wrongProbability(of entry: Int, level: Int, skills: [Double]) -> Double {
    let model = model(of: entry, level: level)
    return 1 - model.probability(of: model.categoryCount - 1, at: skills[entries[entry].skill])
  }
}
