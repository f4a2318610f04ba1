import Psychometrics
import Testing

@Suite("What is known between two days")
struct AbilityBeliefTests {
  static let structure = TreeStructure(skillsPerDomain: [3, 0, 2, 4])

  /// The log-likelihood of a measurement with a normal error, on the grid.
  static func measurement(_ value: Double, sd: Double) -> [Double] {
    Grid.standard.nodes.map { -0.5 * ($0 - value) * ($0 - value) / (sd * sd) }
  }

  @Test("without answers, time changes nothing", arguments: [0.0, 1, 42, 5000])
  func nothingIsKnown(days: Double) {
    let posterior = AbilityBelief(priorOf: Self.structure).prior(afterDays: days, structure: Self.structure)
    for node in CompetencyPosteriorTests.nodes {
      let estimate = posterior.estimate(of: node)
      #expect(abs(estimate.mean) < 1e-9 && abs(estimate.sd - 1) < 1e-4)
    }
  }

  @Test("at the end of a day every ability is kept with its mean and its deviation", arguments: 0..<40)
  func endOfDay(seed: Int) {
    let (before, _) = CompetencyPosteriorTests.random(seed: UInt64(seed), answers: 2 + seed % 30)
    let after = before.belief().prior(afterDays: 0, structure: Self.structure)
    for node in CompetencyPosteriorTests.nodes {
      let (one, two) = (before.estimate(of: node), after.estimate(of: node))
      #expect(abs(one.mean - two.mean) < 0.04, "\(node): \(one.mean) \(two.mean)")
      #expect(abs(one.sd - two.sd) < 0.04, "\(node): \(one.sd) \(two.sd)")
    }
  }

  @Test("silence widens every interval, and never beyond the prior's", arguments: 0..<20)
  func silence(seed: Int) {
    let (posterior, _) = CompetencyPosteriorTests.random(seed: UInt64(seed), answers: 40)
    let belief = posterior.belief()
    var before = belief.prior(afterDays: 0, structure: Self.structure)
    for days in [10.0, 60, 400, 3000, 30_000] {
      let after = belief.prior(afterDays: days, structure: Self.structure)
      for node in CompetencyPosteriorTests.nodes {
        #expect(after.estimate(of: node).sd > before.estimate(of: node).sd - 0.02)
        #expect(after.estimate(of: node).sd < 1.05)
      }
      before = after
    }
    for node in CompetencyPosteriorTests.nodes { #expect(abs(before.estimate(of: node).mean) < 0.2) }
  }

  @Test(
    "on a later day, a right answer never lowers its skill, a wrong one never raises it", arguments: 0..<40)
  func laterAnswers(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let (posterior, _) = CompetencyPosteriorTests.random(seed: UInt64(seed), answers: 30)
    let today = posterior.belief().prior(afterDays: 1 + 90 * random.uniform(), structure: Self.structure)
    for skill in 0..<Self.structure.skillCount {
      let model = ResponseModel.logistic(LogisticModel(difficulty: 1.5 * random.normal(), guessing: 0.2))
      for category in 0...1 {
        var after = today
        after.observe(model.logLikelihoods(on: .standard)[category], at: .skill(skill))
        let change = after.estimate(of: .skill(skill)).mean - today.estimate(of: .skill(skill)).mean
        #expect(category == 1 ? change > -1e-9 : change < 1e-9, "\(category): \(change)")
      }
    }
  }

  /// The overall ability after attempts six weeks apart, each of which measures every skill to be the same.
  private func overall(_ abilities: [Double], walk: AbilityWalk = .standard) -> Estimate {
    var posterior = CompetencyPosterior(structure: Self.structure)
    for (attempt, ability) in abilities.enumerated() {
      if attempt > 0 {
        posterior = posterior.belief().prior(afterDays: 42, walk: walk, structure: Self.structure)
      }
      for skill in 0..<Self.structure.skillCount {
        posterior.observe(Self.measurement(ability, sd: 0.7), at: .skill(skill))
      }
    }
    return posterior.estimate(of: .overall)
  }

  @Test("a jump is followed sooner than without large steps")
  func jump() {
    var gaussian = AbilityWalk.standard
    gaussian.shared.largeStepsPerMonth = 0
    gaussian.domain.largeStepsPerMonth = 0
    let jump = [0, 0, 0, 1.5]
    #expect(overall(jump).mean > overall(jump, walk: gaussian).mean + 0.2)
  }

  @Test("who stays the same is known more precisely than with larger and more frequent steps")
  func steadyPeople() {
    let wide = AbilityWalk.Steps(variancePerMonth: 0.014, largeStepsPerMonth: 0.147, largeVariance: 0.81)
    var walk = AbilityWalk.standard
    walk.shared = wide
    let attempts = Array(repeating: 0.3, count: 6)
    let (narrow, before) = (overall(attempts).sd, overall(attempts, walk: walk).sd)
    #expect(narrow < 0.99 * before, "\(narrow) \(before)")
    #expect(overall([0.3]).sd > 1.15 * narrow, "six attempts say more than one")
  }

  /// With normal errors and small steps alone, the Kalman filter (1960) over all abilities together is exact.
  @Test("without large steps it agrees with the Kalman filter", arguments: 0..<20)
  func kalman(seed: Int) {
    let structure = TreeStructure(skillsPerDomain: [2, 3], rho: 0.5, kappa: 0.6)
    let steps = AbilityWalk.Steps(variancePerMonth: 0.03, largeStepsPerMonth: 0, largeVariance: 0)
    let walk = AbilityWalk(shared: steps, domain: steps, skill: steps)
    var random = SeededGenerator(seed: UInt64(seed))
    var exact = KalmanTree(structure: structure)
    var posterior = CompetencyPosterior(structure: structure)
    for day in 0..<5 {
      if day > 0 {
        posterior = posterior.belief().prior(afterDays: 30, walk: walk, structure: structure)
        exact.walk(variance: 0.03)
      }
      for skill in 0..<structure.skillCount {
        let value = 0.8 * random.normal()
        posterior.observe(Self.measurement(value, sd: 0.7), at: .skill(skill))
        exact.observe(value, variance: 0.49, skill: skill)
      }
      for (place, node) in exact.nodes.enumerated() {
        let estimate = posterior.estimate(of: node)
        let deviation = exact.covariance[place][place].squareRoot()
        // The first day is exact; then the tree drops what siblings still share given their parent.
        let isExact = day == 0
        #expect(
          abs(estimate.mean - exact.mean[place]) < (isExact ? 1e-3 : 0.3) * deviation, "\(day), \(node)")
        #expect(abs(estimate.sd - deviation) < (isExact ? 1e-3 : 0.12) * deviation, "\(day), \(node)")
      }
    }
  }
}

