import ItemBank

/// What the bank browser shows.
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
    /// What a search looks into: the identity, the stem and the code.
    package var searchText: SearchText
    /// What the rules of item writing remark, as sentences.
    public var remarks: [String]
    /// What the person reported of it.
    public var report: String?
    /// True where the rules or the person have something to say of it.
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
