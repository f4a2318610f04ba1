import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine
@testable import QuizStudies

/// What a verdict says about the answers, and which measurement comes next.
@Suite struct SkillAnswersTests {
  private static func row(
    _ item: Int, _ isRight: Bool, at time: Double, mode: Mode = .placement, isOpen: Bool = false,
    isCertain: Bool = false
  ) -> CountedResponses.Row {
    CountedResponses.Row(
      attempt: "", mode: mode, isOpen: isOpen, item: "d0.s0.i\(item)", category: isRight ? 1 : 0,
      categoryCount: 2, answeredAt: time, isCertain: isCertain)
  }

  private static func answers(_ rows: [CountedResponses.Row]) -> SkillVerdict.Answers {
    CountedResponses(rows, pool: Sample.pool, today: 0) { _ in 0 }.answersOfSkills(pool: Sample.pool)[0]
  }

  @Test func theLastAnswerToAQuestionDecidesWhetherItIsStillMissed() {
    #expect(Self.answers([]) == SkillVerdict.Answers())
    // Items 0, 1 and 2 are right or wrong.
    let first = [
      Self.row(0, false, at: 1), Self.row(1, true, at: 2), Self.row(2, false, at: 3, isCertain: true),
    ]
    #expect(Self.answers(first) == .init(asked: 3, right: 1, missed: 2, confidentButWrong: 1))
    let later = first + [Self.row(2, true, at: 9), Self.row(1, false, at: 8)]
    #expect(Self.answers(later) == .init(asked: 5, right: 2, missed: 2))
    #expect(Self.answers(later.reversed()) == Self.answers(later), "whatever the order of the rows")
  }

  @Test func practiceAndOpenAttemptsSayNothingAboutRightAndWrong() {
    let rows = [
      Self.row(0, false, at: 1), Self.row(0, true, at: 2, mode: .drill),
      Self.row(1, false, at: 3, isOpen: true, isCertain: true),
    ]
    #expect(Self.answers(rows) == .init(asked: 2, right: 0, hidden: 1, missed: 1))
  }

  /// The last answer decides about certainty too.
  @Test func whoeverIsNoLongerCertainIsNotConfidentButWrong() {
    let rows = [Self.row(0, false, at: 1, isCertain: true), Self.row(0, false, at: 5)]
    #expect(Self.answers(rows) == .init(asked: 2, missed: 1))
  }

  private static func estimates(_ means: [Double], sd: Double) -> [Estimate] {
    means.map { Estimate(masses: Grid.standard.masses(of: NormalDistribution(mean: $0, sd: sd))) }
  }

  @Test func theNextMeasurementIsWhereTheLowestThirdIsOpen() {
    let framework = Sample.framework
    // Four domains of three skills: surely high, surely low, at the border, surely high.
    var skills = Self.estimates([2, 2, 2], sd: 0.3) + Self.estimates([-2, -2, -2], sd: 0.3)
    skills += Self.estimates([-0.5, -0.5, -0.5], sd: 0.6) + Self.estimates([2, 2, 2], sd: 0.3)
    #expect(NextMeasurement.domain(skills: skills, framework: framework) == 2)
    // Once that is known better than the rest, another comes next.
    skills.replaceSubrange(6..<9, with: Self.estimates([0.5, 0.5, 0.5], sd: 0.05))
    skills.replaceSubrange(9..<12, with: Self.estimates([-1, -1, -1], sd: 0.9))
    #expect(NextMeasurement.domain(skills: skills, framework: framework) == 3)
    #expect(NextMeasurement.order(probabilities: [0.5, 0.1, 0.5, 0]) == [3, 1, 0, 2])
  }

  /// A small run of `sextant simulate --jagged`; the bounds are those of the promise, widened by chance.
  @Test func jaggedProfilesAreToldApart() {
    let study = PlacementStudy(pool: PlacementStudyTests.pool, profile: "entry", seed: 3)
    let simulation = JaggedSimulation(placements: study, distance: -0.75, focusCount: 1)
    var tally = simulation.run(people: 0..<12)
    #expect(tally.people == 12 && tally.rankCorrelation > 0.3)
    #expect((0.88...0.99).contains(tally.skills.coverage), "\(tally.skills)")
    #expect(tally.asked.found > 0.4 && tally.asked.falseGaps < 0.35, "\(tally.asked)")
    #expect(tally.asked.found > 1.5 * tally.asked.falseGaps && tally.firstFiveShare > 0.4)
    let whole = simulation.run(people: 0..<14)
    tally.add(simulation.run(people: 12..<14))
    #expect(tally.people == 14 && tally.asked == whole.asked && tally.all == whole.all)
    #expect(abs(tally.rankCorrelation - whole.rankCorrelation) < 1e-12)
  }
}
