import Foundation
import Journal
import QuizEngine

extension CountedResponses.Row {
  /// The part of a stored answer that the counting rule needs.
  init(_ response: CountableResponse) { self.init(response, certainMisses: []) }

  /// The same part, with the person's certainty.
  ///
  /// - Parameter certainMisses: The answers that were wrong although the person was certain.
  init(_ response: CountableResponse, certainMisses: Set<Journal.AnswerPlace>) {
    self.init(
      attempt: response.attempt, mode: Mode(rawValue: response.mode), isOpen: response.state == .open,
      isExcluded: response.isExcluded, item: response.item, level: response.level,
      category: response.category, categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970,
      isCertain: response.category == 0
        && certainMisses.contains(.init(attempt: response.attempt, position: response.position)),
      isUnanswered: response.isUnanswered,
      variant: response.variant)
  }

  /// The same part, from a complete answer with its attempt.
  init(_ response: ResponseRecord, of attempt: AttemptRecord) {
    self.init(
      attempt: attempt.id, mode: Mode(rawValue: attempt.mode), isOpen: attempt.state == .open,
      isExcluded: attempt.exclusion != nil, item: response.item, level: response.level,
      category: response.category,
      categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970, isCertain: response.confidence == 3,
      isUnanswered: response.isUnanswered,
      variant: response.variant)
  }
}

extension Workspace {
  /// The answers that count for today's score.
  ///
  /// - Throws: `JournalError`.
  func counted(_ rows: [CountedResponses.Row], now: Date) throws -> CountedResponses {
    let rest = try settings().restDays
    // Rows are ordered by attempt, so neighbours are mostly of the same day.
    var days = LocalDays.Finder(environment.days())
    let today = days.day(at: now.timeIntervalSince1970).number
    return CountedResponses(rows, pool: pool, today: today, restDays: rest) {
      days.day(at: $0).number
    }
  }

  /// The answers of one attempt that count for its own result.
  ///
  /// - Throws: `JournalError`.
  func counted(_ responses: [ResponseRecord], of attempt: AttemptRecord) throws -> CountedResponses {
    CountedResponses(
      ofAttempt: responses.map { .init($0, of: attempt) }, pool: pool,
      repeats: Set(try repeats(responses, of: attempt).keys))
  }

  /// The answers of a measuring attempt to items that rested, as indices, each with the day on which the item was
  /// answered before.
  ///
  /// The rule is that of `SeenItems`.
  ///
  /// - Throws: `JournalError`.
  func repeats(_ responses: [ResponseRecord], of attempt: AttemptRecord) throws -> [Int: CalendarDay] {
    let rest = try settings().restDays
    guard rest > 0, Mode(rawValue: attempt.mode)?.measures ?? false else { return [:] }
    let seen = try journal.lastAnswers(before: attempt.id)
    guard !seen.isEmpty else { return [:] }
    let days = environment.days()
    var repeats: [Int: CalendarDay] = [:]
    for (index, response) in responses.enumerated() {
      guard let last = seen[response.item].map({ days.day(of: $0) }) else { continue }
      let day = days.day(of: response.answeredAt)
      if SeenItems.rests(since: last.number, on: day.number, restDays: rest) { repeats[index] = last }
    }
    return repeats
  }

  /// The abilities estimated from one attempt alone.
  ///
  /// - Throws: `JournalError`.
  func standing(
    of responses: [ResponseRecord], in attempt: AttemptRecord, profile: String
  ) throws -> ScoreEstimates {
    ScoreEstimates(try counted(responses, of: attempt), pool: pool, profile: profile)
  }
}
