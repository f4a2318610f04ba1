/// The rows that could be read from a damaged journal, each key once.
struct Salvage {
  /// The schema version that wrote the file.
  let version: SchemaVersion
  /// The rows by table, without the migrations.
  private(set) var rows: [String: [FoundRow]] = [:]
  /// Values of rows that indexes still have, by table and rowid; the rows themselves may be lost.
  private(set) var hints: [String: [Int64: [String: StoredValue]]] = [:]
  /// True if the file identifies itself as another program's and holds no attempt and no answer.
  private(set) var isForeign = false
  /// True if a newer version wrote it.
  private(set) var isNewer = false

  private var trees: [String: TreeReading] = [:]
  private var reader: PageReader
  private var areFreePagesKnown = false

  /// Reads every page of a file, and the committed part of its write-ahead log.
  init(path: String, history: LogHistory = LogHistory()) throws {
    var reader = PageReader(source: PageSource(path: path, history: history))
    let contents = SchemaContents(&reader)
    let versions = try SchemaVersion.all()
    let applied = Self.applied(versions, contents, reader)
    version = try Self.version(among: versions, applied, contents, reader: &reader)
    isNewer = Set(Schema.migrator.migrations).isStrictSubset(of: applied?.names ?? [])
    self.reader = reader
    walk(contents)
    readStrayPages(free: freePages())
    settle()
    isForeign =
      Self.belongsElsewhere(versions, contents, reader)
      && ["attempt", "response"].allSatisfy { rows[$0]?.isEmpty ?? true }
  }

  /// True if the header or the table of contents is another program's.
  private static func belongsElsewhere(
    _ versions: [SchemaVersion], _ contents: SchemaContents, _ reader: PageReader
  ) -> Bool {
    let header = reader.source.page(1)
    let isHeaderSound = header?.bytes.starts(with: "SQLite format 3\0".utf8) ?? false
    let identifier = isHeaderSound ? header?.word(68) ?? 0 : 0
    if identifier == Int(SchemaSeal.applicationID) { return false }
    // Every program that uses GRDB has a list of migrations, so that alone proves nothing.
    let ours = Set(versions.flatMap(\.objects).map(\.name))
    let names = Set(contents.rows.map(\.object).filter { $0.table != migrationTable }.map(\.name))
    return names.isEmpty ? identifier != 0 : names.isDisjoint(with: ours)
  }

  /// The names in the list of migrations; nil if it can't be found.
  private static func applied(
    _ versions: [SchemaVersion], _ contents: SchemaContents, _ reader: PageReader
  ) -> (names: Set<String>, isWhole: Bool)? {
    guard let shape = versions.last?.table(migrationTable),
      let root = contents.root(of: migrationTable, type: "table")
    else { return nil }
    var copy = reader
    let tree = TreeReading(shape, root: root, reader: &copy)
    return (Set(tree.rows.compactMap { $0.values.first?.string }), tree.isWhole)
  }

  /// GRDB's own table of applied migrations.
  static let migrationTable = "grdb_migrations"

  /// The number of rows found.
  var count: Int { rows.values.reduce(0) { $0 + $1.count } }

  /// The schema version that fits, judged by its list of migrations, otherwise by its table of contents,
  /// otherwise by its rows.
  private static func version(
    among versions: [SchemaVersion], _ applied: (names: Set<String>, isWhole: Bool)?,
    _ contents: SchemaContents,
    reader: inout PageReader
  ) throws -> SchemaVersion {
    if versions.isEmpty { return try SchemaVersion(migrations: []) }
    if let applied, applied.isWhole,
      let version = versions.first(where: { Set($0.migrations) == applied.names })
    {
      return version
    }
    let objects = Set(contents.rows.map(\.object))
    let byContents = versions.map { version in
      version.objects.reduce(0) { $0 + (objects.contains($1) ? 1 : 0) }
    }
    if let most = byContents.max(), most > 2, let place = byContents.lastIndex(of: most) {
      return versions[place]
    }
    var byRows = [Int](repeating: 0, count: versions.count)
    for number in 1...max(1, reader.source.pageCount) {
      guard let page = reader.page(number), page.kind != .interiorTable else { continue }
      let records = page.cells.compactMap { cell in cell.flatMap { reader.record($0, on: page)?.values } }
      for (place, version) in versions.enumerated() {
        let fits = version.tables.filter { $0.hasRowid == page.kind.isTable }.map { table in
          records.reduce(0) { $0 + (table.matches($1, isRooted: false) ? 1 : 0) }
        }
        byRows[place] += fits.max() ?? 0
      }
    }
    let most = byRows.max() ?? 0
    return versions[byRows.lastIndex(of: most) ?? versions.count - 1]
  }

