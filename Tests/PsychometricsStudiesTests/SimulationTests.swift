import Psychometrics
import PsychometricsStudies
import Testing

@Suite("Simulations")
struct SimulationTests {
  static func bank(_ count: Int, seed: UInt64) -> [LogisticModel] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      LogisticModel(
        discrimination: 0.8 + 0.8 * random.uniform(), difficulty: random.normal(), guessing: 0.25)
    }
  }

  static func abilities(_ count: Int, seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  @Test("an adaptive test measures well, covers as it promises and uses the bank")
  func adaptive() {
    let simulator = AdaptiveTestSimulator(bank: Self.bank(200, seed: 1))
    var random = SeededGenerator(seed: 2)
    let result = simulator.run(abilities: Self.abilities(600, seed: 3), using: &random)
    #expect(result.rmse < 0.45)
    #expect(abs(result.bias) < 0.06)
    #expect((0.925...0.975).contains(result.coverage))
    #expect(result.neverUsed == 0)
    #expect(result.maxExposure <= 0.5 + 2.0 / 600)
    #expect(result.meanLength == 20)
  }

  @Test("the same seed gives the same result, another seed another")
  func reproducible() {
    let simulator = AdaptiveTestSimulator(bank: Self.bank(60, seed: 1))
    let abilities = Self.abilities(50, seed: 3)
    var (first, second, third) = (
      SeededGenerator(seed: 2), SeededGenerator(seed: 2), SeededGenerator(seed: 3)
    )
    let result = simulator.run(abilities: abilities, using: &first)
    #expect(result == simulator.run(abilities: abilities, using: &second))
    #expect(result != simulator.run(abilities: abilities, using: &third))
  }

  @Test("a wanted precision ends tests earlier")
  func stopping() {
    let settings = AdaptiveTestSimulator.Settings(length: 40, stopSD: 0.5)
    let simulator = AdaptiveTestSimulator(bank: Self.bank(200, seed: 1), settings: settings)
    var random = SeededGenerator(seed: 2)
    let result = simulator.run(abilities: Self.abilities(200, seed: 3), using: &random)
    #expect(result.meanLength < 25)
    #expect(result.rmse < 0.6)
  }

  @Test("a bank smaller than a test is used up and no more")
  func smallBank() {
    let simulator = AdaptiveTestSimulator(bank: Self.bank(7, seed: 1))
    var random = SeededGenerator(seed: 2)
    let result = simulator.run(abilities: Self.abilities(20, seed: 3), using: &random)
    #expect(result.meanLength == 7)
    #expect(AdaptiveTestSimulator(bank: []).run(abilities: [0], using: &random).meanLength == 0)
  }

  @Test("the tree's intervals keep their promise although levels are wrong")
  func tree() {
    let study = CompetencyStudy(structure: TreeStructure(skillsPerDomain: [3, 3, 2, 4]), itemCount: 24)
    var random = SeededGenerator(seed: 4)
    let result = study.run(persons: 250, using: &random)
    for quality in [result.overall, result.weightedMean, result.domains, result.skills] {
      #expect((0.91...0.985).contains(quality.coverage))
      #expect(abs(quality.rmse - quality.believedError) < 0.08)
    }
  }
}
