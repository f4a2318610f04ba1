import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

extension AttemptPlan {
  /// Reads the plan that a stored attempt carries; nil where it cannot be read.
  init?(stored: String) {
    guard let plan = try? JSONDecoder().decode(AttemptPlan.self, from: Data(stored.utf8)) else { return nil }
    self = plan
  }

  /// The plan as it is stored.
  var stored: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // A plan holds only texts, numbers and lists of them: encoding it cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension Workspace {
  /// Begins an attempt and stores it with its first item before anything is shown.
  ///
  /// - Parameter asked: The items that a drill asks for instead of what is due and what is worth most.
  /// - Throws: `JournalError`, or a `WorkspaceError` where an attempt waits already or no item is left.
  public func startAttempt(
    mode: Mode, scope: Scope, length: Int? = nil, seed: UInt64? = nil, asking asked: [String]? = nil
  ) throws -> AttemptSession {
    if let open = try waitingAttempt() {
      throw WorkspaceError.attemptIsOpen(number: open.number)
    }
    let settings = try settings()
    let now = environment.now()
    // What the bank has no more cannot be asked.
    let asked = asked?.filter { pool.index(of: $0) != nil }
    if asked?.isEmpty ?? false { throw WorkspaceError.noItems }
    let limit = asked?.count ?? length ?? settings.length(of: mode)
    let plan = AttemptPlan(
      mode: mode, scope: scope, itemLimit: max(1, min(limit, pool.indices(in: scope).count)),
      seed: seed ?? environment.seed(), profile: settings.profile, asksConfidence: settings.asksConfidence,
      resting: try restingItems(settings, now: now),
      due: mode == .drill ? try asked ?? reviewSchedule().forToday.map(\.item) : [],
      worth: mode == .drill ? try gapWorth() : nil)
    let attempt = Attempt(plan: plan, pool: pool)
    guard let first = attempt.current, let item = try bank.item(id: first.id) else {
      throw WorkspaceError.noItems
    }
    let record = try journal.startAttempt(
      AttemptRecord(
        id: environment.identity(), assessment: framework.id, mode: mode.rawValue, seed: plan.seed,
        configuration: plan.stored, bank: bank.contentKey, startedAt: now, pendingItem: first.id))
    return AttemptSession(
      record: record, attempt: attempt, item: item, reasons: drillReasons(plan, try reviewSchedule()))
  }

  /// The attempt that waits; one in which nothing was done gives way.
  ///
  /// - Throws: `JournalError`.
  public func waitingAttempt() throws -> AttemptRecord? {
    guard let open = try journal.openAttempt(assessment: framework.id) else { return nil }
    // A clock that has run, a note or half an answer is something.
    guard open.responseCount == 0, open.mode != Mode.mock.rawValue || open.activeMilliseconds == 0,
      try journal.sheets(ofAttempt: open.id).isEmpty,
      try journal.pending(ofAttempt: open.id)?.isEmpty ?? true
    else { return open }
    try journal.discard(attempt: open.id)
    return nil
  }

  /// Closes an attempt without a result: what was answered is kept, and what nothing was done in is forgotten.
  ///
  /// - Throws: `JournalError`.
  func drop(attempt id: String) throws {
    try journal.discard(attempt: id)
    try journal.abandon(attempt: id, at: environment.now())
  }

  /// Goes on with a stored attempt at exactly the item that it waits at.
  ///
  /// Where every item has its answer and only the end is missing, the attempt is closed and the session has no item.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` where it cannot be found or read.
  public func resumeAttempt(id: String) throws -> AttemptSession {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    guard let plan = AttemptPlan(stored: record.configuration) else {
      throw WorkspaceError.unreadableAttempt(number: record.number)
    }
    let stored = try journal.responses(ofAttempt: id)
    let attempt = Attempt(
      replaying: stored.map { Attempt.Response($0, pool: pool) }, pending: record.pendingItem, plan: plan,
      pool: pool)
    let item = try attempt.current.flatMap { try bank.item(id: $0.id) }
    if let reason = attempt.stopReason, record.state == .open {
      try journal.finish(attempt: id, at: environment.now(), reason: reason.rawValue)
    }
    return AttemptSession(
      record: record, attempt: attempt, item: item, flags: stored.filter(\.flagged).count,
      reasons: drillReasons(plan, try reviewSchedule()),
      pending: try pending(of: record, item: attempt.current?.id))
  }

