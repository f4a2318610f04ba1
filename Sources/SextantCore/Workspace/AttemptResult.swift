import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

/// The result of one attempt, from its own answers alone.
public struct AttemptResult: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// The mode.
  public var mode: Mode
  /// What the attempt covered.
  public var scope: Scope
  /// The profile under which `standing` was estimated.
  public var profile: String
  /// Abilities estimated from this attempt's answers.
  public var standing: ScoreEstimates
  /// The questions with their answers, in order; in an exam also those that were left without one.
  public var answers: [AnsweredItem]
  /// The previous attempt that measured the same, with the changes.
  public var change: Comparison?
  /// Confidence against correctness; nil if ratings weren't asked for.
  public var confidence: ConfidenceSummary?
  /// How much each answer moved the numbers; nil if nothing was measured.
  public var explanation: Explanation?
  /// How well the answers fit the models: near 0 as expected, below −2 surprising; nil with too few answers.
  public var personFit: Double?
  /// The number of answers in each domain.
  public var answersOfDomain: [Int]
  /// The domains, in the order of the framework.
  public var domains: [Domain]

  /// The named misconceptions that the answers point to, most probable first.
  public var namedMisconceptions: [MisconceptionFinding] = []
  /// The exam's own result; nil for the other modes.
  public var exam: ExamResult?
  /// The overall score today without this exam; nil if it rests on nothing else.
  public var scoreWithout: ScoreLine.Value?
  /// What a drill came to; nil for the modes that measure.
  public var practice: PracticeResult?
  /// The days for which items rest after an answer.
  var restDays = 0

  /// The answers to questions that were answered shortly before; nil if there are none.
  public var repeats: Repeats? {
    Repeats(answers.compactMap(\.seenBefore), of: answers.count, restDays: restDays)
  }

  /// Why nothing was measured, as a sentence; nil if something was.
  public var nothingMeasured: String? {
    guard mode.measures, countedAnswers == 0 else { return nil }
    if answers.isEmpty { return "Nothing was answered, so nothing was measured." }
    if rapidCount == answers.count {
      return "Every answer came faster than its question can be read, so nothing was measured."
    }
    return repeats.map { "\($0.sentence) So nothing was measured." }
      ?? "No answer counts, so nothing was measured."
  }

  /// True if there is a score on the reporting scale; a mock exam needs at least ten answers for one.
  public var hasScore: Bool { countedAnswers > 0 && exam?.hasScore ?? true }
  /// The number of answers that came faster than the item can be read.
  public var rapidCount: Int { answers.filter(\.response.isRapid).count }
  /// The answers that the person gave and that aren't right; see `AnswerOutcome`.
  public var misses: [AnsweredItem] { answers.filter(\.response.outcome.isMissed) }
  /// The questions that were left without an answer, in an exam.
  public var unanswered: [AnsweredItem] { answers.filter { !$0.response.outcome.isGiven } }
  /// What became of the questions.
  public var count: AnswerCount { AnswerCount(answers.lazy.map(\.response.outcome)) }
  /// The answers that were confident but wrong.
  public var misconceptions: [AnsweredItem] { answers.filter(\.isMisconception) }
}

/// An answer with its question.
public struct AnsweredItem: Sendable {
  /// The stored answer.
  public var response: ResponseRecord
  /// The question as it was shown; otherwise the present one; nil if neither is known.
  public var item: Item?
  /// True if `item` isn't the question that was answered, so its key doesn't apply to the answer.
  public var isOtherQuestion: Bool
  /// True if the bank's question has a different revision today.
  public var hasChangedSince: Bool
  /// True if the answer counts for the score of its attempt.
  public var isCounted: Bool
  /// The day on which the person had answered the question before, if it rested since; nil if it didn't.
  public var seenBefore: CalendarDay?

  /// Combines an answer and its question.
  ///
  /// - Parameters:
  ///   - shown: The question as stored with the answer; nil for answers from before questions were stored.
  ///   - today: The bank's item; nil if the bank no longer has it.
  ///   - isCounted: True if the answer counts for the score of its attempt.
  ///   - seenBefore: The day of the answer before, if the question rested since.
  public init(
    response: ResponseRecord, shown: Item?, today: Item?, isCounted: Bool = true,
    seenBefore: CalendarDay? = nil
  ) {
    self.response = response
    self.seenBefore = seenBefore
    self.isCounted = isCounted
    item = shown ?? today
    hasChangedSince = today.map { $0.revision != response.itemRevision } ?? false
    isOtherQuestion = shown == nil && hasChangedSince
  }

  /// The difficulty of the question that was answered, 1 to 5; nil if unknown.
  public var level: Int? { response.level ?? (isOtherQuestion ? nil : item?.level) }

  /// A sentence that the question has changed since; nil if it hasn't.
  public var changeNotice: String? {
    guard hasChangedSince else { return nil }
    let fact = "Answered in revision \(response.itemRevision); the question has changed since."
    return isOtherQuestion ? fact : fact + " You see it as it was."
  }

