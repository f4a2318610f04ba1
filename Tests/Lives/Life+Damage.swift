import Foundation
import GRDB
import Journal
import JournalDamage
import QuizEngine
import SextantCore

/// Bytes of the journal are destroyed, and the program has to make the best of it.
extension Life {
  func damage() throws {
    guard FileManager.default.fileExists(atPath: journalPath) else { return }
    release()
    killing = nil
    let kind = DamageKind.allCases[chance.below(DamageKind.allCases.count)]
    closeReaders()
    for old in setAside() { try FileManager.default.removeItem(atPath: old) }
    let isOpen = chance.happens(oneIn: 4)
    if !isOpen { windows = [nil, nil] }
    // Without a reader or program the log is in the file; with one it has to be brought there.
    if !kind.needsLog {
      let queue = try DatabaseQueue(path: journalPath)
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try queue.close()
    } else if FileManager.default.fileExists(atPath: journalPath + "-wal") == false {
      return
    }
    let whole = try WholeAnswers(path: journalPath)
    guard try kind.strike(journalPath, &chance) else { return }
    tell("damage: \(kind)\(isOpen ? " while it is open" : "")")
    tally.note("damages")
    tally.note("damage \(kind)")
    isAltered = isAltered || kind.canAlterSilently
    let before = ledger
    let intact = whole.keys(in: journalPath)
    let damaged = FileManager.default.contents(atPath: journalPath)
    try start()
    if !isOpen, !kind.needsLog, let aside = setAside().first {
      try expect(
        FileManager.default.contents(atPath: aside) == damaged, "the damaged file was not kept as it was")
    }
    try start()
    try survive(before, kind: kind, whole: intact)
  }

  /// The damaged journals beside the journal.
  private func setAside() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("journal.damaged-") && $0.hasSuffix(".sqlite") }.sorted().map {
      folder.appendingPathComponent($0).path
    }
  }

  /// The program starts, reads everything, and gives back what is whole.
  private func survive(_ before: Ledger, kind: DamageKind, whole: Set<Ledger.Key>) throws {
    let window = try window(0)
    for effect in [Effect.loadOverview, .loadHistory, .loadReviews] {
      if let failure = window.runner.run(effect).lazy.compactMap(\.failure).first {
        throw fail("after damage the program cannot go on: \(failure.message)")
      }
    }
    do {
      try Journal.open(
        folder: folder, now: clock.date, assessment: LifeBank.assessment, timeout: 0
      ).journal.examine()
    } catch {
      throw fail("after damage the journal cannot be examined: \(error.message)")
    }
    closeReaders()
    // An open window may still show what is lost, so the person starts again.
    windows = [nil, nil]
    guard let queue = try readerQueue() else { throw fail("after damage there is no journal") }
    let stored = try queue.read { try Ledger($0) }
    let answers = stored.rows[.response] ?? [:]
    let back = whole.filter { answers[$0] != nil }
    tally.note("whole answers", whole.count)
    tally.note("whole answers back", back.count)
    tally.note("whole answers back \(kind)", back.count)
    tally.note("whole answers \(kind)", whole.count)
    for (table, rows) in stored.rows {
      for (key, row) in rows where before.rows[table]?[key] != row {
        try expect(
          kind.canAlterSilently || isReplacement(table, row, of: before.rows[table]?[key], before)
            || (kind == .damagedLog && isEarlier(table, row, than: before.rows[table]?[key], before)),
          "damage by \(kind) made \(table) \(row) of \(before.rows[table]?[key] ?? [])")
      }
    }
    ledger = stored
    results = [:]
    // What is left must be of use.
    _ = try self.window(0)
    try look(try self.window(0))
  }

  /// True for what may have been there before: where the newest form of a page is destroyed, an earlier one is left.
  private func isEarlier(_ table: Ledger.Table, _ row: Ledger.Row, than newest: Ledger.Row?, _ before: Ledger)
    -> Bool
  {
    guard table == .response else { return true }
    // Only a flag and the answers of an exam change.
    if String.fromDatabaseValue(row[0]).flatMap(before.attempt)?.mode == Mode.mock.rawValue { return true }
    // An earlier form of the file may still have an attempt that was deleted.
    guard let newest else {
      return String.fromDatabaseValue(row[0]).map { before.attempt($0) == nil } ?? false
    }
    return row.prefix(15) == newest.prefix(15)
  }

  /// True for what takes the place of a lost row: an abandoned attempt, an answer without its question.
  private func isReplacement(
    _ table: Ledger.Table, _ row: Ledger.Row, of original: Ledger.Row?, _ before: Ledger
  ) -> Bool {
    switch table {
    case .attempt: return row[8] == "abandoned".databaseValue && row[4] == "{}".databaseValue
    case .response:
      guard let original else { return false }
      return row.prefix(17) == original.prefix(17) && row[17].isNull
    default: return false
    }
  }
}
