import Foundation
import GRDB
import Testing

@testable import Journal

/// Keys that were read and exclusions have records of the same format: two texts, a number and a checksum.
///
/// Rows of one that are found outside their tree must not be taken for rows of the other.
@Suite struct SameFormatTests {
  private static let keys = 300

  /// A journal with many keys that were read and two exclusions.
  private func fill(_ scratch: borrowing Scratch) throws {
    let journal = try scratch.open()
    for id in ["a", "b"] {
      _ = try journal.startAttempt(Sample.attempt(id))
      try journal.record(Sample.response(id, 0), nextItem: nil, activeMilliseconds: 1)
      try journal.finish(attempt: id, at: Sample.day(1), reason: "ended")
      try journal.exclude(attempt: id, reason: "rushed", at: Sample.day(2))
    }
    for number in 0..<Self.keys {
      try journal.noteKeyRead(item: "item.\(number)", assessment: "ml", at: Sample.day(Double(number % 9)))
    }
    _ = try journal.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try journal.database.close()
  }

  /// Destroys the page that leads to those with keys that were read.
  ///
  /// - Returns: The number of rows on it: one between each two pages.
  private func loseRoot(of scratch: borrowing Scratch) throws -> Int {
    let pages = try RecoveryTests.pages(scratch.path, of: "key_read")
    #expect(pages.count > 2)
    try RecoveryTests.destroy([RecoveryTests.root(scratch.path, of: "key_read")], in: scratch.path)
    return pages.count - 2
  }

  /// Checks that the keys came back, each with its day, and nothing that nobody excluded.
  ///
  /// - Parameter lost: The most keys that may be lost.
  private func expectAllKeys(_ scratch: borrowing Scratch, exclusions: Set<String>, lost: Int) throws {
    let journal = try scratch.open()
    _ = try journal.examine()
    let read = try journal.keysRead(assessment: "ml", since: Sample.day(-1))
    #expect(read.count >= Self.keys - lost)
    let written = (0..<Self.keys).map { ("item.\($0)", Sample.day(Double($0 % 9))) }
    #expect(written.allSatisfy { read[$0] ?? $1 == $1 })
    let excluded = try journal.read { try String.fetchSet($0, sql: "SELECT attempt FROM exclusion") }
    #expect(excluded == exclusions)
  }

  @Test func pagesCutOffFromTheirTreeStayInTheirTable() throws {
    let scratch = Scratch()
    try fill(scratch)
    let lost = try loseRoot(of: scratch)
    try expectAllKeys(scratch, exclusions: ["a", "b"], lost: lost)
  }

  @Test func pagesWithoutChecksumsAreToldApartByTheirKeys() throws {
    let scratch = Scratch()
    try fill(scratch)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { database in
      try database.execute(sql: "UPDATE key_read SET checksum = NULL")
    }
    try queue.close()
    let lost = try loseRoot(of: scratch)
    try expectAllKeys(scratch, exclusions: ["a", "b"], lost: lost)
  }

  @Test func rowsOfAPageWithoutItsHeaderStayInTheirTable() throws {
    let scratch = Scratch()
    try fill(scratch)
    // Both trees are broken, so rows found on their own can be of either.
    try RecoveryTests.destroy([RecoveryTests.root(scratch.path, of: "exclusion")], in: scratch.path)
    let root = try RecoveryTests.root(scratch.path, of: "key_read")
    let leaves = try RecoveryTests.pages(scratch.path, of: "key_read").filter { $0 != root }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    for page in leaves {
      bytes.replaceSubrange((page - 1) * 4096..<(page - 1) * 4096 + 8, with: Data(repeating: 0xAA, count: 8))
    }
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    try expectAllKeys(scratch, exclusions: [], lost: 0)
  }
}