  private mutating func walk(_ contents: SchemaContents) {
    for (shapes, type) in [(version.tables, "table"), (version.indexes, "index")] {
      for shape in shapes {
        trees[shape.name] = TreeReading(
          shape, root: contents.root(of: shape.name, type: type), reader: &reader)
      }
    }
  }

  /// The pages of the free list; nil if any part of it is damaged.
  private func freePages() -> Set<Int>? {
    guard let header = reader.source.page(1), var trunk = header.word(32), let count = header.word(36) else {
      return nil
    }
    var free: Set<Int> = []
    while trunk != 0 {
      guard trunk > 1, free.insert(trunk).inserted, let page = reader.source.page(trunk),
        let next = page.word(0), let leaves = page.word(4), leaves <= reader.source.usableSize / 4 - 2
      else { return nil }
      for index in 0..<leaves {
        guard let leaf = page.word(8 + 4 * index), leaf > 1, leaf <= reader.source.pageCount,
          free.insert(leaf).inserted
        else { return nil }
      }
      trunk = next
    }
    return free.count == count && free.isDisjoint(with: reader.claimed) ? free : nil
  }

  /// Reads the pages that no tree leads to.
  ///
  /// In a sound file, each of them is free. One that isn't shows that a tree lost it, even if all trees look whole: a
  /// page can be in the place of another one of its tree, above or below its own.
  ///
  /// - Parameter free: The free pages; nil if they are unknown. Then such a page may hold deleted rows, and is only
  ///   read for trees that are broken.
  private mutating func readStrayPages(free: Set<Int>?) {
    let shapes = trees.values.map(\.shape).sorted { $0.name < $1.name }
    let broken = shapes.filter { trees[$0.name]?.isWhole == false }
    areFreePagesKnown = free != nil
    let candidates = areFreePagesKnown ? shapes : broken
    guard candidates.contains(where: { !$0.isIndex }), reader.source.pageCount > 0 else { return }
    let free = free ?? []
    var doubtful: [(tables: [TableShape], indexes: [TableShape], rows: [FoundRow])] = []
    for number in 1...reader.source.pageCount where !reader.claimed.contains(number) && !free.contains(number)
    {
      guard let page = reader.page(number) else {
        if let bytes = reader.source.page(number) {
          carve(bytes, in: [0..<reader.source.usableSize], as: broken, page: number)
        }
        continue
      }
      guard page.kind != .interiorTable else { continue }
      var rows: [FoundRow] = []
      for cell in page.cells.compactMap({ $0 }) {
        guard let (values, pages) = reader.record(cell, on: page) else { continue }
        reader.claim(pages)
        rows.append(
          FoundRow(
            values: values, rowid: cell.rowid, rank: .stray, page: number, place: cell.extent.lowerBound))
      }
      if !page.isSound || rows.count < page.cells.count {
        carve(
          page.bytes, in: page.uncovered(usableSize: reader.source.usableSize), as: broken, page: number)
      }
      let fits = candidates.filter { $0.hasRowid == page.kind.isTable }.map { shape in
        (shape, rows.reduce(0) { $0 + (shape.matches($1.values, isRooted: false) ? 1 : 0) })
      }
      guard let most = fits.map(\.1).max(), most > 0, most * 2 >= rows.count else { continue }
      let best = fits.filter { $0.1 == most }.map(\.0)
      // Two tables may have records of the same format. Checksums tell them apart, and so does a key that repeats.
      let merit = { (shape: TableShape) in
        (
          rows.count(where: shape.isAsWritten),
          Set(rows.map { shape.rowKey($0.values, rowid: $0.rowid) }).count
        )
      }
      // The sort keeps equal ones in order.
      let tables = best.filter { !$0.isIndex }.sorted { merit($0) > merit($1) }
      let indexes = best.filter(\.isIndex)
      if tables.isEmpty {
        for shape in indexes.prefix(1) { add(rows, as: shape) }
      } else if indexes.isEmpty {
        add(rows, as: tables[0])
      } else {
        doubtful.append((tables, indexes, rows))
      }
    }
    for (tables, indexes, rows) in doubtful where !indexes.contains(where: { repeats(rows, $0) }) {
      add(rows, as: tables[0])
    }
  }

