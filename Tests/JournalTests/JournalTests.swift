import Foundation
import GRDB
import Testing

@testable import Journal

/// A folder of its own for each test.
struct Scratch: ~Copyable {
  let folder: URL
  init() {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-journal-\(UUID().uuidString)")
  }
  deinit { try? FileManager.default.removeItem(at: folder) }
  var path: String { folder.appendingPathComponent(Journal.fileName).path }
  func open() throws -> Journal { try Journal.open(folder: folder, now: Sample.day(0)).journal }
}

enum Sample {
  static func day(_ number: Double) -> Date { Date(timeIntervalSince1970: 1_780_000_000 + number * 86_400) }

  static func attempt(_ id: String, mode: String = "placement", day: Double = 0) -> AttemptRecord {
    AttemptRecord(
      id: id, assessment: "ml", mode: mode, seed: .max, configuration: "{}", bank: "key",
      startedAt: Self.day(day),
      pendingItem: "first")
  }

  static func response(
    _ attempt: String, _ position: Int, item: String = "item", category: Int = 1, day: Double = 0
  )
    -> ResponseRecord
  {
    ResponseRecord(
      attempt: attempt, position: position, item: item, itemRevision: 2, skill: "python.syntax",
      answer: "c:1",
      category: category, categoryCount: 2, credit: Double(category), confidence: 3, milliseconds: 9_000,
      answeredAt: Self.day(day), flagged: position == 1, note: position == 0 ? "a note" : nil)
  }
}

