import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The stored parts of the score give the same numbers as a fresh computation, and are never used where they don't hold.
@Suite struct ScoreCacheTests {
  /// The same journal, with and without stored parts.
  private static func spaces(seed: Int, open: Mode?) throws -> (
    app: TestApp, fresh: Workspace, cached: Workspace
  ) {
    let app = try SeededJournals.app(seed: seed, open: open)
    var cached = app.workspace
    cached.cache = app.folder.appendingPathComponent("cache")
    return (app, app.workspace, cached)
  }

  private static func parts(_ space: Workspace) -> ScoreCache.Parts? {
    space.cache.flatMap { ScoreCache(folder: $0.path, assessment: space.framework.id).load()?.parts }
  }

  /// Expects the same numbers of two overviews.
  static func expectSame(
    _ found: Overview, _ wanted: Overview, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(abs(found.standing.overall.mean - wanted.standing.overall.mean) < 1e-9, sourceLocation: location)
    #expect(abs(found.standing.overall.sd - wanted.standing.overall.sd) < 1e-9, sourceLocation: location)
    for (one, other) in zip(found.standing.skills, wanted.standing.skills) {
      #expect(abs(one.mean - other.mean) < 1e-9 && abs(one.sd - other.sd) < 1e-9, sourceLocation: location)
    }
    #expect(found.skillAnswers == wanted.skillAnswers, sourceLocation: location)
    #expect(found.answersOfSkill == wanted.answersOfSkill, sourceLocation: location)
    #expect(found.attemptCount == wanted.attemptCount, sourceLocation: location)
    #expect(found.pace == wanted.pace, sourceLocation: location)
    #expect(found.lastAttempt == wanted.lastAttempt, sourceLocation: location)
    #expect(found.retake == wanted.retake, sourceLocation: location)
    #expect(
      found.plan.ranked.map(\.action.id) == wanted.plan.ranked.map(\.action.id), sourceLocation: location)
  }

  @Test(arguments: 0..<8, [nil, .placement, .mock] as [Mode?])
  func storedPartsGiveTheNumbersOfAFreshComputation(seed: Int, open: Mode?) throws {
    let (app, fresh, cached) = try Self.spaces(seed: seed, open: open)
    let first = try cached.overview()
    Self.expectSame(first, try fresh.overview())
    let stored = try #require(Self.parts(cached))
    // The second time they are used, on later days as well.
    Self.expectSame(try cached.overview(), try fresh.overview())
    for days in [1.0, 40, 800] {
      app.clock.pass(days: days)
      Self.expectSame(try cached.overview(), try fresh.overview())
    }
    let age = stored.responses.canAge
    #expect(!age || Self.parts(cached) == stored, "parts that can age were computed again")
  }

  @Test func partsAreReallyUsed() throws {
    let (_, _, cached) = try Self.spaces(seed: 3, open: nil)
    let before = try cached.overview()
    var parts = try #require(Self.parts(cached))
    parts.attempts.count += 100
    let key = "\(cached.bank.contentKey) \(before.settings.profile) \(before.settings.restDays)"
    ScoreCache(folder: try #require(cached.cache).path, assessment: cached.framework.id).save(parts, key: key)
    #expect(try cached.overview().attemptCount == before.attemptCount + 100)
  }

  /// The models of partial credit and of change were others when these marks were in use.
  @Test func numbersOfAnEarlierModelAreNotUsed() throws {
    let (_, _, cached) = try Self.spaces(seed: 3, open: nil)
    _ = try cached.overview()
    _ = try cached.overview()
    let folder = try #require(cached.cache)
    let name = cached.framework.id
    for (suffix, mark) in [("score", "SXTSCR07"), ("today", "SXTDAY06")] {
      let file = folder.appendingPathComponent("\(name).\(suffix)")
      var bytes = try Data(contentsOf: file)
      bytes.replaceSubrange(bytes.startIndex..<bytes.startIndex + 8, with: mark.utf8)
      try bytes.write(to: file)
    }
    #expect(ScoreCache(folder: folder.path, assessment: name).load() == nil)
    #expect(DayEstimates(folder: folder.path, assessment: name).load() == nil)
  }

  @Test func estimatesOfTheDayAreUsedOnThatDayAlone() throws {
    let (app, fresh, cached) = try Self.spaces(seed: 3, open: nil)
    let folder = try #require(cached.cache)
    // The first time stores the parts, and the second time the estimates.
    _ = try cached.overview()
    let shown = try cached.overview()
    let reading = try cached.scoreReading(now: app.clock.date)
    let key = try #require(reading.key)
    let file = DayEstimates(folder: folder.path, assessment: cached.framework.id)
    func load() -> ScoreEstimates? {
      file.load().flatMap { $0.key == key ? $0.estimates : nil }
    }
    #expect(load() == shown.standing)
    #expect(try shown.standing == fresh.overview().standing)
    let other = ScoreEstimates(
      ScoreEstimates.Abilities(
        overall: WeightedEstimate(components: [.init(weight: 1, distribution: NormalDistribution(mean: 3))]),
        domains: shown.standing.withoutShift.domains, skills: shown.standing.withoutShift.skills),
      framework: cached.framework, profile: shown.settings.profile)
    file.save(other, key: key)
    #expect(try cached.overview().standing.overall.mean == 3)
    app.clock.pass(days: 1)
    Self.expectSame(try cached.overview(), try fresh.overview())
  }

  @Test func whatTheyRestOnChangesThem() throws {
    let (app, fresh, cached) = try Self.spaces(seed: 4, open: nil)
    _ = try cached.overview()
    // Another attempt.
    let session = try cached.startAttempt(mode: .drill, scope: .all, asking: [cached.pool.entries[0].id])
    try cached.journal.record(
      ResponseRecord(
        attempt: session.record.id, position: 0, item: cached.pool.entries[0].id, itemRevision: 1,
        skill: cached.framework.skills[0].id, answer: "?", category: 0, categoryCount: 2, credit: 0,
        milliseconds: 20_000, answeredAt: app.clock.date), nextItem: nil, activeMilliseconds: 20_000)
    Self.expectSame(try cached.overview(), try fresh.overview())
    try cached.end(attempt: session.record.id)
    Self.expectSame(try cached.overview(), try fresh.overview())
    // Another profile.
    var settings = try cached.settings()
    settings.profile = try #require(
      cached.framework.profiles.map(\.id).first { $0 != settings.profile })
    try cached.save(settings)
    Self.expectSame(try cached.overview(), try fresh.overview())
    // A clock that goes back.
    app.clock.pass(days: -300)
    Self.expectSame(try cached.overview(), try fresh.overview())
  }

  @Test func aDamagedOrForeignFileIsNotUsed() throws {
    let (_, fresh, cached) = try Self.spaces(seed: 5, open: nil)
    _ = try cached.overview()
    let parts = try #require(Self.parts(cached))
    let folder = try #require(cached.cache)
    let file = folder.appendingPathComponent("\(cached.framework.id).score")
    let sound = try Data(contentsOf: file)
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<60 {
      var bytes = sound
      bytes[Int(generator.next() % UInt64(bytes.count))] ^= UInt8(1 << (generator.next() % 8))
      try bytes.write(to: file)
      Self.expectSame(try cached.overview(), try fresh.overview())
    }
    var foreign = parts
    foreign.closed.file = "1.1"
    foreign.attempts.count = 77
    ScoreCache(folder: folder.path, assessment: cached.framework.id)
      .save(
        foreign,
        key: "\(cached.bank.contentKey) \(try cached.settings().profile) \(try cached.settings().restDays)")
    #expect(try cached.overview().attemptCount == fresh.overview().attemptCount)
    #expect(Self.parts(cached) == parts)
  }

  @Test func anotherZoneHasOtherDays() throws {
    func moved(_ space: Workspace, hours: Int) -> Workspace {
      var environment = space.environment
      environment.days = { LocalDays { _ in hours * 3600 } }
      var copy = Workspace(bank: space.bank, journal: space.journal, environment: environment)
      copy.cache = space.cache
      return copy
    }
    var differed = 0
    for seed in 0..<6 {
      let (app, fresh, cached) = try Self.spaces(seed: seed, open: nil)
      // It is later in the day than it was at the answers.
      app.clock.pass(days: 0.4)
      for hours in [-11, 0, 13] {
        // Stored in the zone before.
        let other = try cached.overview().standing.overall.mean
        let wanted = try moved(fresh, hours: hours).overview()
        Self.expectSame(try moved(cached, hours: hours).overview(), wanted)
        if abs(other - wanted.standing.overall.mean) > 1e-9 { differed += 1 }
      }
    }
    #expect(differed > 3, "the zones made no difference, so nothing was tried")
  }

  @Test func closedAttemptsAreKnownByAllThatTheyAre() throws {
    func digest(_ id: String, _ mode: Mode, finishes: Bool) throws -> UInt64 {
      let app = try TestApp()
      let (journal, assessment) = (app.workspace.journal, app.workspace.framework.id)
      _ = try journal.startAttempt(
        AttemptRecord(
          id: id, assessment: assessment, mode: mode.rawValue, seed: 1, configuration: "{}", bank: "test",
          startedAt: app.clock.date))
      if finishes {
        try journal.finish(attempt: id, at: app.clock.date, reason: "ended")
      } else {
        try journal.abandon(attempt: id, at: app.clock.date)
      }
      return try journal.countableResponses(assessment: assessment) { _ in true }.closed.digest
    }
    let one = try digest("one", .placement, finishes: true)
    #expect(try digest("one", .placement, finishes: true) == one)
    #expect(try digest("two", .placement, finishes: true) != one)
    #expect(try digest("one", .drill, finishes: true) != one)
    #expect(try digest("one", .placement, finishes: false) != one)
  }
}
