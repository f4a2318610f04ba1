import Foundation
import Journal
import QuizEngine

extension CountedResponses.Row {
  /// The part of a stored answer that the counting rule needs.
  init(_ response: CountableResponse) {
    self.init(
      attempt: response.attempt, mode: Mode(rawValue: response.mode), isOpen: response.state == .open,
      isExcluded: response.isExcluded, item: response.item, level: response.level,
      category: response.category, categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970)
  }

  /// The same part, from a complete answer with its attempt.
  init(_ response: ResponseRecord, of attempt: AttemptRecord) {
    self.init(
      attempt: attempt.id, mode: Mode(rawValue: attempt.mode), isOpen: attempt.state == .open,
      isExcluded: attempt.exclusion != nil, item: response.item, level: response.level,
      category: response.category,
      categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970)
  }
}

extension Workspace {
  /// The answers that count for today's score.
  func counted(_ rows: [CountedResponses.Row], now: Date) -> CountedResponses {
    // Rows are ordered by attempt, so neighbours are mostly of the same day.
    var days = LocalDays.Finder(environment.days())
    let today = days.day(at: now.timeIntervalSince1970).number
    return CountedResponses(rows, pool: pool, today: today) {
      days.day(at: $0).number
    }
  }

  /// The answers of one attempt that count for its own result.
  func counted(_ responses: [ResponseRecord], of attempt: AttemptRecord) -> CountedResponses {
    CountedResponses(ofAttempt: responses.map { .init($0, of: attempt) }, pool: pool)
  }

  /// The abilities estimated from one attempt alone.
  func standing(of responses: [ResponseRecord], in attempt: AttemptRecord, profile: String) -> ScoreEstimates
  {
    ScoreEstimates(counted(responses, of: attempt), pool: pool, profile: profile)
  }
}
