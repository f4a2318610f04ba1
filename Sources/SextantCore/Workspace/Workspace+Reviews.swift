import Foundation
import Journal
import Psychometrics
import QuizEngine
import TextLayout

/// The items due for review, now and later.
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
    /// The number of reviews.
    public var reviews: Int
    /// The number of times it was forgotten.
    public var lapses: Int
    /// True if it was missed and hasn't been answered right since.
    public var isMissed = false
  }

  /// The due items, most urgent first; not limited to a day.
  public private(set) var due: [Entry]
  /// The items due later, soonest first.
  public private(set) var later: [Entry]
  /// The number of reviews done today.
  public var doneToday: Int
  /// The largest number of reviews per day.
  public var dailyLimit: Int

  /// How many are due.
  package var count: ReviewCount { ReviewCount(due: due.count, done: doneToday, limit: dailyLimit) }

  /// The due items within today's limit.
  public var forToday: [Entry] { Array(due.prefix(count.forToday)) }

  /// Splits items under review at a moment: an item is due from its time on, and not before.
  ///
  /// - Parameter entries: The items, soonest first.
  package init(_ entries: [Entry], at now: Date, doneToday: Int, dailyLimit: Int) {
    due = entries.filter { $0.due <= now }
    later = entries.filter { $0.due > now }
    self.doneToday = doneToday
    self.dailyLimit = dailyLimit
  }

  /// The same items at a later moment, when more of them may be due.
  package func at(_ now: Date) -> ReviewSchedule {
    ReviewSchedule(due + later, at: now, doneToday: doneToday, dailyLimit: dailyLimit)
  }

  /// How many reviews there will be on each of the next days, from today.
  ///
  /// It counts each item once, on the day on which it's due. What is above the day's limit waits for the next day. Today's
  /// limit is less what was done today.
  package func forecast(days count: Int, now: Date, in days: LocalDays) -> [Int] {
    var counts = Array(repeating: 0, count: count)
    let today = days.day(of: now)
    for entry in due + later {
      let day = max(0, today.distance(to: days.day(of: entry.due)))
      if day < count { counts[day] += 1 }
    }
    var waiting = 0
    for day in counts.indices {
      waiting += counts[day]
      counts[day] = min(waiting, max(0, day == 0 ? dailyLimit - doneToday : dailyLimit))
      waiting -= counts[day]
    }
    return counts
  }
}

extension ReviewSchedule {
  /// How many reviews are due, and how many were done today, such as `9 due now · 8 of 20 done today`; from the fullest
  /// words to the shortest.
  ///
  /// - Parameter days: The person's days.
  package func summaries(now: Date, in days: LocalDays) -> [String] {
    let next = later.first.map { "nothing due · next \(days.coming($0.due, now: now))" } ?? "nothing due"
    let words = due.isEmpty ? next : count.shortWords
    return [
      "\(words) · \(count.progress)", "\(words) · \(doneToday) of \(dailyLimit) done", words,
      "\(due.count) due now",
    ]
  }

  /// What a forecast's number of today counts, as a heading: what is left for today, also if it comes due later.
  ///
  /// - Parameter left: The number of today.
  package func forecastHeading(left: Int) -> String {
    let later = left - count.forToday
    return "By day: \(left) left for today\(later > 0 ? ", \(later) of them later" : ""); "
      + "at most \(dailyLimit) a day"
  }
}

extension ReviewSchedule.Entry {
  /// The chance that it is still remembered; on the day of the answer, how that went.
  ///
  /// - Parameter days: The person's days.
  package func memory(now: Date, in days: LocalDays) -> String {
    wasAnsweredToday(now: now, in: days) ? isMissed ? "missed" : "right" : Words.percent(recall)
  }

  /// True if it was answered today: memory says nothing on the same day.
  package func wasAnsweredToday(now: Date, in days: LocalDays) -> Bool {
    days.day(of: last) == days.day(of: now)
  }
}

