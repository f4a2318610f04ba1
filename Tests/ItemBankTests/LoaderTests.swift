import Foundation
import Testing

@testable import ItemBank

@Suite struct LoaderTests {
  @Test func aSecondAssessmentIsAFolderAndNothingElse() throws {
    let fixture = try BankFixture()
    let bank = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    #expect(bank.content.framework.name == "Data teacher")
    #expect(bank.items.map(\.id) == ["plan.aims.verb", "plan.aims.count", "plan.aims.order"])
    #expect(bank.content.roadmap.actions.map(\.id) == ["one", "two"])
    #expect(
      try bank.item(id: "plan.aims.count")?.task
        == .numeric(NumericKey(value: 12, tolerance: 0, unit: "aims")))
    #expect(BankLoader.assessments(in: fixture.folder.deletingLastPathComponent()).count == 1)
  }

  /// A mistake in one place, and the line and rule by which it is told.
  static let mistakes: [(name: String, from: String, to: String, rule: String, line: Int, says: String)] = [
    ("a missing key", "key: true, why: It", "why: It", "key-count", 8, "exactly one key"),
    ("two keys", "{text: know, why", "{text: know, key: true, why", "key-count", 8, "this has 2"),
    ("a level out of range", "level: 2", "level: 7", "range", 5, "from 1 to 5"),
    ("an unknown type", "type: single-choice", "type: single-choise", "value", 4, "single-choise"),
    ("a mistyped field", "explanation: An aim", "explanaton: An aim", "unknown-field", 12, "explanaton"),
    ("a missing source", "    source: A textbook\n    verify", "    verify", "missing-field", 3, "source"),
    ("two options alike", "text: know", "text: list", "options-alike", 10, "alike"),
    ("an option without why", ", why: Nobody sees it.}", "}", "missing-field", 10, "why"),
    ("a foreign id", "id: plan.aims.verb", "id: other.verb", "item-id", 3, "plan.aims."),
    ("a bidi character", "text: know", "text: kn\u{202E}ow", "control-character", 10, "U+202E"),
    (
      "an escape character", "stem: Which verb makes an aim measurable?", "stem: \"Which \\e[2J?\"",
      "control-character", 7, "U+1B"
    ),
    ("a tolerance below zero", "tolerance: 0,", "tolerance: -1,", "range", 20, "negative"),
    ("a number that is none", "value: 12", "value: twelve", "type", 20, "number"),
    (
      "a field of another type", "steps: [Find", "answers: [x]\n    steps: [Find", "foreign-field", 30,
      "answers"
    ),
    ("a bad month", "source: Arithmetic", "source: Arithmetic\n    checked: 2026-13", "value", 24, "2026-11"),
    ("broken YAML", "level: 3", "level: [3", "yaml", 17, ""),
    (
      "a field that stands twice", "    level: 4", "    level: 4\n    level: 5", "duplicate-field", 27,
      "twice"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func everyMistakeIsToldWithItsPlace(index: Int) throws {
    let mistake = Self.mistakes[index]
    let fixture = try BankFixture()
    let text = BankFixture.items
    #expect(text.contains(mistake.from), "\(mistake.name)")
    try fixture.write(
      "items/plan/aims.yaml", text.replacing(mistake.from, with: mistake.to, maxReplacements: 1))
    let found = fixture.parse().diagnostics.filter { $0.severity == .error }
    let match = found.first { $0.rule == mistake.rule }
    #expect(match != nil, "\(mistake.name): \(found)")
    #expect(match?.location.file.hasSuffix("items/plan/aims.yaml") == true)
    #expect(
      match.map { abs($0.location.line - mistake.line) <= 2 } == true,
      "\(mistake.name): \(String(describing: match))")
    #expect(
      mistake.says.isEmpty || match?.description.contains(mistake.says) == true,
      "\(mistake.name): \(String(describing: match))")
    #expect(match?.remedy.isEmpty == false)
  }

  @Test func oneBadItemLosesNoOther() throws {
    let fixture = try BankFixture()
    try fixture.write("items/plan/aims.yaml", BankFixture.items.replacing("level: 3", with: "level: 9"))
    let (assessment, diagnostics) = fixture.parse()
    #expect(assessment?.items.map(\.id) == ["plan.aims.verb", "plan.aims.order"])
    #expect(diagnostics.filter { $0.severity == .error }.map(\.item) == ["plan.aims.count"])
    #expect(throws: BankError.self) { try BankLoader.load(assessment: fixture.folder, cache: nil) }
  }

  @Test func allMistakesAreToldAtOnceInTheOrderOfTheFile() throws {
    let fixture = try BankFixture()
    let text = BankFixture.items.replacing("level: 2", with: "level: 0").replacing(
      "level: 4", with: "level: six")
    try fixture.write("items/plan/aims.yaml", text)
    let lines = fixture.parse().diagnostics.map(\.location.line)
    #expect(lines.count == 2 && lines == lines.sorted())
  }

  @Test func idsMustBeDifferent() throws {
    let fixture = try BankFixture()
    try fixture.write("items/plan/again.yaml", BankFixture.items)
    #expect(fixture.parse().diagnostics.filter { $0.rule == "duplicate-id" }.count == 3)
  }

  @Test func weightsMustSum() throws {
    let fixture = try BankFixture()
    try fixture.write(
      "assessment.yaml",
      BankFixture.assessment.replacing("weight: 60\n    skills", with: "weight: 50\n    skills"))
    #expect(
      fixture.parse().diagnostics.contains {
        $0.rule == "weights" && $0.location.file.hasSuffix("assessment.yaml")
      })
  }

  @Test func everySkillNeedsAnAction() throws {
    let fixture = try BankFixture()
    try fixture.write("roadmap.yaml", BankFixture.roadmap.replacing("teach.ask, ", with: ""))
    #expect(
      fixture.parse().diagnostics.contains { $0.rule == "no-action" && $0.message.contains("teach.ask") })
  }

  @Test func actionsNameKnownSkills() throws {
    let fixture = try BankFixture()
    try fixture.write(
      "roadmap.yaml", BankFixture.roadmap.replacing("closes: [plan.aims]", with: "closes: [plan.aim]"))
    let found = fixture.parse().diagnostics.first { $0.rule == "unknown-skill" }
    #expect(found?.remedy == "did you mean plan.aims?")
  }

  @Test func scalarsStayTheAuthorsText() throws {
    let fixture = try BankFixture()
    let text = BankFixture.items.replacing("text: list", with: "text: null").replacing(
      "text: know", with: "text: 0x10"
    )
    .replacing("text: value", with: "text: true")
    try fixture.write("items/plan/aims.yaml", text)
    #expect(fixture.parse().assessment?.items.first?.task.options.map(\.text) == ["null", "0x10", "true"])
  }

  @Test func aFolderWithoutAssessmentIsNamed() {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nowhere-\(UUID().uuidString)")
    let error = #expect(throws: BankError.self) { try BankLoader.load(assessment: folder, cache: nil) }
    #expect(error == .noAssessment(folder: folder.path))
  }

  @Test(arguments: 0..<150)
  func noBytesMakeTheLoaderTrap(seed: Int) throws {
    let fixture = try BankFixture()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int(state >> 33) % bound
    }
    let names = ["items/plan/aims.yaml", "roadmap.yaml", "assessment.yaml"]
    let texts = [BankFixture.items, BankFixture.roadmap, BankFixture.assessment]
    let which = next(3)
    var bytes = Array(texts[which].utf8)
    for _ in 0..<(1 + next(8)) {
      let place = next(bytes.count)
      switch next(4) {
      case 0: bytes[place] = UInt8(next(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("&a *a - {: [".utf8), at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + next(60)))
      }
    }
    try fixture.write(names[which], Data(bytes))
    let (_, diagnostics) = fixture.parse()
    for diagnostic in diagnostics { #expect(!diagnostic.remedy.isEmpty && diagnostic.location.line >= 1) }
  }
}

