import Foundation
import GRDB
import Synchronization
import Testing

@testable import Journal

/// Backups, and what brings them back.
@Suite struct CopyTests {
  /// All rows of all tables, in order.
  static func rows(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)").map {
          "\(table) \($0)"
        }
        .sorted()
      }
    }
  }

  /// A journal with an attempt of three answers.
  static func fill(_ scratch: borrowing Scratch) throws {
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("old"))
    for position in 0..<3 {
      try journal.record(
        Sample.response("old", position, item: "i\(position)"), nextItem: "n", activeMilliseconds: 1)
    }
    try journal.finish(attempt: "old", at: Sample.day(1), reason: "ended")
    try journal.database.close()
  }

  static func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? -1
  }

  @Test func aBackupIsOneWholePrivateFileOfTheSameRows() throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let journal = try scratch.open()
    // What is still in the log only belongs to it too.
    _ = try journal.startAttempt(Sample.attempt("late", day: 3))
    try journal.record(Sample.response("late", 0, day: 3), nextItem: "n", activeMilliseconds: 1)
    #expect(Self.size(scratch.path + "-wal") > 0)
    let copy = scratch.folder.appendingPathComponent("copy.sqlite").path
    let contents = try journal.backUp(to: copy)
    #expect(contents.assessments.map(\.attempts) == [31] && contents.assessments.map(\.answers) == [601])
    #expect(contents.assessments.map(\.last) == [Sample.day(3)])
    #expect(try Self.rows(copy) == Self.rows(scratch.path))
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let names = try RecoveryTests.names(scratch).filter { $0.hasPrefix("copy") }
    #expect(names == ["copy.sqlite"], "a backup is one file")
    #expect(try journal.contents() == contents)
    #expect(try Journal.contents(ofFile: copy, folder: scratch.folder.path) == contents)
    #expect(try !RecoveryTests.names(scratch).contains { $0.contains("reading") })
  }

  @Test func aFileThatIsThereStays() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    let copy = scratch.folder.appendingPathComponent("copy.sqlite").path
    try Data("mine".utf8).write(to: URL(fileURLWithPath: copy))
    #expect(throws: JournalError.cannotCreate(path: copy, reason: "a file of that name is there already")) {
      _ = try journal.backUp(to: copy)
    }
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "mine")
    // Nor does a file go whose name could be that of an unfinished copy.
    let near = scratch.folder.appendingPathComponent("other.sqlite.part").path
    try Data("mine".utf8).write(to: URL(fileURLWithPath: near))
    _ = try journal.backUp(to: scratch.folder.appendingPathComponent("other.sqlite").path)
    #expect(try String(contentsOfFile: near, encoding: .utf8) == "mine")
    let nowhere = scratch.folder.appendingPathComponent("missing/copy.sqlite").path
    #expect(throws: JournalError.self) { _ = try journal.backUp(to: nowhere) }
  }

  /// What the two sides of the test below tell each other.
  private struct Answering {
    var goesOn = true
    var written = 0
    var failure: String?
  }

  /// Somebody answers in another window until three copies were made meanwhile.
  @Test func aBackupWhileAnswersAreWrittenHasEachAnswerThatWasConfirmedBefore() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    let folder = scratch.folder
    let state = Mutex(Answering())
    let ended = DispatchSemaphore(value: 0)
    // A thread of its own: beside other tests, a task may not begin before this one ends.
    Thread.detachNewThread {
      defer { ended.signal() }
      do {
        let other = try Journal.open(folder: folder, now: Sample.day(0)).journal
        var position = 0
        while state.withLock({ $0.goesOn }) {
          try other.record(
            Sample.response("a", position, item: "i\(position)"), nextItem: "n", activeMilliseconds: 1)
          position += 1
          let written = position
          state.withLock { $0.written = written }
        }
      } catch {
        state.withLock { $0.failure = "\(error)" }
      }
    }
    var meanwhile = 0
    var number = 0
    let deadline = ContinuousClock.now + .seconds(120)
    while meanwhile < 3, ContinuousClock.now < deadline, state.withLock({ $0.failure == nil }) {
      let before = try RecoveryTests.count("response", journal)
      let copy = folder.appendingPathComponent("copy-\(number).sqlite").path
      let answers = try journal.backUp(to: copy).assessments.first?.answers ?? 0
      let after = try RecoveryTests.count("response", journal)
      #expect(answers >= before && answers <= after, "\(before) \(answers) \(after)")
      if before > 0, after > before { meanwhile += 1 }
      try FileManager.default.removeItem(atPath: copy)
      number += 1
    }
    state.withLock { $0.goesOn = false }
    ended.wait()
    #expect(state.withLock { $0.failure } == nil)
    #expect(meanwhile == 3, "only \(meanwhile) of \(number) backups were made while answers were written")
    #expect(try RecoveryTests.count("response", journal) == state.withLock { $0.written })
  }

  @Test func damageIsRepairedBeforeItIsCopied() throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let leaf = try #require(RecoveryTests.pages(scratch.path, of: "response", kinds: [10]).last)
    try RecoveryTests.destroy([leaf], in: scratch.path)
    let journal = try scratch.open()
    let copy = scratch.folder.appendingPathComponent("copy.sqlite").path
    _ = try journal.backUp(to: copy)
    #expect(journal.damagedFiles.count == 1 && !journal.takeNotices().isEmpty)
    #expect(try Self.rows(copy) == Self.rows(scratch.path))
  }

  @Test(arguments: Fixture.allCases) func backupsOfAllVersionsComeBack(fixture: Fixture) throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let before = try Self.rows(scratch.path)
    let backup = scratch.folder.appendingPathComponent("old.sqlite").path
    try FileManager.default.copyItem(atPath: fixture.file.path, toPath: backup)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
    // As if it had been opened here and migrated.
    let other = Scratch()
    try fixture.copy(to: other.folder)
    _ = try other.open().contents()
    let restoring = try Journal.restore(file: backup, folder: scratch.folder.path, now: Sample.day(9))
    #expect(try Self.rows(scratch.path) == Self.rows(other.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == bytes, "the backup was changed")
    let kept = try #require(restoring.kept)
    #expect(try Self.rows(kept) == before)
    #expect(try scratch.open().contents() == restoring.contents)
  }

  @Test func aWindowThatIsOpenGoesOnWithWhatWasRestored() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("first"))
    let backup = scratch.folder.appendingPathComponent("backup.sqlite").path
    _ = try journal.backUp(to: backup)
    try journal.finish(attempt: "first", at: Sample.day(1), reason: "ended")
    _ = try journal.startAttempt(Sample.attempt("second", day: 2))
    let kept = try #require(
      try Journal.restore(file: backup, folder: scratch.folder.path, now: Sample.day(3)).kept)
    #expect(try journal.attempts(assessment: "ml").map(\.id) == ["first"])
    try journal.record(Sample.response("first", 0), nextItem: "n", activeMilliseconds: 1)
    #expect(try RecoveryTests.count("response", scratch.open()) == 1)
    // And back again.
    _ = try Journal.restore(file: kept, folder: scratch.folder.path, now: Sample.day(3))
    #expect(try journal.attempts(assessment: "ml").map(\.id).sorted() == ["first", "second"])
  }

  @Test func whatIsNoWholeJournalIsRefusedAndNothingChanges() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let before = try Self.rows(scratch.path)
    let other = Scratch()
    try RecoveryTests.fill(other)
    try RecoveryTests.destroy([3, 4, 5, 6], in: other.path)
    let foreign = scratch.folder.appendingPathComponent("foreign.sqlite").path
    let queue = try DatabaseQueue(path: foreign)
    try queue.write { try $0.execute(sql: "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)") }
    try queue.close()
    let garbage = scratch.folder.appendingPathComponent("garbage").path
    try Data(repeating: 7, count: 9_000).write(to: URL(fileURLWithPath: garbage))
    let missing = scratch.folder.appendingPathComponent("missing").path
    for path in [other.path, foreign, garbage, missing, scratch.folder.path, scratch.path] {
      #expect(throws: JournalError.self, "\(path)") {
        _ = try Journal.restore(file: path, folder: scratch.folder.path, now: Sample.day(1))
      }
      if path != scratch.path {
        #expect(throws: JournalError.self, "\(path)") {
          _ = try Journal.contents(ofFile: path, folder: scratch.folder.path)
        }
      }
    }
    #expect(try Self.rows(scratch.path) == before)
    let remains = try RecoveryTests.names(scratch).filter {
      $0.contains("recover") || $0.contains("restored") || $0.contains("replaced") || $0.contains("reading")
    }
    #expect(remains.isEmpty, "\(remains)")
  }

  /// Each state that a kill can leave between two of the steps, made by hand.
  @Test func everyStepOfRestoringGoesOn() throws {
    for step in 0..<4 {
      let scratch = Scratch()
      let other = Scratch()
      try Self.fill(scratch)
      let old = try Self.rows(scratch.path)
      let journal = try other.open()
      _ = try journal.startAttempt(Sample.attempt("new"))
      try journal.database.close()
      let new = try Self.rows(other.path)
      let files = try JournalFiles(folder: scratch.folder.path, timeout: 5)
      if step == 2 {
        try Data().write(to: URL(fileURLWithPath: files.path + "-wal"))
        try files.rename(files.path + "-wal", to: files.replaced("77") + "-wal")
      }
      let made = step == 0 ? files.recovering : files.restored("77")
      try FileManager.default.copyItem(atPath: other.path, toPath: made)
      // What was there is older than the copy, as in life; else somebody has written to it, and it stays.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: 1)], ofItemAtPath: made)
      if step == 3 { try files.rename(files.path, to: files.replaced("77")) }
      _ = try scratch.open().contents()
      #expect(try Self.rows(scratch.path) == (step == 0 ? old : new), "step \(step)")
      if step > 0 { #expect(try Self.rows(files.replaced("77")) == old, "step \(step)") }
      // What is incomplete goes with the next change of files; until then nobody takes it for a journal.
      let remains = try RecoveryTests.names(scratch).filter { $0.contains("restored") }
      #expect(remains.isEmpty, "\(remains)")
    }
  }
}