  /// The reason why the answer doesn't count, as a sentence; nil if it counts.
  public var whyNotCounted: String? {
    if response.isUnanswered, !isCounted {
      return "Not part of your score: nothing was stored for this question."
    }
    if response.isRapid { return "Not counted: it came faster than the question can be read." }
    if let seenBefore { return "Not counted: you answered this question on \(seenBefore.long) already." }
    return isCounted ? nil : "Not counted any more: the bank no longer has this question."
  }

  /// How the answer was scored, as a sentence, for answers whose question is no longer known.
  public var scoredThen: String {
    switch response.outcome {
    case .unanswered: "You left it unanswered."
    case .unknown: "You said that you didn't know."
    case .right: "It was right then."
    case .partly: "It was partly right then."
    case .wrong: "It was wrong then."
    }
  }
}

/// How sure a person was, compared with how often they were right.
public struct ConfidenceSummary: Sendable, Hashable {
  /// The number of answers given as a guess, fairly sure and certain.
  public var given: [Int]
  /// The number of right answers among them.
  public var right: [Int]

  /// Counts the answers with a rating.
  public init?(_ responses: [ResponseRecord]) {
    var given = [0, 0, 0]
    var right = [0, 0, 0]
    for response in responses where !response.isRapid {
      guard let confidence = response.confidence, (1...3).contains(confidence) else { continue }
      given[confidence - 1] += 1
      if response.outcome.isRight { right[confidence - 1] += 1 }
    }
    guard given.reduce(0, +) > 0 else { return nil }
    self.given = given
    self.right = right
  }

  /// The share of right answers that each rating stands for.
  package static let expected = [0.5, 0.73, 0.9]

  /// The conclusion, as a sentence.
  ///
  /// The ratings stand for the probabilities at which the certainty marks of Gardner-Medwin (2006) make them
  /// the best choice: below 2/3, up to 0.8, and above.
  public var sentence: String {
    let expected = Self.expected
    let total = given.reduce(0, +)
    guard total >= 5 else { return "\(Words.count(total, "rated answer")): too few to tell a habit." }
    let hoped = zip(given, expected).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(total)
    let reached = Double(right.reduce(0, +)) / Double(total)
    // Allow one standard error of the share, so that a small sample isn't called a habit.
    let error = max(0.05, (hoped * (1 - hoped) / Double(total)).squareRoot())
    // Mention failed certainty even if the other ratings balance it.
    let sure = Double(given[2])
    if given[2] >= 3,
      expected[2] - Double(right[2]) / sure > (expected[2] * (1 - expected[2]) / sure).squareRoot()
    {
      return
        "Of \(given[2]) that you were certain of, \(right[2]) \(right[2] == 1 ? "was" : "were") right: certain should mean nine in ten."
    }
    if hoped - reached > 2 * error { return "You were clearly more certain than right." }
    if hoped - reached > error { return "You were a little more certain than right." }
    if reached - hoped > 2 * error { return "You were right clearly more often than you believed." }
    if reached - hoped > error { return "You were right a little more often than you believed." }
    return total < 12
      ? "You were about as certain as you were right, as far as \(total) answers tell."
      : "You were about as certain as you were right."
  }
}

/// All closed attempts with their results, and the score on each day.
public struct HistoryData: Sendable {
  /// One attempt.
  public struct Entry: Sendable {
    /// The stored attempt.
    public var record: AttemptRecord
    /// The mode.
    public var mode: Mode
    /// The overall ability by this attempt alone; nil if none of its answers counts, or too few of an exam's.
    public var overall: ScoreLine.Value?
    /// The domains by this attempt alone.
    public var domains: [ScoreLine.Value]
    /// The number of answers in each domain.
    public var answersOfDomain: [Int]
    /// The exam's own result; nil for the other modes.
    public var exam: ExamResult?
    /// How its questions were answered.
    package var effort = ChangeClaim.Effort()

    /// True if the attempt has a score on the reporting scale.
    public var hasScore: Bool { overall != nil }
  }

  /// The attempts, oldest first.
  public var entries: [Entry]
  /// What the score was on each day with answers, up to the last of them.
  public var line: ScoreLine
  /// The open attempt.
  public var open: AttemptRecord?

  /// Creates a list of attempts.
  package init(entries: [Entry], line: ScoreLine = ScoreLine(), open: AttemptRecord? = nil) {
    self.entries = entries
    self.line = line
    self.open = open
  }
}

extension HistoryData.Entry {
  /// True if the attempt counts and measured a domain, or the overall ability if `domain` is nil.
  public func says(ofDomain domain: Int?) -> Bool { record.exclusion == nil && measured(domain: domain) }

  /// True if the attempt measured a domain, or the overall ability if `domain` is nil, even if it's excluded.
  ///
  /// A focus attempt measures a single domain, so its estimate of the overall ability isn't shown. An exam with too few
  /// answers for a score measured nothing.
  public func measured(domain: Int?) -> Bool {
    hasScore && (domain.map { answersOfDomain[$0] > 0 } ?? (mode != .focus))
  }
}
