import Foundation
import Testing

@testable import Journal

/// Equal stamps mean the same content, so whatever can differ must give another one or none.
@Suite struct JournalStampTests {
  /// The stamp once the file has been unchanged long enough; nil if it never is.
  private func stamp(in folder: URL) throws -> JournalStamp? {
    let journal = try Journal.later(path: folder.path, now: Sample.day(0))
    for _ in 0..<30 {
      if let stamp = journal.stamp { return stamp }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return nil
  }

  @Test func readingLeavesTheStampAndWritingChangesIt() throws {
    let scratch = Scratch()
    _ = try scratch.open()
    let first = try #require(try stamp(in: scratch.folder))
    do {
      let journal = try scratch.open()
      _ = try journal.attempts(assessment: "ml")
      #expect(journal.stamp == first)
    }
    #expect(try stamp(in: scratch.folder) == first)
    do {
      let journal = try scratch.open()
      _ = try journal.startAttempt(Sample.attempt("a"))
      #expect(journal.stamp == nil, "what was written is in the log")
    }
    let second = try #require(try stamp(in: scratch.folder))
    #expect(second != first)
    // A change of the rights counts too: the journal may not be this person's any more.
    #expect(chmod(scratch.path, 0o640) == 0)
    #expect(try stamp(in: scratch.folder) != second)
  }

  @Test func aFileThatChangedAMomentAgoHasNone() throws {
    let scratch = Scratch()
    _ = try scratch.open()
    _ = try #require(try stamp(in: scratch.folder))
    #expect(chmod(scratch.path, 0o600) == 0)
    #expect(try Journal.later(path: scratch.folder.path, now: Sample.day(0)).stamp == nil)
    // In the future, as after a clock that was set back.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 3600)], ofItemAtPath: scratch.path)
    #expect(try stamp(in: scratch.folder) == nil)
  }

  @Test(arguments: ["journal.damaged-7.notice", "journal.recovered-7.sqlite", "journal.sqlite-journal"])
  func openingWithSomethingToDoOrToSayGoesFirst(name: String) throws {
    let scratch = Scratch()
    _ = try scratch.open()
    _ = try #require(try stamp(in: scratch.folder))
    try Data("x".utf8).write(to: scratch.folder.appendingPathComponent(name))
    #expect(try stamp(in: scratch.folder) == nil)
  }

  @Test func aJournalThatIsOpenedLaterIsOpenedByItsFirstUse() throws {
    let scratch = Scratch()
    do { _ = try scratch.open().startAttempt(Sample.attempt("a")) }
    let journal = try Journal.later(path: scratch.folder.path, now: Sample.day(0))
    #expect(try journal.attempts(assessment: "ml").map(\.id) == ["a"])
    // It says what opening had to do.
    let other = Scratch()
    do { _ = try other.open() }
    // The table of contents behind the header.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: other.path))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 3900))
    try handle.close()
    let damaged = try Journal.later(path: other.folder.path, now: Sample.day(0))
    #expect(damaged.takeNotices().isEmpty)
    try damaged.openNow()
    #expect(damaged.takeNotices().count == 1)
    #expect(damaged.takeNotices().isEmpty)
  }
}
