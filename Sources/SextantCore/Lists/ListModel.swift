/// The state of a list: filters, order, search, and the selected row.
///
/// The rows come from the content, which is created again whenever its data has changed.
package struct ListModel<Content: ListContent>: Hashable, Sendable {
  /// The filters and the order.
  package var criteria: Content.Criteria
  /// The search.
  package var query: SearchQuery
  /// The selected row.
  package var selection = Selection<Content.Row.ID>()

  /// Creates a list; its first row is selected.
  package init(_ criteria: Content.Criteria, query: SearchQuery = SearchQuery()) {
    self.criteria = criteria
    self.query = query
  }

  /// The rows that filters and search keep, in order.
  package func rows(of content: Content) -> [Content.Row] { content.rows(criteria, matching: query) }

  /// The position of the selected row.
  package func place(in rows: [Content.Row]) -> Int { selection.place(in: rows.map(\.id)) }

  /// The selected row; nil if the list is empty.
  package func selected(in rows: [Content.Row]) -> Content.Row? {
    rows.isEmpty ? nil : rows[place(in: rows)]
  }

  /// Selects the row at a position, or the nearest one.
  package mutating func select(_ place: Int, in rows: [Content.Row]) {
    selection.select(place, in: rows.map(\.id))
  }

  /// Makes the selection follow its row into any other list.
  package mutating func hold(in rows: [Content.Row]) { selection.hold(in: rows.map(\.id)) }
}

/// The selected row of a list, by identity, so that it stays selected when the list changes.
package struct Selection<ID: Hashable & Sendable>: Hashable, Sendable {
  /// The selected row; nil for the first one.
  package private(set) var id: ID?
  /// Its last position: if the row is gone, its neighbour gets selected.
  private var place = 0

  /// Selects the first row.
  package init() {}

  /// The position of the selected row; 0 if there are no rows.
  package func place(in ids: [ID]) -> Int {
    id.flatMap { ids.firstIndex(of: $0) } ?? min(place, max(0, ids.count - 1))
  }

  /// Selects the row at a position, or the nearest one.
  package mutating func select(_ place: Int, in ids: [ID]) {
    self.place = min(max(0, place), max(0, ids.count - 1))
    id = ids.isEmpty ? nil : ids[self.place]
  }

  /// Makes the selection follow its row, even if that was just the first one.
  package mutating func hold(in ids: [ID]) { if !ids.isEmpty { select(place(in: ids), in: ids) } }

  /// Selects a row, even if it isn't listed yet.
  package mutating func select(_ id: ID) { self.id = id }

  /// Selects the first row.
  package mutating func selectFirst() { (id, place) = (nil, 0) }
}
