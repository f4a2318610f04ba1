import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

extension AttemptPlan {
  /// Reads the plan of a stored attempt; nil if it can't be read.
  init?(stored: String) {
    guard let plan = try? JSONDecoder().decode(AttemptPlan.self, from: Data(stored.utf8)) else { return nil }
    self = plan
  }

  /// The plan in stored form.
  var stored: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // A plan contains only texts, numbers and lists of them, so encoding can't fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension AttemptPlan {
  /// Why a drill asks a question that isn't due, without a full stop.
  package func reasonOfNew(_ item: String) -> String {
    if probes?.contains(item) ?? false { return "To find out whether you hold a certain mistaken idea" }
    if due.contains(item) { return "From the questions you chose" }
    return switch scope {
    case .all: "New: from the gaps that matter most"
    case .domain: "From the domain you chose"
    case .skill: "From the skill you chose"
    }
  }
}

extension Workspace {
  /// Starts an attempt and stores it with its first item before anything is shown.
  ///
  /// - Parameters:
  ///   - asked: The items of a drill, instead of due reviews and the most valuable items.
  ///   - extent: How many questions of a drill look for misconceptions.
  /// - Throws: `JournalError`, or a `WorkspaceError` if another attempt is open or no item is left.
  public func startAttempt(
    mode: Mode, scope: Scope, length: Int? = nil, seed: UInt64? = nil, asking asked: [String]? = nil,
    probing extent: MisconceptionProbes.Extent = .some
  ) throws -> AttemptSession {
    if let open = try waitingAttempt() {
      throw WorkspaceError.attemptIsOpen(number: open.number)
    }
    let settings = try settings()
    let now = environment.now()
    // Skip items that the bank no longer has.
    let asked = asked?.filter { pool.index(of: $0) != nil }
    if asked?.isEmpty ?? false { throw WorkspaceError.noItems }
    let limit = asked?.count ?? length ?? settings.length(of: mode)
    let resting = try restingItems(settings, now: now)
    let probes =
      mode == .drill && asked == nil && (scope == .all || extent == .all)
      ? try misconceptionProbes(extent, scope: scope, resting: resting) : nil
    if extent == .all, probes == nil { throw WorkspaceError.noMisconceptions }
    let plan = AttemptPlan(
      mode: mode, scope: scope, itemLimit: max(1, min(limit, pool.indices(in: scope).count)),
      seed: seed ?? environment.seed(), profile: settings.profile, asksConfidence: settings.asksConfidence,
      resting: resting,
      due: mode == .drill ? try asked ?? firstItems(ofDrill: scope) : [],
      worth: mode == .drill ? try gapWorth() : nil, pace: try scoreReading(now: now).attempts.pace,
      probes: probes)
    let attempt = Attempt(plan: plan, pool: pool)
    let identity = environment.identity()
    guard let first = attempt.current, let asked = try self.asked(first.id, in: identity, seed: plan.seed)
    else { throw WorkspaceError.noItems }
    let record = try journal.startAttempt(
      AttemptRecord(
        id: identity, assessment: framework.id, mode: mode.rawValue, seed: plan.seed,
        configuration: plan.stored, bank: bank.contentKey, startedAt: now, pendingItem: first.id),
      showing: asked.shown.map { [$0] } ?? [])
    return AttemptSession(
      record: record, attempt: attempt, item: asked.item, reasons: drillReasons(plan, try reviewSchedule()))
  }

  /// The number of items that fit into some minutes at the person's pace; at least 1.
  ///
  /// - Throws: `JournalError`.
  package func items(within minutes: Int, of mode: Mode, scope: Scope) throws -> Int {
    AttemptTime.items(
      within: Double(minutes), of: mode, scope: scope, pool: pool,
      pace: try scoreReading(now: environment.now()).attempts.pace ?? 1)
  }

  /// The open attempt; one without any work is removed instead.
  ///
  /// - Throws: `JournalError`.
  public func waitingAttempt() throws -> AttemptRecord? {
    guard let open = try journal.openAttempt(assessment: framework.id) else { return nil }
    // Time on the clock, a note or half an answer is work.
    guard open.responseCount == 0, open.mode != Mode.mock.rawValue || open.activeMilliseconds == 0,
      try journal.itemStates(ofAttempt: open.id).isEmpty,
      try journal.pending(ofAttempt: open.id)?.isEmpty ?? true
    else { return open }
    try journal.discard(attempt: open.id)
    return nil
  }

  /// Closes an attempt without a result: its answers are kept but don't count, and an attempt without any is deleted.
  ///
  /// - Throws: `JournalError`.
  func drop(attempt id: String) throws {
    try journal.discard(attempt: id)
    try journal.drop(attempt: id, reason: Self.dropped, at: environment.now())
  }

  /// Continues a stored attempt at exactly its pending item.
  ///
  /// If every item is answered and only the end is missing, the attempt is closed and the session has no
  /// item.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if it can't be found or read.
  public func resumeAttempt(id: String) throws -> AttemptSession {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    guard let plan = AttemptPlan(stored: record.configuration) else {
      throw WorkspaceError.unreadableAttempt(number: record.number)
    }
    let stored = try journal.responses(ofAttempt: id)
    let attempt = Attempt(
      replaying: stored.map { Attempt.Response($0, pool: pool) }, pending: record.pendingItem, plan: plan,
      pool: pool)
    let item = try attempt.current.flatMap { try show($0.id, in: id, seed: plan.seed) }
    if let reason = attempt.stopReason, record.state == .open {
      try journal.finish(attempt: id, at: environment.now(), reason: reason.rawValue)
    }
    var session = AttemptSession(
      record: record, attempt: attempt, item: item, flags: stored.filter(\.flagged).count,
      reasons: drillReasons(plan, try reviewSchedule()),
      pending: try pending(of: record, item: item))
    if let response = stored.last { session.last = try last(response) }
    return session
  }

