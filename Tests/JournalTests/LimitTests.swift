import Foundation
import GRDB
import Testing

@testable import Journal

/// Impossible numbers in a journal stop nothing.
@Suite struct LimitTests {
  private func damage(_ journal: Journal, _ sql: String) throws {
    try journal.database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
    }
  }

  @Test(arguments: [
    "INSERT INTO evidence VALUES ('ml', 'e', 1000000000000000000, NULL, 0, NULL)",
    "INSERT INTO evidence VALUES ('ml', 'e', -1, NULL, 0, NULL)",
    "INSERT INTO evidence VALUES ('ml', 'e', 1, NULL, 9e999, NULL)",
    "INSERT INTO review VALUES ('ml', 'i', 1, 5, 'review', NULL, -9e999, 0, 1, 0, NULL)",
    "INSERT INTO review VALUES ('ml', 'i', 9e999, 5, 'review', NULL, 0, 0, 1, 0, NULL)",
    "INSERT INTO review VALUES ('ml', 'i', 1, 0, 'review', NULL, 0, 0, 1, 0, NULL)",
    "INSERT INTO review VALUES ('ml', 'i', 1, 5, 'review', NULL, 0, 0, 9223372036854775807, 0, NULL)",
    "INSERT INTO action VALUES ('ml', 'a', 'todo', 9e999, NULL, NULL, 0, NULL, NULL)",
    "INSERT INTO key_read VALUES ('ml', 'i', -9e999, NULL)",
    "UPDATE attempt SET number = 9223372036854775807",
    "UPDATE attempt SET active_ms = 9223372036854775807",
    "UPDATE attempt SET started_at = 9e999",
    "UPDATE response SET level = 6",
    "UPDATE response SET milliseconds = 9223372036854775807",
    "UPDATE response SET answered_at = -9e999",
    "UPDATE response SET category_count = 9223372036854775807",
  ])
  func theSchemaRefusesThem(_ sql: String) throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0), nextItem: nil, activeMilliseconds: 1)
    let error = #expect(throws: DatabaseError.self) {
      try journal.database.write { try $0.execute(sql: sql) }
    }
    #expect(error?.resultCode == .SQLITE_CONSTRAINT)
  }

  @Test func damagedRowsAreReadWithinTheirLimits() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0), nextItem: nil, activeMilliseconds: 1)
    try damage(
      journal,
      """
      INSERT INTO evidence VALUES ('ml', 'e', 1000000000000000000, NULL, 9e999, NULL);
      INSERT INTO review VALUES ('ml', 'i', -9e999, 9e999, 'review', -5, -9e999, 9e999, 9223372036854775807, -1, NULL);
      UPDATE attempt SET number = 9223372036854775807, active_ms = -1, started_at = 9e999, version = -4;
      UPDATE response SET level = 99, milliseconds = 9223372036854775807, answered_at = -9e999,
        category = 9223372036854775806, category_count = 9223372036854775807, credit = 9e999,
        item_revision = -9223372036854775808, confidence = 77, position = 9223372036854775807;
      """)
    let years = Date(timeIntervalSince1970: -62_135_769_600)...Date(timeIntervalSince1970: 253_402_300_799)
    let evidence = try #require(try journal.evidence(assessment: "ml").first)
    #expect(evidence.level == 1000 && years.contains(evidence.updatedAt))
    let review = try #require(try journal.reviews(assessment: "ml", dueBefore: .distantFuture).first)
    #expect(years.contains(review.dueAt) && years.contains(review.lastReviewAt) && review.step == 0)
    #expect(review.stability == 0.001 && review.difficulty == 10)
    #expect(review.reviewCount == 1_000_000_000 && review.lapses == 0)
    #expect(try journal.dueDates(assessment: "ml").allSatisfy { years.contains($0.due) })
    let attempt = try #require(try journal.attempt(id: "a"))
    #expect(attempt.number == 1_000_000_000 && attempt.activeMilliseconds == 0 && attempt.version == 0)
    let response = try #require(try journal.responses(ofAttempt: "a").first)
    #expect(
      response.level == 5 && response.milliseconds == 1_000_000_000_000 && years.contains(response.answeredAt)
    )
    #expect(response.category == 999 && response.categoryCount == 1000 && response.credit == 1)
    #expect(response.itemRevision == 0 && response.confidence == 3 && response.position == 1_000_000_000)
    let lean = try #require(try journal.countableResponses(assessment: "ml").first)
    #expect(lean.category == 999 && lean.categoryCount == 1000 && years.contains(lean.answeredAt))
    #expect(lean.level == nil && lean.revision == 0)
  }

  @Test func aRecordBeyondTheLimitsIsStoredWithinThem() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    try journal.set(
      review: ReviewRecord(
        assessment: "ml", item: "i", stability: 1e12, difficulty: 0, state: "review", step: nil,
        dueAt: .distantFuture, lastReviewAt: Date(timeIntervalSince1970: .infinity), reviewCount: .max,
        lapses: 0))
    let stored = try #require(try journal.review(ofItem: "i", assessment: "ml"))
    #expect(stored.stability == 1_000_000 && stored.difficulty == 1 && stored.dueAt == .distantFuture)
  }
}
