import Foundation
import ItemBank
import Journal
import QuizEngine

/// A mock exam ready to continue.
public struct ExamSession: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// Its state machine.
  public var exam: Exam
  /// The item on the screen.
  public var item: Item
  /// The items, to score answers.
  public var pool: ItemPool
  /// True if nothing was done in it, so that the clock waits for the person.
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
  /// Starts a mock exam and stores it with its blueprint before anything is shown.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if another attempt is open or the bank is empty.
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

  /// Continues a stored exam: the same items, answers, flags and time.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if it can't be found or read.
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
    let questions = try journal.questions(ofAttempt: id)
    for response in try journal.responses(ofAttempt: id) where items.indices.contains(response.position) {
      var sheet = done[response.position] ?? Exam.Sheet(item: response.item, isSeen: true)
      sheet.answer = Answer(storage: response.answer)
      sheet.score = Score(category: response.category, of: response.categoryCount)
      sheet.isOutdated = try isOutdated(response, questions)
      done[response.position] = sheet
    }
    let waiting = record.pendingItem.flatMap { items.firstIndex(of: $0) } ?? 0
    // An item that the bank lost can't be shown, so continue at the next one.
    let place =
      (Array(items.indices[waiting...]) + Array(items.indices[..<waiting])).first {
        pool.index(of: items[$0]) != nil
      } ?? waiting
    let exam = Exam(
      plan: plan, pool: pool, done: done, place: place, activeMilliseconds: record.activeMilliseconds,
      version: record.version)
    guard items.indices.contains(place), let item = try bank.item(id: items[place]) else {
      throw WorkspaceError.noItems
    }
    return ExamSession(
      record: record, exam: exam, item: item, pool: pool,
      isFresh: done.isEmpty && record.activeMilliseconds == 0)
  }

  /// True if the answer was given to a version of its question that the bank no longer has.
  private func isOutdated(_ response: ResponseRecord, _ questions: [Int64: QuestionRecord]) throws -> Bool {
    guard let today = try question(response.item, at: environment.now()) else { return true }
    guard let shown = response.question.flatMap({ questions[$0] }) else {
      return today.revision != response.itemRevision
    }
    return shown.revision != today.revision || shown.digest != today.digest
  }

  /// Stores the present state of an exam item, and reads the item that comes next.
  ///
  /// - Throws: `JournalError`; then nothing was stored.
  public func keep(_ keeping: SheetKeeping) throws -> Item? {
    let exam = keeping.exam
    guard exam.sheets.indices.contains(keeping.position), exam.sheets.indices.contains(keeping.target) else {
      return nil
    }
    let sheet = exam.sheets[keeping.position]
    let stored = try journal.responses(ofAttempt: keeping.attempt)
    let answer = try exam.response(at: keeping.position, pool: pool).map { response in
      try self.answer(
        response, attempt: keeping.attempt, position: keeping.position, sheet: sheet, stored: stored)
    }
    try journal.keep(
      SheetRecord(
        attempt: keeping.attempt, position: keeping.position, isSeen: sheet.isSeen,
        isFlagged: sheet.isFlagged, milliseconds: sheet.milliseconds),
      answer: answer, place: exam.sheets[keeping.target].item, activeMilliseconds: exam.activeMilliseconds,
      version: exam.version)
    return try bank.item(id: exam.sheets[keeping.target].item)
  }

  /// Closes an exam: stores every answer, the open items, and the reviews that follow.
  ///
  /// - Throws: `JournalError`; then the exam stays open.
  public func handIn(_ exam: Exam, attempt: String) throws {
    let now = environment.now()
    let final = exam.finalResponses(pool: pool)
    let stored = try journal.responses(ofAttempt: attempt)
    let answers = try final.map { position, response in
      try answer(
        response, attempt: attempt, position: position, sheet: exam.sheets[position], stored: stored)
    }
    let reviews = try zip(final, answers).compactMap { pair, answer in
      try review(
        after: Recording(
          attempt: attempt, response: pair.response, skill: answer.response.skill, position: pair.position,
          next: nil, activeMilliseconds: exam.activeMilliseconds, isFlagged: answer.response.flagged, note: ""
        ),
        at: now)
    }
    try journal.handIn(
      attempt: attempt, answers: answers, reviews: reviews, activeMilliseconds: exam.activeMilliseconds,
      at: now, reason: (exam.stopReason ?? .handedIn).rawValue, version: exam.version)
  }

  /// An exam answer in stored form.
  ///
  /// An answer to another revision of its question stays as it was stored, with its score and question.
  private func answer(
    _ response: Attempt.Response, attempt: String, position: Int, sheet: Exam.Sheet, stored: [ResponseRecord]
  ) throws -> QuestionedResponse {
    let now = environment.now()
    if sheet.isOutdated, var record = stored.first(where: { $0.position == position }) {
      record.flagged = sheet.isFlagged
      record.milliseconds = sheet.milliseconds
      return QuestionedResponse(record, question: nil)
    }
    return QuestionedResponse(
      ResponseRecord(
        response, attempt: attempt, position: position, pool: pool, at: now, isFlagged: sheet.isFlagged),
      question: try question(response.item, at: now))
  }
}
