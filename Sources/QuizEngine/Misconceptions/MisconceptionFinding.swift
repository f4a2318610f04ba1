import ItemBank
import Psychometrics

/// A named misconception that a person's answers point to.
///
/// The rule weighs each answer that could have shown it: how much more often does somebody with the idea give that
/// answer than somebody of the same ability without it? Before any answer each idea is taken to be as rare as a list of
/// many ideas requires: a person is expected to hold about three of them. So the bar rises with the length of the list,
/// and a long list names no more ideas by accident than a short one.
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

  /// How common a misconception is at most among people of whom nothing is known.
  private static let mostCommon = 0.1
  /// How many of the listed ideas a person is expected to hold.
  private static let expectedIdeas = 3.0
  /// How often somebody who has the idea shows it where they could.
  static let consistency = 0.85
  /// From this probability on it is named; a single answer is never enough.
  static let limit = 0.65
  static let fewest = 2
  /// The bounds of what an accident can be, because ability and difficulty are estimates.
  static let accidents = 0.02...0.95

  /// How common each of some misconceptions is among people of whom nothing is known, from 0 to 1.
  static func prior(among count: Int) -> Double { min(mostCommon, expectedIdeas / Double(max(1, count))) }

  /// The probability that a person has an idea after one more answer that could have shown it.
  ///
  /// - Parameter before: The probability before that answer.
  static func probability(_ before: Double, after chance: Chance) -> Double {
    let accident = min(accidents.upperBound, max(accidents.lowerBound, chance.byAccident))
    let with = before * (chance.isShown ? consistency : 1 - consistency)
    let without = (1 - before) * (chance.isShown ? accident : 1 - accident)
    return with / (with + without)
  }

  /// Weighs the answers that could have shown a misconception; nil if there are none.
  ///
  /// - Parameter count: The number of misconceptions that are looked for.
  public init?(_ misconception: NamedMisconception, _ chances: [Chance], among count: Int = 1) {
    guard !chances.isEmpty else { return nil }
    self.misconception = misconception
    self.chances = chances.count
    shown = chances.count(where: \.isShown)
    probability = chances.reduce(Self.prior(among: count)) { Self.probability($0, after: $1) }
  }

  /// True if the answers point to it clearly enough to name it.
  public var isNamed: Bool { shown >= Self.fewest && probability >= Self.limit }

  /// How often the answers showed it, such as "3 of 4 chances".
  public var count: String { "\(shown) of \(chances) \(chances == 1 ? "chance" : "chances")" }
}
