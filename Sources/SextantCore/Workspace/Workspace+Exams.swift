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
      timeLimit: limit > 0 ? limit * 60 : nil, cut: framework.cut(ofProfile: settings.profile))
    let exam = Exam(plan: plan, pool: pool)
    let identity = environment.identity()
    guard let first = items.first, let item = try asked(first, in: identity, seed: seed)?.item else {
      throw WorkspaceError.noItems
    }
    // The result shows every question, even one that was never on the screen.
    let shown = try items.compactMap { try asked($0, in: identity, seed: seed)?.shown }
    let record = try journal.startAttempt(
      AttemptRecord(
        id: identity, assessment: framework.id, mode: Mode.mock.rawValue, seed: seed,
        configuration: plan.stored, bank: bank.contentKey, startedAt: now, pendingItem: first),
      showing: shown)
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
    var done: [Int: Exam.ItemState] = [:]
    for itemState in try journal.itemStates(ofAttempt: id) where items.indices.contains(itemState.position) {
      done[itemState.position] = Exam.ItemState(
        item: items[itemState.position], isFlagged: itemState.isFlagged, isSeen: itemState.isSeen,
        milliseconds: itemState.milliseconds)
    }
    let questions = try journal.questions(ofAttempt: id)
    for response in try journal.responses(ofAttempt: id) where items.indices.contains(response.position) {
      var itemState = done[response.position] ?? Exam.ItemState(item: response.item, isSeen: true)
      itemState.answer = Answer(storage: response.answer)
      itemState.score = Score(category: response.category, of: response.categoryCount)
      itemState.isOutdated = try isOutdated(response, questions)
      done[response.position] = itemState
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
    guard items.indices.contains(place), let item = try show(items[place], in: id, seed: plan.seed) else {
      throw WorkspaceError.noItems
    }
    return ExamSession(
      record: record, exam: exam, item: item, pool: pool,
      isFresh: done.isEmpty && record.activeMilliseconds == 0)
  }

  /// True if the answer was given to a version of its question that the bank no longer has.
  private func isOutdated(_ response: ResponseRecord, _ questions: [Int64: QuestionRecord]) throws -> Bool {
    let now = environment.now()
    guard let today = try question(response.item, variant: response.variant, at: now) else { return true }
    guard let shown = response.question.flatMap({ questions[$0] }) else {
      return today.revision != response.itemRevision
    }
    return shown.revision != today.revision || shown.digest != today.digest
  }

  /// Stores the present state of an exam item, and reads the item that comes next.
  ///
  /// - Throws: `JournalError`; then nothing was stored.
  public func keep(_ keeping: ExamItemWrite) throws -> Item? {
    let exam = keeping.exam
    guard exam.itemStates.indices.contains(keeping.position), exam.itemStates.indices.contains(keeping.target)
    else {
      return nil
    }
    let itemState = exam.itemStates[keeping.position]
    let stored = try journal.responses(ofAttempt: keeping.attempt)
    let variants = try shownVariants(of: keeping.attempt)
    let answer = try exam.response(at: keeping.position, pool: pool).map { response in
      try self.answer(
        response, attempt: keeping.attempt, position: keeping.position, itemState: itemState, stored: stored,
        variant: variants[response.item])
    }
    try journal.keep(
      ExamItemRecord(
        attempt: keeping.attempt, position: keeping.position, isSeen: itemState.isSeen,
        isFlagged: itemState.isFlagged, milliseconds: itemState.milliseconds),
      answer: answer, place: exam.itemStates[keeping.target].item,
      activeMilliseconds: exam.activeMilliseconds,
      version: exam.version)
    return try show(exam.itemStates[keeping.target].item, in: keeping.attempt, seed: exam.plan.seed)
  }

  /// Closes an exam: stores every answer, the open items, and the reviews that follow.
  ///
  /// - Throws: `JournalError`; then the exam stays open.
  public func handIn(_ exam: Exam, attempt: String) throws {
    let now = environment.now()
    let final = exam.finalResponses(pool: pool)
    let stored = try journal.responses(ofAttempt: attempt)
    let variants = try shownVariants(of: attempt)
    let answers = try final.map { position, response in
      try answer(
        response, attempt: attempt, position: position, itemState: exam.itemStates[position], stored: stored,
        variant: variants[response.item])
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
    _ response: Attempt.Response, attempt: String, position: Int, itemState: Exam.ItemState,
    stored: [ResponseRecord], variant: String?
  ) throws -> QuestionedResponse {
    let now = environment.now()
    if itemState.isOutdated, var record = stored.first(where: { $0.position == position }) {
      record.flagged = itemState.isFlagged
      record.milliseconds = itemState.milliseconds
      return QuestionedResponse(record, question: nil)
    }
    return QuestionedResponse(
      ResponseRecord(
        response, attempt: attempt, position: position, pool: pool, at: now, isFlagged: itemState.isFlagged,
        variant: variant),
      question: try question(response.item, variant: variant, at: now))
  }
}
