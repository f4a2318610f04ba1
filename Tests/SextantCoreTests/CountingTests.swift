import Foundation
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Home, report and explanation rest on the same answers, whatever stands in the journal.
@Suite struct CountingTests {
  @Test(arguments: 0..<12, [nil, .placement, .mock] as [Mode?])
  func theExplanationExplainsTheScoreOfHomeAndReport(seed: Int, open: Mode?) throws {
    let app = try SeededJournals.app(seed: seed, open: open)
    let space = app.workspace
    let overview = try space.overview()
    let rows = try space.explanation()
    let sum = rows.reduce(0) { $0 + $1.overall }
    #expect(abs(sum - overview.standing.overall.mean) < 1e-9)
    #expect(abs(Double(rows.reduce(0) { $0 + $1.tenthsOfPoints }) - 1000 * sum) < 0.5001)
    let report = try space.report()
    #expect(report.overall.score == ReportingScale.score(sum))
    #expect(rows.reduce(0) { $0 + $1.count } == overview.answerCount)
    #expect(report.basis.answers == overview.answerCount && report.overall.answers == overview.answerCount)
    #expect(overview.skillAnswers.reduce(0) { $0 + $1.count } == overview.answerCount)
    #expect(
      zip(overview.skillAnswers, overview.skillAnswers.dropFirst()).allSatisfy {
        $0.answeredAt >= $1.answeredAt
      }, "newest first")
  }

  @Test(arguments: 0..<30)
  func anAttemptsExplanationExplainsItsResult(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    let space = app.workspace
    for record in try space.journal.attempts(assessment: space.framework.id) {
      let rows = try space.explanation(attempt: record.number)
      let result = try space.result(ofAttempt: record.id)
      let report = try space.report(attempt: record.number)
      let sum = rows.reduce(0) { $0 + $1.overall }
      #expect(abs(sum - result.standing.overall.mean) < 1e-9)
      #expect(report.overall.score == ReportingScale.score(sum) && report.basis.answers == rows.count)
      #expect(result.answersOfDomain.reduce(0, +) == rows.count)
      #expect(result.answers.count(where: \.isCounted) == rows.count)
      #expect(rows.allSatisfy { $0.item != nil && $0.credit != nil })
    }
  }

  @Test(arguments: 0..<30)
  func anOpenExamLeaksNothing(seed: Int) throws {
    let open = try SeededJournals.app(seed: seed, open: .mock)
    let space = open.workspace
    let record = try #require(try space.journal.openAttempt(assessment: space.framework.id))
    #expect(try space.explanation().allSatisfy { $0.attempt != record.number })
    #expect(throws: WorkspaceError.attemptIsOpen(number: record.number)) {
      try space.explanation(attempt: record.number)
    }
    #expect(throws: WorkspaceError.attemptIsOpen(number: record.number)) {
      try space.report(attempt: record.number)
    }
    #expect(throws: WorkspaceError.attemptIsOpen(number: record.number)) {
      try space.result(ofAttempt: record.id)
    }
    if let earlier = try space.journal.attempts(assessment: space.framework.id).first(where: {
      $0.id != record.id
    }) {
      #expect(throws: WorkspaceError.attemptIsOpen(number: record.number)) {
        try space.comparison(of: earlier.id, and: record.id)
      }
    }
    // Everything is as if the exam had not been begun.
    let before = try space.overview().standing.overall.mean
    try space.journal.abandon(attempt: record.id, at: open.clock.date)
    let answers = try space.journal.responses(ofAttempt: record.id).filter { !$0.isRapid }
    let counted = answers.contains { space.pool.index(of: $0.item) != nil }
    #expect((try space.overview().standing.overall.mean != before) == counted, "handed in, it counts")
  }

  @Test(arguments: 0..<30)
  func anOpenPlacementCountsButTellsNoSingleAnswer(seed: Int) throws {
    let open = try SeededJournals.app(seed: seed, open: .placement)
    let space = open.workspace
    let record = try #require(try space.journal.openAttempt(assessment: space.framework.id))
    let own = try space.explanation().filter { $0.attempt == record.number }
    #expect(own.count <= 1 && own.allSatisfy { $0.item == nil && $0.credit == nil && $0.domain == nil })
    let responses = try space.journal.responses(ofAttempt: record.id)
    let repeats = try space.repeats(responses, of: record)
    let counted = responses.enumerated().count { place, response in
      !response.isRapid && space.pool.index(of: response.item) != nil && repeats[place] == nil
    }
    #expect(own.reduce(0) { $0 + $1.count } == counted)
    let shown = try space.overview().skillAnswers.filter(\.isOpen)
    #expect(shown.reduce(0) { $0 + $1.count } == counted)
  }
}
