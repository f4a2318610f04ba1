import Foundation
import ItemBank
import Journal
import QuizEngine

/// A mock exam ready to go on.
public struct ExamSession: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// Its state machine.
  public var exam: Exam
  /// The item on the screen.
  public var item: Item
  /// The items, for what an answer is worth.
  public var pool: ItemPool
  /// True where nothing was done in it: the clock waits for the person.
  public var isFresh = false

  /// Creates a session.
  package init(record: AttemptRecord, exam: Exam, item: Item, pool: ItemPool, isFresh: Bool = false) {
    self.record = record
    self.exam = exam
    self.item = item
    self.pool = pool
    self.isFresh = isFresh
  }
}

extension Workspace {
  /// Begins a mock exam and stores it with its blueprint before anything is shown.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` where an attempt waits already or the bank is empty.
  public func startExam(length: Int? = nil, minutes: Int? = nil, seed: UInt64? = nil) throws -> ExamSession {
    if let open = try waitingAttempt() {
      throw WorkspaceError.attemptIsOpen(number: open.number)
    }
    let settings = try settings()
    let now = environment.now()
    let seed = seed ?? environment.seed()
    let resting = try restingItems(settings, now: now)
    let items = ExamBlueprint.items(
      max(1, length ?? settings.examLength), profile: settings.profile, resting: resting, seed: seed,
      pool: pool)
    let limit = minutes ?? settings.examMinutes
    let plan = AttemptPlan(
      mode: .mock, itemLimit: items.count, seed: seed, profile: settings.profile, items: items,
      timeLimit: limit > 0 ? limit * 60 : nil)
    let exam = Exam(plan: plan, pool: pool)
    guard let first = items.first, let item = try bank.item(id: first) else { throw WorkspaceError.noItems }
    let record = try journal.startAttempt(
      AttemptRecord(
        id: environment.identity(), assessment: framework.id, mode: Mode.mock.rawValue, seed: seed,
        configuration: plan.stored, bank: bank.contentKey, startedAt: now, pendingItem: first))
    return ExamSession(record: record, exam: exam, item: item, pool: pool, isFresh: true)
  }

  /// Goes on with a stored exam: the same items, answers, flags and time.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` where it cannot be found or read.
  public func resumeExam(id: String) throws -> ExamSession {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    guard let plan = AttemptPlan(stored: record.configuration), let items = plan.items else {
      throw WorkspaceError.unreadableAttempt(number: record.number)
    }
    var done: [Int: Exam.Sheet] = [:]
    for sheet in try journal.sheets(ofAttempt: id) where items.indices.contains(sheet.position) {
      done[sheet.position] = Exam.Sheet(
        item: items[sheet.position], isFlagged: sheet.isFlagged, isSeen: sheet.isSeen,
        milliseconds: sheet.milliseconds)
    }
    for response in try journal.responses(ofAttempt: id) where items.indices.contains(response.position) {
      var sheet = done[response.position] ?? Exam.Sheet(item: response.item, isSeen: true)
      sheet.answer = Answer(storage: response.answer)
      sheet.score = Score(category: response.category, of: response.categoryCount)
      done[response.position] = sheet
    }
    let place = record.pendingItem.flatMap { items.firstIndex(of: $0) } ?? 0
    let exam = Exam(
      plan: plan, pool: pool, done: done, place: place, activeMilliseconds: record.activeMilliseconds)
    guard items.indices.contains(place), let item = try bank.item(id: items[place]) else {
      throw WorkspaceError.noItems
    }
    return ExamSession(
      record: record, exam: exam, item: item, pool: pool,
      isFresh: done.isEmpty && record.activeMilliseconds == 0)
  }

  /// Puts one item of an exam on the disk as it stands, and reads the one that comes next.
  ///
  /// - Throws: `JournalError`; then nothing was stored.
  public func keep(_ keeping: SheetKeeping) throws -> Item? {
    let exam = keeping.exam
    guard exam.sheets.indices.contains(keeping.position), exam.sheets.indices.contains(keeping.target) else {
      return nil
    }
    let sheet = exam.sheets[keeping.position]
    let response = exam.response(at: keeping.position, pool: pool)
    try journal.keep(
      SheetRecord(
        attempt: keeping.attempt, position: keeping.position, isSeen: sheet.isSeen,
        isFlagged: sheet.isFlagged,
        milliseconds: sheet.milliseconds),
      response: response.map {
        stored($0, attempt: keeping.attempt, position: keeping.position, isFlagged: sheet.isFlagged)
      },
      place: exam.sheets[keeping.target].item, activeMilliseconds: exam.activeMilliseconds)
    return try bank.item(id: exam.sheets[keeping.target].item)
  }

  /// Closes an exam: every answer as it stands, what was left open, and what is to be reviewed.
  ///
  /// - Throws: `JournalError`; then the exam stays open.
  public func handIn(_ exam: Exam, attempt: String) throws {
    let now = environment.now()
    let final = exam.finalResponses(pool: pool)
    let responses = final.map { position, response in
      stored(
        response, attempt: attempt, position: position, isFlagged: exam.sheets[position].isFlagged)
    }
    let reviews = try zip(final, responses).compactMap { pair, record in
      try review(
        after: Recording(
          attempt: attempt, response: pair.response, skill: record.skill, position: pair.position, next: nil,
          activeMilliseconds: exam.activeMilliseconds, isFlagged: record.flagged, note: ""), at: now)
    }
    try journal.handIn(
      attempt: attempt, responses: responses, reviews: reviews, activeMilliseconds: exam.activeMilliseconds,
      at: now, reason: (exam.stopReason ?? .handedIn).rawValue)
  }

  private func stored(
    _ response: Attempt.Response, attempt: String, position: Int, isFlagged: Bool
  ) -> ResponseRecord {
    let skill = response.entry.map { framework.skills[pool.entries[$0].skill].id } ?? ""
    return ResponseRecord(
      attempt: attempt, position: position, item: response.item, itemRevision: response.revision,
      skill: skill, answer: response.answer.storage, category: response.score.category,
      categoryCount: response.score.categoryCount, credit: response.score.credit,
      isUnknown: response.answer == .unknown, isRapid: response.isRapid, confidence: nil,
      milliseconds: response.milliseconds, answeredAt: environment.now(), flagged: isFlagged)
  }
}
