import Foundation
import Testing

@testable import ItemBank

/// The schemas that editors use say what the loader does.
@Suite struct SchemaTests {
  static func validator(_ name: String) throws -> SchemaValidator {
    try SchemaValidator(Fixtures.shipped.appendingPathComponent("schema/\(name).schema.json"))
  }

  static func fields(_ object: [String: Any]) -> Set<String> {
    Set((object["properties"] as? [String: Any] ?? [:]).keys)
  }

  @Test func fieldsAreThoseOfTheLoader() throws {
    let items = try Self.validator("items")
    #expect(Self.fields(items.object()) == Set(ItemReader.fileFields))
    #expect(Self.fields(items.object("$defs", "item")) == Set(ItemReader.itemFields))
    #expect(Self.fields(items.object("$defs", "option")) == Set(TaskReader.optionFields))
    #expect(Self.fields(items.object("$defs", "action")) == Set(TaskReader.actionFields))
    #expect(Self.fields(items.object("$defs", "family")) == Set(FamilyReader.fields))
    #expect(Self.fields(items.object("$defs", "draw")) == Set(FamilyReader.drawFields))
    let difficulty = try Self.validator("difficulty")
    #expect(Self.fields(difficulty.object()) == Set(DifficultyReader.comparisonFields))
    #expect(Self.fields(difficulty.object("$defs", "item")) == Set(DifficultyReader.comparedFields))
    let item = ["$defs", "item", "properties"]
    #expect(Self.fields(items.object(item[0], item[1], item[2], "answer")) == Set(TaskReader.answerFields))
    #expect(Self.fields(items.object(item[0], item[1], item[2], "code")) == Set(ItemReader.codeFields))
    #expect(
      Self.fields(items.object(item[0], item[1], item[2], "pairs", "items")) == Set(TaskReader.pairFields))
    #expect(
      Self.fields(items.object(item[0], item[1], item[2], "line-notes", "items"))
        == Set(TaskReader.noteFields))
    #expect(
      Self.fields(items.object(item[0], item[1], item[2], "misconceptions", "items"))
        == Set(ItemReader.misconceptionFields))
    let verify = items.object("$defs", "verify")["oneOf"] as? [[String: Any]] ?? []
    #expect(
      verify.reduce(into: Set<String>()) { $0.formUnion(Self.fields($1)) } == Set(VerificationReader.fields))

    let assessment = try Self.validator("assessment")
    #expect(Self.fields(assessment.object()) == Set(FrameworkReader.rootFields))
    #expect(Self.fields(assessment.object("$defs", "domain")) == Set(FrameworkReader.domainFields))
    #expect(Self.fields(assessment.object("$defs", "skill")) == Set(FrameworkReader.skillFields))
    #expect(Self.fields(assessment.object("$defs", "profile")) == Set(FrameworkReader.profileFields))
    #expect(Self.fields(assessment.object("$defs", "evidence")) == Set(FrameworkReader.evidenceFields))
    #expect(Self.fields(assessment.object("$defs", "alignment")) == Set(AlignmentReader.fields))

    let roadmap = try Self.validator("roadmap")
    #expect(Self.fields(roadmap.object()) == Set(RoadmapReader.rootFields))
    #expect(Self.fields(roadmap.object("$defs", "phase")) == Set(RoadmapReader.phaseFields))
    #expect(Self.fields(roadmap.object("$defs", "step")) == Set(RoadmapReader.stepFields))
    #expect(Self.fields(roadmap.object("$defs", "action")) == Set(RoadmapReader.actionFields))
    #expect(Self.fields(roadmap.object("$defs", "link")) == Set(RoadmapReader.linkFields))
  }

  @Test func choicesAreThoseOfTheLoader() throws {
    let items = try Self.validator("items")
    func values(_ name: String) -> [String]? {
      items.object("$defs", "item", "properties", name)["enum"] as? [String]
    }
    let kinds = items.object("$defs", "item", "properties", "type")["oneOf"] as? [[String: Any]]
    #expect(kinds?.compactMap { $0["const"] as? String } == ItemKind.allCases.map(\.rawValue))
    #expect(values("bloom") == Bloom.allCases.map(\.rawValue))
    let language =
      items.object("$defs", "item", "properties", "code")["properties"] as? [String: [String: Any]]
    #expect(language?["language"]?["enum"] as? [String] == ItemReader.languages)
    #expect(
      items.object("$defs", "item", "properties", "requires", "items")["enum"] as? [String]
        == ItemReader.requirements)
    let skill = try Self.validator("assessment").object("$defs", "skill", "properties")
    #expect(
      (skill["volatility"] as? [String: Any])?["enum"] as? [String] == Volatility.allCases.map(\.rawValue))
  }

  @Test func everyShippedFileIsValid() throws {
    let folder = Fixtures.shipped.appendingPathComponent("ml-engineer")
    for name in ContentFiles(folder: folder.path).names where name.hasSuffix(".yaml") {
      let schema = name.hasPrefix("items/") ? "items" : String(name.prefix { $0 != "." })
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let mistakes = try Self.validator(schema).mistakes(in: text)
      #expect(mistakes.isEmpty, "\(name): \(mistakes.prefix(3))")
    }
  }

  @Test func theSmallAssessmentIsValid() throws {
    for name in ["assessment.yaml", "roadmap.yaml", BankFixture.aims, "items/teach/ask.yaml"] {
      let schema = name.hasPrefix("items/") ? "items" : String(name.prefix { $0 != "." })
      #expect(try Self.validator(schema).mistakes(in: Fixtures.text("teacher/" + name)).isEmpty, "\(name)")
    }
  }

  /// What the schema can see and the loader refuses, an editor underlines.
  @Test(
    arguments: MistakeTests.itemMistakes.filter {
      ["unknown-field", "missing-field", "foreign-field", "value", "level-range"].contains($0.rule)
    })
  func editorsSeeWhatTheLoaderRefuses(mistake: MistakeTests.Mistake) throws {
    let text = try Fixtures.text("teacher/" + mistake.file).replacing(
      mistake.from, with: mistake.to, maxReplacements: 1)
    #expect(try !Self.validator("items").mistakes(in: text).isEmpty)
  }

  @Test(arguments: [
    "key-count", "entry-count", "level-range", "item-id", "no-explanation", "no-source", "misconceptions",
  ])
  func editorsSeeWhatTheRulesRefuse(rule: String) throws {
    #expect(try !Self.validator("items").mistakes(in: Fixtures.text("lint/\(rule).yaml")).isEmpty)
  }
}
