/// What a place lists: which rows there are, what each filter keeps, what a search looks into, and in which order.
///
/// Each place has one of these. The screen and the plain dialogue both ask it, so they cannot differ.
package protocol ListContent {
  /// A row; its identity stays the same when the list changes.
  associatedtype Row: Identifiable where Row.ID: Sendable
  /// The filters and the order that a person can choose; its default lists everything.
  associatedtype Criteria: Hashable & Sendable

  /// All rows that the filters may keep, in the order of the list.
  func ordered(_ criteria: Criteria) -> [Row]
  /// True where the filters keep a row; it depends on that row alone.
  func keeps(_ row: Row, _ criteria: Criteria) -> Bool
  /// What a search looks into.
  func searchText(of row: Row) -> SearchText
  /// The rows to show of those that filters and search keep.
  func chosen(from rows: [Row], _ criteria: Criteria) -> [Row]
}

extension ListContent {
  /// All of them, unless the list is a short one by its nature.
  package func chosen(from rows: [Row], _ criteria: Criteria) -> [Row] { rows }

  /// The rows that filters and search leave, in their order.
  package func rows(_ criteria: Criteria, matching query: SearchQuery = SearchQuery()) -> [Row] {
    chosen(
      from: ordered(criteria).filter { keeps($0, criteria) && query.matches(searchText(of: $0)) }, criteria)
  }
}

/// The criteria of a list without filters and with one order.
package struct NoCriteria: Hashable, Sendable {
  /// Creates them.
  package init() {}
}