/// The Kalman filter over all abilities of a tree, with their whole covariance.
private struct KalmanTree {
  let structure: TreeStructure
  let nodes: [TreeNode]
  var mean: [Double]
  var covariance: [[Double]]

  init(structure: TreeStructure) {
    self.structure = structure
    let domains = structure.domainCount
    nodes =
      [.overall] + (0..<domains).map { .domain($0) } + (0..<structure.skillCount).map { .skill($0) }
    mean = Array(repeating: 0, count: nodes.count)
    covariance = Array(repeating: Array(repeating: 0, count: nodes.count), count: nodes.count)
    add(shared: 1, domain: 1 - structure.rho, skill: 1 - structure.kappa, loading: structure.rho.squareRoot())
  }

  /// Adds independent parts: of the overall ability, of each domain and of each skill.
  private mutating func add(shared: Double, domain: Double, skill: Double, loading: Double) {
    let root = structure.kappa.squareRoot()
    func spread(_ effect: [Double], _ variance: Double) {
      for row in effect.indices {
        for column in effect.indices { covariance[row][column] += variance * effect[row] * effect[column] }
      }
    }
    spread(
      nodes.map {
        switch $0 {
        case .overall: 1
        case .domain: loading
        case .skill: loading * root
        }
      }, shared)
    for number in 0..<structure.domainCount {
      spread(
        nodes.map {
          switch $0 {
          case .overall: 0
          case .domain(let domain): domain == number ? 1 : 0
          case .skill(let skill): structure.domain(ofSkill: skill) == number ? root : 0
          }
        }, domain)
    }
    for number in 0..<structure.skillCount { spread(nodes.map { $0 == .skill(number) ? 1 : 0 }, skill) }
  }

  mutating func walk(variance: Double) {
    add(
      shared: variance / structure.rho, domain: variance, skill: variance, loading: structure.rho.squareRoot()
    )
  }

  mutating func observe(_ value: Double, variance: Double, skill: Int) {
    let place = 1 + structure.domainCount + skill
    let column = covariance.map { $0[place] }
    let total = column[place] + variance
    let surprise = value - mean[place]
    for row in mean.indices {
      mean[row] += column[row] / total * surprise
      for other in mean.indices { covariance[row][other] -= column[row] * column[other] / total }
    }
  }
}
