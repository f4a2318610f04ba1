import Psychometrics
import ReferenceData
import Testing

@Suite("The posterior over the tree, against integrals")
struct CompetencyPosteriorReferenceTests {
  struct Reference: Decodable {
    struct Row: Decodable {
      let pattern: String
      let g: Double
      let g_sd: Double
      let theta: [Double]
      let theta_sd: [Double]
    }

    let a: [Double]
    let b: [Double]
    let rho: Double
    let rows: [Row]
  }

  @Test("overall and five domains agree with 801 x 801 nodes")
  func reference() throws {
    let reference = try Fixture.json("overall_and_domains_2pl", as: Reference.self)
    let structure = TreeStructure(skillsPerDomain: [0, 0, 0, 0, 0], rho: reference.rho)
    for row in reference.rows {
      var posterior = CompetencyPosterior(structure: structure)
      for (item, category) in categories(of: row.pattern).enumerated() {
        guard let category else { continue }
        let model = ResponseModel.logistic(
          LogisticModel(discrimination: reference.a[item], difficulty: reference.b[item]))
        posterior.observe(model.logLikelihoods(on: .standard)[category], at: .domain(item / 6))
      }
      let estimates = posterior.estimates()
      #expect(abs(estimates.overall.mean - row.g) < 1e-6)
      #expect(abs(estimates.overall.sd - row.g_sd) < 1e-6)
      for domain in 0..<5 {
        #expect(abs(estimates.domains[domain].mean - row.theta[domain]) < 1e-6)
        #expect(abs(estimates.domains[domain].sd - row.theta_sd[domain]) < 1e-6)
      }
    }
  }

  @Test("skills agree with a sum over all four standard normal causes")
  func skills() {
    let structure = TreeStructure(skillsPerDomain: [2], rho: 0.5, kappa: 0.7)
    let easy = ResponseModel.logistic(LogisticModel(discrimination: 1.4, difficulty: -0.5, guessing: 0.2))
    let hard = ResponseModel.logistic(LogisticModel(discrimination: 0.9, difficulty: 0.8))
    let rated = ResponseModel.partialCredit(
      PartialCreditModel(discrimination: 0.8, thresholds: [-0.6, 0.1, 0.9]))
    var posterior = CompetencyPosterior(structure: structure)
    posterior.observe(easy.logLikelihoods(on: .standard)[1], at: .skill(0))
    posterior.observe(rated.logLikelihoods(on: .standard)[3], at: .skill(0))
    posterior.observe(hard.logLikelihoods(on: .standard)[0], at: .skill(1))
    posterior.observe(hard.logLikelihoods(on: .standard)[1], at: .domain(0))
    posterior.observe(easy.logLikelihoods(on: .standard)[0], at: .overall)

    let grid = Grid(count: 29, lower: -5.6, upper: 5.6)
    var sums = Sums(count: 4)
    for (g, massG) in zip(grid.nodes, grid.standardNormal) {
      let atRoot = massG * easy.probability(of: 0, at: g)
      for (cause, mass) in zip(grid.nodes, grid.standardNormal) {
        let domain = 0.5.squareRoot() * g + 0.5.squareRoot() * cause
        let atDomain = atRoot * mass * hard.probability(of: 1, at: domain)
        let first = grid.nodes.map { 0.7.squareRoot() * domain + 0.3.squareRoot() * $0 }
        let firstWeight = zip(first, grid.standardNormal).map {
          $1 * easy.probability(of: 1, at: $0) * rated.probability(of: 3, at: $0)
        }
        let secondWeight = zip(first, grid.standardNormal).map { $1 * hard.probability(of: 0, at: $0) }
        for (one, weightOne) in zip(first, firstWeight) {
          for (two, weightTwo) in zip(first, secondWeight) {
            sums.add([g, domain, one, two], weight: atDomain * weightOne * weightTwo)
          }
        }
      }
    }
    let nodes: [TreeNode] = [.overall, .domain(0), .skill(0), .skill(1)]
    for (index, node) in nodes.enumerated() {
      let estimate = posterior.estimate(of: node)
      #expect(abs(estimate.mean - sums.mean(index)) < 1e-6)
      #expect(abs(estimate.sd - sums.sd(index)) < 1e-6)
    }
  }

  @Test("the weighted mean agrees with the joint integral over two domains")
  func weightedMean() {
    let structure = TreeStructure(skillsPerDomain: [0, 0])
    let model = ResponseModel.logistic(LogisticModel(discrimination: 1.5, difficulty: 0.2, guessing: 0.1))
    var posterior = CompetencyPosterior(structure: structure)
    for _ in 0..<3 { posterior.observe(model.logLikelihoods(on: .standard)[1], at: .domain(0)) }
    posterior.observe(model.logLikelihoods(on: .standard)[0], at: .domain(1))

    let grid = Grid(count: 61, lower: -6, upper: 6)
    var sums = Sums(count: 1)
    var above = 0.0
    for (g, massG) in zip(grid.nodes, grid.standardNormal) {
      let domains = grid.nodes.map { 0.6.squareRoot() * g + 0.4.squareRoot() * $0 }
      let right = domains.map { model.probability(of: 1, at: $0) }
      for (one, massOne) in grid.standardNormal.enumerated() {
        for (two, massTwo) in grid.standardNormal.enumerated() {
          let likelihood = right[one] * right[one] * right[one] * (1 - right[two])
          let weight = massG * massOne * massTwo * likelihood
          let mean = 0.7 * domains[one] + 0.3 * domains[two]
          sums.add([mean], weight: weight)
          if mean >= 0.5 { above += weight }
        }
      }
    }
    let estimate = posterior.weightedMean(ofDomains: [7, 3])
    #expect(abs(estimate.mean - sums.mean(0)) < 1e-6)
    #expect(abs(estimate.sd - sums.sd(0)) < 1e-6)
    #expect(abs(estimate.probability(atLeast: 0.5) - above / sums.total) < 0.01)

    // The domains hang together: as independent ones they would promise too much precision.
    let domains = posterior.estimates().domains
    let naive = (0.49 * domains[0].sd * domains[0].sd + 0.09 * domains[1].sd * domains[1].sd).squareRoot()
    #expect(estimate.sd > naive)
  }
}

/// Weighted sums of values and of their squares.
private struct Sums {
  var total = 0.0
  var first: [Double]
  var second: [Double]

  init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = first
  }

  mutating func add(_ values: [Double], weight: Double) {
    total += weight
    for index in values.indices {
      first[index] += weight * values[index]
      second[index] += weight * values[index] * values[index]
    }
  }

  func mean(_ index: Int) -> Double { first[index] / total }

  func sd(_ index: Int) -> Double {
    (second[index] / total - mean(index) * mean(index)).squareRoot()
  }
}
