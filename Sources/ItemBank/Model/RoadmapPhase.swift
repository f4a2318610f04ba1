/// A phase of the roadmap.
public struct RoadmapPhase: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The steps, in order.
  public var steps: [RoadmapStep]

  /// Creates a phase.
  public init(name: String, steps: [RoadmapStep]) {
    self.name = name
    self.steps = steps
  }
}
