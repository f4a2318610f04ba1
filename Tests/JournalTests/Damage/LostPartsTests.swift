import Foundation
import GRDB
import Testing

@testable import Journal

/// Damage that leaves a row or a table incomplete: nothing traps, and what is left keeps its place.
@Suite struct LostPartsTests {
  /// Changes the types of columns in the records that begin with a text, as flipped bytes in their headers do.
  ///
  /// The new types take as many bytes as the old ones, else SQLite itself notices. The types of SQLite's file format:
  /// 0 is NULL, 4 a number of four bytes, 8 and 9 the numbers 0 and 1, and 13 + 2n a text of n bytes.
  ///
  /// - Returns: How many records were changed.
  private func change(_ old: [UInt8], to new: [UInt8], after text: String, in path: String) throws -> Int {
    let first = Data(text.utf8)
    let types = [UInt8(13 + 2 * first.count)] + old
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var (count, start) = (0, bytes.startIndex)
    while let found = bytes.range(of: first, in: start..<bytes.endIndex) {
      start = found.lowerBound + 1
      for size in 2..<40 where found.lowerBound > size {
        let header = found.lowerBound - size
        guard Int(bytes[header]) == size, bytes[(header + 1)...].starts(with: types) else { continue }
        bytes.replaceSubrange(header + 2..<header + 2 + new.count, with: new)
        count += 1
      }
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    return count
  }

  private func fill(_ scratch: borrowing Scratch) throws {
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("attempt-a"))
    try journal.record(
      Sample.response("attempt-a", 0, item: "item.a"), nextItem: nil, activeMilliseconds: 1)
    // Items of an open placement are left out before anything is read of them.
    try journal.finish(attempt: "attempt-a", at: Sample.day(1), reason: "ended")
    try journal.set(
      review: ReviewRecord(
        assessment: "ml", item: "item.a", stability: 1, difficulty: 5, state: "review", step: nil,
        dueAt: Sample.day(2), lastReviewAt: Sample.day(1), reviewCount: 1, lapses: 0))
    try journal.set(settings: ["theme": "dark"], assessment: "ml", shared: [:])
    _ = try journal.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try journal.database.close()
  }

  @Test(arguments: ["review", "review_due", "setting", "response"])
  func aRowThatLacksATextStopsNothing(table: String) throws {
    let scratch = Scratch()
    try fill(scratch)
    let lost =
      switch table {
      // The item is lost, and the stability becomes its text.
      case "review": try change([25, 9], to: [0, 25], after: "ml", in: scratch.path)
      // The due date becomes a text, and the item is lost.
      case "review_due": try change([4, 25], to: [33, 0], after: "ml", in: scratch.path)
      // The key is lost, and the value becomes "themedark".
      case "setting": try change([23, 21], to: [0, 31], after: "ml", in: scratch.path)
      // The position becomes a text, and the item is lost.
      default: try change([8, 25], to: [25, 0], after: "attempt-a", in: scratch.path)
      }
    #expect(lost > 0, "nothing was damaged")
    let journal = try scratch.open()
    _ = try journal.settings(assessment: "ml")
    _ = try journal.dueDates(assessment: "ml")
    _ = try journal.lastSeen(assessment: "ml", since: Sample.day(-9))
    _ = try journal.unknownItems(among: ["item.a"], assessment: "ml")
    _ = try journal.countableResponses(assessment: "ml")
    _ = try journal.attempts(assessment: "ml")
    // And the person can go on.
    try journal.set(settings: ["theme": "light"], assessment: "ml", shared: [:])
    #expect(try journal.settings(assessment: "ml")["theme"] == "light")
  }

  /// A journal of one assessment that isn't the usual one, without its only attempt.
  @Test(arguments: [true, false])
  func anAnswerStaysInItsAssessmentThoughAllAttemptsAreLost(hasQuestion: Bool) throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    var attempt = Sample.attempt("attempt-a")
    attempt.assessment = "teacher"
    _ = try journal.startAttempt(attempt)
    try journal.record(
      Sample.response("attempt-a", 0, item: "item.a"), nextItem: nil, activeMilliseconds: 1)
    try journal.set(settings: ["theme": "dark"], assessment: "teacher", shared: [:])
    try journal.database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM attempt")
      if hasQuestion {
        try database.execute(
          sql: """
            DELETE FROM setting;
            INSERT INTO question VALUES (7, 'teacher', 'item.a', 1, 'd', 3, 'single', '{}', 0, NULL);
            UPDATE response SET question = 7
            """)
      }
      _ = try database.checkpoint(.truncate)
    }
    try journal.database.close()
    let pages = try RecoveryTests.pages(scratch.path, of: "attempt")
    try RecoveryTests.destroy(pages, in: scratch.path)
    let rebuilt = try scratch.open()
    // The empty indexes are still sound, so only a look at everything notices.
    _ = try rebuilt.examine()
    #expect(try rebuilt.attempts(assessment: "teacher").map(\.id) == ["attempt-a"])
    #expect(try rebuilt.attempts(assessment: "ml-engineer").isEmpty)
    #expect(try rebuilt.countableResponses(assessment: "teacher").count == 1)
  }
}
