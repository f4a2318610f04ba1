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
  /// True for an answer that the person gave, "I don't know" included.
  public var isGiven: Bool { self != .unanswered }
  /// True for an answer that the person gave and that isn't right.
  ///
  /// A question that was left open counts as not right where something is measured, but nobody answered it wrong.
  public var isMissed: Bool { isGiven && !isRight }
}

/// What became of some questions, each of which is in one group.
///
/// Every count of answers that people see is one of these, so that a question without an answer is never among the
/// misses.
public struct AnswerCount: Sendable, Hashable {
  /// The number of right answers.
  public private(set) var right = 0
  /// The number of partly right answers; they don't count as right.
  public private(set) var partly = 0
  /// The number of wrong answers.
  public private(set) var wrong = 0
  /// The number of questions answered with "I don't know".
  public private(set) var unknown = 0
  /// The number of questions without an answer.
  public private(set) var unanswered = 0

  /// Creates a count; by default of nothing.
  public init(right: Int = 0, partly: Int = 0, wrong: Int = 0, unknown: Int = 0, unanswered: Int = 0) {
    self.right = right
    self.partly = partly
    self.wrong = wrong
    self.unknown = unknown
    self.unanswered = unanswered
  }

  /// Counts questions by what became of them.
  public init(_ outcomes: some Sequence<AnswerOutcome>) {
    for outcome in outcomes { add(outcome) }
  }

  /// Counts one more question.
  public mutating func add(_ outcome: AnswerOutcome) {
    switch outcome {
    case .right: right += 1
    case .partly: partly += 1
    case .wrong: wrong += 1
    case .unknown: unknown += 1
    case .unanswered: unanswered += 1
    }
  }

  /// The number of questions with an answer, "I don't know" included.
  public var given: Int { right + missed }
  /// The number of answers that the person gave and that aren't right.
  public var missed: Int { partly + wrong + unknown }
  /// The number of questions, answered or not.
  public var questions: Int { given + unanswered }
}