  private mutating func add(_ rows: [FoundRow], as shape: TableShape) {
    if areFreePagesKnown { trees[shape.name]?.distrust() }
    for row in rows where shape.matches(row.values, isRooted: false) { trees[shape.name]?.add(row) }
  }

  private mutating func carve(
    _ bytes: PageReading, in regions: [Range<Int>], as shapes: [TableShape], page: Int
  ) {
    for (shape, row) in reader.carve(bytes, in: regions, as: shapes, page: page) {
      trees[shape.name]?.add(row)
    }
  }

  /// True if the rows only repeat a table's rows, like those of its index.
  private func repeats(_ rows: [FoundRow], _ index: TableShape) -> Bool {
    guard let tree = trees[index.table] else { return false }
    let names = tree.shape.columns.map(\.name)
    let held = Dictionary(
      tree.rows.map {
        (
          tree.shape.hasRowid
            ? StoredKey(values: [.integer($0.rowid ?? 0)])
            : tree.shape.treeKey($0.values, rowid: nil), $0
        )
      }, uniquingKeysWith: { first, _ in first })
    let places = index.columns.map { names.firstIndex(of: $0.name) }
    return rows.contains { row in
      let key: StoredKey
      if tree.shape.hasRowid {
        key = StoredKey(values: row.values.suffix(1))
      } else {
        let keyNames = names.prefix(tree.shape.keyCount)
        key = StoredKey(
          values: keyNames.map { name in
            index.columns.firstIndex { $0.name == name }.map { row.values[$0] } ?? .null
          })
      }
      guard let full = held[key] else { return false }
      return zip(places, row.values).allSatisfy { place, value in
        place.map { $0 == tree.shape.rowidColumn || $0 >= full.values.count || full.values[$0] == value }
          ?? true
      }
    }
  }

  /// Keeps one row of each key, in key order, and the values from indexes.
  private mutating func settle() {
    for tree in trees.values {
      let shape = tree.shape
      if shape.isIndex {
        guard trees[shape.table]?.shape.hasRowid == true else { continue }
        for row in tree.rows {
          guard let rowid = row.values.last?.number else { continue }
          for (column, value) in zip(shape.columns.dropLast(), row.values) {
            hints[shape.table, default: [:]][rowid, default: [:]][column.name] = value
          }
        }
        continue
      }
      guard shape.name != Self.migrationTable else { continue }
      var best: [StoredKey: FoundRow] = [:]
      for row in tree.rows where shape.isAsWritten(row) {
        let key = shape.rowKey(row.values, rowid: row.rowid)
        if let other = best[key], !row.outranks(other, in: reader.source) { continue }
        best[key] = row
      }
      // In the order in which they were written, as far as rowids show it; better copies come first, in case
      // rows conflict.
      rows[shape.name] = best.sorted {
        $0.value.rank != $1.value.rank
          ? $0.value.rank < $1.value.rank
          : ($0.value.rowid ?? 0, $0.key) < ($1.value.rowid ?? 0, $1.key)
      }.map(\.value)
    }
  }
}
