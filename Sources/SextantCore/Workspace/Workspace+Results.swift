import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

extension Workspace {
  /// Reads the result of an attempt, with its items and the change since the previous attempt.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noAttempt`.
  public func result(ofAttempt id: String) throws -> AttemptResult {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    try refuseOpen(record)
    let settings = try settings()
    let responses = try journal.responses(ofAttempt: id)
    let plan = AttemptPlan(stored: record.configuration)
    let mode = Mode(rawValue: record.mode) ?? .placement
    let exam = ExamResult(responses, of: record, framework: framework)
    let earlier = try journal.attempts(assessment: framework.id).last { other in
      guard other.state == .finished, other.exclusion == nil, other.number < record.number,
        other.mode == record.mode, mode.measures,
        AttemptPlan(stored: other.configuration)?.scope == plan?.scope
      else { return false }
      let answers = try journal.responses(ofAttempt: other.id)
      return try !self.counted(answers, of: other).responses.isEmpty
        && ExamResult(answers, of: other, framework: framework)?.hasScore ?? true
    }
    let counted = try counted(responses, of: record)
    let hasScore = !counted.responses.isEmpty && exam?.hasScore ?? true
    let standing = ScoreEstimates(counted, pool: pool, profile: settings.profile)
    let answers = try answered(responses, of: record, counted: counted)
    var result = AttemptResult(
      record: record, mode: mode, scope: plan?.scope ?? .all, profile: settings.profile, standing: standing,
      answers: try answers + leftOpen(responses, of: record, plan: plan),
      change: hasScore ? try earlier.map { try comparison(of: $0, and: record) } : nil,
      confidence: ConfidenceSummary(responses),
      explanation: mode.measures && hasScore
        ? Explanation(counted, pool: pool, profile: settings.profile) : nil,
      personFit: mode.measures && hasScore ? personFit(of: counted, standing) : nil,
      answersOfDomain: counted.countsOfDomains(pool: pool),
      domains: framework.domains, exam: exam,
      practice: mode == .drill ? try practice(responses, of: record) : nil, restDays: settings.restDays)
    result.namedMisconceptions = try misconceptions(
      shownIn: answers, of: record, among: namedMisconceptions())
    if exam != nil, record.exclusion == nil {
      result.scoreWithout = try score(without: record.id)
    }
    return result
  }

  /// The overall score today if an attempt didn't count; nil if no other answer counts.
  ///
  /// - Throws: `JournalError`.
  private func score(without attempt: String) throws -> ScoreLine.Value? {
    let rows = try journal.countableResponses(assessment: framework.id).map(CountedResponses.Row.init)
    let others = try counted(rows.filter { $0.attempt != attempt }, now: environment.now())
    guard !others.given.isEmpty else { return nil }
    return ScoreLine.Value(ScoreEstimates(others, pool: pool, profile: try settings().profile))
  }

  private func practice(_ responses: [ResponseRecord], of record: AttemptRecord) throws -> PracticeResult {
    let items = Set(responses.map(\.item))
    let dues = try journal.reviews(assessment: framework.id, dueBefore: .distantFuture).reduce(
      into: [String: Date]()
    ) { if items.contains($1.item) { $0[$1.item] = $1.dueAt } }
    return PracticeResult(
      responses, before: try journal.lastCredits(before: record.id), dues: dues, framework: framework)
  }

  /// The questions of an exam that have no stored answer, so that the person can read them too.
  ///
  /// Older versions stored none for questions that were never on the screen, nor in an exam with too few answers.
  private func leftOpen(
    _ responses: [ResponseRecord], of record: AttemptRecord, plan: AttemptPlan?
  ) throws -> [AnsweredItem] {
    guard record.mode == Mode.mock.rawValue, let items = plan?.items else { return [] }
    let stored = Set(responses.map(\.position))
    let variants = try shownVariants(of: record.id)
    return try items.enumerated().filter { !stored.contains($0.offset) }.map { position, id in
      let item = try presentItem(id, variant: variants[id])
      return AnsweredItem(
        response: ResponseRecord(
          attempt: record.id, position: position, item: id, itemRevision: item?.revision ?? 1,
          level: item?.level, skill: item?.skill ?? "", answer: Answer.unanswered.storage, category: 0,
          categoryCount: item?.task.kind.categoryCount ?? 2, credit: 0, isUnknown: true, milliseconds: 0,
          answeredAt: record.finishedAt ?? record.startedAt),
        shown: nil, today: item, isCounted: false)
    }
  }

