import ItemBank

/// The content of the bank browser.
public struct BankListing: Sendable {
  /// One item of the list.
  public struct Row: Sendable, Hashable, Identifiable {
    /// The item's identity.
    public var id: String
    /// The skill, as an index into the framework.
    public var skill: Int
    /// The level, 1 to 5.
    public var level: Int
    /// The type.
    public var kind: ItemKind
    /// The stem on one row.
    public var stem: String
    /// The text that a search looks through: identity, stem and code.
    package var searchText: SearchText
    /// The remarks of the rules of item writing, as sentences.
    public var remarks: [String]
    /// The person's report of a problem with it.
    public var report: String?
    /// True if it has remarks or a report.
    package var isMarked: Bool { !remarks.isEmpty || report != nil }

    /// Creates a row.
    package init(
      id: String, skill: Int, level: Int, kind: ItemKind, stem: String, searchText: SearchText,
      remarks: [String], report: String? = nil
    ) {
      self.id = id
      self.skill = skill
      self.level = level
      self.kind = kind
      self.stem = stem
      self.searchText = searchText
      self.remarks = remarks
      self.report = report
    }
  }

  /// The items, by skill.
  public var rows: [Row]

  /// Creates a listing.
  package init(rows: [Row]) {
    self.rows = rows
  }
}
