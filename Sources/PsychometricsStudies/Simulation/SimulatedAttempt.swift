import Psychometrics

/// A simulated person's answers in one attempt, with the estimate from them.
struct SimulatedAttempt {
  let theta: Double
  let mean: Double
  let sd: Double
  private let models: [LogisticModel]
  private let answers: [Bool]

  init(theta: Double, items: Int, guessing: Double, using random: inout SeededGenerator) {
    let models = (0..<items).map { _ in LogisticModel(difficulty: random.normal(), guessing: guessing) }
    let answers = models.map { random.uniform() < $0.probability(at: theta) }
    let grid = Grid.standard
    let logarithms = grid.nodes.map { node in
      var likelihood = 1.0
      for (model, isRight) in zip(models, answers) {
        let probability = model.probability(at: node)
        likelihood *= isRight ? probability : 1 - probability
      }
      return flooredLog(likelihood) - 0.5 * node * node
    }
    self.theta = theta
    self.models = models
    self.answers = answers
    (mean, sd) = grid.moments(of: normalised(logarithms: logarithms))
  }

  func logLikelihood(at theta: Double) -> Double {
    var total = 0.0
    for (model, isRight) in zip(models, answers) {
      total += flooredLog(isRight ? model.probability(at: theta) : model.probabilityOfError(at: theta))
    }
    return total
  }

  func score(at theta: Double) -> (gradient: Double, information: Double) {
    var gradient = 0.0
    var information = 0.0
    for (model, isRight) in zip(models, answers) {
      let slope = model.derivatives(at: theta).first
      let right = model.probability(at: theta)
      let wrong = model.probabilityOfError(at: theta)
      gradient += isRight ? slope / max(right, 1e-12) : -slope / max(wrong, 1e-12)
      information += slope * slope / max(right * wrong, 1e-12)
    }
    return (gradient, information)
  }
}
