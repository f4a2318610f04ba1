import Foundation
import Journal
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// What was missed comes back when it is about to be forgotten.
@Suite struct MemoryJourneyTests {
  @Test func missesOfAPlacementAreDueTheNextDayAndDrillsServeThemFirst() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    let attempt = try #require(try app.workspace.measuringAttempts().last)
    let responses = try app.workspace.journal.responses(ofAttempt: attempt.id)
    let missed = Set(responses.filter { $0.credit < 1 && !$0.isRapid }.map(\.item))
    #expect(try app.workspace.reviewSchedule().due.isEmpty)
    app.clock.pass(days: 1)
    let schedule = try app.workspace.reviewSchedule()
    #expect(Set(schedule.due.map(\.item)) == missed)
    #expect(schedule.due.allSatisfy { $0.recall > 0 && $0.recall < 1 && $0.reviews == 1 })

    let session = try app.workspace.startAttempt(mode: .drill, scope: .all)
    let first = try #require(session.item)
    #expect(missed.contains(first.id) && session.attempt.plan.due == schedule.forToday.map(\.item))
    #expect(session.reasons[first.id]?.contains("yesterday") == true)
  }

  @Test func ratingsFollowTheAnswer() {
    func response(right: Bool, confidence: Int?, milliseconds: Int, isRapid: Bool = false) -> Attempt.Response
    {
      Attempt.Response(
        entry: 0, item: "i", revision: 1, answer: .unknown, score: Score(category: right ? 1 : 0, of: 2),
        confidence: confidence, milliseconds: milliseconds, isRapid: isRapid)
    }
    #expect(Recall.rating(of: response(right: false, confidence: 3, milliseconds: 9000), words: 20) == .again)
    #expect(Recall.rating(of: response(right: true, confidence: 1, milliseconds: 9000), words: 20) == .hard)
    #expect(
      Recall.rating(of: response(right: true, confidence: 3, milliseconds: 400_000), words: 20) == .hard)
    // After an hour the person was away.
    #expect(
      Recall.rating(of: response(right: true, confidence: 3, milliseconds: 3_600_000), words: 20) == .easy)
    #expect(Recall.rating(of: response(right: true, confidence: 2, milliseconds: 9000), words: 20) == .good)
    #expect(Recall.rating(of: response(right: true, confidence: nil, milliseconds: 9000), words: 20) == .good)
    #expect(Recall.rating(of: response(right: true, confidence: 3, milliseconds: 9000), words: 20) == .easy)
    #expect(
      Recall.rating(of: response(right: true, confidence: 3, milliseconds: 90, isRapid: true), words: 20)
        == nil)
  }

  @Test func aRightAnswerPutsTheReviewOff() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.3)
    app.press(.escape)
    app.clock.pass(days: 2)
    let before = try app.workspace.reviewSchedule()
    var session = try app.workspace.startAttempt(mode: .drill, scope: .all)
    let item = try #require(session.item)
    let effects = session.attempt.handle(
      .answered(.unknown, score: Score(category: 1, of: 2), confidence: 2, milliseconds: 20_000))
    guard case .record(let answered, let position, let next) = effects.first else {
      Issue.record("nothing to store")
      return
    }
    try app.workspace.record(
      Recording(
        attempt: session.record.id, response: answered, skill: item.skill, position: position, next: next,
        activeMilliseconds: 20_000, isFlagged: false, note: ""))
    let after = try app.workspace.reviewSchedule()
    #expect(!after.due.contains { $0.item == item.id })
    let entry = try #require(after.later.first { $0.item == item.id })
    #expect(entry.reviews == 2 && entry.due > app.clock.date)
    #expect(after.doneToday == 1 && after.due.count == before.due.count - 1)
  }

  @Test func theDailyLimitHolds() throws {
    let app = try TestApp()
    app.introduce()
    var settings = try app.workspace.settings()
    settings.reviewLimit = 3
    try app.workspace.save(settings)
    app.takePlacement(seed: 1, share: 0)
    app.clock.pass(days: 3)
    let schedule = try app.workspace.reviewSchedule()
    #expect(schedule.due.count > 10 && schedule.forToday.count == 3)
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all)
    #expect(session.attempt.plan.due.count == 3)
  }

  @Test func itemsUnderReviewStayOutOfTheNextMeasurement() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    app.clock.pass(days: 1)
    var drill = try app.workspace.startAttempt(mode: .drill, scope: .all)
    let drilled = try #require(drill.item).id
    _ = drill.attempt.handle(.ended)
    try app.workspace.journal.finish(attempt: drill.record.id, at: app.clock.date, reason: "ended")
    let next = try app.workspace.startAttempt(mode: .placement, scope: .all, seed: 4)
    #expect(next.attempt.plan.resting.contains(drilled))
  }
}

@Suite struct ExplanationJourneyTests {
  @Test func theWhyTabNamesWhatMovedTheNumber() throws {
    let app = try TestApp(size: Size(columns: 120, rows: 40))
    app.introduce()
    app.takePlacement(seed: 1, share: 0.6)
    app.press(.character("w"))
    #expect(
      app.text.contains("how many points each answer changed it by") && app.text.contains("Overall"))
    app.press(.character("w"))
    #expect(app.text.contains("Python "))
    let answers = try app.workspace.explanation(attempt: 1)
    #expect(answers.count == 30)
    for answer in answers {
      let moved = try #require(answer.domain)
      // A right answer raises and a wrong one lowers; partial credit may do either.
      if answer.credit == 1, abs(moved) > 1e-9 { #expect(moved > 0) }
      if answer.credit == 0, abs(moved) > 1e-9 { #expect(moved < 0) }
    }
    #expect(zip(answers, answers.dropFirst()).allSatisfy { abs($0.overall) >= abs($1.overall) })
  }

  @Test(arguments: [2, 5, 9] as [UInt64]) func thePartsAddUpToTheScore(seed: UInt64) throws {
    let app = try TestApp(seed: seed)
    app.introduce()
    app.takePlacement(seed: seed, share: 0.7)
    guard let screen: ResultScreen = app.top() else {
      Issue.record("no result")
      return
    }
    let explanation = try #require(screen.result.explanation)
    let overall = explanation.effects.reduce(0) { $0 + $1.overall }
    #expect(abs(overall - screen.result.standing.overall.mean) < 1e-6)
    for (index, domain) in screen.result.standing.domains.enumerated() {
      #expect(abs(explanation.effects.reduce(0) { $0 + $1.domains[index] } - domain.mean) < 1e-6)
    }
  }

  @Test func whatIsMissedInAMeasurementIsNotDueBeforeItIsOver() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .enter)
    for _ in 0..<4 { app.answer(correctly: false) }
    app.clock.pass(days: 3)
    #expect(try app.workspace.overview().dueReviews == 0)
    #expect(try app.workspace.reviewSchedule().due.isEmpty)
    while app.sitting != nil { app.answer(correctly: false) }
    app.clock.pass(days: 3)
    #expect(try app.workspace.overview().dueReviews > 0)
  }

  @Test func theHomeScreenTellsWhenARetakeIsWorthIt() throws {
    let app = try TestApp(size: Size(columns: 100, rows: 30))
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    let advice = try #require(try app.workspace.overview().retake)
    #expect(advice.smallest > 0.3 && !advice.isFound && advice.days > 30 && advice.days <= 84)
    #expect(app.text.contains("Retake"))
    app.clock.pass(days: 30)
    let later = try #require(try app.workspace.overview().retake)
    #expect(advice.days - later.days == 30)
  }
}
