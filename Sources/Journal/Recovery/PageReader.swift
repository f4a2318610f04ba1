/// Reads pages, cells and records of a damaged file, and remembers which pages are in use.
struct PageReader {
  let source: PageSource
  /// Pages that a tree or a long record uses.
  private(set) var claimed: Set<Int> = []
  private var known: [Int: BTreePage?] = [:]

  init(source: PageSource) {
    self.source = source
  }

  /// The page; nil if it is not a b-tree page.
  mutating func page(_ number: Int) -> BTreePage? {
    if let page = known[number] { return page }
    let page = source.page(number).flatMap {
      BTreePage($0, number: number, usableSize: source.usableSize)
    }
    known[number] = .some(page)
    return page
  }

  mutating func claim(_ pages: some Sequence<Int>) { claimed.formUnion(pages) }

  /// The values of a cell and the further pages of its record; nil if any part is damaged.
  func record(_ cell: BTreePage.Cell, on page: BTreePage) -> (values: [StoredValue], pages: [Int])? {
    guard cell.payloadSize > 0, cell.local.upperBound <= source.present(page.number) else { return nil }
    var payload = Array(page.bytes.bytes[cell.local])
    var pages: [Int] = []
    var next = cell.overflow ?? 0
    while payload.count < cell.payloadSize {
      guard next > 1, next != page.number, !pages.contains(next), !claimed.contains(next),
        let more = source.page(next), let following = more.word(0)
      else { return nil }
      pages.append(next)
      let count = min(cell.payloadSize - payload.count, source.usableSize - 4)
      guard 4 + count <= source.present(next) else { return nil }
      payload += more.bytes[4..<4 + count]
      next = following
    }
    guard next == 0 || pages.isEmpty, let values = StoredRecord.decode(payload) else { return nil }
    return (values, pages)
  }

  /// Searches a damaged page for whole records that no cell leads to.
  ///
  /// - Parameter regions: The bytes to search, which belong neither to cells nor to free blocks.
  func carve(_ bytes: PageReading, in regions: [Range<Int>], as shapes: [TableShape], page: Int)
    -> [(shape: TableShape, row: FoundRow)]
  {
    var found: [(TableShape, FoundRow)] = []
    // Records of one or two columns are too short to be distinguished from chance.
    let shapes = shapes.filter { !$0.isIndex && $0.columns.count > 2 }
    for region in regions {
      var place = region.lowerBound
      while place < region.upperBound {
        guard let (shape, row, end) = carved(bytes, at: place, in: region, as: shapes, page: page) else {
          place += 1
          continue
        }
        found.append((shape, row))
        place = end
      }
    }
    return found
  }

  private func carved(
    _ bytes: PageReading, at place: Int, in region: Range<Int>, as shapes: [TableShape], page: Int
  ) -> (TableShape, FoundRow, end: Int)? {
    for kind in [BTreePage.Kind.leafIndex, .leafTable] {
      guard let cell = BTreePage.cell(in: bytes, at: place, kind: kind, usableSize: source.usableSize),
        cell.overflow == nil, cell.extent.upperBound <= region.upperBound,
        cell.local.upperBound <= source.present(page),
        let header = bytes.count(cell.local.lowerBound)?.value
      else { continue }
      let candidates = shapes.filter {
        $0.hasRowid == kind.isTable && header > $0.columns.count && header < cell.payloadSize
      }
      guard !candidates.isEmpty, let values = StoredRecord.decode(Array(bytes.bytes[cell.local])) else {
        continue
      }
      let row = FoundRow(values: values, rowid: cell.rowid, rank: .carved, page: page, place: place)
      let fitting = candidates.filter { $0.matches(values, isRooted: false) }
      // Where tables have records of the same format, the checksum tells them apart.
      guard let shape = fitting.first(where: { $0.isAsWritten(row) }) ?? fitting.first else { continue }
      return (shape, row, cell.extent.upperBound)
    }
    return nil
  }
}

extension BTreePage {
  /// The parts of the content that belong neither to a cell nor to a free block.
  func uncovered(usableSize: Int) -> [Range<Int>] {
    let taken = (cells.compactMap { $0?.extent } + freeBlocks).sorted { $0.lowerBound < $1.lowerBound }
    var regions: [Range<Int>] = []
    var place = contentStart
    for extent in taken {
      if extent.lowerBound > place { regions.append(place..<extent.lowerBound) }
      place = max(place, extent.upperBound)
    }
    if place < usableSize { regions.append(place..<usableSize) }
    return regions
  }
}
