import ItemBank
import Psychometrics
import Testing

@testable import Roadmap

@Suite struct PlanTests {
  let framework = Framework(
    id: "f", name: "F", version: 1,
    domains: [
      Domain(
        id: "a", name: "A", shortName: "A", weight: 100,
        skills: [
          Skill(id: "a.x", name: "X", about: "", weight: 75, steps: [1], volatility: .low, bloom: .apply),
          Skill(id: "a.y", name: "Y", about: "", weight: 25, steps: [2], volatility: .low, bloom: .apply),
        ])
    ], profiles: [Profile(id: "entry", name: "entry", target: 0, weights: ["a": 100])],
    evidence: [
      EvidenceScale(id: "e", name: "E", about: "", weight: 10, steps: [2], anchors: ["0", "1", "2"])
    ])

  func action(
    _ id: String, closes: [String], hours: Double = 1, levels: ClosedRange<Int> = 1...5, step: Int = 1
  )
    -> RoadmapAction
  {
    RoadmapAction(
      id: id, title: id, details: "", step: step, closes: closes, hours: hours, proof: "", levels: levels)
  }

  func content(_ actions: [RoadmapAction]) -> AssessmentContent {
    AssessmentContent(
      framework: framework,
      roadmap: RoadmapContent(
        phases: [
          RoadmapPhase(
            name: "P",
            steps: [
              RoadmapStep(number: 1, name: "One", shortName: "One", about: ""),
              RoadmapStep(number: 2, name: "Two", shortName: "Two", about: ""),
            ])
        ], actions: actions))
  }

  /// Abilities after some right or wrong answers of middle difficulty.
  func gaps(x: [Int], y: [Int]) -> GapAnalysis {
    var posterior = CompetencyPosterior(structure: TreeStructure(skillsPerDomain: [2]))
    let model = ResponseModel.logistic(LogisticModel(discrimination: 1.5, difficulty: 0, guessing: 0))
    let table = model.logLikelihoods(on: .standard)
    for category in x { posterior.observe(table[category], at: .skill(0)) }
    for category in y { posterior.observe(table[category], at: .skill(1)) }
    return GapAnalysis(
      framework: framework, profile: "entry", skills: posterior.estimates().skills,
      answers: [x, y].map {
        SkillVerdict.Answers(asked: $0.count, right: $0.reduce(0, +), missed: $0.contains(0) ? 1 : 0)
      })
  }

  @Test func worthIsWeightTimesWhatIsProbablyMissing() {
    let gap = gaps(x: [0, 0, 0, 0, 0, 0], y: [1, 1, 1, 1, 1, 1]).gaps
    #expect(gap[0].status == .belowTarget && gap[1].status == .atTarget)
    #expect(abs(gap[0].worth - 75 * (1 - gap[0].probabilityAtTarget)) < 1e-12)
    #expect(gap[0].worth > gap[1].worth)
  }

  @Test func readinessAddsUpKnowledgeAndKeepsEvidenceApart() {
    let analysis = gaps(x: [1, 1], y: [0, 0])
    let without = StepReadiness.all(content: content([]), gaps: analysis, levels: [:])
    #expect(without[0].knowledgeTotal == 75 && without[1].knowledgeTotal == 25)
    #expect(without[1].evidence == nil && without[1].scales == 1 && without[1].scalesAnswered == 0)
    let with = StepReadiness.all(content: content([]), gaps: analysis, levels: ["e": 1])
    #expect(with[1].evidence == 0.5 && with[1].knowledge == without[1].knowledge)
  }

