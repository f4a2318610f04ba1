/// One of the framework's areas.
public struct Domain: Sendable, Equatable, Identifiable {
  /// The identity, such as `python`.
  public var id: String
  /// The full name.
  public var name: String
  /// A name of at most 14 cells for charts and tables.
  public var shortName: String
  /// The share of the knowledge score, in points of 100.
  public var weight: Double
  /// The skills, in the order of display.
  public var skills: [Skill]
  /// Its places in public classifications.
  public var alignment: [Alignment]

  /// Creates a domain.
  public init(
    id: String, name: String, shortName: String, weight: Double, skills: [Skill],
    alignment: [Alignment] = []
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.weight = weight
    self.skills = skills
    self.alignment = alignment
  }
}
