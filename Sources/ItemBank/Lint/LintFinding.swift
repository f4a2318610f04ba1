/// A rule's finding about an item.
public struct ItemFinding: Sendable, Equatable {
  /// The part of the item that the finding is about.
  public var part: ItemPlaces.Part
  /// What is wrong, in lower case.
  public var message: String
  /// How to fix it.
  public var remedy: String

  /// Creates a finding.
  public init(_ part: ItemPlaces.Part, _ message: String, remedy: String) {
    self.part = part
    self.message = message
    self.remedy = remedy
  }
}

/// A rule's finding about one of the items of a context.
public struct LintFinding: Sendable, Equatable {
  /// The item, as an index into the context's entries.
  public var entry: Int
  /// The finding.
  public var finding: ItemFinding

  /// Creates a finding.
  public init(entry: Int, _ finding: ItemFinding) {
    self.entry = entry
    self.finding = finding
  }
}
