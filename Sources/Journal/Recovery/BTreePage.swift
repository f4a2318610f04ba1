/// One page of a b-tree: its kind and the positions of its cells.
struct BTreePage {
  /// The kinds of pages, by their type byte.
  enum Kind: Int {
    case interiorIndex = 2
    case interiorTable = 5
    case leafIndex = 10
    case leafTable = 13

    var isLeaf: Bool { self == .leafIndex || self == .leafTable }
    var isTable: Bool { self == .interiorTable || self == .leafTable }
  }

  /// One cell: its position, and its fields before the record is decoded.
  struct Cell {
    /// The page with the smaller keys; nil on leaves.
    var child: Int?
    /// The rowid; nil in trees of indexes.
    var rowid: Int64?
    /// The number of bytes of the record; 0 if there is none.
    var payloadSize = 0
    /// The part of the record on this page.
    var local: Range<Int> = 0..<0
    /// The page where the record continues; nil if it doesn't.
    var overflow: Int?
    /// All bytes of the cell.
    var extent: Range<Int>
  }

  let number: Int
  let kind: Kind
  let bytes: PageReading
  /// The cells in order; nil for a damaged position or cell.
  let cells: [Cell?]
  /// The page with the greatest keys; nil on leaves.
  let rightChild: Int?
  /// The free blocks between the cells.
  let freeBlocks: [Range<Int>]
  /// The start of the content.
  let contentStart: Int
  /// True if cells and free bytes fill the page exactly.
  let isSound: Bool

  /// Reads a page; nil if it is not a b-tree page.
  init?(_ bytes: PageReading, number: Int, usableSize: Int) {
    let head = number == 1 ? 100 : 0
    guard let kind = bytes.byte(head).flatMap(Kind.init), let count = bytes.short(head + 3),
      let start = bytes.short(head + 5), let first = bytes.short(head + 1),
      let fragments = bytes.byte(head + 7)
    else { return nil }
    let array = head + (kind.isLeaf ? 8 : 12)
    guard count <= (usableSize - array) / 2 else { return nil }
    let content = start == 0 ? 65536 : start
    var cells: [Cell?] = []
    for index in 0..<count {
      let place = bytes.short(array + 2 * index) ?? 0
      let cell =
        place >= array + 2 * count
        ? Self.cell(in: bytes, at: place, kind: kind, usableSize: usableSize) : nil
      cells.append(cell)
    }
    var free: [Range<Int>] = []
    var place = first
    var isChainSound = true
    while place != 0 {
      guard place >= content, let next = bytes.short(place), let size = bytes.short(place + 2), size >= 4,
        place + size <= usableSize, next == 0 || next >= place + size
      else {
        isChainSound = false
        break
      }
      free.append(place..<place + size)
      place = next
    }
    let used =
      cells.reduce(0) { $0 + ($1?.extent.count ?? 0) } + free.reduce(0) { $0 + $1.count } + fragments
    self.number = number
    self.kind = kind
    self.bytes = bytes
    self.cells = cells
    rightChild = kind.isLeaf ? nil : bytes.word(head + 8)
    freeBlocks = free
    contentStart = content >= array + 2 * count && content <= usableSize ? content : array + 2 * count
    isSound =
      isChainSound && content >= array + 2 * count && content <= usableSize && !cells.contains { $0 == nil }
      && used == usableSize - content
  }

  /// Reads one cell; nil if it can't be one.
  static func cell(in bytes: PageReading, at start: Int, kind: Kind, usableSize: Int) -> Cell? {
    var place = start
    var cell = Cell(extent: start..<start)
    if !kind.isLeaf {
      guard let child = bytes.word(place), child > 0 else { return nil }
      cell.child = child
      place += 4
    }
    if kind == .interiorTable {
      guard let (rowid, end) = bytes.varint(place), end <= usableSize else { return nil }
      cell.rowid = Int64(bitPattern: rowid)
      cell.extent = start..<end
      return cell
    }
    guard let (size, end) = bytes.count(place), size > 0 else { return nil }
    place = end
    if kind == .leafTable {
      guard let (rowid, end) = bytes.varint(place) else { return nil }
      cell.rowid = Int64(bitPattern: rowid)
      place = end
    }
    let local = localSize(of: size, kind: kind, usableSize: usableSize)
    cell.payloadSize = size
    cell.local = place..<place + local
    place += local
    if local < size {
      guard let page = bytes.word(place), page > 1 else { return nil }
      cell.overflow = page
      place += 4
    }
    guard place <= usableSize else { return nil }
    // A cell takes at least four bytes, so that a free block fits in its place.
    cell.extent = start..<max(place, start + 4)
    return cell
  }

  /// The number of bytes of a record that are on the page itself.
  private static func localSize(of size: Int, kind: Kind, usableSize: Int) -> Int {
    let most = kind.isTable ? usableSize - 35 : (usableSize - 12) * 64 / 255 - 23
    guard size > most else { return size }
    let least = (usableSize - 12) * 32 / 255 - 23
    let surplus = least + (size - least) % (usableSize - 4)
    return surplus <= most ? surplus : least
  }
}
