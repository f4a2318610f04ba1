import Psychometrics
import ReferenceData
import Testing

@Suite("Response models")
struct ResponseModelTests {
  static let models = RandomItems.models(60, seed: 9)

  @Test("probabilities of the categories sum to 1, and the score is their mean")
  func probabilities() {
    for model in Self.models {
      for theta in stride(from: -8.0, through: 8.0, by: 0.5) {
        let probabilities = model.probabilities(at: theta)
        #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
        var score = 0.0
        for (category, probability) in probabilities.enumerated() {
          #expect(probability == model.probability(of: category, at: theta))
          score += Double(category) * probability / Double(model.categoryCount - 1)
        }
        #expect(abs(score - model.expectedScore(at: theta)) < 1e-12)
      }
      #expect(model.probability(of: model.categoryCount, at: 0) == 0)
      #expect(model.probability(of: -1, at: 0) == 0)
    }
  }

  @Test("information is the expected square of the score function")
  func information() {
    for model in Self.models {
      for theta in [-1.5, 0.0, 0.7] {
        var expected = 0.0
        for category in 0..<model.categoryCount {
          let response = ScoredResponse(model: model, category: category)
          let slope =
            (response.logLikelihood(at: theta + 1e-5) - response.logLikelihood(at: theta - 1e-5)) / 2e-5
          expected += model.probability(of: category, at: theta) * slope * slope
        }
        #expect(abs(model.information(at: theta) - expected) < 1e-7)
      }
    }
  }

  @Test("partial credit with one threshold is the two-parameter model")
  func oneThreshold() {
    let logistic = ResponseModel.logistic(LogisticModel(discrimination: 1.3, difficulty: 0.4))
    let partial = ResponseModel.partialCredit(PartialCreditModel(discrimination: 1.3, thresholds: [0.4]))
    for theta in stride(from: -4.0, through: 4.0, by: 0.25) {
      #expect(abs(logistic.probability(of: 1, at: theta) - partial.probability(of: 1, at: theta)) < 1e-14)
      #expect(abs(logistic.information(at: theta) - partial.information(at: theta)) < 1e-14)
    }
  }

  @Test("a certain difficulty leaves the model alone, an uncertain one flattens it")
  func attenuation() {
    for model in Self.models {
      #expect(model.attenuated(difficultySD: 0) == model)
      let flat = model.attenuated(difficultySD: 0.5)
      #expect(flat.information(at: 0.1) != model.information(at: 0.1))
      #expect(flat.categoryCount == model.categoryCount)
    }
    let model = LogisticModel(difficulty: 0)
    #expect(model.discrimination == 1.2 && model.guessing == 0 && model.ceiling == 1)
    #expect(abs(model.attenuated(difficultySD: 0.5).discrimination - 1.131736) < 1e-6)
  }

  /// The exact probabilities are means over the errors of the difficulty.
  @Test(
    "partial credit with an uncertain difficulty keeps as much information as is left",
    arguments: [0.3, 0.7, 0.8])
  func attenuatedPartialCredit(deviation: Double) {
    let errors = Grid(count: 161, lower: -5, upper: 5)
    let weights = errors.standardNormal
    for model in [
      PartialCreditModel(discrimination: 1, thresholds: [0.6, 1.4]),
      PartialCreditModel(discrimination: 0.8, thresholds: [-0.8, 0, 0.8]),
    ] {
      let flat = model.attenuated(difficultySD: deviation)
      func exact(_ theta: Double) -> [Double] {
        var sum = Array(repeating: 0.0, count: model.thresholds.count + 1)
        for (error, weight) in zip(errors.nodes, weights) {
          for (category, value) in model.probabilities(at: theta - deviation * error).enumerated() {
            sum[category] += weight * value
          }
        }
        return sum
      }
      let middle = model.thresholds.reduce(0, +) / Double(model.thresholds.count)
      for distance in stride(from: -4.0, through: 4.0, by: 0.25) {
        for (one, other) in zip(flat.probabilities(at: middle + distance), exact(middle + distance)) {
          #expect(abs(one - other) < 0.03, "at \(distance): \(one) \(other)")
        }
      }
      let step = 1e-3
      let information = zip(exact(middle - step), exact(middle + step)).reduce(0) {
        let slope = ($1.1 - $1.0) / (2 * step)
        return $0 + slope * slope / (0.5 * ($1.0 + $1.1))
      }
      #expect(abs(flat.information(at: middle) / information - 1) < 0.07, "\(model)")
    }
  }

  @Test("extreme abilities keep finite log-likelihoods")
  func extremes() {
    let steep = ResponseModel.logistic(LogisticModel(discrimination: 300, difficulty: 0))
    for row in steep.logLikelihoods(on: .standard) { #expect(row.allSatisfy { $0.isFinite }) }
  }
}
