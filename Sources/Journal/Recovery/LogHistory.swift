/// Which pages the write-ahead log held, and what the file held in their place.
///
/// SQLite writes the log into the file when the last connection is closed, also if the file is damaged. So this is read
/// before a connection is opened or closed.
struct LogHistory {
  /// The pages of the log: they are newer than all others.
  private(set) var logged: Set<Int> = []
  /// The bytes of these pages in the file, if they have cells.
  ///
  /// Elsewhere in the file the same bytes are a page that was written to the wrong place: its rows are outdated.
  private(set) var outdated: Set<[UInt8]> = []

  /// Nothing.
  init() {}

  /// Reads a log.
  ///
  /// - Parameter page: Reads a page of the file, without the log.
  init(_ log: WriteAheadLog, page: (Int) -> [UInt8]?) {
    logged = Set(log.places.keys)
    for number in logged where number > 1 {
      guard let bytes = page(number), bytes != log.page(number),
        BTreePage.Kind(rawValue: Int(bytes[0])) != nil,
        let cells = PageReading(bytes: bytes).short(3), cells > 0
      else { continue }
      outdated.insert(bytes)
    }
  }

  /// What both know.
  func merged(with other: LogHistory) -> LogHistory {
    var all = self
    all.logged.formUnion(other.logged)
    all.outdated.formUnion(other.outdated)
    return all
  }
}
