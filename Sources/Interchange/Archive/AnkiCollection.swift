import GRDB
import ItemBank

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the notes in a collection of Anki, a database of SQLite.
enum AnkiCollection {
  static func read(_ bytes: [UInt8], file: String, _ sink: ImportSink) throws {
    // SQLite reads files alone, so the collection becomes one that only this person can read.
    let path = "/tmp/sextant-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".anki2"
    do {
      try FileText.create(path, with: bytes)
    } catch {
      throw ImportFailure(at: SourcePlace(file: file), "the deck can't be unpacked: \(error.reason)")
    }
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) } }
    let notes: [AnkiNote]
    do {
      notes = try self.notes(at: path, file: file)
    } catch let error as DatabaseError {
      throw ImportFailure(
        at: SourcePlace(file: file),
        "the collection is damaged: \(error.message ?? error.resultCode.description)")
    }
    for note in notes { for entry in note.entries() { try sink(entry) } }
  }

  private static func notes(at path: String, file: String) throws -> [AnkiNote] {
    var configuration = Configuration()
    configuration.readonly = true
    // A hostile file can hold views and triggers; nothing of its schema may run.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return try DatabaseQueue(path: path, configuration: configuration).read { database in
      let names = try fieldNames(database)
      let decks = try deckNames(database)
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT notes.id, notes.guid, notes.mid, notes.tags, notes.flds,
            (SELECT cards.did FROM cards WHERE cards.nid = notes.id ORDER BY cards.ord LIMIT 1) AS did
          FROM notes ORDER BY notes.id
          """)
      var notes: [AnkiNote] = []
      while let row = try rows.next() {
        var note = AnkiNote(place: SourcePlace(file: file, line: notes.count + 1))
        note.guid = row["guid"] ?? ""
        note.tags = (row["tags"] as String? ?? "").split(separator: " ").map(String.init)
        note.fields = (row["flds"] as String? ?? "").split(
          separator: "\u{1F}", omittingEmptySubsequences: false
        ).map(
          String.init)
        note.names = names[row["mid"] ?? 0] ?? []
        note.deck = decks[row["did"] ?? 0] ?? ""
        notes.append(note)
        if notes.count > 500_000 {
          throw ImportFailure(at: SourcePlace(file: file), "the deck has more than 500,000 notes")
        }
      }
      return notes
    }
  }

  /// The names of the fields of each note type: in tables of their own, in older files as JSON.
  private static func fieldNames(_ database: Database) throws -> [Int64: [String]] {
    if try database.tableExists("fields") {
      // The table sorts by a collation of Anki's, so its rows are sorted here.
      let rows = try Row.fetchAll(
        database, sql: "SELECT ntid, ord, CAST(name AS TEXT) AS name FROM fields NOT INDEXED")
      let sorted = rows.sorted { ($0["ord"] as Int? ?? 0) < ($1["ord"] as Int? ?? 0) }
      return sorted.reduce(into: [:]) { $0[$1["ntid"] ?? 0, default: []].append($1["name"] ?? "") }
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT CAST(types.key AS INTEGER) AS mid, json_extract(field.value, '$.name') AS name
        FROM col, json_each(col.models) AS types, json_each(types.value, '$.flds') AS field
        ORDER BY mid, json_extract(field.value, '$.ord')
        """)
    return rows.reduce(into: [:]) { $0[$1["mid"] ?? 0, default: []].append($1["name"] ?? "") }
  }

  private static func deckNames(_ database: Database) throws -> [Int64: String] {
    if try database.tableExists("decks") {
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, CAST(name AS TEXT) AS name FROM decks NOT INDEXED")
      return rows.reduce(into: [:]) {
        $0[$1["id"] ?? 0] = ($1["name"] as String? ?? "").replacing("\u{1F}", with: "::")
      }
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT CAST(deck.key AS INTEGER) AS id, json_extract(deck.value, '$.name') AS name
        FROM col, json_each(col.decks) AS deck
        """)
    return rows.reduce(into: [:]) { $0[$1["id"] ?? 0] = $1["name"] ?? "" }
  }
}
