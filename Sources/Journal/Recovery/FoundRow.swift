/// A row read from a damaged file.
struct FoundRow {
  /// How trustworthy a row is; of two copies with the same key, the lower rank wins.
  enum Rank: Int, Comparable {
    /// Reached from the root of its table, where its key belongs.
    case reached
    /// Reached from the root, on a damaged page or in the wrong place.
    case misplaced
    /// On a page that no tree leads to.
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

  /// True if this copy wins over another with the same key; if both rank equally, the one further back in the
  /// file wins.
  func outranks(_ other: FoundRow, in source: PageSource) -> Bool {
    if rank != other.rank { return rank < other.rank }
    let (isLogged, otherIsLogged) = (source.isLogged(page), source.isLogged(other.page))
    return isLogged != otherIsLogged ? isLogged : (page, place) > (other.page, other.place)
  }
}
