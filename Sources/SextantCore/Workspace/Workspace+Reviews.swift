import Foundation
import Journal
import Psychometrics
import QuizEngine

/// What is due for review, and what comes.
public struct ReviewSchedule: Sendable, Hashable {
  /// One item under review.
  public struct Entry: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// When it is due.
    public var due: Date
    /// When it was last answered.
    public var last: Date
    /// The probability that it is still remembered, 0 to 1.
    public var recall: Double
    /// How often it was answered.
    public var reviews: Int
    /// How often it was forgotten.
    public var lapses: Int
    /// True where it was missed and has not been known since.
    public var isMissed = false
  }

  /// What is due, most urgent first; not cut by the daily limit.
  public var due: [Entry]
  /// What comes later, soonest first.
  public var later: [Entry]
  /// The reviews that were done today.
  public var doneToday: Int
  /// The most reviews of a day.
  public var dailyLimit: Int

  /// What today's limit leaves of what is due.
  public var forToday: [Entry] { Array(due.prefix(max(0, dailyLimit - doneToday))) }

  /// Creates a schedule.
  package init(due: [Entry], later: [Entry], doneToday: Int, dailyLimit: Int) {
    self.due = due
    self.later = later
    self.doneToday = doneToday
    self.dailyLimit = dailyLimit
  }
}

extension Workspace {
  /// What is due, and what comes.
  ///
  /// - Throws: `JournalError`.
  public func reviewSchedule() throws -> ReviewSchedule {
    let now = environment.now()
    let settings = try settings()
    let missed = try journal.missedReviews(assessment: framework.id)
    // Items that the bank no longer has cannot be asked.
    let entries = try journal.reviews(assessment: framework.id, dueBefore: .distantFuture)
      .filter { pool.index(of: $0.item) != nil }
      .map { record in
        ReviewSchedule.Entry(
          item: record.item, due: record.dueAt, last: record.lastReviewAt,
          recall: MemoryCard(record).retrievability(at: now.timeIntervalSince1970),
          reviews: record.reviewCount, lapses: record.lapses,
          isMissed: missed.contains(record.item))
      }
    let midnight = environment.days().start(of: environment.days().day(of: now))
    return ReviewSchedule(
      due: entries.filter { $0.due <= now }, later: entries.filter { $0.due > now },
      doneToday: try journal.reviewCount(
        assessment: framework.id, mode: Mode.drill.rawValue, since: midnight),
      dailyLimit: settings.reviewLimit)
  }

  /// Where an answer leaves the memory of its item; nil where that is not followed.
  ///
  /// Drills follow every item. A measuring attempt begins to follow what was missed, and goes on with what is
  /// followed already.
  func review(after recording: Recording, at now: Date) throws -> ReviewRecord? {
    let response = recording.response
    guard let index = pool.index(of: response.item),
      let rating = Recall.rating(of: response, words: pool.entries[index].readingWords)
    else { return nil }
    let known = try journal.review(ofItem: response.item, assessment: framework.id)
    let isDrill = try journal.attempt(id: recording.attempt)?.mode == Mode.drill.rawValue
    guard isDrill || known != nil || rating == .again else { return nil }
    let moment = now.timeIntervalSince1970
    let before = known.map(MemoryCard.init) ?? MemoryCard(due: moment)
    var after = MemoryScheduler().reviewed(before, rating: rating, at: moment)
    if isDrill == false, rating == .again {
      // A sitting that measures goes on without showing the key: the review waits for the next day.
      after.due = max(after.due, moment + 12 * 3600)
    }
    return ReviewRecord(
      assessment: framework.id, item: response.item, card: after, reviewCount: (known?.reviewCount ?? 0) + 1,
      lapses: (known?.lapses ?? 0) + (rating == .again && known != nil ? 1 : 0))
  }

  /// Why each item of a drill is asked, as a sentence; items that are not named were chosen for the gap.
  func drillReasons(_ plan: AttemptPlan, _ schedule: ReviewSchedule) -> [String: String] {
    guard plan.mode == .drill else { return [:] }
    let (now, zone) = (environment.now(), environment.days())
    var reasons: [String: String] = [:]
    let asked = Set(plan.due)
    // What was missed today is due tomorrow, and can be asked for today.
    for entry in schedule.due + schedule.later.filter({ asked.contains($0.item) }) {
      // Recall begins with the moment at which the answer was shown, and says nothing about the same day yet.
      let days = zone.days(from: entry.last, to: now)
      guard days > 0 else {
        reasons[entry.item] =
          "Review: \(entry.isMissed ? "not wholly right lately, and " : "")shown to you today"
        continue
      }
      let when = days == 1 ? "yesterday" : "\(days) days ago"
      let recall = Int((entry.recall * 100).rounded())
      reasons[entry.item] =
        entry.lapses > 0 || entry.reviews <= 1
        ? "Review: last seen \(when), recall about \(recall) %"
        : "Review \(entry.reviews + 1): last seen \(when), recall about \(recall) %"
    }
    return reasons
  }
}

extension MemoryCard {
  /// The card of a stored review.
  init(_ record: ReviewRecord) {
    let phase: Phase =
      switch record.state {
      case "learning": .learning(step: record.step ?? 0)
      case "relearning": .relearning(step: record.step ?? 0)
      default: .review
      }
    self.init(
      due: record.dueAt.timeIntervalSince1970, phase: phase,
      state: MemoryState(stability: record.stability, difficulty: record.difficulty),
      lastReview: record.lastReviewAt.timeIntervalSince1970)
  }
}

extension ReviewRecord {
  /// The record of a card that was answered.
  init(assessment: String, item: String, card: MemoryCard, reviewCount: Int, lapses: Int) {
    let (state, step): (String, Int?) =
      switch card.phase {
      case .learning(let step): ("learning", step)
      case .relearning(let step): ("relearning", step)
      case .review: ("review", nil)
      }
    self.init(
      assessment: assessment, item: item, stability: card.state?.stability ?? MemoryState.minimumStability,
      difficulty: card.state?.difficulty ?? 5, state: state, step: step,
      dueAt: Date(timeIntervalSince1970: card.due),
      lastReviewAt: Date(timeIntervalSince1970: card.lastReview ?? card.due), reviewCount: reviewCount,
      lapses: lapses)
  }
}
