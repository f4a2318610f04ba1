import Foundation
import Testing

@testable import ItemBank

/// The assessment that is shipped.
@Suite struct ShippedBankTests {
  static let parsed = BankLoader.parse(assessment: Fixtures.shipped.appendingPathComponent("ml-engineer"))

  @Test func itHasNoErrors() {
    // An item that was revised after its ranking has its level until somebody ranks it again.
    let found = Self.parsed.diagnostics.filter { $0.rule != "stale-difficulty" || $0.severity == .error }
    #expect(found.isEmpty, "\(found.prefix(10))")
  }

  @Test func mostItemsHaveADifficultyFromJudges() throws {
    let items = Bank(try #require(Self.parsed.assessment)).items
    let measured = items.compactMap(\.measured)
    #expect(measured.count * 10 >= items.count * 8, "\(measured.count) of \(items.count); rank them again")
    for item in measured {
      #expect((-4.0...4).contains(item.difficulty) && (0.2...1.5).contains(item.standardError), "\(item)")
    }
  }

  @Test func itHasTheFrameworkAndTheRoad() throws {
    let content = try #require(Self.parsed.assessment).content
    #expect(
      content.framework.domains.map(\.shortName) == [
        "Python", "Computing", "Mathematics", "ML theory", "Frameworks", "MLOps", "Cloud", "Soft skills",
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

  @Test func everyActionHasOpenResources() throws {
    let actions = try #require(Self.parsed.assessment).content.roadmap.actions
    for action in actions {
      #expect((1...3).contains(action.links.count), "\(action.id) has \(action.links.count) links")
    }
    let uses = Dictionary(grouping: actions.flatMap(\.links), by: \.address)
    #expect(uses.values.reduce(0) { $0 + $1.count } >= 200)
    for (address, links) in uses {
      #expect(links.count <= 3, "\(address) is named \(links.count) times")
      #expect(Set(links.map(\.title)).count == 1, "\(address) has several titles")
    }
    let titles = Dictionary(grouping: actions.flatMap(\.links), by: \.title)
    for (title, links) in titles {
      #expect(Set(links.map(\.address)).count == 1, "\(title) has several addresses")
    }
  }

  @Test func everySkillHasItemsOfThreeLevels() throws {
    let statistics = BankStatistics(Bank(try #require(Self.parsed.assessment)))
    let poor = statistics.lacks.filter { if case .level = $0 { false } else { true } }
    #expect(poor.isEmpty, "\(poor.map(\.message))")
  }

  @Test func everySkillHasItemsForItsWeightAtFourLevels() throws {
    let assessment = try #require(Self.parsed.assessment)
    let counts = BankStatistics(Bank(assessment)).domains.flatMap(\.skills)
    for (skill, count) in zip(assessment.content.framework.skills, counts) {
      #expect(Double(count.items) >= max(8, 7 * skill.weight), "\(skill.id) has \(count.items)")
      #expect(count.levels.filter { $0 > 0 }.count >= 4, "\(skill.id) has the levels \(count.levels)")
    }
  }

  @Test func everyDomainHasTheMixOfLevels() throws {
    for domain in BankStatistics(Bank(try #require(Self.parsed.assessment))).domains {
      for (range, share) in [(1...2, 0.35), (3...4, 0.50), (5...5, 0.15)] {
        #expect(abs(domain.share(ofLevels: range) - share) <= 0.10, "\(domain.id) \(range)")
      }
    }
  }

  @Test func theTypesAreThereInTheirNumbers() throws {
    let assessment = try #require(Self.parsed.assessment)
    let statistics = BankStatistics(Bank(assessment))
    #expect(statistics.items >= 700)
    func count(_ kinds: ItemKind...) -> Int { kinds.reduce(0) { $0 + (statistics.types[$1.rawValue] ?? 0) } }
    #expect(count(.linePick) >= 40 && count(.ordering, .matching) >= 40)
    #expect(count(.multipleChoice) >= 60 && count(.situational) >= 40)
    let executed = assessment.items.count { item in
      if case .run? = item.verification?.program { true } else { false }
    }
    #expect(executed >= 170, "\(executed)")
    let numeric = assessment.items.filter { $0.task.kind == .numeric }
    #expect(numeric.count >= 70 && numeric.allSatisfy { $0.verification != nil })
  }

  @Test func warningsAreFew() throws {
    let assessment = try #require(Self.parsed.assessment)
    let warnings = BankLint.check(assessment, year: 2026, month: 11)
    #expect(warnings.count * 50 < assessment.items.count, "\(warnings.map(\.description))")
  }

  /// The others rest on a text or a study, such as a law or a guide for reviews.
  @Test func mostSoftSkillsAreJudgedInSituations() throws {
    let items = try #require(Self.parsed.assessment).items
    let soft = items.filter { $0.domain == "soft" }
    let situational = soft.filter { $0.task.kind == .situational }
    #expect(situational.count * 5 >= soft.count * 4, "\(situational.count) of \(soft.count)")
    #expect(Set(items.map(\.task.kind)) == Set(ItemKind.allCases))
  }

  /// The bound is that of the audit; the suite of writers keeps below it.
  @Test func nobodyPassesWithoutKnowledge() throws {
    let bank = Bank(try #require(Self.parsed.assessment))
    let broken = try BankAudit(bank).broken
    #expect(broken.isEmpty, "\(broken)")
  }
}
