import Foundation
import GRDB
import Testing

@testable import Journal

/// Damage that reads and writes can miss, because they see only a part of the journal.
@Suite struct VerifyTests {
  private func bytes(_ scratch: borrowing Scratch) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: scratch.path))
  }

  @Test(arguments: ["response", "response_counted", "response_item"])
  func aSoundPageInTheWrongPlaceIsNoticed(tree: String) throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let leaves = try RecoveryTests.pages(scratch.path, of: tree, kinds: [10])
    let (from, to) = (try #require(leaves.first), try #require(leaves.last))
    #expect(from != to)
    var bytes = try bytes(scratch)
    let content = [UInt8](bytes)
    // Swapped, so that every answer is still there.
    for (source, target) in [(from, to), (to, from)] {
      bytes.replaceSubrange(
        (target - 1) * 4096..<target * 4096, with: content[(source - 1) * 4096..<source * 4096])
    }
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.isEmpty, "opening reads nothing of it")
    try opening.journal.verify()
    #expect(opening.journal.takeNotices().count == 1)
    #expect(try RecoveryTests.count("response", opening.journal) == 600)
    #expect(try opening.journal.countableResponses(assessment: "ml").count == 600)
    #expect(try opening.journal.checkUp().integrity == "ok")
  }

  /// The tree looks whole, with only the rows of one leaf.
  @Test(arguments: [false, true]) func aLeafInThePlaceOfTheRootIsNotAllThereIs(isSwapped: Bool) throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let root = try #require(try RecoveryTests.pages(scratch.path, of: "response", kinds: [2]).first)
    let leaf = try #require(try RecoveryTests.pages(scratch.path, of: "response", kinds: [10]).last)
    var bytes = try bytes(scratch)
    let content = [UInt8](bytes)
    for (source, target) in isSwapped ? [(leaf, root), (root, leaf)] : [(leaf, root)] {
      bytes.replaceSubrange(
        (target - 1) * 4096..<target * 4096, with: content[(source - 1) * 4096..<source * 4096])
    }
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let journal = try scratch.open()
    try journal.verify()
    // The root holds a few rows itself.
    #expect(try RecoveryTests.count("response", journal) >= (isSwapped ? 600 : 570))
    #expect(try journal.checkUp().integrity == "ok")
  }

  /// SQLite ends a text at its NUL, and GRDB replaces what is not UTF-8: a changed text would be shown.
  @Test(arguments: [0xFF, 0] as [UInt8])
  func aTextThatNobodyWroteIsNoticed(byte: UInt8) throws {
    let scratch = Scratch()
    do {
      let journal = try scratch.open()
      try journal.set(settings: ["first": "dark", "second": "light"], assessment: "ml", shared: [:])
      try journal.database.close()
    }
    var bytes = try bytes(scratch)
    bytes[try #require(bytes.range(of: Data("light".utf8))).lowerBound + 2] = byte
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let journal = try scratch.open()
    try journal.verify()
    #expect(journal.takeNotices().count == 1)
    #expect(try journal.settings(assessment: "ml") == ["first": "dark"])
  }

  @Test func anAnswerWithoutItsAttemptIsNoticed() throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM attempt WHERE id = 'a3'")
    }
    try queue.close()
    let journal = try scratch.open()
    try journal.verify()
    #expect(journal.takeNotices().count == 1)
    #expect(try journal.attempts(assessment: "ml").count == 30)
  }

  @Test(arguments: Fixture.allCases) func aSoundJournalStaysAsItIs(_ fixture: Fixture) throws {
    let scratch = Scratch()
    try fixture.copy(to: scratch.folder)
    let journal = try scratch.open()
    let identity = journal.store.files.identity()
    try journal.verify()
    #expect(journal.takeNotices().isEmpty && journal.damagedFiles.isEmpty)
    #expect(journal.store.files.identity() == identity)
  }

  @Test func othersGoOnWhileItIsRepaired() async throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let leaf = try #require(try RecoveryTests.pages(scratch.path, of: "response", kinds: [10]).last)
    try RecoveryTests.destroy([leaf], in: scratch.path)
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("new"))
    async let verified: Void = Task.detached { try journal.verify() }.value
    for position in 0..<20 {
      try journal.record(Sample.response("new", position), nextItem: "n", activeMilliseconds: 1)
    }
    try await verified
    #expect(try journal.responses(ofAttempt: "new").map(\.position) == Array(0..<20))
    #expect(try scratch.open().responses(ofAttempt: "new").count == 20)
    #expect(try journal.checkUp().integrity == "ok")
  }
}
