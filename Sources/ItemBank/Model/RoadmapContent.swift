/// The roadmap to the role: phases, steps and the actions that close gaps.
public struct RoadmapContent: Sendable, Equatable {
  /// The phases, in order.
  public var phases: [RoadmapPhase]
  /// The actions, in the order of the file.
  public var actions: [RoadmapAction]

  /// Creates a roadmap.
  public init(phases: [RoadmapPhase], actions: [RoadmapAction]) {
    self.phases = phases
    self.actions = actions
  }

  /// All steps, phase after phase.
  public var steps: [RoadmapStep] { phases.flatMap(\.steps) }
}
