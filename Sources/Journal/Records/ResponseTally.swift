/// The answers to one item that fell into one category, summed with their weights.
public struct ResponseTally: Sendable, Equatable {
  /// The item's identity.
  public var item: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// The sum of the weights 2^(-age/half-life).
  public var weight: Double
  /// The number of answers.
  public var count: Int
  /// True where one of them is of an attempt that is not over.
  public var isOpen: Bool

  /// Creates a tally.
  public init(
    item: String, category: Int, categoryCount: Int, weight: Double, count: Int, isOpen: Bool = false
  ) {
    self.isOpen = isOpen
    self.item = item
    self.category = category
    self.categoryCount = categoryCount
    self.weight = weight
    self.count = count
  }
}
