import Foundation
import GRDB
import ItemBank
import Journal
import QuizEngine
import SextantCore

/// What is asked of the program, and what is confirmed by its answer.
extension Life {
  /// Carries an effect out in a program and compares what is stored.
  @discardableResult
  func run(_ effect: Effect, in place: Int) throws -> [Outcome] {
    let window = try window(place)
    let before = ledger
    let limit = effect.isWrite ? fillDisk() : nil
    let outcomes = window.runner.run(effect)
    if limit != nil { freeDisk() }
    if let failure = outcomes.lazy.compactMap(\.failure).first {
      tally.note("refused")
      tell("program \(place) fails: \(failure.message)")
      try expect(
        mayFail(effect, failure, window, isLimited: limit != nil),
        "a refusal for no reason: \(failure.message)")
      try verify(or: partial(effect, before, window))
      // What was done in part was done all the same.
      if ledger != before, let open = before.openAttempt { disturb(open.id, but: place) }
    } else {
      try confirm(effect, outcomes, in: place)
      if effect.isWrite { tally.note("writes") }
      try verify()
    }
    return outcomes
  }

  /// True where something happened that explains a failure.
  private func mayFail(_ effect: Effect, _ failure: Failure, _ window: Window, isLimited: Bool) -> Bool {
    if effect.isWrite, intruder != nil, failure.exitCode == 74 { return true }
    if isLimited, failure.exitCode == 74 { return true }
    switch effect {
    case .record, .saveExamItem, .handIn, .savePending, .flag, .finish:
      return window.isDisturbed && failure.exitCode == 1
    case .grade(let choice):
      // The item was answered again, or is under review no longer.
      let row = ledger.row(.review, Ledger.assessment, choice.item)
      return failure.exitCode == 1
        && row?[7] != window.graded?.date.timeIntervalSince1970.databaseValue
    case .drillItems(let items): return items.allSatisfy { window.bank.items[$0] == nil }
    case .loadResult(let id):
      return ledger.attempt(id).map { $0.state == "open" && $0.mode == Mode.mock.rawValue } ?? true
    case .resumeAttempt: return isAltered
    default: return false
    }
  }

  /// What may be stored although the whole failed: steps that are transactions of their own.
  private func partial(_ effect: Effect, _ before: Ledger, _ window: Window) -> [Ledger] {
    var after = before
    let now = clock.date
    switch effect {
    case .startAttempt, .drillItems, .drillMisconceptions:
      guard let open = before.openAttempt, before.isBare(open) else { return [] }
      after.remove(attempt: open.id)
    case .replaceAttempt(let id, _, _, _): after.finish(id, StopReason.ended.rawValue, at: now)
    case .closeAttempt(let id): after.drop(id, at: now)
    default: return []
    }
    return [after]
  }

