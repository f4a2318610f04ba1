/// A list as a person left it: filters, order, search, and the row that is selected.
///
/// The rows themselves come from the content, which is made again whenever what it lists has changed.
package struct ListModel<Content: ListContent>: Hashable, Sendable {
  /// The filters and the order.
  package var criteria: Content.Criteria
  /// What is searched for.
  package var query: SearchQuery
  /// The row that is selected.
  package var selection = Selection<Content.Row.ID>()

  /// Creates a list with nothing searched for and its first row selected.
  package init(_ criteria: Content.Criteria, query: SearchQuery = SearchQuery()) {
    self.criteria = criteria
    self.query = query
  }

  /// The rows that filters and search leave, in their order.
  package func rows(of content: Content) -> [Content.Row] { content.rows(criteria, matching: query) }

  /// The place of the selected row among these rows.
  package func place(in rows: [Content.Row]) -> Int { selection.place(in: rows.map(\.id)) }

  /// The selected row; nil where the list is empty.
  package func selected(in rows: [Content.Row]) -> Content.Row? {
    rows.isEmpty ? nil : rows[place(in: rows)]
  }

  /// Selects the row at a place, or the nearest one that there is.
  package mutating func select(_ place: Int, in rows: [Content.Row]) {
    selection.select(place, in: rows.map(\.id))
  }

  /// Lets the selection go with its row from here on, into whatever list comes next.
  package mutating func hold(in rows: [Content.Row]) { selection.hold(in: rows.map(\.id)) }
}

/// Which row of a list is selected: by identity, so that it stays the same row when the list changes.
package struct Selection<ID: Hashable & Sendable>: Hashable, Sendable {
  /// The selected row; nil for the first one, whichever that is.
  package private(set) var id: ID?
  /// Where it was last: a row that is gone leaves the selection to its neighbour.
  private var place = 0

  /// Selects the first row.
  package init() {}

  /// The place of the selected row among these; 0 where there are none.
  package func place(in ids: [ID]) -> Int {
    id.flatMap { ids.firstIndex(of: $0) } ?? min(place, max(0, ids.count - 1))
  }

  /// Selects the row at a place, or the nearest one that there is.
  package mutating func select(_ place: Int, in ids: [ID]) {
    self.place = min(max(0, place), max(0, ids.count - 1))
    id = ids.isEmpty ? nil : ids[self.place]
  }

  /// Lets the selection go with its row from here on, also where it was the first one, whichever that is.
  package mutating func hold(in ids: [ID]) { if !ids.isEmpty { select(place(in: ids), in: ids) } }

  /// Selects a row wherever it stands, also where it is not listed yet.
  package mutating func select(_ id: ID) { self.id = id }

  /// Selects the first row, whichever that is.
  package mutating func selectFirst() { (id, place) = (nil, 0) }
}
