import Foundation
import GRDB
import Testing

@testable import Journal

/// What damage changes within a row shows, and what another program changes counts.
@Suite struct RowChecksumTests {
  /// The rows without a checksum, and those that differ from theirs, by table.
  private func faults(_ journal: Journal) throws -> [String: Int] {
    try journal.read { database in
      var faults: [String: Int] = [:]
      for table in Schema.checkedTables {
        let sum = RowChecksum.expression(table.key + table.columns)
        let count = try Int.fetchOne(
          database, sql: "SELECT count(*) FROM \(table.name) WHERE checksum IS NOT \(sum)")
        if count != 0 { faults[table.name] = count }
      }
      return faults
    }
  }

  private func replace(_ text: String, by other: String, in path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // In indexes as well: otherwise SQLite itself notices.
    while let place = bytes.range(of: Data(text.utf8)) {
      bytes.replaceSubrange(place, with: Data(other.utf8))
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test func everyWriteGivesItsRowAChecksum() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    let question = QuestionRecord(
      assessment: "ml", item: "item", revision: 1, digest: "d", level: 2, kind: "single", content: "{}",
      storedAt: Sample.day(0))
    var review = ReviewRecord(
      assessment: "ml", item: "item", stability: 2, difficulty: 5, state: "review", step: nil,
      dueAt: Sample.day(2), lastReviewAt: Sample.day(-0.0), reviewCount: 1, lapses: 0)
    try journal.record(
      Sample.response("a", 0), question: question, nextItem: "n", activeMilliseconds: 5, review: review)
    #expect(try faults(journal) == [:])
    var changed = question
    changed.content = "{\"damaged\":false}"
    review.reviewCount = 2
    try journal.record(
      Sample.response("a", 1), question: changed, nextItem: "n", activeMilliseconds: 9, review: review)
    try journal.setFlag(attempt: "a", position: 1, flagged: true)
    try journal.keep(
      pending: PendingRecord(
        attempt: "a", item: "n", revision: nil, digest: nil, answer: "half", isFlagged: false, note: "ünsure")
    )
    #expect(try faults(journal) == [:])
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "ended")
    _ = try journal.startAttempt(Sample.attempt("m", mode: "mock"))
    let state = ExamItemRecord(attempt: "m", position: 0, isSeen: true, isFlagged: true, milliseconds: 77)
    try journal.keep(
      state, answer: QuestionedResponse(Sample.response("m", 0), question: question), place: "x",
      activeMilliseconds: 8, version: 0)
    #expect(try faults(journal) == [:])
    try journal.handIn(
      attempt: "m", answers: [QuestionedResponse(Sample.response("m", 0), question: question)],
      reviews: [review],
      activeMilliseconds: 9, at: Sample.day(2), reason: "ended", version: 1)
    try journal.change(evidence: "network", assessment: "ml", at: Sample.day(1)) { $0.level = 3 }
    try journal.change(action: "read", assessment: "ml", at: Sample.day(1)) { $0.note = "begun" }
    try journal.set(settings: ["key": "value"], assessment: "ml", shared: ["theme": "dark"])
    try journal.set(itemReport: "unclear", item: "item", assessment: "ml", at: Sample.day(1))
    try journal.noteKeyRead(item: "item", assessment: "ml", at: Sample.day(1))
    try journal.exclude(attempt: "a", reason: "rushed", at: Sample.day(3))
    try journal.exclude(attempt: "a", reason: "rushed indeed", at: Sample.day(4))
    #expect(try faults(journal) == [:])
  }

  /// Neither SQLite nor an index notices these.
  @Test(arguments: [
    ("c:2", "c:3"), ("item.2", "item.3"), ("dark", "dusk"), ("single", "simple"), ("rushed", "rushes"),
  ])
  func aChangedTextIsNeitherAnAnswerNorARow(text: String, other: String) throws {
    let scratch = Scratch()
    do {
      let journal = try scratch.open()
      _ = try journal.startAttempt(Sample.attempt("a"))
      for position in 0..<9 {
        var response = Sample.response("a", position)
        if position == 4 { response.answer = "c:2" }
        try journal.record(response, nextItem: "n", activeMilliseconds: 1)
      }
      for item in 0..<3 { try journal.noteKeyRead(item: "item.\(item)", assessment: "ml", at: Sample.day(1)) }
      try journal.set(settings: ["theme": "dark"], assessment: "ml", shared: [:])
      try journal.finish(attempt: "a", at: Sample.day(1), reason: "ended")
      try journal.exclude(attempt: "a", reason: "rushed", at: Sample.day(2))
      try journal.write { database in
        _ = try Journal.keep(
          QuestionRecord(
            assessment: "ml", item: "item", revision: 1, digest: "d", level: 2, kind: "single", content: "{}",
            storedAt: Sample.day(0)), in: database)
      }
      try journal.database.close()
    }
    try replace(text, by: other, in: scratch.path)
    let journal = try scratch.open()
    #expect(try journal.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    try journal.verify()
    #expect(journal.takeNotices().count == 1)
    let answers = try journal.responses(ofAttempt: "a")
    #expect(answers.count == (text == "c:2" ? 8 : 9) && !answers.contains { $0.answer == other })
    #expect(
      try journal.keysRead(assessment: "ml", since: Sample.day(0)).keys.sorted()
        == ["item.0", "item.1", "item.2"].filter { $0 != text })
    #expect(try journal.attempt(id: "a")?.exclusion == (text == "rushed" ? nil : "rushed"))
    #expect(try journal.settings(assessment: "ml") == (text == "dark" ? [:] : ["theme": "dark"]))
    #expect(
      try journal.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM question") }
        == (text == "single" ? 0 : 1))
  }

  @Test func whatAnotherProgramWritesCounts() throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { database in
      try database.execute(
        sql: """
          UPDATE response SET answer = 'c:7', position = 99 WHERE attempt = 'a4' AND position = 3;
          INSERT OR REPLACE INTO setting (assessment, key, value) VALUES ('ml', 'introduced', 'yes');
          """)
      let sums = try Row.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM response WHERE checksum IS NULL), count(*) FROM setting
          WHERE checksum IS NULL
          """)
      #expect(sums?[0] == 1 && sums?[1] == 1)
    }
    try queue.close()
    let journal = try scratch.open()
    try journal.verify()
    #expect(journal.takeNotices().isEmpty)
    try journal.examine()
    #expect(journal.damagedFiles.isEmpty)
    #expect(try journal.responses(ofAttempt: "a4").last?.answer == "c:7")
    // What the program writes next has its checksum again.
    try journal.setFlag(attempt: "a4", position: 19, flagged: true)
    try journal.set(settings: ["introduced": "no"], assessment: "ml", shared: [:])
    #expect(try faults(journal) == [:])
  }
}