extension Workspace {
  /// The items due for review, now and later.
  ///
  /// - Throws: `JournalError`.
  public func reviewSchedule() throws -> ReviewSchedule {
    let now = environment.now()
    let settings = try settings()
    let missed = try journal.missedReviews(assessment: framework.id)
    // Skip items that the bank no longer has.
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
      entries, at: now,
      doneToday: try journal.reviewCount(
        assessment: framework.id, mode: Mode.drill.rawValue, since: midnight),
      dailyLimit: settings.reviewLimit)
  }

  /// The memory state of an item after an answer; nil if the item isn't under review.
  ///
  /// Drills put every item under review. A measuring attempt adds items that were missed, and updates those
  /// already under review.
  func review(after recording: Recording, at now: Date) throws -> ReviewRecord? {
    let response = recording.response
    // A question without an answer says nothing about memory.
    guard response.answer != .unanswered, let index = pool.index(of: response.item),
      let rating = Recall.rating(of: response, words: pool.entries[index].readingWords)
    else { return nil }
    let known = try memory(before: recording)
    let isDrill = try journal.attempt(id: recording.attempt)?.mode == Mode.drill.rawValue
    guard isDrill || known != nil || rating == .again else { return nil }
    return reviewed(response.item, known, rating: rating, isDrill: isDrill, at: now)
  }

  /// The memory state of an item before an answer, also before one that replaces another; nil if it wasn't under review.
  private func memory(before recording: Recording) throws -> ReviewRecord? {
    let item = recording.response.item
    if recording.replaced != nil, let before = try journal.memoryBefore(lastAnswerOf: recording.attempt),
      before.item == item
    {
      return before.review
    }
    return try journal.review(ofItem: item, assessment: framework.id)
  }

  /// The memory state of an item after a grade.
  private func reviewed(
    _ item: String, _ known: ReviewRecord?, rating: MemoryRating, isDrill: Bool, at now: Date
  ) -> ReviewRecord {
    let moment = now.timeIntervalSince1970
    let before = known.map(MemoryCard.init) ?? MemoryCard(due: moment)
    var after = Recall.scheduler.reviewed(before, rating: rating, at: moment)
    if !isDrill, rating == .again {
      // A measuring attempt doesn't show the correct answer, so the review waits for the next day.
      after.due = max(after.due, moment + 12 * 3600)
    }
    return ReviewRecord(
      assessment: framework.id, item: item, card: after, reviewCount: (known?.reviewCount ?? 0) + 1,
      lapses: (known?.lapses ?? 0) + (rating == .again && known != nil ? 1 : 0))
  }

  /// The grades that an answer of a drill can have; nil for other attempts and for answers that came too fast.
  ///
  /// It has to be asked before the answer is stored.
  func grades(for recording: Recording, at now: Date) throws -> GradeChoice? {
    let response = recording.response
    guard try journal.attempt(id: recording.attempt)?.mode == Mode.drill.rawValue,
      let index = pool.index(of: response.item),
      let rating = Recall.rating(of: response, words: pool.entries[index].readingWords)
    else { return nil }
    let known = try memory(before: recording)
    return GradeChoice(rating, isRight: response.score.isCorrect, days: environment.days()) {
      reviewed(response.item, known, rating: $0, isDrill: true, at: now)
    }
  }

  /// Stores the memory state that a grade leads to.
  ///
  /// - Throws: `JournalError`, also if the question was answered again since.
  func grade(_ choice: GradeChoice) throws { try journal.replace(review: choice.record) }

  /// The time after a miss during which a drill of its domain or skill doesn't begin with it, in seconds: the
  /// explanation is still in mind.
  private static let restAfterMiss = 600.0

  /// The items that a drill asks first, most urgent first: what is due today, and in a domain or a skill that the
  /// person chose, before that what they missed there.
  ///
  /// - Throws: `JournalError`.
  func firstItems(ofDrill scope: Scope) throws -> [String] {
    let schedule = try reviewSchedule()
    let due = schedule.forToday.map(\.item)
    guard scope != .all else { return due }
    let own = Set(pool.indices(in: scope).map { pool.entries[$0].id })
    let now = environment.now()
    let misses = (schedule.due + schedule.later).filter {
      $0.isMissed && own.contains($0.item) && now.timeIntervalSince($0.last) >= Self.restAfterMiss
    }.map(\.item)
    return misses + due.filter { own.contains($0) && !misses.contains($0) }
  }

  /// The reason why each item of a drill is asked, as a sentence; for items that are missing see
  /// `AttemptPlan.reasonOfNew`.
  func drillReasons(_ plan: AttemptPlan, _ schedule: ReviewSchedule) -> [String: String] {
    guard plan.mode == .drill else { return [:] }
    let (now, zone) = (environment.now(), environment.days())
    var reasons: [String: String] = [:]
    let asked = Set(plan.due)
    // An item missed today is due tomorrow, but can be asked for today.
    for entry in schedule.due + schedule.later.filter({ asked.contains($0.item) }) {
      // Memory starts when the answer was shown, so it says nothing on the same day.
      let days = zone.days(from: entry.last, to: now)
      let when = days == 0 ? "today" : days == 1 ? "yesterday" : "\(days) days ago"
      // A family comes with another variant each time.
      let isFamily = (try? bank.item(id: entry.item))?.variant != nil
      let it = isFamily ? "one like it" : "it"
      guard !entry.isMissed else {
        reasons[entry.item] = "You missed \(it) \(when)"
        continue
      }
      guard days > 0 else {
        reasons[entry.item] = "Review: you got \(it) right today"
        continue
      }
      let recall = DecimalText.percent(entry.recall)
      let seen = "\(isFamily ? "one like it " : "")last seen \(when), \(recall) sure you still know it"
      reasons[entry.item] =
        entry.lapses > 0 || entry.reviews <= 1 ? "Review: \(seen)" : "Review \(entry.reviews + 1): \(seen)"
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
  /// The record of a reviewed card.
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
