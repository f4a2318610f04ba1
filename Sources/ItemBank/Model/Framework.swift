/// The competency framework of an assessment: domains, skills, profiles and evidence scales.
public struct Framework: Sendable, Equatable {
  /// The assessment's identity, such as `ml-engineer`.
  public var id: String
  /// The assessment's name, such as `ML engineer`.
  public var name: String
  /// Raised when the framework changes.
  public var version: Int
  /// The domains, in the order of display.
  public let domains: [Domain]
  /// All skills, domain after domain; stored, because screens need them in every row.
  public let skills: [Skill]
  /// Target profiles, in the order of display.
  public var profiles: [Profile]
  /// The scales of evidence that can't be quizzed.
  public var evidence: [EvidenceScale]
  /// How far the levels of the items are off, as a standard deviation in logits; nil if the bank doesn't say.
  public var levelDeviation: Double?
  /// True if its items need not be finished: they may lack an explanation, a source or reasons.
  public var isDraft = false
  /// The occupation's places in public classifications.
  public var alignment: [Alignment] = []

  /// Creates a framework.
  public init(
    id: String, name: String, version: Int, domains: [Domain], profiles: [Profile],
    evidence: [EvidenceScale], levelDeviation: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.domains = domains
    self.skills = domains.flatMap(\.skills)
    self.profiles = profiles
    self.evidence = evidence
    self.levelDeviation = levelDeviation
  }

  /// All places in public classifications, by the identity of the assessment, a domain or a skill.
  public var alignments: [String: [Alignment]] {
    let parts = domains.map { ($0.id, $0.alignment) } + skills.map { ($0.id, $0.alignment) }
    return Dictionary(parts + [(id, alignment)], uniquingKeysWith: +).filter { !$0.value.isEmpty }
  }
}
