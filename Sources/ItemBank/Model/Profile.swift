/// A target that a person can choose: domain weights and the ability to reach.
public struct Profile: Sendable, Equatable, Identifiable {
  /// The identity, such as `entry`.
  public var id: String
  /// The name.
  public var name: String
  /// The ability to reach in every domain, in logits.
  public var target: Double
  /// The domains' shares, by domain identity, in points of 100.
  public var weights: [String: Double]

  /// Creates a profile.
  public init(id: String, name: String, target: Double, weights: [String: Double]) {
    self.id = id
    self.name = name
    self.target = target
    self.weights = weights
  }
}
