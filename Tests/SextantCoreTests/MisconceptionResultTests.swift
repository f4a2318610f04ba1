import Foundation
import ItemBank
import Journal
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// Results name the ideas that wrong answers point to.
@Suite struct MisconceptionResultTests {
  /// Five single choices of the bank.
  private static func items(_ space: Workspace) throws -> [Item] {
    Array(
      try space.pool.entries.lazy.filter { $0.kind == .singleChoice }.compactMap {
        try space.bank.item(id: $0.id)
      }.prefix(5))
  }

  /// An attempt in which each item gets its first wrong option, or the key.
  private static func focus(_ app: TestApp, isRight: Bool) throws -> AttemptRecord {
    let space = app.workspace
    let id = "focus-\(try space.attempts().count + 1)"
    _ = try space.journal.startAttempt(
      AttemptRecord(
        id: id, assessment: space.framework.id, mode: "focus", seed: 1,
        configuration: AttemptPlan(
          mode: .focus, scope: .all, itemLimit: 5, seed: 1, profile: "entry"
        ).stored, bank: "test", startedAt: app.clock.date))
    for (position, item) in try items(space).enumerated() {
      app.clock.pass(milliseconds: 30_000)
      let option = try #require(item.task.options.firstIndex { $0.isKey == isRight })
      try space.journal.record(
        ResponseRecord(
          attempt: id, position: position, item: item.id, itemRevision: item.revision, level: item.level,
          skill: item.skill, answer: Answer.choice(option).storage, category: isRight ? 1 : 0,
          categoryCount: 2,
          credit: isRight ? 1 : 0, milliseconds: 30_000, answeredAt: app.clock.date), nextItem: nil,
        activeMilliseconds: 1)
    }
    try space.journal.finish(attempt: id, at: app.clock.date, reason: "ended")
    return try #require(try space.journal.attempt(id: id))
  }

  @Test func whatWrongAnswersHaveInCommonIsNamedUntilItIsAnsweredRight() throws {
    let app = try TestApp()
    let space = app.workspace
    let items = try Self.items(space)
    try #require(items.count >= 3)
    let idea = NamedMisconception(
      id: "cs.idea", title: "Takes one for the other", explanation: "They differ.",
      action: space.bank.content.roadmap.actions[0].id,
      signs: items.map { item in
        .init(item: item.id, wrong: item.task.options.first { !$0.isKey }?.text ?? "")
      })
    func found(_ record: AttemptRecord) throws -> [MisconceptionFinding] {
      try space.misconceptions(
        shownIn: try space.result(ofAttempt: record.id).answers, of: record, among: [idea])
    }
    let first = try Self.focus(app, isRight: false)
    let findings = try found(first)
    #expect(findings.map(\.count) == ["\(items.count) of \(items.count) chances"])
    var result = try space.result(ofAttempt: first.id)
    result.namedMisconceptions = findings
    let told = result.toldMisconceptions(space.bank.content.roadmap)
    #expect(told.map(\.line) == ["Takes one for the other: \(items.count) of \(items.count) chances"])
    #expect(told.first?.action?.id == idea.action)
    app.clock.pass(days: 40)
    #expect(try found(try Self.focus(app, isRight: true)).isEmpty)
    #expect(try found(first) == findings, "a result says now and later what it said")
  }

  @Test func aDrillOfADomainLooksForItsIdeas() throws {
    let app = try TestApp()
    // The ideas belong to the items of the shipped bank.
    let folder = TestApp.root.appendingPathComponent("Assessments/ml-engineer")
    var space = Workspace(
      bank: try BankLoader.load(folder: folder.path, cache: nil), journal: app.workspace.journal,
      environment: app.workspace.environment)
    space.folder = folder
    let session = try space.startAttempt(
      mode: .drill, scope: .domain("math"), length: MisconceptionProbes.usualLength, seed: 3, probing: .all)
    let probes = try #require(session.attempt.plan.probes)
    var attempt = session.attempt
    var asked: [String] = []
    while let served = attempt.current {
      asked.append(served.id)
      _ = attempt.handle(
        .answered(.unknown, score: Score(category: 0, of: 2), confidence: nil, milliseconds: 30_000))
    }
    #expect(asked.count == MisconceptionProbes.usualLength)
    for id in asked {
      #expect(id.hasPrefix("math.") && probes.contains(id), "\(id)")
    }
    // Nothing else of the plan is larger; it is stored with the attempt.
    #expect(session.attempt.plan.stored.utf8.count < 40_000, "\(session.attempt.plan.stored.utf8.count)")
  }
}
