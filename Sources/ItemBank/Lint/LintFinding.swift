/// What a rule says of an item.
public struct ItemFinding: Sendable, Equatable {
  /// The part of the item that it is about.
  public var part: ItemPlaces.Part
  /// What is wrong, in lower case.
  public var message: String
  /// How to mend it.
  public var remedy: String

  /// Creates a finding.
  public init(_ part: ItemPlaces.Part, _ message: String, remedy: String) {
    self.part = part
    self.message = message
    self.remedy = remedy
  }
}

/// What a rule says of one of the items of a context.
public struct LintFinding: Sendable, Equatable {
  /// The item, as an index into the context's entries.
  public var entry: Int
  /// What is said of it.
  public var finding: ItemFinding

  /// Creates a finding.
  public init(entry: Int, _ finding: ItemFinding) {
    self.entry = entry
    self.finding = finding
  }
}
