import Foundation
import Testing

@testable import ItemBank

/// The assessment that is shipped.
@Suite struct ShippedBankTests {
  static let parsed = BankLoader.parse(assessment: Fixtures.shipped.appendingPathComponent("ml-engineer"))

  @Test func itHasNoErrors() {
    #expect(Self.parsed.diagnostics.isEmpty, "\(Self.parsed.diagnostics.prefix(10))")
  }

  @Test func itHasTheFrameworkAndTheRoad() throws {
    let content = try #require(Self.parsed.assessment).content
    #expect(
      content.framework.domains.map(\.shortName) == [
        "Python", "Computer sci.", "Mathematics", "ML theory", "Frameworks", "MLOps", "Cloud", "Soft skills",
      ])
    #expect(content.framework.skills.count == 63)
    #expect(content.framework.profiles.map(\.id) == ["entry", "mid"])
    #expect(content.framework.profiles.map(\.target) == [0, 0.75])
    #expect(
      content.framework.evidence.count == 9 && content.framework.evidence.allSatisfy { $0.anchors.count == 5 }
    )
    #expect(content.roadmap.phases.count == 2 && content.roadmap.steps.map(\.number) == [1, 2, 3, 4])
    #expect(content.roadmap.actions.count >= 90)
  }

  @Test func everySkillHasItemsOfThreeLevels() throws {
    let statistics = BankStatistics(Bank(try #require(Self.parsed.assessment)))
    let poor = statistics.lacks.filter { if case .level = $0 { false } else { true } }
    #expect(poor.isEmpty, "\(poor.map(\.message))")
  }

  @Test func softSkillsAreJudgedInSituations() throws {
    let items = try #require(Self.parsed.assessment).items
    #expect(items.filter { $0.domain == "soft" }.allSatisfy { $0.task.kind == .situational })
    #expect(Set(items.map(\.task.kind)) == Set(ItemKind.allCases))
  }

  /// The bound is that of the audit; the suite of writers keeps below it.
  @Test func nobodyPassesWithoutKnowledge() throws {
    let bank = Bank(try #require(Self.parsed.assessment))
    let broken = try BankAudit(bank).broken
    #expect(broken.isEmpty, "\(broken)")
  }
}
