import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// Naming the ideas behind wrong answers.
@Suite struct MisconceptionTests {
  /// Items whose option 2 shows the idea `count` times over.
  static func idea(_ id: String, items: Range<Int>, wrong: String = "option 2") -> NamedMisconception {
    NamedMisconception(
      id: id, title: "Takes one for the other", explanation: "They differ.", action: "a",
      signs: items.map { .init(item: "d0.s0.i\($0)", wrong: wrong) })
  }

  static func given(_ item: Int, option: Int, wrong: Double = 0.4) -> MisconceptionSearch.Given {
    .init(
      item: Sample.item("d0.s0.i\(item)", skill: "d0.s0", level: 2, task: Sample.choice),
      answer: .choice(option),
      wrongProbability: wrong)
  }

  @Test func onlyAnswersOfTheIdeaCountAndItIsNamedWhenTheyComeBack() throws {
    let search = MisconceptionSearch([Self.idea("m.one", items: 0..<6)])
    let clear = search.findings((0..<4).map { Self.given($0, option: $0 == 3 ? 1 : 2) })
    #expect(clear.map(\.count) == ["3 of 4 chances"] && clear[0].isNamed)
    // Wrong in another way says nothing for it.
    let other = search.findings((0..<4).map { Self.given($0, option: 3) })
    #expect(other.map(\.shown) == [0] && !other[0].isNamed && other[0].probability < 0.1)
    // One answer is never enough, however improbable by accident.
    let one = search.findings([Self.given(0, option: 2, wrong: 0.01)])
    #expect(one[0].shown == 1 && !one[0].isNamed)
    // An answer outside the idea's items, a blank one, none.
    #expect(search.findings([Self.given(9, option: 2)]).isEmpty)
    var blank = Self.given(0, option: 2)
    blank.answer = .unknown
    #expect(search.findings([blank]).isEmpty && search.findings([]).isEmpty)
  }

  /// Among many ideas, some answers agree with one of them by accident.
  @Test func aLongerListOfIdeasNeedsMoreAnswers() {
    let answers = (0..<2).map { Self.given($0, option: 2, wrong: 0.4) }
    func isNamed(among count: Int) -> Bool {
      let ideas = (0..<count).map { Self.idea("m.\($0)", items: $0 * 10..<$0 * 10 + 6) }
      return MisconceptionSearch(ideas).findings(answers).contains(where: \.isNamed)
    }
    #expect(isNamed(among: 1) && !isNamed(among: 100))
  }

  @Test func typedAnswersAreReadAsTheItemListsThem() {
    var item = Sample.item(
      "d0.s0.i0", skill: "d0.s0", level: 2, task: .numeric(NumericKey(value: 0.8, tolerance: 0.005)))
    item.misconceptions = [Misconception(answer: "0.5", rationale: "Half.")]
    let search = MisconceptionSearch([Self.idea("m.half", items: 0..<1, wrong: "0.5")])
    for (text, isShown) in [("0,50", true), ("1/2", true), (".5", true), ("0.6", false), ("0.8", false)] {
      let found = search.findings([.init(item: item, answer: .typed(text), wrongProbability: 0.5)])
      #expect(found.map(\.shown) == [isShown ? 1 : 0], "\(text)")
    }
  }

  @Test func aHolderIsFoundAndPeopleWithoutTheIdeaSeldomAre() {
    var (found, holders, named, others) = (0, 0, 0, 0)
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let search = MisconceptionSearch([Self.idea("m.one", items: 0..<8)])
      let isHolder = seed.isMultiple(of: 2)
      // Wrong four times in ten, as many of a weak person's answers are.
      let answers = (0..<6).map { item -> MisconceptionSearch.Given in
        if isHolder, generator.uniform() < 0.75 { return Self.given(item, option: 2) }
        guard generator.uniform() < 0.4 else { return Self.given(item, option: 1) }
        return Self.given(item, option: [0, 2, 3][min(2, Int(generator.uniform() * 3))])
      }
      let isNamed = search.findings(answers).contains(where: \.isNamed)
      if isHolder {
        holders += 1
        found += isNamed ? 1 : 0
      } else {
        others += 1
        named += isNamed ? 1 : 0
      }
    }
    #expect(Double(found) >= 0.8 * Double(holders), "\(found) of \(holders) found")
    #expect(Double(named) <= 0.05 * Double(others), "\(named) of \(others) wrongly named")
  }
}
