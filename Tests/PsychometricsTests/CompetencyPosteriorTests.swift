import Psychometrics
import Testing

@Suite("The posterior over the tree, its laws")
struct CompetencyPosteriorTests {
  static let structure = TreeStructure(skillsPerDomain: [3, 0, 2, 4])

  /// One answer to a random item at a random place.
  struct Answer {
    let model: ResponseModel
    let category: Int
    let node: TreeNode

    init(using random: inout SeededGenerator) {
      if random.uniform() < 0.3 {
        model = .partialCredit(
          PartialCreditModel(
            discrimination: 0.4 + 1.6 * random.uniform(),
            thresholds: [random.normal(), random.normal(), random.normal()]))
      } else {
        model = .logistic(
          LogisticModel(
            discrimination: 0.4 + 1.6 * random.uniform(), difficulty: 1.5 * random.normal(),
            guessing: 0.3 * random.uniform()))
      }
      category = Int(random.uniform() * Double(model.categoryCount))
      switch random.uniform() {
      case ..<0.1: node = .overall
      case ..<0.3: node = .domain(Int(random.uniform() * 4))
      default: node = .skill(Int(random.uniform() * 9))
      }
    }

    func logLikelihood(category: Int? = nil) -> [Double] {
      model.logLikelihoods(on: .standard)[category ?? self.category]
    }
  }

  static let nodes: [TreeNode] =
    [.overall] + (0..<4).map { .domain($0) } + (0..<9).map { .skill($0) }

  static func random(seed: UInt64, answers count: Int) -> (CompetencyPosterior, [Answer]) {
    var random = SeededGenerator(seed: seed)
    let answers = (0..<count).map { _ in Answer(using: &random) }
    var posterior = CompetencyPosterior(structure: structure)
    for answer in answers { posterior.observe(answer.logLikelihood(), at: answer.node) }
    return (posterior, answers)
  }

  @Test("beforehand every ability is standard normal")
  func prior() {
    let posterior = CompetencyPosterior(structure: Self.structure)
    for node in Self.nodes {
      let estimate = posterior.estimate(of: node)
      #expect(abs(estimate.mean) < 1e-9)
      #expect(abs(estimate.sd - 1) < 1e-6)
      #expect(abs(estimate.lower95 + 1.959964) < 1e-4)
      #expect(abs(estimate.upper95 - 1.959964) < 1e-4)
    }
  }

  @Test("every marginal is a distribution, whatever was answered", arguments: 1...20 as ClosedRange<UInt64>)
  func distributions(seed: UInt64) {
    let (posterior, _) = Self.random(seed: seed, answers: 40)
    for node in Self.nodes {
      let masses = posterior.marginal(of: node)
      #expect(masses.count == 61)
      #expect(masses.allSatisfy { $0 >= 0 && $0.isFinite })
      #expect(abs(masses.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(
    "a right answer never lowers its skill and a wrong one never raises it",
    arguments: 1...40 as ClosedRange<UInt64>)
  func monotone(seed: UInt64) {
    let (posterior, _) = Self.random(seed: seed, answers: Int(seed) - 1)
    var random = SeededGenerator(seed: seed, stream: 1)
    for _ in 0..<10 {
      let answer = Answer(using: &random)
      let before = posterior.estimate(of: answer.node).mean
      var worse = posterior
      worse.observe(answer.logLikelihood(category: 0), at: answer.node)
      #expect(worse.estimate(of: answer.node).mean <= before + 1e-12)
      var better = posterior
      better.observe(answer.logLikelihood(category: answer.model.categoryCount - 1), at: answer.node)
      #expect(better.estimate(of: answer.node).mean >= before - 1e-12)
      // And nothing that hangs together with it moves the other way.
      #expect(worse.estimate(of: .overall).mean <= posterior.estimate(of: .overall).mean + 1e-12)
      #expect(better.estimate(of: .skill(8)).mean >= posterior.estimate(of: .skill(8)).mean - 1e-12)
    }
  }

  @Test("the order of the answers does not matter", arguments: 1...10 as ClosedRange<UInt64>)
  func order(seed: UInt64) {
    let (posterior, answers) = Self.random(seed: seed, answers: 25)
    var random = SeededGenerator(seed: seed, stream: 2)
    var other = CompetencyPosterior(structure: Self.structure)
    for answer in answers.shuffled(using: &random) {
      other.observe(answer.logLikelihood(), at: answer.node)
    }
    for node in Self.nodes {
      #expect(abs(posterior.estimate(of: node).mean - other.estimate(of: node).mean) < 1e-11)
    }
  }

  @Test("an answer of weight 0 changes nothing, and two of weight ½ are one")
  func weights() {
    let (posterior, answers) = Self.random(seed: 7, answers: 12)
    var same = posterior
    same.observe(answers[0].logLikelihood(), weight: 0, at: answers[0].node)
    #expect(same == posterior)
    var whole = posterior
    whole.observe(answers[1].logLikelihood(), at: answers[1].node)
    var halves = posterior
    halves.observe(answers[1].logLikelihood(), weight: 0.5, at: answers[1].node)
    halves.observe(answers[1].logLikelihood(), weight: 0.5, at: answers[1].node)
    for node in Self.nodes {
      #expect(abs(whole.estimate(of: node).mean - halves.estimate(of: node).mean) < 1e-11)
    }
  }

  @Test("one pass gives what single questions give")
  func onePass() {
    let (posterior, _) = Self.random(seed: 3, answers: 30)
    let all = posterior.estimates()
    #expect(all.overall == posterior.estimate(of: .overall))
    for domain in 0..<4 { #expect(all.domains[domain] == posterior.estimate(of: .domain(domain))) }
    for skill in 0..<9 { #expect(all.skills[skill] == posterior.estimate(of: .skill(skill))) }
  }

  @Test("a thousand contradictory answers leave finite numbers")
  func contradiction() {
    var posterior = CompetencyPosterior(structure: TreeStructure(skillsPerDomain: [2], kappa: 0.99))
    let impossible = ResponseModel.logistic(LogisticModel(discrimination: 4, difficulty: 3))
    let trivial = ResponseModel.logistic(LogisticModel(discrimination: 4, difficulty: -3))
    for _ in 0..<500 {
      posterior.observe(impossible.logLikelihoods(on: .standard)[1], at: .skill(0))
      posterior.observe(trivial.logLikelihoods(on: .standard)[0], at: .skill(1))
    }
    let estimates = posterior.estimates()
    for estimate in [estimates.overall] + estimates.domains + estimates.skills {
      #expect(estimate.mean.isFinite && estimate.sd.isFinite)
      #expect(estimate.lower95 <= estimate.upper95)
    }
  }

  @Test("the weighted mean of one domain is that domain")
  func weightedMeanOfOne() {
    let (posterior, _) = Self.random(seed: 11, answers: 30)
    let domain = posterior.estimate(of: .domain(2))
    let weighted = posterior.weightedMean(ofDomains: [0, 0, 5, 0])
    #expect(abs(weighted.mean - domain.mean) < 1e-9)
    #expect(abs(weighted.sd - domain.sd) < 1e-9)
    #expect(abs(weighted.lower95 - domain.lower95) < 0.02)
    #expect(abs(weighted.upper95 - domain.upper95) < 0.02)
    #expect(abs(weighted.bandProbabilities(cuts: [-0.5, 0.5]).reduce(0, +) - 1) < 1e-12)
  }
}