  /// The item of an attempt's last answer; nil if the answer can't be taken back.
  ///
  /// It can't if the question has changed since, because its options may mean other things now, or if the journal
  /// doesn't say how well it was remembered before.
  private func last(_ response: ResponseRecord) throws -> LastAnswer? {
    guard try journal.memoryBefore(lastAnswerOf: response.attempt)?.item == response.item,
      let item = try bank.item(id: response.item, variant: response.variant),
      let number = response.question,
      let asked = try journal.questions(ofAttempt: response.attempt)[number],
      asked.digest == QuestionRecord(item, assessment: framework.id, at: response.answeredAt).digest
    else { return nil }
    return LastAnswer(item: item, isFlagged: response.flagged, note: response.note ?? "")
  }

  /// Stores an answer, together with the item that comes next.
  ///
  /// - Returns: The item that comes next, in the variant to show, and the grades that the answer can have, in a drill.
  /// - Throws: `JournalError`; then nothing was stored.
  @discardableResult
  public func record(_ recording: Recording) throws -> (next: Item?, grades: GradeChoice?) {
    let response = recording.response
    let now = environment.now()
    let next = try recording.next.flatMap { next in
      try asked(
        next, in: recording.attempt, seed: try journal.attempt(id: recording.attempt)?.seed ?? 0)
    }
    let grades = try grades(for: recording, at: now)
    try journal.record(
      ResponseRecord(
        response, attempt: recording.attempt, position: recording.position, pool: pool, at: now,
        isFlagged: recording.isFlagged, note: recording.note, variant: recording.variant),
      question: try question(response.item, variant: recording.variant, at: now), nextItem: recording.next,
      showing: next?.shown, activeMilliseconds: recording.activeMilliseconds,
      review: try review(after: recording, at: now),
      end: recording.finish.map { (now, $0.rawValue) },
      after: recording.last.map { KnownAnswer($0) }, replacing: recording.replaced.map { KnownAnswer($0) })
    return (next?.item, grades)
  }

  /// Closes an attempt; one without answers is deleted.
  ///
  /// - Returns: False if it had no answers.
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

  /// Stores the work on an item without an answer: flag, note, and the answer so far.
  ///
  /// - Throws: `JournalError`.
  func keep(_ pending: PendingItem) throws {
    let question = try question(
      pending.item, variant: try shownVariants(of: pending.attempt)[pending.item], at: environment.now())
    try journal.keep(
      pending: PendingRecord(
        attempt: pending.attempt, item: pending.item, revision: question?.revision, digest: question?.digest,
        answer: pending.answer, isFlagged: pending.isFlagged, note: pending.note,
        milliseconds: pending.milliseconds))
  }

  /// The stored work on the pending item of an attempt.
  ///
  /// If the question has changed since, the answer so far is dropped, because its options may mean other
  /// things now. Flag and note are about the item and stay.
  private func pending(of attempt: AttemptRecord, item: Item?) throws -> PendingItem? {
    guard let stored = try journal.pending(ofAttempt: attempt.id), let item, stored.item == item.id else {
      return nil
    }
    let question = try question(stored.item, variant: item.variant, at: environment.now())
    let isSame =
      stored.digest == nil
      ? attempt.bank == bank.contentKey && item.variant == nil
      : stored.revision == question?.revision && stored.digest == question?.digest
    let pending = PendingItem(
      attempt: attempt.id, item: stored.item, isFlagged: stored.isFlagged, note: stored.note,
      answer: isSame ? stored.answer : nil, milliseconds: stored.milliseconds)
    let isEmpty = pending.answer == nil && !pending.isFlagged && pending.note.isEmpty
    return isEmpty && pending.milliseconds == nil ? nil : pending
  }

  /// The variants that an attempt shows, by item.
  func shownVariants(of attempt: String) throws -> [String: String] {
    try journal.shownVariants(ofAttempt: attempt, assessment: framework.id)
  }

  /// The value of closing each skill's gap, in points of the framework.
  private func gapWorth() throws -> [String: Double] {
    let gaps = try overview().gaps.gaps
    return Dictionary(
      uniqueKeysWithValues: zip(framework.skills, gaps).map { ($0.id, $1.worth.isFinite ? $1.worth : 0) })
  }

  /// Records that the person saw an item's correct answer outside an attempt.
  ///
  /// - Throws: `JournalError`.
  func noteKeyRead(_ item: String) throws {
    try journal.noteKeyRead(item: item, assessment: framework.id, at: environment.now())
  }

  /// Items in their cool-down: answered or with the correct answer seen in recent days, or part of the last
  /// two measuring attempts.
  func restingItems(_ settings: Settings, now: Date) throws -> [String] {
    let days = environment.days()
    let first = days.start(of: days.day(-Int(settings.coolDownDays.rounded(.up)), after: now))
    // Without a cool-down, even today's answers don't rest.
    let since = settings.coolDownDays > 0 ? first : now
    var resting = Set(try journal.lastSeen(assessment: framework.id, since: since).keys)
    resting.formUnion(try journal.keysRead(assessment: framework.id, since: first).keys)
    // Count only measuring attempts, so that practice in between doesn't push them out.
    resting.formUnion(
      try journal.itemsOfLastAttempts(
        2, assessment: framework.id, modes: Mode.allCases.filter(\.measures).map(\.rawValue)))
    return resting.sorted()
  }
}

extension KnownAnswer {
  init(_ response: Attempt.Response) {
    self.init(
      item: response.item, answer: response.answer.storage, confidence: response.confidence,
      milliseconds: response.milliseconds)
  }
}
