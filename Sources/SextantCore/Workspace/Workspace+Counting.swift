import Foundation
import Journal
import QuizEngine

extension CountedResponses.Row {
  /// What the rule has to know of a stored answer.
  init(_ response: CountableResponse) {
    self.init(
      attempt: response.attempt, mode: Mode(rawValue: response.mode), isOpen: response.state == .open,
      item: response.item, level: response.level, category: response.category,
      categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970)
  }

  /// The same of an answer that was read whole, with its attempt.
  init(_ response: ResponseRecord, of attempt: AttemptRecord) {
    self.init(
      attempt: attempt.id, mode: Mode(rawValue: attempt.mode), isOpen: attempt.state == .open,
      item: response.item, level: response.level, category: response.category,
      categoryCount: response.categoryCount, isRapid: response.isRapid,
      answeredAt: response.answeredAt.timeIntervalSince1970)
  }
}

extension Workspace {
  /// The answers that count for the score of today.
  func counted(_ rows: [CountedResponses.Row], settings: Settings, now: Date) -> CountedResponses {
    // Rows come by attempt, so that most neighbours are of one day.
    var days = LocalDays.Finder(environment.days())
    let today = days.day(at: now.timeIntervalSince1970).number
    return CountedResponses(rows, pool: pool, today: today, halfLifeDays: settings.halfLifeDays) {
      days.day(at: $0).number
    }
  }

  /// The answers of one attempt that count for its own result.
  func counted(_ responses: [ResponseRecord], of attempt: AttemptRecord) -> CountedResponses {
    CountedResponses(ofAttempt: responses.map { .init($0, of: attempt) }, pool: pool)
  }

  /// What one attempt says by itself.
  func standing(of responses: [ResponseRecord], in attempt: AttemptRecord, profile: String) -> Standing {
    Standing(counted(responses, of: attempt), pool: pool, profile: profile)
  }
}
