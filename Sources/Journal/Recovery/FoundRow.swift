/// A row that was read from a damaged file.
struct FoundRow {
  /// How much can be said for a row; when two copies of one key exist, the first counts.
  enum Rank: Int, Comparable {
    /// Reached from the root of its table, where its key belongs.
    case reached
    /// Reached from the root, on a damaged page or in the wrong place.
    case misplaced
    /// On a page that no tree leads to any more.
    case stray
    /// Found between the cells of a damaged page.
    case carved

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  var values: [StoredValue]
  var rowid: Int64?
  var rank: Rank
  var page: Int
  var place: Int

  /// True if this copy counts more than another of the same key; of equals the one further back in the
  /// file.
  func outranks(_ other: FoundRow) -> Bool {
    rank != other.rank ? rank < other.rank : (page, place) > (other.page, other.place)
  }
}
