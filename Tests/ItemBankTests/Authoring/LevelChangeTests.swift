import Testing

@testable import ItemBank

@Suite struct LevelChangeTests {
  static let text = """
    skill: a.b
    items:
      - id: a.b.one
        revision: 3
        type: numeric
        level: 2   # judged
        stem: |
          level: 2 stays where it is prose
      - id: "a.b.two"
        revision: 1
        level: 5

    """

  @Test func onlyTheItemsMeantChangeAndTheirRevisionsRise() {
    let (text, changed) = LevelChange.apply(["a.b.one": 4], to: Self.text)
    #expect(changed == ["a.b.one"])
    #expect(text.contains("    level: 4   # judged") && text.contains("    revision: 4\n"))
    #expect(text.contains("      level: 2 stays where it is prose"))
    #expect(text.contains("    revision: 1\n    level: 5\n"))
    let second = LevelChange.apply(["a.b.two": 1], to: text)
    #expect(second.changed == ["a.b.two"] && second.text.contains("    revision: 2\n    level: 1\n"))
  }

  @Test func nothingMeantChangesNothing() {
    #expect(LevelChange.apply(["a.b.three": 1], to: Self.text).text == Self.text)
  }
}