@Suite struct IndexTests {
  @Test func theIndexHoldsEveryItemExactly() throws {
    let fixture = try BankFixture()
    let parsed = try #require(fixture.parse().assessment)
    _ = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    let bank = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    #expect(bank.content == parsed.content && bank.contentKey == parsed.contentKey)
    #expect(try bank.allItems() == parsed.items)
  }

  @Test func aChangedFileIsReadAnew() throws {
    let fixture = try BankFixture()
    let before = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    try fixture.write(
      "items/plan/aims.yaml", BankFixture.items.replacing("Which verb makes", with: "Which verb really makes")
    )
    let after = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    #expect(before.contentKey != after.contentKey)
    #expect(try after.item(id: "plan.aims.verb")?.stem.contains("really") == true)
  }

  @Test(arguments: 0..<60)
  func aDamagedIndexIsRebuilt(seed: Int) throws {
    let fixture = try BankFixture()
    let sound = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    let path = CompiledIndex.place(in: fixture.cache, assessment: fixture.folder)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let place = (seed * 7919) % bytes.count
    if seed % 3 == 0 { bytes.removeLast(bytes.count - place) } else { bytes[place] ^= UInt8(1 << (seed % 8)) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let bank = try BankLoader.load(assessment: fixture.folder, cache: fixture.cache)
    #expect(bank.contentKey == sound.contentKey && bank.items == sound.items)
  }

  @Test func withoutACacheItStillWorks() throws {
    let fixture = try BankFixture()
    #expect(
      try BankLoader.load(assessment: fixture.folder, cache: URL(fileURLWithPath: "/proc/none")).items.count
        == 3)
  }
}

