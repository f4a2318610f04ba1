import Foundation
import Testing

@testable import ItemBank

/// What can be wrong in a file, and how it is told.
@Suite struct MistakeTests {
  /// A change to a file, and the diagnostic that follows.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var file = BankFixture.aims
    var from: String
    var to: String
    var rule: String
    var line: Int
    var column: Int?
    var says = ""
    var testDescription: String { name }
  }

  static let roadmap = "roadmap.yaml"
  static let assessment = "assessment.yaml"
  static let ask = "items/teach/ask.yaml"

  static func linkMistake(_ name: String, _ links: String, _ rule: String) -> Mistake {
    Mistake(
      name: name, file: roadmap, from: "levels: [1, 3]", to: "levels: [1, 3], links: [\(links)]", rule: rule,
      line: 8)
  }

  static func orderMistake(_ name: String, _ after: String, _ rule: String, says: String = "") -> Mistake {
    Mistake(
      name: name, file: roadmap, from: "levels: [1, 3]", to: "levels: [1, 3], after: [\(after)]", rule: rule,
      line: 8, says: says)
  }

  static let itemMistakes: [Mistake] = [
    Mistake(
      name: "a type that nobody knows", from: "type: single-choice", to: "type: single-choise", rule: "value",
      line: 5, column: 11, says: "did you mean single-choice?"),
    Mistake(
      name: "a mistyped field", from: "explanation: An", to: "explanaton: An", rule: "unknown-field",
      line: 13, column: 5, says: "did you mean explanation?"),
    Mistake(
      name: "a field from nowhere", from: "level: 2", to: "level: 2\n    author: me", rule: "unknown-field",
      line: 7, column: 5, says: "use one of"),
    Mistake(
      name: "a missing stem", from: "    stem: Which verb makes an aim measurable?\n", to: "",
      rule: "missing-field", line: 4, column: 5, says: "no stem"),
    Mistake(
      name: "an empty stem", from: "Which verb makes an aim measurable?", to: "", rule: "empty-field",
      line: 8, says: "stem is empty"),
    Mistake(
      name: "a stem that is a list", from: "Which verb makes an aim measurable?", to: "[Which]", rule: "type",
      line: 8, column: 11, says: "must be text"),
    Mistake(
      name: "a level in words", from: "level: 2", to: "level: two", rule: "type", line: 6, column: 12,
      says: "whole number"),
    Mistake(
      name: "a level in quotes", from: "level: 2", to: "level: \"2\"", rule: "type", line: 6,
      says: "without quotes"),
    Mistake(
      name: "a hexadecimal level", from: "level: 2", to: "level: 0x2", rule: "type", line: 6, says: "decimal"),
    Mistake(
      name: "a level beyond all numbers", from: "level: 2", to: "level: 99999999999999999999", rule: "range",
      line: 6),
    Mistake(
      name: "a level out of range", from: "level: 2", to: "level: 7", rule: "level-range", line: 6,
      column: 12, says: "this is 7"),
    Mistake(
      name: "a key that is no flag", from: "key: true", to: "key: yes", rule: "type", line: 10,
      says: "true or false"),
    Mistake(
      name: "options that are no list",
      from: "    steps: [Find the need, Write the aim, Choose the task, Check it]",
      to: "    steps: Find the need", rule: "type", line: 31, says: "must be a list"),
    Mistake(
      name: "a field of another type", from: "    steps: [", to: "    answers: [x]\n    steps: [",
      rule: "foreign-field", line: 31, says: "short-text"),
    Mistake(
      name: "a number that is none", from: "value: 12", to: "value: twelve", rule: "type", line: 21,
      says: "0.25"),
    Mistake(name: "a hexadecimal number", from: "value: 12", to: "value: 0x10", rule: "type", line: 21),
    Mistake(name: "an infinite number", from: "value: 12", to: "value: 1e999", rule: "type", line: 21),
    Mistake(
      name: "a tolerance below zero", from: "tolerance: 0,", to: "tolerance: -1,", rule: "range", line: 21),
    Mistake(
      name: "a missing tolerance", from: " tolerance: 0,", to: "", rule: "missing-field", line: 21,
      column: 13, says: "tolerance"),
    Mistake(
      name: "a month that is none", from: "source: Arithmetic",
      to: "source: Arithmetic\n    checked: 2026-13", rule: "value", line: 25, says: "2026-11"),
    Mistake(
      name: "a month with a sign", from: "source: Arithmetic", to: "source: Arithmetic\n    checked: 2026-+1",
      rule: "value", line: 25),
    Mistake(
      name: "an item that is a text", from: "  - id: plan.aims.order",
      to: "  - text\n  - id: plan.aims.order", rule: "type", line: 26, column: 5, says: "mapping"),
    Mistake(
      name: "two ways to verify", from: "verify: {python: \"'list'\"}",
      to: "verify: {python: \"'list'\", run: python}", rule: "verify", line: 15, says: "both run and python"),
    Mistake(
      name: "nothing to run", from: "verify: {python: \"'list'\"}", to: "verify: {run: python}",
      rule: "verify", line: 15, says: "nothing to run"),
    Mistake(
      name: "a language that cannot run", from: "verify: {python: \"'list'\"}", to: "verify: {run: sqll}",
      rule: "value", line: 15, says: "did you mean sql?"),
    Mistake(
      name: "a library that nobody has", from: "verify: {python: 6 * 2}", to: "requires: [numpi]",
      rule: "value", line: 25, column: 16, says: "numpy"),
    Mistake(
      name: "a field that stands twice", from: "    level: 4", to: "    level: 4\n    level: 5",
      rule: "duplicate-field", line: 28, says: "level"),
    Mistake(
      name: "a bracket that stays open", from: "[Find the need, Write the aim, Choose the task, Check it]",
      to: "[Find the need", rule: "yaml", line: 32, says: "begun in line"),
    Mistake(
      name: "a tab for indentation", from: "    level: 2", to: "\tlevel: 2", rule: "control-character",
      line: 6, column: 1, says: "write spaces"),
    Mistake(
      name: "an escape character", from: "Nobody sees it.", to: "Nobody\u{1B}[2J", rule: "control-character",
      line: 11, column: 33, says: "U+001B"),
    Mistake(
      name: "a bidi character in a comment", from: "skill: plan.aims", to: "skill: plan.aims # \u{202E}",
      rule: "control-character", line: 2, column: 20, says: "U+202E"),
    Mistake(
      name: "an anchor", from: "stem: Which", to: "stem: &a Which", rule: "yaml-alias", line: 8, column: 11,
      says: "quote it"),
    Mistake(
      name: "an alias", from: "source: A textbook", to: "source: *a", rule: "yaml-alias", line: 14, column: 13
    ),
    Mistake(
      name: "two documents", from: "    source: Arithmetic", to: "---\nskill: x", rule: "yaml", line: 24),
    Mistake(
      name: "a file without a skill", from: "skill: plan.aims\n", to: "", rule: "missing-field", line: 2,
      says: "no skill"),
    Mistake(
      name: "a line that the code has not", file: ask, from: "lines: [4]", to: "lines: [5]", rule: "range",
      line: 52, column: 13, says: "from 1 to 4"),
    Mistake(
      name: "an effectiveness out of range", file: ask, from: "effectiveness: 3", to: "effectiveness: 5",
      rule: "range", line: 64, says: "from 1 to 4"),
    Mistake(
      name: "a key in a situation", file: ask, from: "effectiveness: 3", to: "effectiveness: 3, key: true",
      rule: "unknown-field", line: 64),
    Mistake(
      name: "a language of code that nobody knows", file: ask, from: "language: python",
      to: "language: pyton", rule: "value", line: 46, says: "did you mean python?"),
  ]

  static let contentMistakes: [Mistake] = [
    Mistake(
      name: "domains that do not sum", file: assessment, from: "weight: 60\n    skills",
      to: "weight: 50\n    skills", rule: "weights", line: 9),
    Mistake(
      name: "skills that do not sum", file: assessment, from: "about: Ask well., weight: 40",
      to: "about: Ask well., weight: 41", rule: "weights", line: 18, says: "sum to 41, not to 40"),
    Mistake(
      name: "a profile that does not sum", file: assessment, from: "teach: 40}", to: "teach: 39}",
      rule: "weights", line: 7, says: "99"),
    Mistake(
      name: "evidence that does not sum", file: assessment, from: "weight: 100", to: "weight: 99",
      rule: "weights", line: 22),
    Mistake(
      name: "a profile of an unknown domain", file: assessment, from: "teach: 40}", to: "teech: 40}",
      rule: "unknown-field", line: 7, says: "did you mean teach?"),
    Mistake(
      name: "a cut beyond all questions", file: assessment, from: "target: 0,", to: "target: 0, cut: 101,",
      rule: "range", line: 7, column: 46, says: "from 1 to 100"),
    Mistake(
      name: "a cut that isn't whole", file: assessment, from: "target: 0,", to: "target: 0, cut: 62.5,",
      rule: "type", line: 7, says: "whole number"),
    Mistake(
      name: "an alignment that is no address", file: assessment, from: "http://example.org/esco/aims",
      to: "ESCO 12", rule: "alignment", line: 14, says: "http://"),
    Mistake(
      name: "an alignment that opens a file", file: assessment, from: "http://example.org/esco/aims",
      to: "file:///etc/passwd", rule: "alignment", line: 14),
    Mistake(
      name: "an alignment that stands twice", file: assessment, from: "alignment: [{",
      to: "alignment: [{name: one, address: \"http://example.org/esco/aims\"}, {", rule: "duplicate-id",
      line: 14),
    Mistake(
      name: "an alignment without a name", file: assessment, from: "{name: \"ESCO: aims\", ", to: "{",
      rule: "missing-field", line: 14),
    Mistake(
      name: "a wide short name", file: assessment, from: "short: Plan", to: "short: 計画計画計画計画",
      rule: "short-name", line: 11, says: "14 cells"),
    Mistake(
      name: "an assessment that would lie elsewhere", file: assessment, from: "id: teacher",
      to: "id: ../../escaped", rule: "id", line: 3, column: 5, says: "small letters"),
    Mistake(
      name: "an assessment with an endless id", file: assessment, from: "id: teacher",
      to: "id: " + String(repeating: "x", count: 101), rule: "id", line: 3, says: "more than 100 characters"),
    Mistake(
      name: "a skill of another domain", file: assessment, from: "id: teach.ask", to: "id: plan.ask",
      rule: "skill-id", line: 20),
    Mistake(
      name: "a skill that stands twice", file: assessment, from: "id: teach.ask", to: "id: plan.aims",
      rule: "duplicate-id", line: 20, says: "line 14"),
    Mistake(
      name: "a volatility that nobody knows", file: assessment, from: "volatility: low", to: "volatility: lo",
      rule: "value", line: 14, says: "did you mean low?"),
    Mistake(
      name: "one anchor", file: assessment, from: "[none, some, many]", to: "[none]", rule: "anchors",
      line: 22),
    Mistake(
      name: "a version that is none", file: assessment, from: "version: 1", to: "version: 1.0", rule: "type",
      line: 5),
    Mistake(
      name: "an action for an unknown skill", file: roadmap, from: "closes: [plan.aims]",
      to: "closes: [plan.aim]", rule: "unknown-skill", line: 8, column: 59, says: "did you mean plan.aims?"),
    Mistake(
      name: "a skill without an action", file: roadmap, from: "teach.ask, ", to: "", rule: "no-action",
      line: 8, says: "teach.ask"),
    Mistake(
      name: "a scale without an action", file: roadmap, from: ", evidence.lessons", to: "", rule: "no-action",
      line: 8, says: "evidence.lessons"),
    Mistake(
      name: "an action of no step", file: roadmap, from: "{id: two, step: 2", to: "{id: two, step: 3",
      rule: "step-number", line: 9, says: "no step 3"),
    Mistake(
      name: "steps out of order", file: roadmap, from: "number: 1", to: "number: 3", rule: "step-number",
      line: 3),
    Mistake(
      name: "an action that stands twice", file: roadmap, from: "id: two", to: "id: one",
      rule: "duplicate-id", line: 9),
    Mistake(
      name: "levels the wrong way round", file: roadmap, from: "levels: [1, 3]", to: "levels: [3, 1]",
      rule: "range", line: 8, says: "[1, 3]"),
    Mistake(
      name: "told levels of a scale that it does not help", file: roadmap, from: "levels: [1, 3]",
      to: "levels: [1, 3], told: {evidence.lessons: [0, 1]}", rule: "unknown-field", line: 8),
    Mistake(
      name: "a told level from which nothing leads on", file: roadmap, from: "levels: [2, 5]",
      to: "levels: [2, 5], told: {evidence.lessons: [0, 0]}", rule: "no-action", line: 8, says: "level 1"),
    Mistake(
      name: "a told level that is the highest", file: roadmap, from: "levels: [2, 5]",
      to: "levels: [2, 5], told: {evidence.lessons: [0, 2]}", rule: "range", line: 9),
    Mistake(
      name: "told levels the wrong way round", file: roadmap, from: "levels: [2, 5]",
      to: "levels: [2, 5], told: {evidence.lessons: [1, 0]}", rule: "range", line: 9, says: "[0, 2]"),
    Mistake(name: "no hours", file: roadmap, from: "hours: 2", to: "hours: 0", rule: "range", line: 8),
    linkMistake(
      "a link that another program would run", "{title: A, url: 'javascript:alert(1)', checked: 2026-11}",
      "link"),
    linkMistake("a link without a host", "{title: A, url: 'https:///etc/passwd', checked: 2026-11}", "link"),
    linkMistake(
      "a link with an escape", "{title: A, url: \"https://a.org/\\e[31m\", checked: 2026-11}",
      "control-character"),
    linkMistake("a link with a space", "{title: A, url: 'https://a.org/a b', checked: 2026-11}", "link"),
    linkMistake("a link that lacks its month", "{title: A, url: 'https://a.org/'}", "missing-field"),
    linkMistake("a month that isn't one", "{title: A, url: 'https://a.org/', checked: 2026-13}", "value"),
    linkMistake(
      "a link in one action twice",
      "{title: A, url: 'https://a.org/', checked: 2026-11}, {title: B, url: 'https://a.org/', checked: 2026-11}",
      "duplicate-id"),
    linkMistake(
      "more links than anyone follows",
      (1...4).map { "{title: A, url: 'https://a.org/\($0)', checked: 2026-11}" }.joined(separator: ", "),
      "entry-count"),
    linkMistake(
      "a title that no screen holds",
      "{title: \(String(repeating: "wide ", count: 20)), url: 'https://a.org/', checked: 2026-11}", "link"),
    orderMistake("an action that comes after nothing known", "no-such-action", "unknown-action"),
    orderMistake("an action after itself", "one", "duplicate-id", says: "after itself"),
  ]

  @Test(arguments: itemMistakes + contentMistakes)
  func everyMistakeIsToldWithItsPlace(mistake: Mistake) throws {
    let fixture = try BankFixture()
    try fixture.change(mistake.file, mistake.from, mistake.to)
    let found = fixture.parse().diagnostics.filter { $0.severity == .error }
    let match = try #require(
      found.first { $0.rule == mistake.rule && $0.location.line == mistake.line },
      "\(found.map(\.description))")
    #expect(match.location.file.hasSuffix(mistake.file))
    if let column = mistake.column { #expect(match.location.column == column) }
    #expect(mistake.says.isEmpty || match.description.contains(mistake.says), "\(match)")
    #expect(!match.remedy.isEmpty && !match.description.contains("\n"))
    #expect(throws: BankError.self) { try fixture.load() }
  }

  @Test func actionsThatWaitForOneAnotherAreNamed() throws {
    let fixture = try BankFixture()
    try fixture.change(Self.roadmap, "levels: [1, 3]", "levels: [1, 3], after: [two]")
    let (assessment, fine) = fixture.parse()
    #expect(fine.isEmpty && assessment?.content.roadmap.actions.map(\.after) == [["two"], []])
    try fixture.change(Self.roadmap, "levels: [2, 5]", "levels: [2, 5], after: [one]")
    let found = try #require(fixture.parse().diagnostics.first { $0.rule == "circular-order" })
    #expect(found.message.contains("one, two") && found.location.line == 8)
  }

  @Test(arguments: [(30, "guessing"), (95, "one slip")])
  func anUnusualCutIsAWarningThatSaysWhatToChoose(cut: Int, says: String) throws {
    let fixture = try BankFixture()
    try fixture.change(Self.assessment, "target: 0,", "target: 0, cut: \(cut),")
    let (assessment, found) = fixture.parse()
    let warning = try #require(found.first { $0.rule == "cut" })
    #expect(warning.severity == .warning && found.count == 1)
    #expect(warning.location.file.hasSuffix(Self.assessment))
    #expect(warning.location.line == 7 && warning.location.column == 46)
    #expect(warning.message.contains(says) && warning.remedy.contains("choose 40 to 90"))
    #expect(assessment?.content.framework.cut(ofProfile: "entry") == cut)
  }

  @Test func theCutOfAProfileIs65UnlessItSaysOtherwise() throws {
    let fixture = try BankFixture()
    #expect(fixture.parse().assessment?.content.framework.cut(ofProfile: "entry") == 65)
    try fixture.change(Self.assessment, "target: 0,", "target: 0, cut: 72,")
    #expect(fixture.parse().assessment?.content.framework.cut(ofProfile: "entry") == 72)
    #expect(fixture.parse().diagnostics.isEmpty)
    // The compiled bank keeps it.
    #expect(try fixture.load().content.framework.cut(ofProfile: "entry") == 72)
    #expect(try fixture.load().content.framework.cut(ofProfile: "entry") == 72)
  }

  @Test func oneBadItemLosesNoOther() throws {
    let fixture = try BankFixture()
    try fixture.change(BankFixture.aims, "level: 3", "level: 9")
    let (assessment, diagnostics) = fixture.parse()
    let ids = assessment?.items.map(\.id) ?? []
    #expect(
      ids.contains("plan.aims.verb") && ids.contains("plan.aims.order") && !ids.contains("plan.aims.count"))
    #expect(diagnostics.map(\.item) == ["plan.aims.count"])
  }

  /// An assessment with too much in it is refused before, and not after, all of it was parsed.
  @Test func whatIsTooLargeIsNotParsed() throws {
    let fixture = try BankFixture()
    let files = (AssessmentParser.mostBytes >> 20) / 4 + 1
    for number in 0..<files {
      // Each would be a mistake of its own, were it read.
      let name = "items/plan/z\(number).yaml"
      try fixture.write(name, "")
      try #require(truncate(fixture.folder.appendingPathComponent(name).path, 4 << 20) == 0)
    }
    let start = ContinuousClock.now
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["too-large"], "\(found)")
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func afterTooManyItemsNoFurtherFileIsParsed() throws {
    let fixture = try BankFixture()
    let item = "  - {id: plan.aims.x}\n"
    let file = "skill: plan.aims\nitems:\n" + String(repeating: item, count: 1000)
    for number in 0..<(AssessmentParser.mostItems / 1000) {
      try fixture.write("items/plan/y\(10 + number).yaml", file)
    }
    try fixture.write("items/plan/z.yaml", "skill: [")
    let found = fixture.parse().diagnostics
    #expect(found.count { $0.rule == "too-large" } == 1)
    #expect(!found.contains { $0.location.file.hasSuffix("z.yaml") })
  }

  @Test func oneBadFileLosesNoOther() throws {
    let fixture = try BankFixture()
    try fixture.write(BankFixture.aims, "skill: [")
    let (assessment, diagnostics) = fixture.parse()
    #expect(assessment?.items.map(\.skill).allSatisfy { $0 == "teach.ask" } == true)
    #expect(assessment?.items.count == 5 && diagnostics.count == 1)
  }

  @Test func allMistakesAreToldAtOnceInTheOrderOfFilesAndLines() throws {
    let fixture = try BankFixture()
    try fixture.change(BankFixture.aims, "level: 2", "level: 0")
    try fixture.change(BankFixture.aims, "level: 4", "level: six")
    try fixture.change(Self.ask, "bloom: remember", "bloom: recall")
    try fixture.change(Self.assessment, "version: 1", "version: x")
    let found = fixture.parse().diagnostics
    #expect(found.map(\.location.line) == [5, 6, 28, 21])
    #expect(found == found.sorted())
  }

  @Test func scalarsStayTheAuthorsText() throws {
    let fixture = try BankFixture()
    try fixture.change(BankFixture.aims, "text: list", "text: null")
    try fixture.change(BankFixture.aims, "text: know", "text: 0x10")
    try fixture.change(BankFixture.aims, "text: value", "text: true")
    try fixture.change(BankFixture.aims, "source: A textbook", "source: 1e3")
    let item = try #require(fixture.parse().assessment?.items.first { $0.id == "plan.aims.verb" })
    #expect(item.task.options.map(\.text) == ["null", "0x10", "true"])
    #expect(item.source == "1e3")
  }

  @Test func exponentsAreNumbersWhereANumberIsWanted() throws {
    let fixture = try BankFixture()
    try fixture.change(BankFixture.aims, "value: 12, tolerance: 0", "value: 1.2e1, tolerance: 5e-1")
    let item = try #require(fixture.parse().assessment?.items.first { $0.id == "plan.aims.count" })
    #expect(item.task == .numeric(NumericKey(value: 12, tolerance: 0.5, unit: "aims")))
  }

  @Test func windowsLineBreaksAndAByteOrderMarkAreNoMistakes() throws {
    let fixture = try BankFixture()
    let text = try fixture.text(Self.ask)
    let before = fixture.parse().assessment?.items.map(\.stem)
    try fixture.write(Self.ask, "\u{FEFF}" + text.replacing("\n", with: "\r\n"))
    let (assessment, diagnostics) = fixture.parse()
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(assessment?.items.map(\.stem) == before)
    let code = assessment?.items.first { $0.id == "teach.ask.wrong-line" }?.code
    #expect(code?.lines.count == 4 && code?.text.contains("\r") == false)
  }
}
