/// The competency framework of an assessment: domains, skills, profiles and evidence scales.
public struct Framework: Sendable, Equatable {
  /// The assessment's identity, such as `ml-engineer`.
  public var id: String
  /// The assessment's name, such as `ML engineer`.
  public var name: String
  /// Raised when the framework changes.
  public var version: Int
  /// The domains, in the order of display.
  public var domains: [Domain]
  /// Target profiles, in the order of display.
  public var profiles: [Profile]
  /// Scales of what cannot be quizzed.
  public var evidence: [EvidenceScale]

  /// Creates a framework.
  public init(
    id: String, name: String, version: Int, domains: [Domain], profiles: [Profile],
    evidence: [EvidenceScale]
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.domains = domains
    self.profiles = profiles
    self.evidence = evidence
  }

  /// All skills, domain after domain.
  public var skills: [Skill] { domains.flatMap(\.skills) }
}