/// The bank that is shipped.
@Suite struct ShippedBankTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Assessments/ml-engineer")

  @Test func itHasNoErrors() {
    let errors = BankLoader.parse(assessment: Self.folder).diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.prefix(10))")
  }

  @Test func itHasTheFrameworkAndTheRoad() throws {
    let content = try #require(BankLoader.parse(assessment: Self.folder).assessment).content
    #expect(content.framework.domains.count == 8 && content.framework.skills.count == 63)
    #expect(
      content.framework.profiles.map(\.id) == ["entry", "mid"] && content.framework.evidence.count == 9)
    #expect(content.roadmap.phases.count == 2 && content.roadmap.steps.count == 4)
    #expect(content.roadmap.actions.count >= 90)
  }

  @Test func everySkillHasThreeItemsAtThreeLevels() throws {
    let bank = Bank(try #require(BankLoader.parse(assessment: Self.folder).assessment))
    let statistics = BankStatistics(bank)
    #expect(statistics.items >= 190)
    #expect(statistics.holes.isEmpty, "\(statistics.holes)")
  }

  @Test func softSkillsAreJudgedInSituations() throws {
    let items = try #require(BankLoader.parse(assessment: Self.folder).assessment).items
    #expect(items.filter { $0.domain == "soft" }.allSatisfy { $0.task.kind == .situational })
    let kinds = Set(items.map(\.task.kind))
    #expect(
      kinds.isSuperset(of: [.singleChoice, .multipleChoice, .numeric, .shortText, .ordering, .situational]))
  }

  @Test func theSchemasNameWhatTheLoaderReads() throws {
    let schema = Self.folder.deletingLastPathComponent().appendingPathComponent("schema")
    func object(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: schema.appendingPathComponent(name))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    let items = try object("items.schema.json")
    let definitions = try #require(items["$defs"] as? [String: Any])
    let item = try #require(definitions["item"] as? [String: Any])
    let properties = try #require(item["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ItemReader.itemFields))
    let type = try #require(properties["type"] as? [String: Any])
    #expect(Set(type["enum"] as? [String] ?? []) == Set(ItemKind.allCases.map(\.rawValue)))
    let assessment = try #require(try object("assessment.schema.json")["properties"] as? [String: Any])
    #expect(Set(assessment.keys) == Set(FrameworkReader.rootFields))
    let roadmap = try #require(try object("roadmap.schema.json")["$defs"] as? [String: Any])
    let action = try #require((roadmap["action"] as? [String: Any])?["properties"] as? [String: Any])
    #expect(Set(action.keys) == Set(RoadmapReader.actionFields))
  }
}

@Suite struct LintTests {
  /// A change that one rule must see and the fixture without it must not have.
  @Test(arguments: [
    ("all-of-the-above", "text: value", "text: All of the above"),
    ("stem-question", "Which verb makes an aim measurable?", "Choose a verb."),
    (
      "numbers-in-order", "{text: list, key: true, why: It can be counted.}\n      - {text: know",
      "{text: \"3\", key: true, why: It can be counted.}\n      - {text: \"2\""
    ),
    ("key-length", "{text: list,", "{text: an enormous option that is far longer than any of the others,"),
    ("negation", "Which verb makes an aim measurable?", "Which verb does not make an aim measurable?"),
    (
      "screen-fit", "Which verb makes an aim measurable?",
      "\(String(repeating: "Long words. ", count: 120))Which?"
    ),
  ])
  func aRuleSeesItsMistakeAndOnlyThat(rule: String, from: String, to: String) throws {
    let fixture = try BankFixture()
    let sound = try #require(fixture.parse().assessment)
    #expect(BankLint.check(sound, year: 2026, month: 11).isEmpty)
    var text = BankFixture.items.replacing(from, with: to, maxReplacements: 1)
    if rule == "numbers-in-order" { text = text.replacing("text: value", with: "text: \"9\"") }
    try fixture.write("items/plan/aims.yaml", text)
    let parsed = try #require(fixture.parse().assessment)
    let found = BankLint.check(parsed, year: 2026, month: 11)
    #expect(found.map(\.rule) == [rule], "\(found)")
    #expect(found.first?.item == "plan.aims.verb" && found.first?.location.line == 3)
  }

  @Test func factsAgeByTheirSkill() throws {
    let fixture = try BankFixture()
    try fixture.write(
      "items/plan/aims.yaml",
      BankFixture.items.replacing("source: Arithmetic", with: "source: Arithmetic\n    checked: 2024-10"))
    let parsed = try #require(fixture.parse().assessment)
    #expect(BankLint.check(parsed, year: 2026, month: 10).isEmpty)
    #expect(BankLint.check(parsed, year: 2026, month: 11).map(\.rule) == ["stale-fact"])
  }
}
