/// The items of the bank as a list, by skill.
package struct BankList: ListContent {
  /// The filters of the list.
  package struct Criteria: Hashable, Sendable {
    /// True if only items with a remark or a report are listed.
    package var onlyMarked: Bool
    /// The only skill to list, as an index into the framework; nil for all.
    package var skill: Int?

    /// Creates criteria; without arguments, all items.
    package init(onlyMarked: Bool = false, skill: Int? = nil) {
      self.onlyMarked = onlyMarked
      self.skill = skill
    }
  }

  private let listing: BankListing

  /// Creates the list of a bank's items.
  package init(_ listing: BankListing) { self.listing = listing }

  package func ordered(_ criteria: Criteria) -> [BankListing.Row] { listing.rows }

  package func keeps(_ row: BankListing.Row, _ criteria: Criteria) -> Bool {
    (!criteria.onlyMarked || row.isMarked) && (criteria.skill == nil || row.skill == criteria.skill)
  }

  package func searchText(of row: BankListing.Row) -> SearchText { row.searchText }
}
