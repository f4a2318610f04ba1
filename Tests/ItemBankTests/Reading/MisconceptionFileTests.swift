import Testing

@testable import ItemBank

/// The file of named misconceptions: read, and checked against the items.
@Suite struct MisconceptionFileTests {
  static let text = """
    misconceptions:
      - id: m.one
        title: Takes one for the other
        explanation: >-
          They
          differ.
        action: read
        answers:
          - {item: a, wrong: "no"}
          - {item: b, wrong: "0.5"}
    """

  static let items = [
    Item(
      id: "a", skill: "d.s", level: 2, bloom: .apply, stem: "Which?",
      task: .singleChoice(
        options: [
          Option(text: "yes", isKey: true, rationale: ""), Option(text: "no", rationale: ""),
        ], shuffled: true), explanation: "", source: ""),
    Item(
      id: "b", skill: "d.s", level: 2, bloom: .apply, stem: "How many?",
      task: .numeric(NumericKey(value: 1, tolerance: 0)), explanation: "", source: "",
      misconceptions: [Misconception(answer: "0.5", rationale: "Half.")]),
  ]

  static func read(_ text: String) -> (list: [NamedMisconception], rules: [String]) {
    var reader = Reader(file: MisconceptionFile.name)
    let list = MisconceptionFile.misconceptions(in: text, &reader)
    return (list, reader.diagnostics.map(\.rule))
  }

  @Test func aFileIsRead() throws {
    let (list, rules) = Self.read(Self.text)
    let one = try #require(list.first)
    #expect(rules.isEmpty && list.count == 1)
    #expect(one.explanation == "They differ." && one.action == "read" && one.location?.line == 2)
    #expect(one.wrongAnswers(to: "a") == ["no"] && one.wrongAnswers(to: "c").isEmpty)
  }

  @Test(arguments: [
    ("title: Takes one for the other", "name: One", "unknown-field"),
    ("action: read", "", "missing-field"), ("item: a, ", "", "missing-field"),
  ]) func aMistakeIsToldWithItsPlace(old: String, new: String, rule: String) {
    let (_, rules) = Self.read(Self.text.replacing(old, with: new))
    #expect(rules.contains(rule), "\(rules)")
  }

  @Test(arguments: [
    ("x", "x", "misconception-items"), ("action: read", "action: run", "misconception-action"),
    ("wrong: \"no\"", "wrong: \"yes\"", "misconception-answer"),
    ("wrong: \"no\"", "wrong: \"perhaps\"", "misconception-answer"),
    ("item: a", "item: z", "misconception-answer"),
    ("wrong: \"0.5\"", "wrong: \"0.6\"", "misconception-answer"),
    ("{item: b, wrong: \"0.5\"}", "{item: a, wrong: \"no\"}", "misconception-twice"),
  ]) func whatTheItemsDoNotHoldIsFound(old: String, new: String, rule: String) {
    let (list, _) = Self.read(Self.text.replacing(old, with: new))
    let found = MisconceptionFile.check(list, items: Self.items, actions: ["read"])
    #expect(found.map(\.rule).contains(rule), "\(found)")
    #expect(found.allSatisfy { $0.location.file == MisconceptionFile.name })
  }
}
