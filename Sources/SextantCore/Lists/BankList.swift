import ItemBank

/// The items of the bank as a list, by skill.
package struct BankList: ListContent {
  /// The filters of the list.
  package struct Criteria: Hashable, Sendable {
    /// True if only items with a remark or a report are listed.
    package var onlyMarked: Bool
    /// The only skill to list, as an index into the framework; nil for all.
    package var skill: Int?
    /// The only domain to list, as an index into the framework; nil for all.
    package var domain: Int?
    /// The only level to list; nil for all.
    package var level: Int?
    /// The only type to list; nil for all.
    package var kind: ItemKind?

    /// Creates criteria; without arguments, all items.
    package init(
      onlyMarked: Bool = false, skill: Int? = nil, domain: Int? = nil, level: Int? = nil,
      kind: ItemKind? = nil
    ) {
      self.onlyMarked = onlyMarked
      self.skill = skill
      self.domain = domain
      self.level = level
      self.kind = kind
    }
  }

  private let listing: BankListing

  /// Creates the list of a bank's items.
  package init(_ listing: BankListing) { self.listing = listing }

  package func ordered(_ criteria: Criteria) -> [BankListing.Row] { listing.rows }

  package func keeps(_ row: BankListing.Row, _ criteria: Criteria) -> Bool {
    (!criteria.onlyMarked || row.isMarked) && (criteria.skill == nil || row.skill == criteria.skill)
      && (criteria.domain == nil || row.domain == criteria.domain)
      && (criteria.level == nil || row.level == criteria.level)
      && (criteria.kind == nil || row.kind == criteria.kind)
  }

  package func searchText(of row: BankListing.Row) -> SearchText { row.searchText }
}
