/// An assessment without its items: the framework and the roadmap.
public struct AssessmentContent: Sendable, Equatable {
  /// Domains, skills, profiles and evidence scales.
  public var framework: Framework
  /// Phases, steps and actions.
  public var roadmap: RoadmapContent

  /// Creates the content of an assessment.
  public init(framework: Framework, roadmap: RoadmapContent) {
    self.framework = framework
    self.roadmap = roadmap
  }
}
