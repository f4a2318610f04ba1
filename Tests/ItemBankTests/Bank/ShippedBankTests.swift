import Foundation
import Testing

@testable import ItemBank

/// The bank that is shipped.
@Suite struct ShippedBankTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
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
