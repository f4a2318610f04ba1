import ItemBank
import Psychometrics

/// A named misconception that a person's answers point to.
public struct MisconceptionFinding: Sendable, Equatable {
  /// An answer that could have shown a misconception.
  public struct Chance: Sendable, Hashable {
    /// True if it did.
    public var isShown: Bool
    /// The probability that somebody of the same ability without the idea gives such an answer, from 0 to 1.
    public var byAccident: Double

    /// Creates a chance.
    public init(isShown: Bool, byAccident: Double) {
      self.isShown = isShown
      self.byAccident = byAccident
    }
  }

  /// The misconception.
  public var misconception: NamedMisconception
  /// The answers that could have shown it.
  public var chances: Int
  /// Those that did.
  public var shown: Int
  /// The probability that the person has the idea, from 0 to 1.
  public var probability: Double

  /// How common a misconception is among people of whom nothing is known.
  static let prior = 0.1
  /// How often somebody who has the idea shows it where they could.
  static let consistency = 0.75
  /// From this probability on it is named; a single answer is never enough.
  static let limit = 0.8
  static let fewest = 2

  /// Weighs the answers that could have shown a misconception; nil if there are none.
  public init?(_ misconception: NamedMisconception, _ chances: [Chance]) {
    guard !chances.isEmpty else { return nil }
    var (with, without) = (Self.prior, 1 - Self.prior)
    for chance in chances {
      let accident = min(0.95, max(0.02, chance.byAccident))
      with *= chance.isShown ? Self.consistency : 1 - Self.consistency
      without *= chance.isShown ? accident : 1 - accident
    }
    self.misconception = misconception
    self.chances = chances.count
    shown = chances.count(where: \.isShown)
    probability = with / (with + without)
  }

  /// True if the answers point to it clearly enough to name it.
  public var isNamed: Bool { shown >= Self.fewest && probability >= Self.limit }

  /// How often the answers showed it, such as "3 of 4 chances".
  public var count: String { "\(shown) of \(chances) \(chances == 1 ? "chance" : "chances")" }
}

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

  private let misconceptions: [NamedMisconception]
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
      for index in ofItem[given.item.id] ?? [] {
        let signs = misconceptions[index].wrongAnswers(to: given.item.id).filter(given.item.canShow)
        guard !signs.isEmpty else { continue }
        let share = Self.share(of: signs.count, in: given.item.task)
        chances[index, default: []].append(
          .init(
            isShown: signs.contains(where: said.contains), byAccident: given.wrongProbability * share))
      }
    }
    return chances.compactMap { MisconceptionFinding(misconceptions[$0.key], $0.value) }.sorted {
      ($1.probability, $0.misconception.id) < ($0.probability, $1.misconception.id)
    }
  }

  /// The share of wrong answers that are among some signs, if they are wrong by accident.
  private static func share(of signs: Int, in task: ItemTask) -> Double {
    switch task {
    case .singleChoice(let options, _): min(1, Double(signs) / Double(max(1, options.count - 1)))
    // A wrong set holds each wrong option about every second time.
    case .multipleChoice: 1 - (0..<signs).reduce(1) { rest, _ in rest * 0.5 }
    // Most wrong numbers and texts are none of the listed ones.
    default: min(1, 0.2 * Double(signs))
    }
  }
}

extension Item {
  /// True if the item has a wrong answer; a variant of a family shows only some of the family's options.
  fileprivate func canShow(_ wrong: String) -> Bool {
    variant == nil || task.options.isEmpty
      || task.options.contains { NamedMisconception.bare($0.template ?? $0.text) == wrong }
  }
}

extension Answer {
  /// The wrong answers that it holds, in their bare form: chosen options outside the key, or the typed one if listed.
  func wrongAnswers(to item: Item) -> [String] {
    switch (item.task, self) {
    case (.singleChoice(let options, _), .choice(let index)):
      return [index].filter(options.indices.contains).map { options[$0] }.filter { !$0.isKey }.map {
        NamedMisconception.bare($0.template ?? $0.text)
      }
    case (.multipleChoice(let options, _), .choices(let indices)):
      return indices.filter(options.indices.contains).map { options[$0] }.filter { !$0.isKey }.map {
        NamedMisconception.bare($0.template ?? $0.text)
      }
    case (_, .typed(let text)):
      return Scoring.listedMistake(text, to: item).map { [NamedMisconception.bare($0.template ?? $0.answer)] }
        ?? []
    default: return []
    }
  }
}

extension Scoring {
  /// The typical wrong answer of a typed item that a text stands for; nil if it is none of them.
  public static func listedMistake(_ text: String, to item: Item) -> Misconception? {
    item.misconceptions.first { misconception in
      if case .numeric(let key) = item.task,
        let wrong = NumericEntry.values(of: misconception.answer, unit: key.unit).first
      {
        return NumericEntry.values(of: text, unit: key.unit).contains {
          abs($0 - wrong) <= max(key.tolerance, 1e-9)
        }
      }
      return isSame(text, as: misconception.answer, ignoringCase: false)
    }
  }
}
