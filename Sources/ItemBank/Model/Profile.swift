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
  /// The cut of a mock exam: how many percent of its questions must be right to pass it, 1 to 100.
  public var cut: Int

  /// The cut of a profile that states none, in percent.
  public static let usualCut = 65

  /// Creates a profile.
  public init(
    id: String, name: String, target: Double, weights: [String: Double], cut: Int = Profile.usualCut
  ) {
    self.id = id
    self.name = name
    self.target = target
    self.weights = weights
    self.cut = cut
  }
}