@Suite struct JournalTests {
  /// A thousand attempts ask this, so none may read the answers of all earlier attempts.
  @Test func theLastAnswersAreFoundByItem() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    for name in ["a", "b"] {
      _ = try journal.startAttempt(Sample.attempt(name))
      try journal.record(
        Sample.response(name, 0, day: name == "a" ? 1 : 2), nextItem: nil, activeMilliseconds: 9_000)
      try journal.finish(attempt: name, at: Sample.day(3), reason: "item-limit")
    }
    #expect(try journal.lastAnswers(before: "b") == ["item": Sample.day(1)])
    #expect(try journal.lastAnswers(before: "a").isEmpty)
    let plan = try journal.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + Journal.lastAnswersQuery, arguments: ["b"]
      ).map { try $0.decode(String.self, forColumn: "detail") }
    }
    #expect(plan.contains { $0.contains("SEARCH e") && $0.contains("response_item (item=?)") }, "\(plan)")
    #expect(plan.contains { $0.contains("SEARCH b") && $0.contains("(id=?)") }, "\(plan)")
  }

  @Test func whatWasWrongAlthoughCertainIsFound() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0, category: 0), nextItem: nil, activeMilliseconds: 9_000)
    try journal.record(Sample.response("a", 1, category: 1), nextItem: nil, activeMilliseconds: 9_000)
    var unsure = Sample.response("a", 2, category: 0)
    unsure.confidence = 2
    try journal.record(unsure, nextItem: nil, activeMilliseconds: 9_000)
    #expect(try journal.certainMisses(assessment: "ml") == [.init(attempt: "a", position: 0)])
    #expect(try journal.certainMisses(assessment: "other").isEmpty)
  }

  @Test func homeReadsInOneGoWhatTheSingleReadsGive() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0), nextItem: nil, activeMilliseconds: 9_000)
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "item-limit")
    _ = try journal.startAttempt(Sample.attempt("b", day: 2))
    try journal.record(Sample.response("b", 0), nextItem: "second", activeMilliseconds: 9_000)
    try journal.change(action: "read", assessment: "ml", at: Sample.day(2)) { $0.state = .doing }
    try journal.change(evidence: "degree", assessment: "ml", at: Sample.day(2)) { $0.level = 2 }
    let home = try journal.homeRecords(assessment: "ml", attempt: "a")
    #expect(home.actions.count == 1 && home.evidence.count == 1 && home.open?.id == "b")
    #expect(try home.actions == journal.actions(assessment: "ml"))
    #expect(try home.evidence == journal.evidence(assessment: "ml"))
    #expect(
      try home.attempt == journal.attempt(id: "a") && home.open == journal.openAttempt(assessment: "ml"))
    #expect(try journal.homeRecords(assessment: "other", attempt: nil).open == nil)
    for known in [true, false] {
      let score = try journal.scoreRecords(assessment: "ml") { _ in known }
      let single = try journal.countableResponses(assessment: "ml") { _ in known }
      #expect(score.responses.rows == single.rows && score.responses.closed == single.closed)
      #expect(score.responses.rows.count == (known ? 1 : 2))
      #expect(try score.settings == journal.settings(assessment: "ml"))
      let both = try journal.startRecords(assessment: "ml", attempt: "a") { _ in known }
      #expect(both.score.settings == score.settings && both.score.responses.rows == score.responses.rows)
      #expect(both.score.responses.hasClosed == !known && both.home.attempt == home.attempt)
      #expect(both.home.open == home.open && both.home.actions == home.actions)
      #expect(both.home.evidence == home.evidence)
    }
  }

  @Test func attemptsAndAnswersAreReadAsTheyWereWritten() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    let attempt = try journal.startAttempt(Sample.attempt("a"))
    #expect(attempt.number == 1 && attempt.seed == .max)
    try journal.record(Sample.response("a", 0), nextItem: "second", activeMilliseconds: 9_000)
    try journal.record(Sample.response("a", 1, item: "second"), nextItem: nil, activeMilliseconds: 18_000)
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "item-limit")
    let again = try scratch.open()
    let stored = try #require(try again.attempt(id: "a"))
    #expect(stored.state == .finished && stored.responseCount == 2 && stored.activeMilliseconds == 18_000)
    #expect(
      stored.stopReason == "item-limit" && stored.finishedAt == Sample.day(1) && stored.pendingItem == nil)
    #expect(
      try again.responses(ofAttempt: "a") == [
        Sample.response("a", 0), Sample.response("a", 1, item: "second"),
      ])
  }

  @Test func numbersCountWithinAnAssessmentAndOnlyOneAttemptIsOpen() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    #expect(throws: JournalError.self) { try journal.startAttempt(Sample.attempt("b")) }
    try journal.drop(attempt: "a", reason: "", at: Sample.day(1))
    #expect(try journal.startAttempt(Sample.attempt("b")).number == 2)
    #expect(try journal.openAttempt(assessment: "ml")?.id == "b")
    #expect(try journal.openAttempt(assessment: "other") == nil)
  }

  @Test func onlyAnAttemptInWhichNothingWasDoneIsForgotten() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.discard(attempt: "a")
    #expect(try journal.attempt(id: "a") == nil)
    #expect(try journal.startAttempt(Sample.attempt("b")).number == 1, "its number is free again")
    try journal.record(Sample.response("b", 0), nextItem: "x", activeMilliseconds: 1)
    try journal.discard(attempt: "b")
    #expect(try journal.responses(ofAttempt: "b").count == 1, "what was answered is never lost")
    try journal.finish(attempt: "b", at: Sample.day(1), reason: "ended")
    try journal.discard(attempt: "b")
    #expect(try journal.attempt(id: "b")?.state == .finished)
  }

  @Test func theLastAnswerTellsWhetherAReviewWasMissed() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    for (position, item) in ["right", "wrong", "mended", "mended"].enumerated() {
      var response = Sample.response("a", position, item: item)
      response.credit = item == "right" || position == 3 ? 1 : 0
      response.answeredAt = Sample.day(Double(position))
      try journal.record(response, nextItem: "n", activeMilliseconds: position)
    }
    for item in ["right", "wrong", "mended"] {
      try journal.set(
        review: ReviewRecord(
          assessment: "ml", item: item, stability: 1, difficulty: 5, state: "learning", step: 0,
          dueAt: Sample.day(9),
          lastReviewAt: Sample.day(1), reviewCount: 1, lapses: 0))
    }
    #expect(try journal.missedReviews(assessment: "ml") == ["wrong"])
  }

  @Test func anAnswerComesOnceAndInOrder() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0), nextItem: "x", activeMilliseconds: 1)
    #expect(throws: JournalError.self) {
      try journal.record(Sample.response("a", 0), nextItem: "y", activeMilliseconds: 1)
    }
    #expect(throws: JournalError.self) {
      try journal.record(Sample.response("a", 2), nextItem: "y", activeMilliseconds: 1)
    }
    #expect(try journal.attempt(id: "a")?.pendingItem == "x")
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "ended")
    #expect(throws: JournalError.self) {
      try journal.record(Sample.response("a", 1), nextItem: nil, activeMilliseconds: 1)
    }
  }

  @Test func twoProgramsAtOnceLoseNothing() throws {
    let scratch = Scratch()
    let first = try scratch.open()
    let second = try scratch.open()
    _ = try first.startAttempt(Sample.attempt("a"))
    for position in 0..<20 {
      let journal = position % 2 == 0 ? first : second
      try journal.record(Sample.response("a", position), nextItem: "n", activeMilliseconds: position)
    }
    #expect(try first.responses(ofAttempt: "a").map(\.position) == Array(0..<20))
    // The other window's attempt went on: a stale answer is refused, not stored twice.
    #expect(throws: JournalError.self) {
      try second.record(Sample.response("a", 19), nextItem: "n", activeMilliseconds: 0)
    }
  }

  @Test func onlyThePersonMayReadTheFiles() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    func mode(_ path: String) throws -> Int {
      try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
    #expect(try mode(scratch.folder.path) == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(scratch.path + suffix) == 0o600, "\(suffix)") }
  }

  @Test func theStoreIsDurableAndChecksItsReferences() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    let pragmas = try journal.database.read { database in
      try ["journal_mode", "synchronous", "foreign_keys"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(pragmas == ["wal", "2", "1"])
    #expect(throws: JournalError.self) {
      try journal.record(Sample.response("nobody", 0), nextItem: nil, activeMilliseconds: 0)
    }
  }

  @Test func aResponseSurvivesKill9() async throws {
    let scratch = Scratch()
    _ = try scratch.open().startAttempt(Sample.attempt("a"))
    setenv("SEXTANT_TEST_JOURNAL", scratch.folder.path, 1)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let folder = try #require(ProcessInfo.processInfo.environment["SEXTANT_TEST_JOURNAL"])
      let journal = try Journal.open(folder: URL(fileURLWithPath: folder), now: Sample.day(0)).journal
      try journal.record(Sample.response("a", 0), nextItem: "second", activeMilliseconds: 5)
      kill(getpid(), SIGKILL)
    }
    let journal = try scratch.open()
    #expect(try journal.responses(ofAttempt: "a").count == 1)
    #expect(try journal.openAttempt(assessment: "ml")?.pendingItem == "second")
  }

  @Test func aNewerFileIsRefusedAndNotTouched() throws {
    let scratch = Scratch()
    do {
      let journal = try scratch.open()
      try journal.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v999')") }
      try journal.database.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let error = #expect(throws: JournalError.self) { try scratch.open() }
    #expect(error == .newerSchema(path: scratch.path))
    #expect(error?.exitCode == 65)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == before)
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    let file = scratch.folder.appendingPathComponent("file")
    try Data("x".utf8).write(to: file)
    let error = #expect(throws: JournalError.self) { try Journal.open(folder: file, now: Sample.day(0)) }
    #expect(error?.message.contains(file.path) == true)
    #expect(error?.exitCode == 73)
  }

  @Test func everyAnswerIsHandedOverWithWhatCountingNeeds() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(Sample.response("a", 0, item: "x", day: 0), nextItem: nil, activeMilliseconds: 1)
    var rapid = Sample.response("a", 1, item: "y", day: 180)
    rapid.isRapid = true
    try journal.record(rapid, nextItem: nil, activeMilliseconds: 1)
    let rows = try journal.countableResponses(assessment: "ml")
    #expect(rows.map(\.item) == ["x", "y"] && rows.map(\.isRapid) == [false, true])
    #expect(rows.allSatisfy { $0.attempt == "a" && $0.mode == "placement" && $0.state == .open })
    #expect(rows.map(\.answeredAt) == [Sample.day(0), Sample.day(180)])
    #expect(try journal.countableResponses(assessment: "other").isEmpty)
  }

  @Test func lastSeenAndLastAttemptsDecideTheCoolDown() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    for (number, day) in [0.0, 10, 20].enumerated() {
      _ = try journal.startAttempt(Sample.attempt("a\(number)", day: day))
      try journal.record(
        Sample.response("a\(number)", 0, item: "i\(number)", day: day), nextItem: nil, activeMilliseconds: 1)
      try journal.finish(attempt: "a\(number)", at: Sample.day(day), reason: "ended")
    }
    #expect(try journal.lastSeen(assessment: "ml", since: Sample.day(5)).keys.sorted() == ["i1", "i2"])
    #expect(try journal.itemsOfLastAttempts(2, assessment: "ml", modes: ["placement"]) == ["i1", "i2"])
    // Practice, and an attempt without answers, push no measurement out.
    var drill = Sample.attempt("drill", day: 30)
    drill.mode = "drill"
    _ = try journal.startAttempt(drill)
    try journal.record(
      Sample.response("drill", 0, item: "d", day: 30), nextItem: nil, activeMilliseconds: 1)
    try journal.finish(attempt: "drill", at: Sample.day(30), reason: "ended")
    _ = try journal.startAttempt(Sample.attempt("empty", day: 31))
    #expect(try journal.itemsOfLastAttempts(2, assessment: "ml", modes: ["placement"]) == ["i1", "i2"])
    #expect(
      try journal.attempts(assessment: "ml", answered: true).map(\.id) == ["a0", "a1", "a2", "drill"])
  }

  @Test func settingsEvidenceActionsAndReviewsAreKept() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    try journal.set(settings: ["profile": "mid", "confidence": "off"], assessment: "ml")
    try journal.set(settings: ["profile": "entry"], assessment: "ml", shared: ["theme": "dark"])
    #expect(
      try journal.settings(assessment: "ml") == ["profile": "entry", "confidence": "off", "theme": "dark"])
    let evidence = EvidenceRecord(
      assessment: "ml", scale: "e", level: nil, artefact: "link", updatedAt: Sample.day(1))
    try journal.change(evidence: "e", assessment: "ml", at: evidence.updatedAt) { $0 = evidence }
    #expect(try journal.evidence(assessment: "ml") == [evidence])
    try journal.removeEvidence(scale: "e", assessment: "ml")
    #expect(try journal.evidence(assessment: "ml").isEmpty)
    let action = ActionRecord(
      assessment: "ml", action: "x", state: .done, note: "n", updatedAt: Sample.day(2), doneAt: Sample.day(2))
    try journal.change(action: "x", assessment: "ml", at: Sample.day(1)) { $0.state = .doing }
    try journal.change(action: "x", assessment: "ml", at: Sample.day(2)) { $0 = action }
    #expect(try journal.actions(assessment: "ml") == [action])
    let review = ReviewRecord(
      assessment: "ml", item: "i", stability: 2.3, difficulty: 5, state: "review", step: nil,
      dueAt: Sample.day(3), lastReviewAt: Sample.day(1), reviewCount: 2, lapses: 0)
    try journal.set(review: review)
    #expect(try journal.reviews(assessment: "ml", dueBefore: Sample.day(2)).isEmpty)
    #expect(try journal.reviews(assessment: "ml", dueBefore: Sample.day(3)) == [review])
    #expect(try journal.review(ofItem: "i", assessment: "ml") == review)
  }
}
