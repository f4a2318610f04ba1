import Psychometrics
import Testing

@Suite("Estimates")
struct EstimateTests {
  @Test(
    "quantiles and tails of a normal posterior are those of the normal distribution",
    arguments: [0.25, 0.3, 0.5, 0.9])
  func normal(sd: Double) {
    for mean in [-1.03, 0, 0.11, 0.77] {
      let normal = NormalDistribution(mean: mean, sd: sd)
      let estimate = Estimate(masses: Grid.standard.masses(of: normal))
      #expect(abs(estimate.lower95 - normal.quantile(0.025)) < 3e-3)
      #expect(abs(estimate.upper95 - normal.quantile(0.975)) < 3e-3)
      for target in [-0.9, -0.2, 0, 0.33, 0.75] {
        #expect(abs(estimate.probability(atLeast: target) - normal.survival(target)) < 1.5e-3)
      }
    }
  }

  @Test("the error of the ruler widens an estimate and leaves its mean", arguments: [0.05, 0.25, 0.5])
  func widened(error: Double) {
    for (mean, sd) in [(-1.03, 0.3), (0.11, 0.6), (0.77, 0.25)] {
      let estimate = Estimate(masses: Grid.standard.masses(of: NormalDistribution(mean: mean, sd: sd)))
      let wider = estimate.widened(by: error)
      #expect(wider.mean == estimate.mean && abs(wider.masses.reduce(0, +) - 1) < 1e-12)
      #expect(abs(wider.sd * wider.sd - sd * sd - error * error) < 2e-3)
      let total = NormalDistribution(mean: mean, sd: (sd * sd + error * error).squareRoot())
      #expect(abs(wider.lower95 - total.quantile(0.025)) < 2e-2)
      #expect(abs(wider.probability(atLeast: 0.3) - total.survival(0.3)) < 5e-3)
      let mixture = WeightedEstimate(
        components: [.init(weight: 1, distribution: NormalDistribution(mean: mean, sd: sd))]
      ).widened(by: error)
      #expect(mixture.mean == mean && abs(mixture.sd - total.sd) < 1e-12)
      #expect(estimate.widened(by: 0) == estimate)
      #expect(abs(estimate.reliability - (1 - sd * sd)) < 1e-3 && wider.reliability < estimate.reliability)
    }
  }

  @Test("an estimate without answers has no reliability, nor has one that is vaguer than the prior")
  func reliability() {
    #expect(abs(Estimate(masses: Grid.standard.standardNormal).reliability) < 1e-6)
    #expect(Estimate.reliability(ofDeviation: 1.1) == 0 && Estimate.reliability(ofDeviation: 0) == 1)
  }

  @Test("bands sum to 1 and agree with the tails")
  func bands() {
    let estimate = Estimate(masses: Grid.standard.masses(of: NormalDistribution(mean: 0.4, sd: 0.4)))
    let bands = estimate.bandProbabilities(cuts: [-1.5, -0.5, 0.5, 1.5])
    #expect(bands.count == 5)
    #expect(abs(bands.reduce(0, +) - 1) < 1e-12)
    #expect(abs(bands[4] - estimate.probability(atLeast: 1.5)) < 1e-12)
  }

  @Test("the probability of a target falls as the target rises", arguments: 1...10 as ClosedRange<UInt64>)
  func tailsFall(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<61).map { _ in random.uniform() < 0.8 ? 0 : random.uniform() }
    let total = weights.reduce(0, +)
    let estimate = Estimate(masses: weights.map { $0 / total })
    var previous = 1.0
    for step in -70...70 {
      let value = estimate.probability(atLeast: Double(step) / 10)
      #expect(value <= previous && value >= 0)
      previous = value
    }
    #expect(estimate.lower95 <= estimate.upper95)
  }

  @Test(
    "a mixture's interval holds 95 %, also with two peaks far apart",
    arguments: 1...200 as ClosedRange<UInt64>)
  func mixtures(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let shares = (0..<8).map { _ in random.uniform() }
    let total = shares.reduce(0, +)
    let parts = shares.map { share in
      WeightedEstimate.Component(
        weight: share / total,
        distribution: NormalDistribution(mean: 8 * random.uniform() - 4, sd: 0.02 + random.uniform()))
    }
    let estimate = WeightedEstimate(components: parts)
    #expect(abs(estimate.probability(atLeast: estimate.lower95) - 0.975) < 1e-10)
    #expect(abs(estimate.probability(atLeast: estimate.upper95) - 0.025) < 1e-10)
  }

  @Test("normal quantiles invert the distribution function")
  func quantiles() {
    let normal = NormalDistribution()
    for probability in [1e-12, 1e-5, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999] {
      #expect(abs(normal.cumulative(normal.quantile(probability)) - probability) < 1e-13)
    }
    #expect(abs(normal.quantile(0.975) - 1.9599639845400545) < 1e-12)
    #expect(normal.quantile(0) == -.infinity)
    #expect(normal.quantile(1) == .infinity)
  }
}
