import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// Who answers a question again soon after its explanation shows memory, not ability.
@Suite struct RepeatsTests {
  /// A focus on one skill with all of its questions, all right or all wrong.
  private static func focus(_ app: TestApp, skill: String, isRight: Bool) throws -> AttemptResult {
    let space = app.workspace
    let place = space.framework.skills.firstIndex { $0.id == skill }
    let items = try space.pool.entries.filter { $0.skill == place }.compactMap {
      try space.bank.item(id: $0.id)
    }
    let id = "focus-\(try space.attempts().count + 1)"
    _ = try space.journal.startAttempt(
      AttemptRecord(
        id: id, assessment: space.framework.id, mode: "focus", seed: 1,
        configuration: AttemptPlan(
          mode: .focus, scope: .skill(skill), itemLimit: items.count, seed: 1, profile: "entry"
        ).stored, bank: "test", startedAt: app.clock.date))
    for (position, item) in items.enumerated() {
      app.clock.pass(milliseconds: 30_000)
      let count = item.task.kind.categoryCount
      try space.journal.record(
        ResponseRecord(
          attempt: id, position: position, item: item.id, itemRevision: item.revision, level: item.level,
          skill: skill, answer: "?", category: isRight ? count - 1 : 0, categoryCount: count,
          credit: isRight ? 1 : 0, milliseconds: 30_000, answeredAt: app.clock.date), nextItem: nil,
        activeMilliseconds: 1)
    }
    try space.journal.finish(attempt: id, at: app.clock.date, reason: "ended")
    return try space.result(ofAttempt: id)
  }

  private static let skill = "cs.git"

  private static func score(_ app: TestApp) throws -> [Double] {
    let standing = try app.workspace.overview().standing
    return [standing.overall.mean] + standing.domains.map(\.mean) + standing.skills.map(\.mean)
  }

  @Test(arguments: [0.1, 1, 10, 29.9]) func repeatsWithinTheRestMoveNothingAndSaySo(days: Double) throws {
    let app = try TestApp()
    _ = try Self.focus(app, skill: Self.skill, isRight: false)
    app.clock.pass(days: days)
    let before = try Self.score(app)
    for round in 1...6 {
      let again = try Self.focus(app, skill: Self.skill, isRight: true)
      // Not even after six times all right.
      #expect(zip(before, try Self.score(app)).allSatisfy { abs($0 - $1) < 0.05 }, "at most 5 points")
      let repeats = try #require(again.repeats)
      #expect(repeats.count == again.answers.count && repeats.total == again.answers.count)
      #expect(again.countedAnswers == 0 && again.change == nil, "round \(round)")
      #expect(again.nothingMeasured?.contains("Questions rest for 30 days, so they don't count.") == true)
      #expect(again.answers.allSatisfy { $0.whyNotCounted?.contains("already") == true })
    }
    let first = try #require(try app.workspace.attempts().first)
    let second = try #require(try app.workspace.attempts().dropFirst().first)
    let comparison = try app.workspace.comparison(of: first.id, and: second.id)
    #expect(!comparison.isCountedAfter && comparison.repeats?.count == second.responseCount)
    #expect(comparison.domains.allSatisfy { !$0.isReal || $0.answers.after == 0 })
    #expect(PlainComparison.lines(comparison, .utc).last?.contains("nothing to compare") == true)
    #expect(PlainComparison.lines(comparison, .utc).first?.contains("you had answered on 4 May 2026") == true)
    let entry = try #require(try app.workspace.history().entries.last)
    #expect(entry.overall == nil, "no point of the chart")
    #expect(try app.workspace.history().trend(domain: nil) == nil)
    #expect(try app.workspace.report(attempt: 2).basisSentence.contains("you had answered on 4 May 2026"))
    #expect(try app.workspace.overview().attemptCount == 1)
  }

  @Test func afterTheRestTheyCountAgain() throws {
    let app = try TestApp()
    _ = try Self.focus(app, skill: Self.skill, isRight: false)
    let before = try Self.score(app)
    app.clock.pass(days: 31)
    let again = try Self.focus(app, skill: Self.skill, isRight: true)
    #expect(again.repeats == nil && again.countedAnswers == again.answers.count)
    #expect(try Self.score(app) != before)
  }

  @Test func withoutARestRepeatsCount() throws {
    let app = try TestApp()
    var settings = try app.workspace.settings()
    settings.coolDownDays = 0
    try app.workspace.save(settings)
    _ = try Self.focus(app, skill: Self.skill, isRight: false)
    #expect(try Self.focus(app, skill: Self.skill, isRight: true).repeats == nil)
  }

  /// What is stored of the closed attempts knows the repeats of the open one, and deleting the first makes the second
  /// count.
  @Test func theyAreTheSameWithStoredParts() throws {
    let app = try TestApp()
    let first = try Self.focus(app, skill: Self.skill, isRight: false)
    var space = app.workspace
    space.cache = app.folder.appendingPathComponent("cache")
    _ = try space.overview()
    _ = try space.history()
    app.clock.pass(days: 3)
    let second = try Self.focus(app, skill: Self.skill, isRight: true)
    for _ in 0..<2 {
      #expect(try space.overview().standing == app.workspace.overview().standing)
      #expect(try space.history().line == app.workspace.history().line)
    }
    // An open attempt beside stored parts.
    let item = try #require(first.answers.first?.response.item)
    _ = try space.journal.startAttempt(
      AttemptRecord(
        id: "open", assessment: space.framework.id, mode: "placement", seed: 1, configuration: "{}",
        bank: "test", startedAt: app.clock.date))
    for (position, id) in [item, space.pool.entries[0].id].enumerated() {
      try space.journal.record(
        ResponseRecord(
          attempt: "open", position: position, item: id, itemRevision: 1, level: 2, skill: Self.skill,
          answer: "?", category: 1, categoryCount: 2, credit: 1, milliseconds: 30_000,
          answeredAt: app.clock.date), nextItem: "n", activeMilliseconds: 1)
    }
    let stored = try space.overview()
    #expect(stored.answerCount == first.answers.count + 1, "the repeat doesn't count, the other one does")
    #expect(stored.standing == (try app.workspace.overview()).standing)
    try space.close(attempt: "open")
    try space.delete(attempt: first.record.id, forgetsReviews: false)
    let alone = try space.result(ofAttempt: second.record.id)
    #expect(alone.repeats == nil && alone.countedAnswers == second.answers.count)
    #expect(try space.history().entries.first?.overall != nil)
    #expect(try space.overview().standing == app.workspace.overview().standing)
  }
}
