/// An assessment as its files have it, every item with its texts.
public struct ParsedAssessment: Sendable {
  /// Domains, skills, profiles, evidence, phases, steps and actions.
  public var content: AssessmentContent
  /// The items without errors, skill after skill, in the order of the files.
  public var items: [Item]
  /// A key that changes with any byte of the files.
  public var contentKey: String
  /// Items that can be read and break a rule that is an error; other rules look at them all the same.
  public var refused: [Item]
  /// Where the parts of each item stand, by the item's identity; empty where the items come from no file.
  public var places: [String: ItemPlaces]

  /// Creates an assessment of items that are in memory.
  public init(
    content: AssessmentContent, items: [Item], contentKey: String, refused: [Item] = [],
    places: [String: ItemPlaces] = [:]
  ) {
    self.content = content
    self.items = items
    self.contentKey = contentKey
    self.refused = refused
    self.places = places
  }
}
