/// The items of the bank as a list, skill by skill.
package struct BankList: ListContent {
  /// What cuts the list down.
  package struct Criteria: Hashable, Sendable {
    /// True where only items with a remark or a report are listed.
    package var onlyMarked: Bool
    /// The only skill that is listed, as an index into the framework; nil for all.
    package var skill: Int?

    /// Lists all items, unless something cuts them down.
    package init(onlyMarked: Bool = false, skill: Int? = nil) {
      self.onlyMarked = onlyMarked
      self.skill = skill
    }
  }

  private let listing: BankListing

  /// Lists the items of a bank.
  package init(_ listing: BankListing) { self.listing = listing }

  package func ordered(_ criteria: Criteria) -> [BankListing.Row] { listing.rows }

  package func keeps(_ row: BankListing.Row, _ criteria: Criteria) -> Bool {
    (!criteria.onlyMarked || row.isMarked) && (criteria.skill == nil || row.skill == criteria.skill)
  }

  package func searchText(of row: BankListing.Row) -> SearchText { row.searchText }
}