  /// Puts an answer on the disk, together with the item that comes next.
  ///
  /// - Throws: `JournalError`; then nothing was stored.
  public func record(_ recording: Recording) throws {
    let response = recording.response
    let now = environment.now()
    try journal.record(
      ResponseRecord(
        response, attempt: recording.attempt, position: recording.position, pool: pool, at: now,
        isFlagged: recording.isFlagged, note: recording.note),
      question: try question(response.item, at: now), nextItem: recording.next,
      activeMilliseconds: recording.activeMilliseconds, review: try review(after: recording, at: now),
      end: recording.finish.map { (now, $0.rawValue) })
  }

  /// Closes an attempt; one without any answer is forgotten.
  ///
  /// - Returns: False where nothing had been answered.
  /// - Throws: `JournalError`.
  func finish(attempt id: String, _ reason: StopReason) throws -> Bool {
    let now = environment.now()
    guard try journal.attempt(id: id).map({ $0.responseCount > 0 }) ?? false else {
      try drop(attempt: id)
      return false
    }
    try journal.finish(attempt: id, at: now, reason: reason.rawValue)
    return true
  }

  /// Keeps what is on the screen of an item without an answer yet: flag, note, and an answer in the making.
  ///
  /// - Throws: `JournalError`.
  func keep(_ pending: PendingItem) throws {
    let question = try question(pending.item, at: environment.now())
    try journal.keep(
      pending: PendingRecord(
        attempt: pending.attempt, item: pending.item, revision: question?.revision, digest: question?.digest,
        answer: pending.answer, isFlagged: pending.isFlagged, note: pending.note,
        milliseconds: pending.milliseconds))
  }

  /// What was kept of the item that an attempt waits at.
  ///
  /// An answer in the making is dropped where the question has changed since: its options may mean other things now.
  /// Flag and note are about the item and stay.
  private func pending(of attempt: AttemptRecord, item: String?) throws -> PendingItem? {
    guard let stored = try journal.pending(ofAttempt: attempt.id), stored.item == item else { return nil }
    let question = try question(stored.item, at: environment.now())
    let isSame =
      stored.digest == nil
      ? attempt.bank == bank.contentKey
      : stored.revision == question?.revision && stored.digest == question?.digest
    let pending = PendingItem(
      attempt: attempt.id, item: stored.item, isFlagged: stored.isFlagged, note: stored.note,
      answer: isSame ? stored.answer : nil, milliseconds: stored.milliseconds)
    let isEmpty = pending.answer == nil && !pending.isFlagged && pending.note.isEmpty
    return isEmpty && pending.milliseconds == nil ? nil : pending
  }

  /// What closing each skill's gap is worth, in points of the framework.
  private func gapWorth() throws -> [String: Double] {
    let gaps = try overview().gaps.gaps
    return Dictionary(
      uniqueKeysWithValues: zip(framework.skills, gaps).map { ($0.id, $1.worth.isFinite ? $1.worth : 0) })
  }

  /// Keeps that an item's key was read outside an attempt.
  ///
  /// - Throws: `JournalError`.
  func noteKeyRead(_ item: String) throws {
    try journal.noteKeyRead(item: item, assessment: framework.id, at: environment.now())
  }

  /// Items in their cool-down: those of the last days, those whose keys were read in them, and those of the last
  /// two attempts that measured.
  func restingItems(_ settings: Settings, now: Date) throws -> [String] {
    let days = environment.days()
    let first = days.start(of: days.day(-Int(settings.coolDownDays.rounded(.up)), after: now))
    // Without a cool-down, an answer of today does not rest.
    let since = settings.coolDownDays > 0 ? first : now
    var resting = Set(try journal.lastSeen(assessment: framework.id, since: since).keys)
    resting.formUnion(try journal.keysRead(assessment: framework.id, since: first).keys)
    // Practice in between must not push the last two measurements out.
    resting.formUnion(
      try journal.itemsOfLastAttempts(
        2, assessment: framework.id, modes: Mode.allCases.filter(\.measures).map(\.rawValue)))
    return resting.sorted()
  }
}
