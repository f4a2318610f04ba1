import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// Drills that find out which ideas a person has.
@Suite struct MisconceptionProbeTests {
  /// Two ideas in three skills, each in ten single choices.
  private static let items = (0..<30).map { index in
    Sample.item(
      "d0.s\(index / 10).i\(index)", skill: "d0.s\(index / 10)", level: index % 5 + 1, task: Sample.choice)
  }
  private static let pool = ItemPool(
    items: items.map { item in
      ItemSummary(item, skillIndex: Sample.framework.skills.firstIndex { $0.id == item.skill } ?? 0)
    }, framework: Sample.framework)
  private static let ideas = (0..<2).map { skill in
    NamedMisconception(
      id: "m.\(skill)", title: "Takes one for the other", explanation: "They differ.", action: "a",
      signs: items[skill * 10..<skill * 10 + 10].map { .init(item: $0.id, wrong: "option 2") })
  }

  private static func response(_ index: Int, option: Int) -> MisconceptionSearch.Response {
    .init(
      row: .init(
        attempt: "a", mode: .placement, isOpen: false, item: items[index].id, category: option == 1 ? 1 : 0,
        categoryCount: 2, answeredAt: 0), item: items[index], answer: .choice(option))
  }

  private static func probes(
    _ responses: [MisconceptionSearch.Response], _ extent: MisconceptionProbes.Extent
  ) -> MisconceptionProbes? {
    let asked = Set(responses.map(\.item.id))
    return MisconceptionProbes(
      MisconceptionSearch(ideas), responses: responses, items: items.filter { !asked.contains($0.id) },
      extent: extent, pool: pool, profile: "entry")
  }

  private static func drill(_ probes: MisconceptionProbes?, length: Int = 9) -> Attempt {
    Attempt(
      plan: AttemptPlan(mode: .drill, itemLimit: length, seed: 4, profile: "entry", probes: probes),
      pool: pool)
  }

  /// Takes a drill; returns the skills that were asked, in order.
  private static func skills(of attempt: Attempt, isRight: (Int) -> Bool) -> [Int] {
    var attempt = attempt
    var skills: [Int] = []
    while let served = attempt.current {
      skills.append(pool.entries[served.entry].skill)
      _ = attempt.handle(
        .answered(
          .unknown, score: Score(category: isRight(served.position) ? 1 : 0, of: 2), confidence: nil,
          milliseconds: 60_000))
    }
    return skills
  }

  @Test func whatAnAnswerPointedToIsProbedFirst() throws {
    let probes = try #require(Self.probes([Self.response(14, option: 2)], .all))
    let asked = Self.skills(of: Self.drill(probes)) { _ in false }
    #expect(asked.prefix(2) == [1, 1], "\(asked)")
    // Answered right again and again, the idea gives way to the one that nothing is known about.
    let right = Self.skills(of: Self.drill(probes)) { _ in true }
    #expect(right[0] == 1 && right.contains(0), "\(right)")
    #expect(!asked.contains(2) || asked.firstIndex(of: 2) ?? 0 >= 5, "\(asked)")
  }

  @Test func aUsualDrillProbesEveryThirdTimeAndOnlyWhatAnAnswerPointedTo() throws {
    #expect(Self.probes([Self.response(14, option: 1)], .some) == nil)
    #expect(Self.probes([Self.response(14, option: 3)], .some) == nil, "wrong in another way")
    let probes = try #require(Self.probes([Self.response(14, option: 2)], .some))
    let asked = Self.skills(of: Self.drill(probes)) { _ in false }
    #expect(asked[2] == 1 && asked[5] == 1, "\(asked)")
    #expect(probes.contains(Self.items[10].id) && !probes.contains(Self.items[0].id))
  }

  @Test func aDrillReplaysToTheSameQuestions() throws {
    let probes = try #require(Self.probes([Self.response(14, option: 2)], .all))
    var attempt = Self.drill(probes)
    for position in 0..<4 {
      _ = attempt.handle(
        .answered(
          .choice(2), score: Score(category: position % 2, of: 2), confidence: nil, milliseconds: 60_000))
    }
    let again = Attempt(
      replaying: attempt.responses, pending: attempt.current?.id, plan: attempt.plan, pool: Self.pool)
    #expect(again == attempt)
    #expect(Self.drill(nil).plan.probes == nil)
  }

  /// Which wrong answer it was decides, where the options say so.
  @Test func anotherWrongAnswerSpeaksAgainstTheIdea() throws {
    let start = try #require(Self.probes([Self.response(14, option: 2)], .all))
    func belief(after option: Int) -> Double {
      var probes = start
      probes.note(Self.items[10].id, .choice(option), isRight: option == 1)
      return probes.beliefs[1]
    }
    #expect(belief(after: 2) > start.beliefs[1])
    #expect(belief(after: 3) < start.beliefs[1] && belief(after: 1) < start.beliefs[1])
    var blank = start
    blank.note(Self.items[10].id, .unknown, isRight: false)
    #expect(blank == start, "not knowing says nothing")
  }

  @Test func easyQuestionsSayMore() {
    func information(_ accident: Double, _ belief: Double = 0.05) -> Double {
      MisconceptionFinding.information(about: belief, from: .init(isShown: true, byAccident: accident))
    }
    #expect(information(0.05) > information(0.2) && information(0.05, 0.3) > information(0.05))
    #expect(abs(information(0.85)) < 1e-12, "as probable without the idea")
    #expect(abs(information(0.05, 0)) < 1e-12 && abs(information(0.05, 1)) < 1e-12)
  }
}
