import Foundation
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The minutes that the program announces, at the person's own pace.
@Suite struct ExpectedMinutesTests {
  /// Answers a whole placement, each item in a multiple of its expected time.
  private static func answer(_ space: Workspace, times pace: Double, length: Int = 20) throws {
    let session = try space.startAttempt(mode: .placement, scope: .all, length: length, seed: 3)
    var attempt = session.attempt
    while let served = attempt.current {
      let entry = attempt.pool.entries[served.entry]
      let effects = attempt.handle(
        .answered(
          .unknown, score: Score(category: 0, of: attempt.pool.categoryCount(of: served.entry)),
          confidence: nil, milliseconds: Int(1000 * pace * entry.seconds)))
      for effect in effects {
        guard case .record(let response, let position, let next) = effect else { continue }
        try space.record(
          Recording(
            attempt: session.record.id, response: response,
            skill: attempt.pool.framework.skills[entry.skill].id, position: position, next: next,
            activeMilliseconds: 0, isFlagged: false, note: "", finish: attempt.stopReason))
      }
    }
  }

  @Test func withoutAnswersTheyAreThoseOfAnAveragePerson() throws {
    let app = try TestApp()
    let overview = try app.workspace.overview()
    #expect(overview.pace == nil)
    let minutes = AttemptTime.minutes(of: .placement, items: 30, pool: app.workspace.pool)
    #expect(overview.minutes(of: .placement, items: 30) == minutes)
    #expect(overview.time(of: .placement, items: 30) == "about \(Int(minutes.rounded())) minutes")
  }

  @Test func aSlowPersonIsToldMoreMinutes() throws {
    let app = try TestApp()
    try Self.answer(app.workspace, times: 1.6)
    let before = AttemptTime.minutes(of: .placement, items: 30, pool: app.workspace.pool)
    // The second time, the stored parts say it.
    for _ in 0..<2 {
      let overview = try app.workspace.overview()
      let pace = try #require(overview.pace)
      #expect((1.45...1.75).contains(pace), "\(pace)")
      #expect(abs(overview.minutes(of: .placement, items: 30) - pace * before) < 1e-9)
      #expect(overview.time(of: .placement, items: 30).hasSuffix(" minutes at your pace"))
    }
    // What is announced is what the attempt keeps, and fewer items fit into the same time.
    let next = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 10, seed: 4)
    #expect(next.attempt.plan.pace == (try app.workspace.overview().pace))
    #expect(next.attempt.time.hasSuffix("at your pace"))
    let fitting = try app.workspace.items(within: 10, of: .placement, scope: .all)
    let average = AttemptTime.items(within: 10, of: .placement, pool: app.workspace.pool)
    #expect(fitting < average && fitting >= average / 2)
    // It survives the way to the disk and back.
    let again = try app.workspace.resumeAttempt(id: next.record.id)
    #expect(again.attempt.plan.pace == next.attempt.plan.pace)
  }

  /// Settings, the plan, the first questions and the start all name the same minutes, those at the person's pace.
  @Test(arguments: [nil, 0.5, 1.6] as [Double?]) func allPlacesNameTheSameMinutes(pace: Double?) throws {
    let app = try TestApp()
    if let pace { try Self.answer(app.workspace, times: pace) }
    let overview = try app.workspace.overview()
    let length = overview.settings.placementLength
    let minutes = Int(overview.minutes(of: .placement, items: length).rounded())
    let words = "\(minutes) min" + (pace == nil ? "" : " at your pace")
    #expect(overview.shortTime(of: .placement, items: length) == words)
    let groups = SettingsList.groups(overview.settings, overview.content.framework, today: overview.today) {
      overview.shortTime(of: .placement, items: $0)
    }
    let row = try #require(groups.flatMap(\.rows).first { $0.name == "Placement" })
    #expect(row.choices[row.selected] == "\(words) · \(length) questions".replacing(" at", with: " · at"))
    let milestones = overview.weeks.milestones.filter { $0.kind == .placement || $0.kind == .retake }
    #expect(milestones.reduce(0) { $0 + $1.minutes } == minutes)
    for milestone in milestones where milestone.parts == 1 {
      #expect(overview.weeks.words(milestone).hasSuffix(", \(words)"), "\(overview.weeks.words(milestone))")
    }
    // Of an open one, the rest is left to do.
    _ = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 10, seed: 4)
    let open = try app.workspace.overview()
    let rest = try #require(open.weeks.milestones.first { $0.kind == .placement })
    #expect(open.weeks.words(rest).hasPrefix("Finish the placement, "))
    #expect(rest.minutes <= Int(open.minutes(of: .placement, items: 10).rounded()))
  }

  @Test func timesReadLikeAPersonWouldSayThem() {
    #expect(Words.about(minutes: 23.6) == "about 24 minutes")
    #expect(Words.about(minutes: 0.2) == "about 1 minute")
    #expect(Words.about(minutes: 88) == "about 90 minutes")
    #expect(Words.about(minutes: .infinity) == "about 1 minute")
    #expect(Words.left(minutes: 9.6) == "about 10 min left")
  }
}
