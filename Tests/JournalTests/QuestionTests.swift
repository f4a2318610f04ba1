import Foundation
import GRDB
import Testing

@testable import Journal

/// Each version of a question is stored once, with the first answer to it.
@Suite struct QuestionTests {
  private func question(_ revision: Int = 1, digest: String = "d1", level: Int = 4) -> QuestionRecord {
    QuestionRecord(
      assessment: "ml", item: "item", revision: revision, digest: digest, level: level, kind: "numeric",
      content: "{\"revision\":\(revision)}", storedAt: Sample.day(1))
  }

  @Test func aQuestionIsStoredOncePerVersionAndNamedByItsAnswers() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    let versions = [question(), question(), question(2), question(2, digest: "d2", level: 5), question()]
    for (position, version) in versions.enumerated() {
      try journal.record(
        Sample.response("a", position), question: version, nextItem: "n", activeMilliseconds: 1)
    }
    let responses = try journal.responses(ofAttempt: "a")
    let numbers = responses.map(\.question)
    #expect(Set(numbers).count == 3 && numbers[0] == numbers[1] && numbers[0] == numbers[4])
    #expect(responses.map(\.level) == [4, 4, 4, 5, 4])
    let stored = try journal.questions(ofAttempt: "a")
    #expect(stored.count == 3)
    for (response, version) in zip(responses, versions) {
      var expected = version
      expected.id = response.question
      #expect(try #require(stored[response.question ?? 0]) == expected)
    }
  }

  @Test func aDamagedQuestionIsPutRightByTheNextAnswerToIt() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(
      Sample.response("a", 0), question: question(), nextItem: "n", activeMilliseconds: 1)
    try journal.write { try $0.execute(sql: "UPDATE question SET content = '{\"revision\":9}'") }
    try journal.record(
      Sample.response("a", 1), question: question(), nextItem: "n", activeMilliseconds: 1)
    let stored = try journal.questions(ofAttempt: "a")
    #expect(stored.values.map(\.content) == [question().content])
  }

  @Test func aRefusedAnswerLeavesNoQuestionBehind() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    #expect(throws: JournalError.self) {
      var response = Sample.response("a", 0)
      response.skill = "x"
      response.attempt = "nobody"
      try journal.record(response, question: question(), nextItem: nil, activeMilliseconds: 1)
    }
    #expect(throws: JournalError.self) {
      try journal.handIn(
        attempt: "a",
        answers: [
          QuestionedResponse(Sample.response("a", 0), question: question()),
          QuestionedResponse(Sample.response("a", 0), question: question(2)),
        ], reviews: [], activeMilliseconds: 1, at: Sample.day(1), reason: "handed-in", version: 0)
    }
    let count = try journal.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM question") }
    #expect(count == 0)
  }

  @Test func countableResponsesAreAllAnswersAsTheyWereGiven() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    for (number, mode) in ["placement", "mock"].enumerated() {
      _ = try journal.startAttempt(Sample.attempt("a\(number)", mode: mode))
      for position in 0..<2 {
        var response = Sample.response("a\(number)", position, item: "i\(position)", category: position)
        response.isRapid = position == 1
        response.isUnknown = position == 0
        try journal.record(
          response, question: number == 0 ? nil : question(), nextItem: nil, activeMilliseconds: 1)
      }
      if number == 0 { try journal.finish(attempt: "a0", at: Sample.day(1), reason: "ended") }
    }
    func row(_ number: Int, _ position: Int) -> CountableResponse {
      CountableResponse(
        attempt: "a\(number)", mode: number == 0 ? "placement" : "mock",
        state: number == 0 ? .finished : .open, isExcluded: false,
        position: position, item: "i\(position)", revision: 2, level: number == 0 ? nil : 4,
        skill: "python.syntax", category: position, categoryCount: 2, isRapid: position == 1,
        isUnknown: position == 0, answeredAt: Sample.day(0))
    }
    #expect(
      try journal.countableResponses(assessment: "ml") == [row(0, 0), row(0, 1), row(1, 0), row(1, 1)])
  }

  @Test func countableResponsesTouchTheIndexAlone() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    let plan = try journal.database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          EXPLAIN QUERY PLAN SELECT r.position, r.item, r.item_revision, r.level, r.skill, r.category,
            r.category_count, r.is_rapid, r.is_unknown, r.answered_at
          FROM attempt a JOIN response r INDEXED BY response_counted ON r.attempt = a.id
          WHERE a.assessment = 'ml' ORDER BY a.number, r.position
          """
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("COVERING INDEX response_counted") }, "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }
}
