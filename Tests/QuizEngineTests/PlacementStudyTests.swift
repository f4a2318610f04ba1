import Foundation
import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// Small runs of `sextant simulate`; the bounds are those of the promise, widened by the chance of so few people.
@Suite struct PlacementStudyTests {
  /// The bank that is shipped.
  static let pool: ItemPool = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("Assessments/ml-engineer")
    guard let bank = try? BankLoader.load(assessment: folder, cache: nil) else { return Sample.pool }
    return ItemPool(items: bank.items, framework: bank.content.framework)
  }()

  static func tally(_ people: Range<Int>, levelError: Double = 0, seed: UInt64 = 1) -> PlacementTally {
    PlacementStudy(pool: pool, profile: "entry", levelError: levelError, seed: seed).run(people: people)
  }

  static let right = tally(0..<80)
  static let wrong = tally(0..<60, levelError: 0.5)

  @Test func theIntervalsKeepTheirPromise() {
    #expect((0.92...0.98).contains(Self.right.domains.coverage), "\(Self.right.domains)")
    #expect((0.92...0.98).contains(Self.right.skills.coverage), "\(Self.right.skills)")
    #expect((0.91...0.99).contains(Self.right.overall.coverage), "\(Self.right.overall)")
    #expect((0.91...0.98).contains(Self.wrong.domains.coverage), "\(Self.wrong.domains)")
    #expect(abs(Self.right.overall.bias) < 0.08 && abs(Self.wrong.overall.bias) < 0.15)
  }

  @Test func domainsHelpOneAnother() {
    #expect(Self.right.domains.rmse < 0.88 * Self.right.domainsAlone.rmse)
  }

  @Test func noItemIsServedTooOften() {
    // Of eighty people a quarter is twenty; chance adds a few.
    #expect(Self.right.maxExposure < 0.36 && Self.right.overlap < 0.15)
    #expect(Self.right.uses.count { $0 > 0 } > Self.pool.entries.count / 2)
    #expect(Self.right.uses.reduce(0, +) == Self.right.served)
  }

  @Test func sharesOfTheWorkAddUp() {
    var parts = Self.tally(10..<20)
    parts.add(Self.tally(0..<10))
    let whole = Self.tally(0..<20)
    #expect(parts.uses == whole.uses && parts.people == 20 && parts.reasons == whole.reasons)
    #expect(abs(parts.domains.rmse - whole.domains.rmse) < 1e-9)
    #expect(Self.tally(0..<5, seed: 2).uses != Self.tally(0..<5).uses)
  }

  @Test func aLevelIsProposedOnlyWhereTheJudgedOneIsOutOfTheQuestion() {
    #expect(ItemDifficulty.proposedLevel(instead: 3, difficulty: 1.4, standardError: 0.2) == 4)
    #expect(ItemDifficulty.proposedLevel(instead: 3, difficulty: 0.7, standardError: 0.2) == 3)
    #expect(ItemDifficulty.proposedLevel(instead: 3, difficulty: 2.9, standardError: 2) == 3)
    #expect(ItemDifficulty.proposedLevel(instead: 2, difficulty: 9, standardError: 0.1) == 5)
    #expect(ItemDifficulty.proposedLevel(instead: 2, difficulty: 9, standardError: nil) == 2)
  }
}
