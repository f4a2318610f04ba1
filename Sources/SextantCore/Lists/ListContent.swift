/// The content of a list: its rows, its filters, its order, and the text that a search looks through.
///
/// Screens and plain mode share it, so their lists can't differ.
package protocol ListContent {
  /// A row; its identity stays the same when the list changes.
  associatedtype Row: Identifiable where Row.ID: Sendable
  /// The filters and the order to choose from; the default lists everything.
  associatedtype Criteria: Hashable & Sendable

  /// All rows that the filters may keep, in order.
  func ordered(_ criteria: Criteria) -> [Row]
  /// True if the filters keep a row; this depends on that row alone.
  func keeps(_ row: Row, _ criteria: Criteria) -> Bool
  /// The text that a search looks through.
  func searchText(of row: Row) -> SearchText
}

extension ListContent {
  /// The rows that filters and search keep, in order.
  package func rows(_ criteria: Criteria, matching query: SearchQuery = SearchQuery()) -> [Row] {
    ordered(criteria).filter { keeps($0, criteria) && query.matches(searchText(of: $0)) }
  }
}

/// The criteria of a list that has no filters and one order.
package struct NoCriteria: Hashable, Sendable {
  /// Creates the criteria.
  package init() {}
}
