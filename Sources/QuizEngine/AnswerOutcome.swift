/// What became of one question: the one rule by which every screen, report and command counts answers.
///
/// An answer is right only with full credit. A partly right answer is a miss, as a wrong one is; where there is room
/// it is named, as in `1 of 2 right, 1 partly`. Partial credit counts in the estimate of ability alone.
public enum AnswerOutcome: Sendable, Hashable, CaseIterable {
  /// Full credit.
  case right
  /// Some credit.
  case partly
  /// No credit.
  case wrong
  /// "I don't know".
  case unknown
  /// No answer, in an exam.
  case unanswered

  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - credit: The share of full credit, 0 to 1.
  ///   - isUnknown: True for "I don't know".
  ///   - isUnanswered: True if the question was left open.
  public init(credit: Double, isUnknown: Bool = false, isUnanswered: Bool = false) {
    self =
      isUnanswered
      ? .unanswered
      : credit >= 1 ? .right : isUnknown ? .unknown : credit > 0 ? .partly : .wrong
  }

  /// True if it counts as right.
  public var isRight: Bool { self == .right }
}

/// How many of some answers were right.
public struct AnswerCount: Sendable, Hashable {
  /// The number of right answers.
  public private(set) var right = 0
  /// The number of partly right answers; they don't count as right.
  public private(set) var partly = 0
  /// The number of answers.
  public private(set) var total = 0

  /// Counts answers.
  public init(_ outcomes: some Sequence<AnswerOutcome>) {
    for outcome in outcomes {
      total += 1
      if outcome == .right { right += 1 }
      if outcome == .partly { partly += 1 }
    }
  }

  /// The number of misses.
  public var missed: Int { total - right }
}