  /// Takes what was confirmed into the ledger.
  private func confirm(_ effect: Effect, _ outcomes: [Outcome], in place: Int) throws {
    let window = try window(place)
    let now = clock.date
    switch effect {
    case .startAttempt, .drillItems, .drillMisconceptions, .replaceAttempt:
      if case .replaceAttempt(let id, _, _, _) = effect {
        disturb(id, but: place)
        ledger.finish(id, StopReason.ended.rawValue, at: now)
      }
      try begin(outcomes.first, in: place)
    case .resumeAttempt(let id):
      if case .attempt(let session)? = outcomes.first, session.record.state == .open,
        let reason = session.attempt.stopReason
      {
        disturb(id, but: place)
        ledger.close(id, state: "finished", reason: reason.rawValue, at: now)
      }
    case .closeAttempt(let id):
      disturb(id, but: place)
      ledger.drop(id, at: now)
    case .excludeAttempt(let id, let reason): ledger.exclude(id, reason, at: now)
    case .includeAttempt(let id): ledger.include(id)
    case .deleteAttempt(let id, let forgetsReviews):
      ledger.delete(id, forgetsReviews: forgetsReviews)
      // Later answers to its questions may count now.
      results = [:]
    case .record(let recording):
      disturb(recording.attempt, but: place)
      let known = ledger.memory(before: recording)
      if recording.replaced != nil { tally.note("corrections") }
      window.graded = outcomes.lazy.compactMap { outcome in
        if case .graded(let choice) = outcome { choice } else { nil }
      }.first.map { ($0, known, now) }
      ledger.record(recording, at: now, window.bank)
    case .grade(let choice):
      guard let graded = window.graded else { throw fail("a grade of no answer is stored") }
      // Another grade is another memory of the same answer, counted from when it was given.
      ledger.remember(
        choice.item, from: graded.before, as: choice.chosen, isDrill: true, at: graded.date)
      tally.note("grades")
    case .saveExamItem(let keeping):
      disturb(keeping.attempt, but: place)
      ledger.keep(keeping, at: now, window.bank)
    case .handIn(let exam, let attempt):
      disturb(attempt, but: place)
      ledger.handIn(exam, attempt: attempt, at: now, window.bank)
    case .flag(let attempt, let position, let isFlagged):
      ledger.flag(attempt: attempt, position: position, isFlagged)
      for other in windows.indices where other != place { windows[other]?.isFlagged = true }
    case .finish(let attempt, let reason):
      disturb(attempt, but: place)
      ledger.finish(attempt, reason.rawValue, at: now)
    case .savePending(let pending):
      disturb(pending.attempt, but: place)
      ledger.keep(pending)
    case .saveSettings(let settings, let shown): ledger.save(settings, since: shown)
    case .setAction(let id, let step, let day): try confirmAction(id, step, on: day)
    case .editAction(let id, let edit):
      ledger.set(action: id, at: now) { row in
        switch edit {
        case .date(let day): row[3] = day.map { Double($0.number) * 86_400 }?.databaseValue ?? .null
        case .artefact(let text): row[4] = text.isEmpty ? .null : text.databaseValue
        case .note(let text): row[5] = text.isEmpty ? .null : text.databaseValue
        }
      }
    case .editEvidence(let scale, let edits): ledger.edit(evidence: scale, edits, at: now)
    case .untellEvidence(let scale): ledger.untell(evidence: scale)
    case .reportItem(let item, let text): ledger.report(item: item, text, at: now)
    case .noteKeyRead(let item): ledger.noteKeyRead(item, at: now)
    case .openWorkspace, .loadOverview, .loadResult, .loadHistory, .loadDeletion,
      .loadComparison, .loadBank, .loadRemarks,
      .loadHeadlines, .previewItem, .loadReviews, .loadMarked, .loadAsked, .loadReport, .writeKeyFile,
      .export,
      .exportPlan:
      break
    }
  }

  /// Takes an action's step into the ledger, with the day by which it's to be done.
  private func confirmAction(_ id: String, _ step: Effect.ActionStep, on day: CalendarDay?) throws {
    let today = Double(clock.days.day(at: clock.date.timeIntervalSince1970).number) * 86_400
    let known = ledger.row(.action, Ledger.assessment, id)
    var due: DatabaseValue = known?[3] ?? .null
    if step == .todo, known?[2] == "doing".databaseValue { due = .null }
    if step == .doing, (Double.fromDatabaseValue(due) ?? -1) < today {
      // The plan decides by when it's to be done; that's no past day.
      due = try storedDue(of: id)
      try expect(
        (Double.fromDatabaseValue(due) ?? today) >= today, "action \(id) is begun with a day that is over")
    }
    var done: DatabaseValue = .null
    if step == .done { done = (day.map { Double($0.number) * 86_400 } ?? today).databaseValue }
    ledger.set(action: id, at: clock.date) { row in
      row[2] = step.rawValue.databaseValue
      row[3] = due
      row[7] = done
    }
  }

  /// The day by which the journal says that an action is to be done.
  private func storedDue(of action: String) throws -> DatabaseValue {
    try readerQueue()?.read { database in
      try DatabaseValue.fetchOne(
        database, sql: "SELECT due_on FROM action WHERE assessment = ? AND action = ?",
        arguments: [Ledger.assessment, action])
    } ?? .null
  }

  private func begin(_ outcome: Outcome?, in place: Int) throws {
    let record: AttemptRecord
    switch outcome {
    case .attempt(let session)?: record = session.record
    case .exam(let session)?: record = session.record
    case .waiting(let waiting, _, _, _)?:
      return try expect(
        ledger.attempt(waiting.id)?.state == "open",
        "attempt \(waiting.number) is said to wait and is not open")
    default: throw fail("nothing came of a beginning")
    }
    if let open = ledger.openAttempt {
      try expect(ledger.isBare(open), "attempt \(open.number) waited and was thrown away")
      disturb(open.id, but: place)
    }
    let numbers = ledger.attempts.filter { ledger.openAttempt?.id != $0.id }.map(\.number)
    try expect(
      record.number == (numbers.max() ?? 0) + 1, "number \(record.number) follows \(numbers.sorted())")
    ledger.begin(record)
  }

  /// Another program did something about an attempt.
  private func disturb(_ attempt: String, but place: Int) {
    for other in windows.indices where other != place && windows[other]?.session?.id == attempt {
      windows[other]?.isDisturbed = true
    }
  }
}