  @Test func anActionIsWorthNothingWhereItLeadsNoFurtherThanWhatWasTold() {
    var first = action("first", closes: ["e"])
    first.told = ["e": 0...0]
    let any = action("any", closes: ["e"], hours: 4)
    for (level, worths) in [(0, ["first": 5.0, "any": 5.0]), (1, ["first": 0, "any": 5])] {
      let plan = StudyPlan(
        content: content([first, any]), gaps: gaps(x: [], y: []), levels: ["e": level], done: [])
      #expect(Dictionary(uniqueKeysWithValues: plan.ranked.map { ($0.action.id, $0.worth) }) == worths)
      #expect(plan.actions(closing: "e").map(\.action.id) == (level == 0 ? ["first", "any"] : ["any"]))
    }
    // Before anything was told each may lead on.
    let untold = StudyPlan(content: content([first, any]), gaps: gaps(x: [], y: []), levels: [:], done: [])
    #expect(untold.actions(closing: "e").count == 2)
  }

  @Test func plansRankByWorthForTheHours() {
    let actions = [
      action("long", closes: ["a.x"], hours: 10), action("short", closes: ["a.x"], hours: 2),
      action("other", closes: ["a.y"], hours: 2),
    ]
    let plan = StudyPlan(
      content: content(actions), gaps: gaps(x: [0, 0, 0], y: [1, 1, 1]), levels: [:], done: [])
    #expect(plan.ranked.map(\.action.id) == ["short", "long", "other"])
  }

  @Test func whatComesNextFitsTheTimeThatThereIs() {
    let actions = [
      action("best", closes: ["a.x"], hours: 8), action("half", closes: ["a.x"], hours: 12),
      action("small", closes: ["a.y"], hours: 2), action("smaller", closes: ["a.y"], hours: 1),
    ]
    let plan = StudyPlan(
      content: content(actions), gaps: gaps(x: [0, 0, 0], y: [1, 1, 1]), levels: [:], done: [])
    func next(_ hours: Double, count: Int = 3) -> [String] {
      plan.next(hoursAWeek: hours, count: count).map(\.action.id)
    }
    // With time enough, the order of worth for the hours; with little, what is done within six weeks comes first.
    #expect(next(10) == Array(plan.ranked.map(\.action.id).prefix(3)))
    #expect(Set(next(0.5, count: 2)) == ["small", "smaller"])
    // Where nothing is that short, the shortest.
    #expect(next(0.1, count: 2) == ["smaller", "small"])
    #expect(plan.next(hoursAWeek: 10, count: 3) { $0.id == "half" }.map(\.action.id) == ["half"])
    #expect(next(0, count: 9).count == 4 && next(1, count: 0).isEmpty)
  }

  @Test func doneActionsLeaveThePlan() {
    let plan = StudyPlan(
      content: content([action("one", closes: ["a.x"]), action("two", closes: ["a.x"])]),
      gaps: gaps(x: [0], y: []),
      levels: [:], done: ["one"])
    #expect(plan.ranked.map(\.action.id) == ["two"])
  }

  @Test func actionsThatDoNotSuitTheLevelRankBehind() {
    let actions = [
      action("expert", closes: ["a.x"], levels: 5...5), action("basic", closes: ["a.x"], levels: 1...3),
    ]
    let plan = StudyPlan(
      content: content(actions), gaps: gaps(x: [0, 0, 0, 0], y: []), levels: [:], done: [])
    #expect(plan.ranked.first?.action.id == "basic")
    #expect(plan.ranked.last?.suits == false)
  }

  @Test func measuredGapsComeBeforeUntoldEvidence() {
    let actions = [action("evidence", closes: ["e"], step: 2), action("skill", closes: ["a.x"])]
    let plan = StudyPlan(content: content(actions), gaps: gaps(x: [0, 0, 0], y: []), levels: [:], done: [])
    #expect(plan.ranked.first?.action.id == "skill")
  }

  @Test func evidenceAtItsTopIsWorthNothingMore() {
    let plan = StudyPlan(
      content: content([action("evidence", closes: ["e"])]), gaps: gaps(x: [], y: []), levels: ["e": 2],
      done: [])
    #expect(plan.ranked.first?.worth == 0)
  }
}
