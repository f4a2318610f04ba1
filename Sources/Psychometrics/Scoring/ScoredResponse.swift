/// An answer as it enters the measurement: the item's model and the category of the answer.
public struct ScoredResponse: Sendable, Equatable {
  /// The response model of the item.
  public var model: ResponseModel
  /// The category, from 0; for an item that is right or wrong, 1 means right.
  public var category: Int

  /// Creates a scored response.
  public init(model: ResponseModel, category: Int) {
    self.model = model
    self.category = category
  }

  /// Returns the logarithm of the probability of this answer at an ability in logits.
  public func logLikelihood(at theta: Double) -> Double {
    flooredLog(model.probability(of: category, at: theta))
  }
}
