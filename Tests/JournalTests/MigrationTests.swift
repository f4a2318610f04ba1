import Foundation
import GRDB
import Testing

@testable import Journal

/// What people have written with an older program is still there with this one.
@Suite struct MigrationTests {
  /// Opens a copy of a fixture with this program.
  private func open(_ fixture: Fixture, in scratch: borrowing Scratch) throws -> Journal {
    try fixture.copy(to: scratch.folder)
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.isEmpty, "it is migrated, not recovered")
    return opening.journal
  }

  /// All rows of a query as text, column by column.
  private func rows(_ sql: String, in database: DatabaseQueue) throws -> [[String]] {
    try database.read { database in
      try Row.fetchAll(database, sql: sql).map { row in row.databaseValues.map { "\($0)" } }
    }
  }

  /// A released migration is never edited: a change here is a change to every person's file.
  @Test(arguments: [
    (Schema.version1, "ca154cde1fa4fd6b"), (Schema.version2, "582439f83e19c1f3"),
    (Schema.version3, "2e2ba772e64e1bcc"), (Schema.version4, "ef083cca3457204e"),
    (Schema.version5, "9db0981be87f3bd4"), (Schema.version6, "10b9f2551e3494a6"),
    (Schema.version7, "ef2688853985992d"),
  ])
  func aReleasedMigrationIsWhatWasReleased(_ sql: String, _ released: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    #expect(String(hash, radix: 16) == released)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEXTANT_RECORD_FIXTURES"] != nil))
  func fixturesAreRecorded() throws {
    for fixture in Fixture.allCases { try fixture.record() }
  }

  @Test(arguments: Fixture.allCases)
  func everyFixtureHasRowsInEveryTable(_ fixture: Fixture) throws {
    let scratch = Scratch()
    try fixture.copy(to: scratch.folder)
    let queue = try DatabaseQueue(path: scratch.path)
    let tables = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", in: queue)
    #expect(tables.count >= 7)
    for table in tables.joined() {
      let name = table.replacing("\"", with: "")
      #expect(try rows("SELECT * FROM \(name)", in: queue).count > 0, "\(fixture) \(name)")
    }
    let applied = try queue.read { try Schema.migrator.appliedMigrations($0) }
    #expect(applied.last == fixture.rawValue)
  }

  @Test(arguments: Fixture.allCases)
  func everyAttemptAnswerAndSheetIsStillThere(_ fixture: Fixture) throws {
    let scratch = Scratch()
    let original = Scratch()
    try fixture.copy(to: original.folder)
    let before = try DatabaseQueue(path: original.path)
    let journal = try open(fixture, in: scratch)
    let attempt = """
      SELECT id, number, assessment, mode, seed, configuration, bank, started_at, finished_at, state, stop_reason,
        pending_item, active_ms FROM attempt ORDER BY id
      """
    let response = """
      SELECT attempt, position, item, item_revision, skill, answer, category, category_count, credit, is_unknown,
        is_rapid, confidence, milliseconds, answered_at, flagged, note FROM response ORDER BY attempt, position
      """
    let sheet = "SELECT attempt, position, seen, flagged, milliseconds FROM sheet ORDER BY attempt, position"
    for query in fixture == .v1 ? [attempt, response] : [attempt, response, sheet] {
      let old = try rows(query, in: before)
      #expect(old.count > 1)
      #expect(try rows(query, in: journal.database) == old)
    }
    let check = try journal.checkUp()
    #expect(check.integrity == "ok" && check.migrations == ["v1", "v2", "v3", "v4", "v5", "v6", "v7"])
    let broken = try journal.database.read { database in
      try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
    }
    #expect(broken == 0)
  }

  @Test(arguments: [Fixture.v1, .v2])
  func whatBelongedToNobodyBelongsToEachAssessmentThatSawIt(_ fixture: Fixture) throws {
    let scratch = Scratch()
    let journal = try open(fixture, in: scratch)
    for assessment in ["ml-engineer", "teacher"] {
      #expect(
        try journal.evidence(assessment: assessment) == [
          EvidenceRecord(
            assessment: assessment, scale: "education", level: 3, artefact: "https://example.org/degree",
            updatedAt: Date(timeIntervalSince1970: 1_780_000_950)),
          EvidenceRecord(
            assessment: assessment, scale: "network", level: nil,
            updatedAt: Date(timeIntervalSince1970: 1_780_000_960)),
        ])
      #expect(
        try journal.actions(assessment: assessment) == [
          ActionRecord(
            assessment: assessment, action: "read-esl", state: .doing,
            dueOn: Date(timeIntervalSince1970: 1_781_000_000), note: "Chapter 3",
            updatedAt: Date(timeIntervalSince1970: 1_780_000_970)),
          ActionRecord(
            assessment: assessment, action: "ship-model", state: .done, artefact: "https://example.org/model",
            updatedAt: Date(timeIntervalSince1970: 1_780_000_980),
            doneAt: Date(timeIntervalSince1970: 1_780_000_985)),
        ])
      #expect(
        try journal.settings(assessment: assessment) == [
          "profile": "senior", "half-life-days": "90.0", "introduced": "yes", "theme": "light",
        ])
    }
    #expect(try journal.settings(assessment: "other") == ["theme": "light"], "a theme is the program's")
  }

  @Test(arguments: [Fixture.v1, .v2])
  func reviewsReportsAndKeysReadGoWhereTheItemWasAnswered(_ fixture: Fixture) throws {
    let scratch = Scratch()
    let journal = try open(fixture, in: scratch)
    let all = Date.distantFuture
    #expect(
      try journal.reviews(assessment: "ml-engineer", dueBefore: all) == [
        ReviewRecord(
          assessment: "ml-engineer", item: "gone.from.everywhere", stability: 1, difficulty: 5,
          state: "learning", step: 0, dueAt: Date(timeIntervalSince1970: 1_780_100_000),
          lastReviewAt: Date(timeIntervalSince1970: 1_780_000_000), reviewCount: 1, lapses: 0),
        ReviewRecord(
          assessment: "ml-engineer", item: "math.algebra.rank", stability: 2.5, difficulty: 6.1,
          state: "relearning", step: 1, dueAt: Date(timeIntervalSince1970: 1_780_180_000),
          lastReviewAt: Date(timeIntervalSince1970: 1_780_090_100), reviewCount: 2, lapses: 1),
      ])
    #expect(try journal.review(ofItem: "class.quiet", assessment: "teacher")?.stability == 8.25)
    #expect(try journal.review(ofItem: "class.quiet", assessment: "ml-engineer") == nil)
    #expect(
      try journal.itemReports(assessment: "ml-engineer") == ["cs.sql.joins": "Row 2 has two right answers."])
    #expect(try journal.itemReports(assessment: "teacher").isEmpty)
    // A day was stored, and not the instant: the item must not rest shorter for it.
    let end = Date(timeIntervalSince1970: 20_603 * 86_400 - 1)
    #expect(
      try journal.keysRead(assessment: "ml-engineer", since: .distantPast) == [
        "cs.sql.joins": end, "never.asked": end + 86_400,
      ])
    #expect(try journal.keysRead(assessment: "teacher", since: .distantPast).keys.sorted() == ["never.asked"])
    #expect(
      try journal.pending(ofAttempt: "2d3a")
        == PendingRecord(
          attempt: "2d3a", item: "python.pandas.month-first", revision: nil, digest: nil, answer: "t:4",
          isFlagged: true, note: "a \"note\""))
  }

  @Test func theNewestFixtureIsReadByTheRecordsAsItWasWritten() throws {
    let scratch = Scratch()
    let journal = try open(.v3, in: scratch)
    let stored = try #require(try journal.responses(ofAttempt: "0b1e").first)
    #expect(
      stored.level == 2 && stored.question == 1 && stored.answeredAt.timeIntervalSince1970 == 1_780_000_100.5)
    let question = try #require(try journal.questions(ofAttempt: "0b1e")[1])
    #expect(question.content == "{\"stem\":\"What is kept?\"}" && question.kind == "single-choice")
    #expect(try journal.attempt(id: "0b1e")?.seed == .max)
    #expect(try journal.attempt(id: "3e4b")?.version == 2)
    #expect(try journal.evidence(assessment: "teacher").map(\.level) == [nil])
    #expect(try journal.evidence(assessment: "ml-engineer").map(\.level) == [3])
    #expect(try journal.itemReports(assessment: "teacher") == ["class.start": "Which class?"])
    #expect(try journal.pending(ofAttempt: "2d3a")?.digest == "00c0ffee00c0ffed")
  }

  @Test func anExclusionIsReadAsItWasWritten() throws {
    let scratch = Scratch()
    let journal = try open(.v5, in: scratch)
    #expect(try journal.attempt(id: "1c2f")?.exclusion == "my \"colleague\" tried it")
    #expect(try journal.attempts(assessment: "ml-engineer").map(\.exclusion).count { $0 != nil } == 1)
    #expect(
      try journal.countableResponses(assessment: "ml-engineer").filter(\.isExcluded).map(\.attempt) == [
        "1c2f"
      ])
    for older in [Fixture.v1, .v2, .v3, .v4] {
      let scratch = Scratch()
      let journal = try open(older, in: scratch)
      #expect(try journal.attempts(assessment: "ml-engineer").allSatisfy { $0.exclusion == nil })
    }
  }

  @Test func variantsAreReadAsTheyWereWritten() throws {
    let scratch = Scratch()
    let journal = try open(.v7, in: scratch)
    #expect(try journal.responses(ofAttempt: "0b1e").map(\.variant) == [nil, "3fa9c01b", nil])
    #expect(
      try journal.countableResponses(assessment: "ml-engineer").compactMap(\.variant) == ["3fa9c01b"])
    #expect(
      try journal.shownVariants(ofItem: "math.algebra.rank", assessment: "ml-engineer").map(\.variant) == [
        "3fa9c01b", "00c0ffee",
      ])
    #expect(
      try journal.shownVariants(ofAttempt: "2d3a", assessment: "ml-engineer") == [
        "math.algebra.rank": "00c0ffee"
      ])
    for older in Fixture.allCases where older != .v6 && older != .v7 {
      let scratch = Scratch()
      let journal = try open(older, in: scratch)
      #expect(try journal.countableResponses(assessment: "ml-engineer").allSatisfy { $0.variant == nil })
    }
  }

  /// The migration writes a new checksum for what is as it was written, and for nothing else.
  @Test func damageFromBeforeTheMigrationStillShows() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    try Fixture.v5.copy(to: scratch.folder)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { database in
      // As damage does it: the checksum stays.
      try database.execute(
        sql: """
          DROP TRIGGER response_changed;
          UPDATE response SET milliseconds = 28000 WHERE attempt = '0b1e' AND position = 0;
          """)
    }
    try queue.write { database in
      try database.execute(
        sql: "CREATE TRIGGER response_changed AFTER UPDATE OF answer ON response BEGIN SELECT 1; END")
    }
    try Schema.migrator.migrate(queue)
    let whole = try queue.read { database in
      database.add(function: RowChecksum.function)
      return try RowChecksum.holds("response", database.columns(in: "response").map(\.name), database)
    }
    #expect(!whole)
  }

  @Test func aJournalWithoutAttemptsIsTheShippedAssessments() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: scratch.path)
    try Schema.migrator.migrate(queue, upTo: "v2")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO setting VALUES ('profile', 'senior'), ('keys-read', 'no json'), ('pending-item', '');
          INSERT INTO evidence VALUES ('education', 3, NULL, 1);
          """)
    }
    try queue.close()
    let journal = try scratch.open()
    #expect(try journal.settings(assessment: "ml-engineer") == ["profile": "senior"])
    #expect(try journal.settings(assessment: "teacher").isEmpty)
    #expect(try journal.evidence(assessment: "ml-engineer").count == 1)
  }

  @Test func oldRowsBeyondTheBoundsAndWithoutTheirAttemptAreKept() throws {
    let scratch = Scratch()
    try Fixture.v2.copy(to: scratch.folder)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: scratch.path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          UPDATE evidence SET level = 1000000000000000000, updated_at = 9e999;
          UPDATE review SET due_at = -9e999, stability = 9e999, difficulty = -3, review_count = 9223372036854775807;
          UPDATE response SET item_revision = -9223372036854775808, milliseconds = 9223372036854775807,
            category_count = 9223372036854775807, answered_at = 9e999;
          UPDATE attempt SET number = -5, active_ms = 9223372036854775807 WHERE id = '0b1e';
          UPDATE attempt SET number = 9223372036854775807 WHERE id = '1c2f';
          INSERT INTO response SELECT 'lost', position, item, item_revision, skill, answer, category, category_count,
            credit, is_unknown, is_rapid, confidence, milliseconds, 1780000000, flagged, note FROM response
            WHERE attempt = '0b1e';
          INSERT INTO sheet VALUES ('lost too', 0, 1, 0, 5);
          """)
    }
    try queue.close()
    let journal = try scratch.open()
    #expect(try journal.evidence(assessment: "ml-engineer").map(\.level) == [1000, 1000])
    let review = try #require(try journal.review(ofItem: "math.algebra.rank", assessment: "ml-engineer"))
    #expect(review.stability == 1_000_000 && review.difficulty == 1 && review.reviewCount == 1_000_000_000)
    let attempts = try journal.attempts(assessment: "ml-engineer")
    #expect(attempts.count == 5 && Set(attempts.map(\.number)).count == 5)
    #expect(attempts.allSatisfy { (1...1_000_000_000).contains($0.number) })
    #expect(try journal.attempt(id: "lost")?.state == .abandoned)
    #expect(try journal.attempt(id: "lost too")?.state == .abandoned)
    #expect(try journal.responses(ofAttempt: "lost").map(\.item).count == 3)
    #expect(
      try journal.responses(ofAttempt: "0b1e").allSatisfy { $0.itemRevision == 0 && $0.categoryCount == 1000 }
    )
    #expect(try journal.checkUp().responses == 9)
  }
}
