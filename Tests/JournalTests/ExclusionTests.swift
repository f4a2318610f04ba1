import Foundation
import GRDB
import Testing

@testable import Journal

/// Attempts that don't count, and attempts that go for good.
@Suite struct ExclusionTests {
  /// Two finished attempts that share an item, with notes and reviews.
  private func journal(_ scratch: borrowing Scratch) throws -> Journal {
    let journal = try scratch.open()
    for (id, items) in [("a", ["one", "both"]), ("b", ["both", "two"])] {
      _ = try journal.startAttempt(Sample.attempt(id))
      for (position, item) in items.enumerated() {
        var response = Sample.response(id, position)
        response.item = item
        response.note = position == 0 ? (id == "a" ? "only here" : "a note") : nil
        try journal.record(
          response,
          question: QuestionRecord(
            assessment: "ml", item: item, revision: 1, digest: item, level: 2, kind: "single", content: "{}",
            storedAt: Sample.day(0)), nextItem: "n", activeMilliseconds: 5,
          review: ReviewRecord(
            assessment: "ml", item: item, stability: 2, difficulty: 5, state: "review", step: nil,
            dueAt: Sample.day(2), lastReviewAt: Sample.day(0), reviewCount: 1, lapses: 0))
      }
      try journal.finish(attempt: id, at: Sample.day(1), reason: "ended")
    }
    return journal
  }

  @Test func anExcludedAttemptStaysWithItsReasonAndCanCountAgain() throws {
    let scratch = Scratch()
    let journal = try journal(scratch)
    func digest() throws -> ClosedAttempts {
      try journal.countableResponses(assessment: "ml") { _ in true }.closed
    }
    let before = try digest()
    try journal.exclude(attempt: "a", reason: "rushed", at: Sample.day(3))
    try journal.exclude(attempt: "a", reason: "somebody else's", at: Sample.day(4))
    #expect(try journal.attempts(assessment: "ml").map(\.exclusion) == ["somebody else's", nil])
    #expect(try journal.attempt(id: "a")?.responseCount == 2)
    #expect(
      try journal.countableResponses(assessment: "ml").map(\.isExcluded) == [true, true, false, false])
    #expect(try digest() != before, "stored sums don't hold any more")
    try journal.include(attempt: "a")
    #expect(try journal.attempt(id: "a")?.exclusion == nil)
    #expect(try digest() == before)
  }

  @Test func anOpenAttemptIsNeitherExcludedNorDeleted() throws {
    let scratch = Scratch()
    let journal = try journal(scratch)
    _ = try journal.startAttempt(Sample.attempt("c"))
    try journal.record(Sample.response("c", 0), nextItem: "n", activeMilliseconds: 1)
    #expect(throws: JournalError.self) { try journal.exclude(attempt: "c", reason: "x", at: Sample.day(1)) }
    #expect(throws: JournalError.self) { try journal.delete(attempt: "c", forgetsReviews: true) }
    #expect(throws: JournalError.self) { try journal.include(attempt: "none") }
    try journal.drop(attempt: "c", reason: "dropped", at: Sample.day(1))
    let dropped = try #require(try journal.attempt(id: "c"))
    #expect(dropped.state == .abandoned && dropped.exclusion == "dropped" && dropped.responseCount == 1)
    // Another window may have finished it first.
    try journal.drop(attempt: "a", reason: "dropped", at: Sample.day(1))
    #expect(try journal.attempt(id: "a")?.exclusion == nil)
  }

  @Test(arguments: [true, false]) func aDeletedAttemptTakesOnlyWhatIsItsOwn(forgetsReviews: Bool) throws {
    let scratch = Scratch()
    let journal = try journal(scratch)
    try journal.exclude(attempt: "a", reason: "rushed", at: Sample.day(3))
    #expect(
      try journal.contents(ofAttempt: "a") == AttemptContents(answers: 2, notes: 1, reviews: 1))
    try journal.delete(attempt: "a", forgetsReviews: forgetsReviews)
    #expect(try journal.attempts(assessment: "ml").map(\.id) == ["b"])
    #expect(try journal.responses(ofAttempt: "a").isEmpty)
    #expect(try journal.responses(ofAttempt: "b").count == 2)
    #expect(
      try journal.reviews(assessment: "ml", dueBefore: .distantFuture).map(\.item).sorted()
        == (forgetsReviews ? ["both", "two"] : ["both", "one", "two"]))
    let left = try journal.database.read { database in
      try String.fetchAll(database, sql: "SELECT item FROM question ORDER BY item")
        + String.fetchAll(database, sql: "SELECT attempt FROM exclusion")
    }
    #expect(left == ["both", "two"], "a question stays as long as an answer refers to it")
    #expect(try journal.checkUp().integrity == "ok")
    let bytes = try [scratch.path, scratch.path + "-wal"].compactMap { path in
      FileManager.default.fileExists(atPath: path) ? try Data(contentsOf: URL(fileURLWithPath: path)) : nil
    }
    #expect(bytes.allSatisfy { $0.range(of: Data("only here".utf8)) == nil }, "nothing of it is in the file")
  }
}
