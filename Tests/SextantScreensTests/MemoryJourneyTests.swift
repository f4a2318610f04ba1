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
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape)
    let attempt = try #require(try bed.workspace.measuringAttempts().last)
    let responses = try bed.workspace.journal.responses(ofAttempt: attempt.id)
    let missed = Set(responses.filter { $0.credit < 1 && !$0.isRapid }.map(\.item))
    #expect(try bed.workspace.reviewSchedule().due.isEmpty)
    bed.clock.pass(days: 1)
    let schedule = try bed.workspace.reviewSchedule()
    #expect(Set(schedule.due.map(\.item)) == missed)
    #expect(schedule.due.allSatisfy { $0.recall > 0 && $0.recall < 1 && $0.reviews == 1 })

    let session = try bed.workspace.startAttempt(mode: .drill, scope: .all)
    let first = try #require(session.item)
    #expect(missed.contains(first.id) && session.attempt.plan.due == schedule.forToday.map(\.item))
    #expect(session.reasons[first.id]?.contains("last seen yesterday") == true)
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
    #expect(Recall.rating(of: response(right: true, confidence: 2, milliseconds: 9000), words: 20) == .good)
    #expect(Recall.rating(of: response(right: true, confidence: nil, milliseconds: 9000), words: 20) == .good)
    #expect(Recall.rating(of: response(right: true, confidence: 3, milliseconds: 9000), words: 20) == .easy)
    #expect(
      Recall.rating(of: response(right: true, confidence: 3, milliseconds: 90, isRapid: true), words: 20)
        == nil)
  }

  @Test func aRightAnswerPutsTheReviewOff() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.3)
    bed.press(.escape)
    bed.clock.pass(days: 2)
    let before = try bed.workspace.reviewSchedule()
    var session = try bed.workspace.startAttempt(mode: .drill, scope: .all)
    let item = try #require(session.item)
    let effects = session.attempt.handle(
      .answered(.unknown, score: Score(category: 1, of: 2), confidence: 2, milliseconds: 20_000))
    guard case .record(let answered, let position, let next) = effects.first else {
      Issue.record("nothing to store")
      return
    }
    try bed.workspace.record(
      Recording(
        attempt: session.record.id, response: answered, skill: item.skill, position: position, next: next,
        activeMilliseconds: 20_000, isFlagged: false, note: ""))
    let after = try bed.workspace.reviewSchedule()
    #expect(!after.due.contains { $0.item == item.id })
    let entry = try #require(after.later.first { $0.item == item.id })
    #expect(entry.reviews == 2 && entry.due > bed.clock.date)
    #expect(after.doneToday == 1 && after.due.count == before.due.count - 1)
  }

  @Test func theDailyLimitHolds() throws {
    let bed = try Bed()
    bed.introduce()
    var settings = try bed.workspace.settings()
    settings.reviewLimit = 3
    try bed.workspace.save(settings)
    bed.takePlacement(seed: 1, share: 0)
    bed.clock.pass(days: 3)
    let schedule = try bed.workspace.reviewSchedule()
    #expect(schedule.due.count > 10 && schedule.forToday.count == 3)
    let session = try bed.workspace.startAttempt(mode: .drill, scope: .all)
    #expect(session.attempt.plan.due.count == 3)
  }

  @Test func itemsUnderReviewStayOutOfTheNextMeasurement() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape)
    bed.clock.pass(days: 1)
    var drill = try bed.workspace.startAttempt(mode: .drill, scope: .all)
    let drilled = try #require(drill.item).id
    _ = drill.attempt.handle(.ended)
    try bed.workspace.journal.finish(attempt: drill.record.id, at: bed.clock.date, reason: "ended")
    let next = try bed.workspace.startAttempt(mode: .placement, scope: .all, seed: 4)
    #expect(next.attempt.plan.resting.contains(drilled))
  }
}

@Suite struct ExplanationJourneyTests {
  @Test func theWhyTabNamesWhatMovedTheNumber() throws {
    let bed = try Bed(size: Size(columns: 120, rows: 40))
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.6)
    bed.press(.character("w"))
    #expect(
      bed.text.contains("by how many points each answer moved it") && bed.text.contains("Overall"))
    bed.press(.character("w"))
    #expect(bed.text.contains("Python "))
    let answers = try bed.workspace.explanation(attempt: 1)
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
    let bed = try Bed(seed: seed)
    bed.introduce()
    bed.takePlacement(seed: seed, share: 0.7)
    guard let screen: ResultScreen = bed.top() else {
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
    let bed = try Bed()
    bed.introduce()
    bed.press(.character("t"), .enter)
    for _ in 0..<4 { bed.answer(correctly: false) }
    bed.clock.pass(days: 3)
    #expect(try bed.workspace.overview().dueReviews == 0)
    #expect(try bed.workspace.reviewSchedule().due.isEmpty)
    while bed.sitting != nil { bed.answer(correctly: false) }
    bed.clock.pass(days: 3)
    #expect(try bed.workspace.overview().dueReviews > 0)
  }

  @Test func theHomeScreenTellsWhenARetakeIsWorthIt() throws {
    let bed = try Bed(size: Size(columns: 100, rows: 30))
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.5)
    bed.press(.escape)
    let advice = try #require(try bed.workspace.overview().retake)
    #expect(advice.smallest > 0.3 && !advice.isFound && (advice.days ?? 0) > 30)
    #expect(bed.text.contains("Retake"))
    bed.clock.pass(days: 30)
    let later = try #require(try bed.workspace.overview().retake)
    #expect((advice.days ?? 0) - (later.days ?? 0) == 30)
  }
}
