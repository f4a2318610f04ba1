import Foundation
import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine
@testable import QuizStudies

/// Small runs of `sextant simulate`; the bounds are those of the promise, widened by the chance of so few people.
@Suite struct PlacementStudyTests {
  /// The bank that is shipped.
  static let pool: ItemPool = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("Assessments/ml-engineer")
    guard let bank = try? BankLoader.load(folder: folder.path, cache: nil) else { return Sample.pool }
    return ItemPool(items: bank.items, framework: bank.content.framework)
  }()

  static func tally(
    _ people: Range<Int>, levelError: Double = 0, shift: Double = 0, seed: UInt64 = 1
  ) -> PlacementTally {
    PlacementStudy(pool: pool, profile: "entry", levelError: levelError, shift: shift, seed: seed)
      .run(people: people)
  }

  static let right = tally(0..<160)
  static let wrong = tally(0..<160, levelError: 0.7, shift: 0.3)

  @Test func theIntervalsKeepTheirPromise() {
    for tally in [Self.right, Self.wrong] {
      #expect((0.93...0.97).contains(tally.domains.coverage), "\(tally.domains)")
      #expect((0.93...0.97).contains(tally.skills.coverage), "\(tally.skills)")
      #expect(tally.overall.coverage >= 0.93, "\(tally.overall)")
    }
    #expect(Self.right.domains.rmse < Self.wrong.domains.rmse, "\(Self.right.domains)")
    #expect(abs(Self.right.overall.bias) < 0.15 && abs(Self.wrong.overall.bias) < 0.15)
  }

  /// A measured difficulty is off by its own error if levels are off as the bank says, and in proportion otherwise.
  @Test func measuredDifficultiesAreOffInProportionToTheirOwnError() {
    let skill = Sample.framework.skills[0].id
    let summaries = (0..<400).map { index in
      var summary = ItemSummary(
        Sample.item("a.b.i\(index)", skill: skill, level: 3, task: Sample.choice), skillIndex: 0)
      if index < 200 {
        summary.measured = MeasuredDifficulty(source: .comparison, difficulty: 0, standardError: 0.3)
      }
      return summary
    }
    let pool = ItemPool(items: summaries, framework: Sample.framework)
    func spread(_ entries: Range<Int>, levelError: Double) -> Double {
      let study = PlacementStudy(pool: pool, profile: "entry", levelError: levelError)
      var ruler = PlacementStudy.Ruler(study, person: 1)
      let squares = entries.map { entry -> Double in
        guard case .logistic(let model) = ruler.model(of: entry) else { return 0 }
        return model.difficulty * model.difficulty
      }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
    #expect(pool.levelDeviation == 0.7)
    #expect(abs(spread(0..<200, levelError: 0.7) - 0.3) < 0.05)
    #expect(abs(spread(200..<400, levelError: 0.7) - 0.7) < 0.11)
    #expect(abs(spread(0..<200, levelError: 0.35) - 0.15) < 0.025, "a ruler twice as good as it claims")
    #expect(spread(0..<200, levelError: 0) == 0, "without any error, difficulties are exact")
  }

  /// Two people meet different errors, one person meets the same, and people are the same whatever the errors.
  @Test func theRulersErrorIsDrawnForEachPerson() {
    let study = PlacementStudy(pool: Self.pool, profile: "entry", levelError: 0.7, shift: 0.3)
    func difficulties(_ study: PlacementStudy, person: Int, entries: [Int]) -> [Double] {
      var ruler = PlacementStudy.Ruler(study, person: person)
      return entries.map { entry in
        guard case .logistic(let model) = ruler.model(of: entry) else { return 0 }
        return model.difficulty
      }
    }
    let choices = Self.pool.entries.indices.filter {
      if case .logistic = Self.pool.tables[Self.pool.entries[$0].table].judgedModel { true } else { false }
    }
    let asked = Array(choices.prefix(40)) + choices.prefix(1)
    let one = difficulties(study, person: 1, entries: asked)
    #expect(one.first == one.last, "an item keeps its error")
    #expect(one == difficulties(study, person: 1, entries: asked))
    #expect(zip(one, difficulties(study, person: 2, entries: asked)).allSatisfy { $0 != $1 })
    // Without errors of single items, all of a domain are off by the same.
    let shifted = PlacementStudy(pool: Self.pool, profile: "entry", shift: 0.3)
    let exact = PlacementStudy(pool: Self.pool, profile: "entry")
    let apart = zip(
      difficulties(shifted, person: 1, entries: choices), difficulties(exact, person: 1, entries: choices)
    ).map { $0 - $1 }
    let byDomain = Dictionary(grouping: zip(choices, apart)) { Self.pool.entries[$0.0].domain }
    #expect(
      byDomain.values.allSatisfy { shifts in shifts.allSatisfy { abs($0.1 - shifts[0].1) < 1e-12 } })
    #expect(Set(byDomain.values.map { ($0[0].1 * 1e6).rounded() }).count == byDomain.count)
    #expect(Self.tally(0..<3).served == Self.tally(0..<3, levelError: 1e-9).served)
  }

  @Test func domainsHelpOneAnother() {
    #expect(Self.right.domains.rmse < 0.88 * Self.right.domainsAlone.rmse)
  }

  @Test func noItemIsServedTooOften() {
    // Of 160 people a fifth is 32; chance adds up to three times its deviation of five.
    #expect(Self.right.maxExposure < 0.3 && Self.right.overlap < 0.15)
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