  /// The bank's item in a variant; in its first one if the bank has that variant no more.
  func presentItem(_ id: String, variant: String?) throws -> Item? {
    // A bank that another program has changed meanwhile can't give other variants.
    try (try? bank.item(id: id, variant: variant)) ?? bank.item(id: id)
  }

  /// Combines answers with their questions, each as it was shown.
  private func answered(
    _ responses: [ResponseRecord], of attempt: AttemptRecord, counted: CountedResponses
  ) throws -> [AnsweredItem] {
    let questions = try journal.questions(ofAttempt: attempt.id)
    let repeats = try repeats(responses, of: attempt)
    let isCounted = Set(counted.responses.map(\.row))
    return try responses.enumerated().map { place, response in
      let today = try presentItem(response.item, variant: response.variant)
      let shown = response.question.flatMap { questions[$0]?.shown }
      return AnsweredItem(
        response: response, shown: shown, today: today, isCounted: isCounted.contains(place),
        seenBefore: repeats[place])
    }
  }

  /// Refuses an attempt whose answers can still change.
  func refuseOpen(_ record: AttemptRecord) throws(WorkspaceError) {
    if record.state == .open, record.mode == Mode.mock.rawValue {
      throw WorkspaceError.attemptIsOpen(number: record.number)
    }
  }

  /// The person fit of an attempt, with each answer at the estimate of its skill; nil below ten answers.
  private func personFit(of counted: CountedResponses, _ standing: ScoreEstimates) -> Double? {
    let given = counted.given
    guard given.count >= 10 else { return nil }
    return PersonFit.standardisedLogLikelihood(
      of: given.map { response in
        let tally = counted.tallies[response.tally]
        return (
          ScoredResponse(
            model: pool.model(of: tally.entry, level: tally.level), category: tally.category),
          standing.skills[pool.entries[tally.entry].skill].mean
        )
      })
  }
}

/// Errors of a workspace.
public enum WorkspaceError: Error, Equatable {
  /// No attempt has this identity or number.
  case noAttempt(String)
  /// Another attempt is open.
  case attemptIsOpen(number: Int)
  /// No item is left within the scope.
  case noItems
  /// The assessment names no misconceptions, or all questions that could show one rest.
  case noMisconceptions
  /// An attempt can't be excluded without a reason.
  case noReason
  /// An attempt has no score, so it can't be compared; the others are those that can.
  case notComparable(number: Int, mode: String, others: [Int])
  /// A file can't be written.
  case cannotExport(path: String, reason: String)
  /// The stored attempt can't be read.
  case unreadableAttempt(number: Int)

  /// The message for the person.
  public var message: String {
    switch self {
    case .noAttempt(let name): "there is no attempt \(name); `sextant history` lists them"
    case .attemptIsOpen(let number):
      "attempt \(number) waits to be finished; `sextant resume` goes on with it"
    case .noMisconceptions: "there is no question left today that could show a misconception"
    case .noItems: "the bank has no questions within this scope"
    case .notComparable(let number, let mode, let others):
      "attempt \(number) is a \(mode), which is practice without a score; "
        + (others.count > 1
          ? "you can compare \(others.dropLast().map(String.init).joined(separator: ", ")) and \(others.last ?? 0)"
          : "take two placements, focus attempts or mock exams to compare them")
    case .noReason: "say why the attempt shouldn't count, for example: rushed"
    case .cannotExport(let path, let reason): "cannot write \(path): \(reason)"
    case .unreadableAttempt(let number):
      "the stored plan of attempt \(number) cannot be read; its answers are kept"
    }
  }
}
