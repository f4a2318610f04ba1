import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Home, report and explanation rest on the same answers, whatever stands in the journal.
@Suite struct CountingTests {
  /// A journal at random: every mode, attempts left half-way or given up, rapid guesses, items that were changed or have
  /// gone, answers of days that are still to come, and an attempt that is not over.
  static func app(seed: Int, open: Mode?) throws -> TestApp {
    let app = try TestApp()
    let journal = app.workspace.journal
    let pool = app.workspace.pool
    var generator = SeededGenerator(seed: UInt64(seed))
    func below(_ count: Int) -> Int { Int(generator.uniform() * Double(count)) }
    let modes = (0..<(1 + below(5))).map { _ in Mode.allCases[below(4)] } + (open.map { [$0] } ?? [])
    for (number, mode) in modes.enumerated() {
      let id = "attempt-\(number)"
      let began = app.clock.date.addingTimeInterval(Double(below(800) - 740) * 86_400)
      _ = try journal.startAttempt(
        AttemptRecord(
          id: id, assessment: app.workspace.framework.id, mode: mode.rawValue, seed: 1,
          configuration: AttemptPlan(mode: mode, itemLimit: 30, seed: 1, profile: "entry").stored,
          bank: "test",
          startedAt: began))
      for position in 0..<(1 + below(8)) {
        let entry = pool.entries[below(pool.entries.count)]
        let count = pool.categoryCount(of: pool.index(of: entry.id) ?? 0)
        let score = Score(category: below(count), of: count)
        try journal.record(
          ResponseRecord(
            attempt: id, position: position, item: below(9) == 0 ? "gone.\(position)" : entry.id,
            itemRevision: 1, level: below(3) == 0 ? 1 + below(5) : nil,
            skill: app.workspace.framework.skills[entry.skill].id, answer: "?", category: score.category,
            categoryCount: count, credit: score.credit, isRapid: below(6) == 0, milliseconds: 9000,
            answeredAt: began.addingTimeInterval(Double(position) * 60)), nextItem: nil, activeMilliseconds: 1
        )
      }
      if open != nil, number == modes.count - 1 { break }
      if below(4) == 0 {
        try journal.abandon(attempt: id, at: began)
      } else {
        try journal.finish(attempt: id, at: began, reason: "ended")
      }
    }
    return app
  }

  @Test(arguments: 0..<12, [nil, .placement, .mock] as [Mode?])
  func theExplanationExplainsTheScoreOfHomeAndReport(seed: Int, open: Mode?) throws {
    let app = try Self.app(seed: seed, open: open)
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
    let app = try Self.app(seed: seed, open: nil)
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
    let open = try Self.app(seed: seed, open: .mock)
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
    let counted = try space.journal.responses(ofAttempt: record.id).contains {
      !$0.isRapid && space.pool.index(of: $0.item) != nil
    }
    #expect((try space.overview().standing.overall.mean != before) == counted, "handed in, it counts")
  }

  @Test(arguments: 0..<30)
  func anOpenPlacementCountsButTellsNoSingleAnswer(seed: Int) throws {
    let open = try Self.app(seed: seed, open: .placement)
    let space = open.workspace
    let record = try #require(try space.journal.openAttempt(assessment: space.framework.id))
    let own = try space.explanation().filter { $0.attempt == record.number }
    #expect(own.count <= 1 && own.allSatisfy { $0.item == nil && $0.credit == nil && $0.domain == nil })
    let counted = try space.journal.responses(ofAttempt: record.id).count {
      !$0.isRapid && space.pool.index(of: $0.item) != nil
    }
    #expect(own.reduce(0) { $0 + $1.count } == counted)
    let shown = try space.overview().skillAnswers.filter(\.isOpen)
    #expect(shown.reduce(0) { $0 + $1.count } == counted)
  }
}
