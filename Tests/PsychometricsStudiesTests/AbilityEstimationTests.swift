import Psychometrics
import PsychometricsStudies
import ReferenceData
import Testing

@Suite("Ability estimates of LSAT7")
struct AbilityEstimationTests {
  @Test("the posterior of all 32 patterns agrees with the reference", arguments: LSAT7.modelNames)
  func posterior(name: String) throws {
    let model = try #require(LSAT7.load().models[name])
    let scores = try #require(model.scores["EAP"])
    #expect(scores.count == 32)
    for score in scores {
      let estimate = AbilityEstimation.posterior(
        of: model.responses(to: score.pattern), prior: model.prior(on: .standard))
      #expect(abs(estimate.mean - score.theta.value) < 1e-6)
      #expect(abs(estimate.sd - (try #require(score.se)).value) < 1e-6)
    }
  }

  @Test("the tree without domains is the same posterior")
  func tree() throws {
    let model = try #require(LSAT7.load().models["2PL"])
    for score in try #require(model.scores["EAP"]) {
      var posterior = CompetencyPosterior(structure: TreeStructure(skillsPerDomain: []))
      for response in model.responses(to: score.pattern) {
        posterior.observe(response.model.logLikelihoods(on: .standard)[response.category], at: .overall)
      }
      #expect(abs(posterior.estimate(of: .overall).mean - score.theta.value) < 1e-6)
    }
  }

  @Test("61 nodes are as good as 4001", arguments: LSAT7.modelNames)
  func quadrature(name: String) throws {
    let model = try #require(LSAT7.load().models[name])
    for score in try #require(model.scores["EAP_exact"]) {
      let estimate = AbilityEstimation.posterior(
        of: model.responses(to: score.pattern), prior: model.prior(on: .standard))
      #expect(abs(estimate.mean - score.theta.value) < 1e-6)
    }
  }

  @Test("the mode and its observed standard error agree with the reference", arguments: LSAT7.modelNames)
  func mode(name: String) throws {
    let model = try #require(LSAT7.load().models[name])
    for score in try #require(model.scores["MAP"]) {
      let prior = NormalDistribution(sd: model.latent_var.squareRoot())
      let estimate = AbilityEstimation.maximumAPosteriori(
        of: model.responses(to: score.pattern), prior: prior)
      #expect(abs(estimate.theta - score.theta.value) < 1e-5)
      #expect(abs(estimate.observedStandardError - (try #require(score.se)).value) < 3e-5)
    }
  }

  @Test("Warm's estimate agrees with the reference", arguments: LSAT7.modelNames)
  func warm(name: String) throws {
    let model = try #require(LSAT7.load().models[name])
    for score in try #require(model.scores["WLE"]) {
      let estimate = AbilityEstimation.weightedLikelihood(of: model.responses(to: score.pattern))
      if name.hasPrefix("3PL") {
        // The reference's column is the mode of L√I here; only its last number belongs to Warm's root.
        #expect(estimate.theta.isFinite)
      } else {
        #expect(abs(estimate.theta - score.theta.value) < 1e-5)
        #expect(abs(estimate.observedStandardError - (try #require(score.se)).value) < 1e-4)
      }
      let expected = try #require(score.se_1_over_sqrt_info).value
      #expect(abs(estimate.standardError - expected) < 1e-5 * max(1, expected * expected), "\(score.pattern)")
    }
  }

  @Test("the likelihood's maximum agrees with the reference", arguments: LSAT7.modelNames)
  func likelihood(name: String) throws {
    let model = try #require(LSAT7.load().models[name])
    for score in try #require(model.scores["ML"]) {
      let estimate = AbilityEstimation.maximumLikelihood(of: model.responses(to: score.pattern))
      if score.theta.value.isInfinite {
        #expect(estimate.theta == score.theta.value)
      } else if !name.hasPrefix("3PL") {
        #expect(abs(estimate.theta - score.theta.value) < 1e-5)
        #expect(abs(estimate.observedStandardError - (try #require(score.se)).value) < 1e-4)
      } else {
        // Several maxima: ours is never the lower one.
        let responses = model.responses(to: score.pattern)
        let ours = AbilityEstimation.logLikelihood(of: responses, at: estimate.theta)
        let theirs = AbilityEstimation.logLikelihood(of: responses, at: score.theta.value)
        #expect(estimate.theta.isInfinite || ours >= theirs - 1e-9)
      }
    }
  }
}

extension LSAT7.Model {
  func responses(to pattern: String) -> [ScoredResponse] {
    zip(responseModels, categories(of: pattern)).compactMap { model, category in
      category.map { ScoredResponse(model: .logistic(model), category: $0) }
    }
  }
}
