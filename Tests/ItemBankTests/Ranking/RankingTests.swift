import Foundation
import Testing

@testable import ItemBank

/// Sets for judges: their design, their sheets, and what comes back.
@Suite struct RankingTests {
  static func design(_ items: Int, judges: Int, repeats: Int = 6, seed: Int = 1) -> RankingDesign {
    var generator = Generator(seed: seed)
    var load = Array(repeating: 0, count: judges)
    return RankingDesign(itemCount: items, repeats: repeats, load: &load, using: &generator)
  }

  @Test(arguments: [(98, 9), (60, 9), (43, 4), (20, 3), (9, 5), (7, 3), (4, 3), (2, 3)])
  func everyItemIsComparedEnough(items: Int, judges: Int) {
    let design = Self.design(items, judges: judges)
    let uses = design.uses
    #expect(uses.allSatisfy { (6...7).contains($0) }, "\(uses)")
    #expect(design.judgesOfItem.allSatisfy { $0 >= 3 }, "\(design.judgesOfItem)")
    #expect(
      design.groups.allSatisfy { $0.items.count == min(7, items) && Set($0.items).count == $0.items.count })
    #expect(design.isConnected)
    let sets = (0..<judges).map { judge in design.groups.count { $0.judge == judge } }
    #expect((sets.max() ?? 0) - (sets.min() ?? 0) <= 1, "\(sets)")
    // The design keeps its books while it swaps.
    let judgesOfItem = (0..<items).map { item in
      Set(design.groups.filter { $0.items.contains(item) }.map(\.judge)).count
    }
    #expect(judgesOfItem == design.judgesOfItem)
  }

  @Test func nobodyRanksAnItemTwiceWhereJudgesSuffice() {
    for seed in 0..<3 {
      let design = Self.design(90, judges: 9, seed: seed)
      for judge in 0..<9 {
        let items = design.groups.filter { $0.judge == judge }.flatMap(\.items)
        #expect(Set(items).count == items.count)
      }
      #expect(design.repeatedMeetings <= 1, "\(design.repeatedMeetings)")
    }
    // With 20 items, each meets 36 others: some pairs must meet again.
    #expect(Self.design(20, judges: 9).repeatedMeetings >= 20 * (36 - 19) / 2)
  }

  @Test func theSameSeedDrawsTheSameSets() {
    #expect(Self.design(30, judges: 5) == Self.design(30, judges: 5))
    #expect(Self.design(30, judges: 5) != Self.design(30, judges: 5, seed: 2))
  }

  @Test func partsThatNeverMeetAreFound() {
    #expect(RankingDesign.isConnected([[0, 1], [1, 2]], itemCount: 3))
    #expect(!RankingDesign.isConnected([[0, 1], [2, 3]], itemCount: 4))
    #expect(!RankingDesign.isConnected([[0, 1]], itemCount: 3))
  }

  // MARK: Sheets

  @Test func aSheetShowsItemsWithoutTheirKey() throws {
    let items = try BankFixture().load().allItems()
    #expect(Set(items.map(\.task.kind)).count == ItemKind.allCases.count, "the fixture has every type")
    var generator = Generator(seed: 3)
    let sheet = RankingSheet(role: "teacher", judge: 2, part: (1, 4))
    let text = sheet.text([(number: 12, items: items)], using: &generator)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.filter { $0.hasPrefix("set") } == ["set 12:"])
    #expect(text.hasPrefix("Judge 2, sheet 1 of 4: 1 set") && text.contains("entry-level teacher"))
    for item in items {
      #expect(text.contains(item.stem.split(separator: "\n")[0]))
      #expect(!text.contains(item.explanation) && !text.contains(item.id))
      for option in item.task.options {
        #expect(text.contains("- " + option.text) && !text.contains(option.rationale))
      }
      if case .shortText(let answers, _) = item.task { #expect(!text.contains("- " + answers[0])) }
    }
  }

  @Test func stepsAreShuffled() {
    let steps = (0..<8).map { "step \($0)" }
    let item = Item(
      id: "a.b.c", skill: "a.b", level: 1, bloom: .apply, stem: "Which order?", task: .ordering(steps: steps),
      explanation: "", source: "")
    var generator = Generator(seed: 1)
    let text = RankingSheet(role: "x", judge: 1, part: (1, 1)).text([(1, [item])], using: &generator)
    let shown = text.split(separator: "\n").filter { $0.contains("- step") }.map { String($0.suffix(6)) }
    #expect(shown != steps && shown.sorted() == steps)
  }

  // MARK: Answers

  static let key = RankingKey(
    bank: "0123456789abcdef", judges: 2,
    groups: [
      .init(number: 1, judge: 1, domain: "plan", items: ["x", "y", "z"].map { .init(id: $0, revision: 1) }),
      .init(number: 2, judge: 1, domain: "plan", items: ["u", "x"].map { .init(id: $0, revision: 2) }),
      .init(number: 3, judge: 2, domain: "plan", items: ["u", "x"].map { .init(id: $0, revision: 2) }),
    ])

  @Test func theKeySurvivesItsFile() throws {
    #expect(try RankingKey(text: Self.key.text) == Self.key)
    for (text, reason) in [
      ("", "isn't a key"), ("{}", "isn't a key"),
      (Self.key.text.replacing("\"set\":2", with: "\"set\":1"), "same number"),
      (Self.key.text.replacing("\"id\":\"u\"", with: "\"id\":\"x\""), "set 2 is damaged"),
      (Self.key.text.replacing("\"judge\":2", with: "\"judge\":5"), "set 3 is damaged"),
    ] {
      let error = #expect(throws: RankingKey.Unreadable.self) { try RankingKey(text: text) }
      #expect(error?.reason.contains(reason) == true, "\(text)")
    }
  }

  @Test(arguments: [
    "set 1: C A B", "Set 1 : c,a,b  # sure", "  set  1:CAB\r", "set 1:\nset 1: C A B\n\n# done",
  ])
  func rankingsAreRead(text: String) {
    var answers = RankingAnswers(judge: 1, key: Self.key)
    answers.read(text, file: "answers.txt", isSheet: false)
    #expect(answers.rankings == [1: [2, 0, 1]] && answers.mistakes.isEmpty, "\(answers.mistakes)")
  }

  @Test(arguments: [
    ("set 1: A B", "has the 3 letters A B C, and this names A B"), ("set 1: A B B", "this names A B B"),
    ("set 1: A B D", "this names A B D"), ("set 1: A = B C", "this names A = B C"),
    ("set 3: A B", "set 3 isn't one of judge 1's"), ("1: A B C", "this isn't a ranking"),
    ("set 9999999999: A B", "this isn't a ranking"),
    ("set 1: A B C\nset 1: A C B", "ranked before, in another order"),
  ])
  func mistakesAreReportedWithTheirPlace(text: String, message: String) throws {
    var answers = RankingAnswers(judge: 1, key: Self.key)
    answers.read("\n" + text, file: "answers.txt", isSheet: false)
    let mistake = try #require(answers.mistakes.first)
    #expect(answers.mistakes.count == 1 && mistake.message.contains(message), "\(mistake)")
    #expect(mistake.line == text.split(separator: "\n").count + 1 && !mistake.remedy.isEmpty)
    #expect(mistake.description.hasPrefix("answers.txt:\(mistake.line): "))
  }

  /// In a sheet, only lines to fill in count: an item may well talk of a set.
  @Test func aFilledInSheetIsRead() {
    var answers = RankingAnswers(judge: 1, key: Self.key)
    answers.read(
      "Judge 1\n      set 0: G F E\n---- Set 1\n A set of two\nset 1: B C A\n---- Set 2\nset 2:\n",
      file: "sheet-1.txt",
      isSheet: true)
    #expect(answers.rankings == [1: [1, 2, 0]] && answers.mistakes.isEmpty, "\(answers.mistakes)")
    // The same ranking in two files is no contradiction.
    answers.read("set 1: B C A\nset 2: B A\n", file: "answers.txt", isSheet: false)
    #expect(answers.rankings == [1: [1, 2, 0], 2: [1, 0]] && answers.mistakes.isEmpty)
  }

  @Test func theFileOfDifficultiesIsRead() throws {
    let fixture = try BankFixture()
    let bank = try fixture.load()
    let file = ComparisonFile(
      bank: bank.fingerprint, judges: 5, sets: 40, halves: 0.8449, tau: 0.512, tauInterval: 0.44...0.6,
      entries: [
        .init(id: "plan.aims.verb", revision: 1, difficulty: -1.251, deviation: 0.4666, judges: 5, sets: 6),
        .init(id: "plan.aims.count", revision: 4, difficulty: 1, deviation: 0.5, judges: 5, sets: 6),
      ])
    try fixture.write(ComparisonFile.name, file.text)
    #expect(file.text.contains("split_half: 0.84\ntau: 0.51\ntau_low: 0.44\ntau_high: 0.6\n"))
    let after = try fixture.load()
    #expect(
      after.items.first { $0.id == "plan.aims.verb" }?.measured
        == MeasuredDifficulty(source: .comparison, difficulty: -1.25, standardError: 0.47))
    #expect(
      after.items.first { $0.id == "plan.aims.count" }?.measured == nil, "it was ranked in another revision")
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["stale-difficulty"] && found.first?.severity == .warning, "\(found)")
    try fixture.write(ComparisonFile.name, file.text.replacing("tau: 0.51", with: "tau: big"))
    #expect(fixture.parse().diagnostics.contains { $0.message.contains("tau must be a number") })
  }
}
