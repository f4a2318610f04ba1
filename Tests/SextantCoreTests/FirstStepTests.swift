import Foundation
import Journal
import Psychometrics
import QuizEngine
import Roadmap
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The first step, the plan, the gap report and the report agree, whatever is in the journal.
@Suite struct FirstStepTests {
  private func measured(_ seed: Int) throws -> TestApp {
    let app = try SeededJournals.app(seed: seed, open: nil)
    app.introduce()
    app.takePlacement(seed: UInt64(seed), share: Double(seed % 6) / 6)
    return app
  }

  @Test(arguments: 0..<24) func theFirstStepIsForTheFirstGap(seed: Int) throws {
    let app = try measured(seed)
    let base = try app.workspace.overview()
    #expect(!base.wantsPlacement && base.open == nil)
    for pace in Settings.paces {
      let overview = try app.workspace.overview(minutesAWeek: pace)
      // The gap report's first skill for which something is open.
      let steps = GapSummary.first(overview).lazy.compactMap { overview.firstStep(forSkill: $0.gap.skill) }
      let wanted = try #require(steps.first)
      let step = overview.firstStep
      #expect(
        step.action == wanted.action && step.title == wanted.title,
        "at \(pace) minutes a week: \(step.title), \(wanted.title)")
      #expect(overview.weeks.order.first == step.action)
      let plan = overview.planDocument()
      #expect(plan.weeks.first { !$0.actions.isEmpty }?.actions.first?.id == step.action)
      if let action = step.action, let entry = overview.weeks.entries[action], entry.neededFor != nil {
        #expect(step.reason.hasPrefix("needed before “"), "\(step.reason)")
      }
    }
    let report = try app.workspace.report()
    let first = try #require(report.first.first)
    #expect(base.action(forSkill: GapSummary.first(base)[0].gap.skill)?.id == first.action?.id)
  }

  /// A begun action of low priority doesn't come before one of high priority.
  @Test(arguments: 0..<8) func theFirstStepIsNeverOfLowPriorityWhileSomethingIsUrgent(seed: Int) throws {
    let app = try measured(seed)
    let base = try app.workspace.overview()
    func priority(_ id: String, _ overview: Overview) -> GapSummary.Priority? {
      overview.reason(of: id)?.priority
    }
    guard base.weeks.order.contains(where: { priority($0, base) == .high }) else { return }
    let low = base.plan.ranked.map(\.action.id).filter { priority($0, base) == .low }
    for id in low.prefix(3) { try app.workspace.setAction(id, to: .doing, on: nil) }
    let overview = try app.workspace.overview()
    let first = try #require(overview.firstStep.action)
    #expect(
      priority(first, overview) == .high || overview.firstStep.reason.contains("needed before"),
      "\(overview.firstStep.sentence)")
    // What is begun still follows.
    #expect(Set(overview.next.map(\.action.id)).isSuperset(of: low.prefix(2)))
  }

  @Test func noReasonEndsWithTwoFullStops() throws {
    let app = try measured(3)
    let overview = try app.workspace.overview()
    for action in overview.content.roadmap.actions {
      #expect(overview.reason(of: action.id)?.sentence.hasSuffix(".") == false, "\(action.id)")
    }
  }

  /// Takes a placement of ten questions, of which the first ones are answered too fast to count.
  private func takeTen(_ app: TestApp, tooFast: Int, isRight: (Int) -> Bool) throws {
    var settings = try app.workspace.settings()
    settings.placementLength = 10
    try app.workspace.save(settings)
    try app.reload()
    app.press(.character("t"), .enter)
    var number = 0
    while app.sitting != nil {
      app.answer(correctly: isRight(number), milliseconds: number < tooFast ? 100 : 25_000)
      number += 1
    }
  }

  /// Ten questions are a placement: after it the plan begins, and only one of placement and retake is named.
  @Test(arguments: 0..<12) func afterAShortPlacementThePlanBegins(seed: Int) throws {
    let app = try TestApp(seed: UInt64(seed))
    app.introduce()
    try takeTen(app, tooFast: 2) { ($0 + seed) % 3 != 0 }
    let overview = try app.workspace.overview()
    #expect(overview.answerCount < 10 && overview.answerCount > 4)
    let takes = overview.firstStep.title == "Take the placement"
    #expect(takes == (overview.retake == nil), "\(overview.answerCount) answers")
    #expect(takes == (overview.measureFirst != nil))
    #expect(takes == (overview.unaskedDomains.count > 4 || overview.retake == nil))
    let kinds = Set(overview.weeks.milestones.map(\.kind))
    #expect(kinds.contains(takes ? .placement : .retake) && !kinds.contains(takes ? .retake : .placement))
  }

  @Test func manyJournalsHaveAShortPlacementThatIsEnough() throws {
    let app = try TestApp()
    app.introduce()
    try takeTen(app, tooFast: 1) { $0 % 2 == 0 }
    let overview = try app.workspace.overview()
    #expect(overview.answerCount == 9 && overview.retake != nil && overview.firstStep.action != nil)
    #expect(overview.planNotice?.text.contains("This is a first plan, from 9 answers.") == true)
  }

  // MARK: Priorities

  private func gap(
    _ chance: Double, asked: Int, missed: Int, weight: Double = 1, confident: Int = 0
  ) -> Gap {
    Gap(
      skill: 0, estimate: Estimate(masses: Grid.standard.masses(of: NormalDistribution())),
      probabilityAtTarget: chance, weight: weight * 1.6, relativeWeight: weight,
      answers: .init(
        asked: asked, right: asked - missed, missed: missed, confidentButWrong: confident))
  }

  @Test func oneQuestionNeverMakesAHighPriority() {
    for percent in 0...100 {
      for weight in [0.1, 0.5, 1, 2, 5, 20] {
        for confident in [0, 1] {
          let one = gap(Double(percent) / 100, asked: 1, missed: 1, weight: weight, confident: confident)
          #expect(GapSummary.priority(one) != .high)
          #expect(
            GapSummary.priority(gap(Double(percent) / 100, asked: 0, missed: 0, weight: weight)) != .high)
        }
      }
    }
    #expect(GapSummary.priority(gap(0.05, asked: 3, missed: 3)) == .high)
  }

  @Test func priorityGrowsWithEvidenceAndWithWeight() {
    func rank(_ gap: Gap) -> (Int, Double) { (GapSummary.priority(gap).rank, -gap.urgency) }
    for asked in 1...6 {
      for percent in stride(from: 2, through: 98, by: 4) {
        for weight in [0.2, 0.6, 1, 1.8] {
          let chance = Double(percent) / 100
          let one = gap(chance, asked: asked, missed: asked, weight: weight)
          let surer = gap(chance - 0.02, asked: asked, missed: asked, weight: weight)
          let more = gap(chance, asked: asked + 1, missed: asked + 1, weight: weight)
          let heavier = gap(chance, asked: asked, missed: asked, weight: weight * 1.5)
          for other in [surer, more, heavier] { #expect(rank(other) <= rank(one)) }
          #expect(more.urgency > one.urgency || chance == 1)
        }
      }
    }
    // A light skill, however surely missed, waits for a heavy one.
    #expect(
      GapSummary.order(gap(0.05, asked: 2, missed: 2, weight: 1.6))
        < GapSummary.order(gap(0.02, asked: 2, missed: 2, weight: 0.7)))
    #expect(
      GapSummary.grounds(gap(0.1, asked: 1, missed: 1))
        == "we have only one answer from you, and the skill counts as much as most skills")
  }

  @Test func countsOfQuestionsAndOfAnswersAreNotMixed() {
    let often = Gap(
      skill: 0, estimate: Estimate(masses: Grid.standard.masses(of: NormalDistribution())),
      probabilityAtTarget: 0.4, weight: 1, answers: .init(asked: 526, right: 242, missed: 19))
    #expect(GapSummary.reason(often, domain: "Math") == "242 of 526 right, 19 questions still missed")
    #expect(often.verdict.words.contains("242 of 526 right"))
  }
}
