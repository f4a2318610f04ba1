import Psychometrics

extension ScoredResponse {
  /// The first and the second derivative of the log-likelihood with respect to ability.
  func derivatives(at theta: Double) -> (first: Double, second: Double) {
    switch model {
    case .logistic(let model):
      let slope = model.derivatives(at: theta)
      let sign = category == 1 ? 1.0 : -1.0
      let probability = category == 1 ? model.probability(at: theta) : model.probabilityOfError(at: theta)
      guard probability > 0 else { return (0, 0) }
      let score = sign * slope.first / probability
      return (score, sign * slope.second / probability - score * score)
    case .partialCredit(let model):
      let moments = model.moments(at: theta)
      let a = model.discrimination
      return (a * (Double(category) - moments.mean), -a * a * moments.variance)
    }
  }
}

extension ResponseModel {
  /// The sum J over the categories of P' P'' / P, per cubed logit.
  ///
  /// Source: Warm (1989), eq. 15.
  func warmCorrection(at theta: Double) -> Double {
    switch self {
    case .logistic(let model):
      let slope = model.derivatives(at: theta)
      let product = model.probability(at: theta) * model.probabilityOfError(at: theta)
      return product > 0 ? slope.first * slope.second / product : 0
    case .partialCredit(let model):
      let a = model.discrimination
      return a * a * a * model.moments(at: theta).third
    }
  }
}

extension PartialCreditModel {
  /// The mean, the variance and the third central moment of the points at an ability.
  func moments(at theta: Double) -> (mean: Double, variance: Double, third: Double) {
    let probabilities = probabilities(at: theta)
    var mean = 0.0
    for (category, probability) in probabilities.enumerated() { mean += Double(category) * probability }
    var variance = 0.0
    var third = 0.0
    for (category, probability) in probabilities.enumerated() {
      let distance = Double(category) - mean
      variance += distance * distance * probability
      third += distance * distance * distance * probability
    }
    return (mean, variance, third)
  }
}
