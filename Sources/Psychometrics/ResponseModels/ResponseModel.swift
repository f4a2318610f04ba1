/// How the answer to an item depends on ability; answers fall into categories 0, 1, ….
///
/// Items that are right or wrong have the categories 0 (wrong) and 1 (right).
public enum ResponseModel: Sendable, Equatable {
  /// An item that is right or wrong.
  case logistic(LogisticModel)
  /// An item with partial credit.
  case partialCredit(PartialCreditModel)

  /// The number of categories, including 0.
  public var categoryCount: Int {
    switch self {
    case .logistic: 2
    case .partialCredit(let model): model.thresholds.count + 1
    }
  }

  /// Returns the probability of a category at an ability in logits; 0 for a category that doesn't exist.
  public func probability(of category: Int, at theta: Double) -> Double {
    switch self {
    case .logistic(let model):
      switch category {
      case 0: model.probabilityOfError(at: theta)
      case 1: model.probability(at: theta)
      default: 0
      }
    case .partialCredit(let model):
      (0...model.thresholds.count).contains(category) ? model.probabilities(at: theta)[category] : 0
    }
  }

  /// Returns the probabilities of all categories at an ability in logits; they sum to 1.
  public func probabilities(at theta: Double) -> [Double] {
    switch self {
    case .logistic(let model): [model.probabilityOfError(at: theta), model.probability(at: theta)]
    case .partialCredit(let model): model.probabilities(at: theta)
    }
  }

  /// Returns the probability of each category on each node, as [category][node].
  public func probabilities(on grid: Grid) -> [[Double]] {
    var table = Array(repeating: Array(repeating: 0.0, count: grid.count), count: categoryCount)
    for (index, node) in grid.nodes.enumerated() {
      for (category, probability) in probabilities(at: node).enumerated() {
        table[category][index] = probability
      }
    }
    return table
  }

  /// Returns the log-likelihood of each category on each node, as [category][node].
  ///
  /// Compute it once for each item. `CompetencyPosterior.observe` takes the row of the category that was
  /// answered.
  public func logLikelihoods(on grid: Grid) -> [[Double]] {
    probabilities(on: grid).map { row in row.map(flooredLog) }
  }

  /// Returns the expected share of the credit, between 0 and 1, at an ability in logits.
  public func expectedScore(at theta: Double) -> Double {
    switch self {
    case .logistic(let model):
      return model.probability(at: theta)
    case .partialCredit(let model):
      var points = 0.0
      for (category, probability) in model.probabilities(at: theta).enumerated() {
        points += Double(category) * probability
      }
      return points / Double(max(1, model.thresholds.count))
    }
  }

  /// Returns the expected (Fisher) information at an ability, per squared logit.
  public func information(at theta: Double) -> Double {
    switch self {
    case .logistic(let model): model.information(at: theta)
    case .partialCredit(let model): model.information(at: theta)
    }
  }

  /// Returns the same model, harder by the given number of logits.
  public func harder(by shift: Double) -> ResponseModel {
    switch self {
    case .logistic(var model):
      model.difficulty += shift
      return .logistic(model)
    case .partialCredit(var model):
      model.thresholds = model.thresholds.map { $0 + shift }
      return .partialCredit(model)
    }
  }

  /// Returns the model to score with if the difficulty is a judgement with the given standard deviation in
  /// logits.
  public func attenuated(difficultySD: Double) -> ResponseModel {
    switch self {
    case .logistic(let model): .logistic(model.attenuated(difficultySD: difficultySD))
    case .partialCredit(let model): .partialCredit(model.attenuated(difficultySD: difficultySD))
    }
  }
}
