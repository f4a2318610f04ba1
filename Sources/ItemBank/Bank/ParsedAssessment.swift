/// An assessment as read from its files, with the texts of every item.
public struct ParsedAssessment: Sendable {
  /// Domains, skills, profiles, evidence, phases, steps and actions.
  public var content: AssessmentContent
  /// The items without errors, skill after skill, in the order of the files.
  public var items: [Item]
  /// A key that changes with any byte of the files.
  public var contentKey: String
  /// Readable items that break an error rule; other rules still check them.
  public var refused: [Item]
  /// The places of each item's parts, by item identity; empty if the items come from no file.
  public var places: [String: ItemPlaces]
  /// The measured difficulty of each item that has one, by item identity.
  public var measured: [String: MeasuredDifficulty]
  /// The families, by item identity; `items` has the first variant of each.
  public var families: [String: Family]

  /// Creates an assessment from items in memory.
  public init(
    content: AssessmentContent, items: [Item], contentKey: String, refused: [Item] = [],
    places: [String: ItemPlaces] = [:], measured: [String: MeasuredDifficulty] = [:],
    families: [String: Family] = [:]
  ) {
    self.content = content
    self.items = items
    self.contentKey = contentKey
    self.refused = refused
    self.places = places
    self.measured = measured
    self.families = families
  }
}
