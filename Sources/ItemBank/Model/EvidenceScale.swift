/// A behavioural scale on which people report evidence themselves.
public struct EvidenceScale: Sendable, Equatable, Identifiable {
  /// The identity, such as `evidence.network`.
  public var id: String
  /// The name.
  public var name: String
  /// The subject, in a sentence.
  public var about: String
  /// The share of the evidence, in points of 100.
  public var weight: Double
  /// The roadmap steps that it belongs to; the first is the primary one.
  public var steps: [Int]
  /// The description of each level, from 0.
  public var anchors: [String]

  /// Creates a scale.
  public init(id: String, name: String, about: String, weight: Double, steps: [Int], anchors: [String]) {
    self.id = id
    self.name = name
    self.about = about
    self.weight = weight
    self.steps = steps
    self.anchors = anchors
  }
}
