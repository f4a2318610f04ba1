/// The rows read from the tree of one table or index, and where the tree is broken.
struct TreeReading {
  let shape: TableShape
  private(set) var rows: [FoundRow] = []
  /// The key ranges that broken pages may have held; only these are searched for elsewhere.
  private(set) var missing: [KeyRange] = []
  private var isOrdered = true

  /// Walks a tree from its root.
  ///
  /// - Parameter root: The root page; nil if unknown, so that everything is missing.
  init(_ shape: TableShape, root: Int?, reader: inout PageReader) {
    self.shape = shape
    if let root {
      visit(root, KeyRange(), depth: 0, &reader)
    } else {
      missing = [KeyRange()]
    }
    // If keys are out of order, nothing can be said about which are missing.
    if !isOrdered { missing = [KeyRange()] }
  }

  /// True if every page of the tree was read.
  var isWhole: Bool { missing.isEmpty }

  /// From now on, any row may be lost.
  mutating func distrust() { missing = [KeyRange()] }

  /// True if a row with this key may be lost.
  func misses(_ key: StoredKey) -> Bool { missing.contains { $0.contains(key) } }

  /// Adds a row found elsewhere.
  mutating func add(_ row: FoundRow) {
    if misses(shape.treeKey(row.values, rowid: row.rowid)) { rows.append(row) }
  }

  private mutating func visit(_ number: Int, _ range: KeyRange, depth: Int, _ reader: inout PageReader) {
    guard depth < 40, !reader.claimed.contains(number), let page = reader.page(number),
      page.kind.isTable == shape.hasRowid
    else {
      missing.append(range)
      return
    }
    var records: [FoundRow?] = []
    var longPages: [Int] = []
    for cell in page.cells {
      guard let cell, page.kind != .interiorTable, let (values, pages) = reader.record(cell, on: page),
        shape.matches(values, isRooted: true)
      else {
        records.append(nil)
        continue
      }
      longPages += pages
      records.append(
        FoundRow(
          values: values, rowid: cell.rowid, rank: .reached, page: number, place: cell.extent.lowerBound))
    }
    let sound = records.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    // Most of the records are another table's: a damaged page number led here.
    if page.kind != .interiorTable, sound * 2 < page.cells.count {
      missing.append(range)
      return
    }
    reader.claim([number])
    reader.claim(longPages)
    if !page.isSound || (page.kind != .interiorTable && sound < page.cells.count) {
      missing.append(range)
      let regions = page.uncovered(usableSize: reader.source.usableSize)
      rows += reader.carve(page.bytes, in: regions, as: [shape], page: number).map { $0.row }
    }
    if page.kind.isLeaf {
      for record in inOrder(records.compactMap { $0 }, range) { take(record, range) }
    } else {
      descend(page, records, range, depth: depth, &reader)
    }
  }

  /// Drops single rows whose key is out of order with its neighbours, because it was changed.
  ///
  /// In a table with rowid, only the rowid was changed, unless it is a column.
  private func inOrder(_ records: [FoundRow], _ range: KeyRange) -> [FoundRow] {
    guard !shape.hasRowid || shape.rowidColumn != nil else { return records }
    let keys = records.map { shape.treeKey($0.values, rowid: $0.rowid) }
    return records.indices.filter { place in
      let between = KeyRange(
        low: place > 0 ? keys[place - 1] : range.low,
        high: place + 1 < keys.count ? keys[place + 1] : range.high)
      if let low = between.low, let high = between.high, low >= high { return true }
      return between.contains(keys[place])
    }.map { records[$0] }
  }

  private mutating func take(_ record: FoundRow, _ range: KeyRange) {
    var record = record
    if !range.contains(shape.treeKey(record.values, rowid: record.rowid)) {
      record.rank = .misplaced
      isOrdered = false
    }
    rows.append(record)
  }

  private mutating func descend(
    _ page: BTreePage, _ records: [FoundRow?], _ range: KeyRange, depth: Int, _ reader: inout PageReader
  ) {
    var low = range.low
    var isBroken = false
    for (cell, record) in zip(page.cells, records) {
      var key: StoredKey?
      var high: StoredKey?
      if let rowid = cell?.rowid, page.kind == .interiorTable {
        key = StoredKey(values: [.integer(rowid)])
        // The greatest key of the child is the cell's own.
        high = rowid < .max ? StoredKey(values: [.integer(rowid + 1)]) : nil
      } else if let record {
        key = shape.treeKey(record.values, rowid: nil)
        high = key
      }
      guard let cell, let child = cell.child, let key, key > low ?? StoredKey(values: []),
        range.high == nil || key < range.high ?? key
      else {
        // The child's page number may be sound even if the key is not.
        if let child = cell?.child {
          visit(child, KeyRange(low: low, high: range.high), depth: depth + 1, &reader)
        }
        if let record { take(record, range) }
        isBroken = true
        continue
      }
      let part = KeyRange(low: low, high: high)
      if isBroken { missing.append(part) }
      isBroken = false
      visit(child, part, depth: depth + 1, &reader)
      if let record { take(record, range) }
      low = key
    }
    let last = KeyRange(low: low, high: range.high)
    if isBroken { missing.append(last) }
    if let child = page.rightChild { visit(child, last, depth: depth + 1, &reader) }
  }
}
