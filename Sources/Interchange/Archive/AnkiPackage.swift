import GRDB
import ItemBank

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a deck for Anki: an archive with a collection of the form that all its versions read (schema 11).
enum AnkiPackage {
  /// The identity of the note type; it must never change, or importing again would make a second one.
  private static let model: Int64 = 1_764_547_200_001

  /// The bytes of a deck with a note for each item.
  ///
  /// - Parameter now: The time of the notes in seconds since 1970; Anki updates notes that are older.
  static func bytes(of items: [Item], now: Int64) throws -> [UInt8] {
    let path = "/tmp/sextant-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".anki2"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) } }
    do {
      let queue = try DatabaseQueue(path: path)
      defer { try? queue.close() }
      try queue.write { try fill($0, items, now: now) }
    }
    let collection = try FileText.read(path, limit: 1 << 30).get()
    return ZipArchive.archive([("collection.anki2", collection), ("media", Array("{}".utf8))])
  }

  /// A number that is the same for a text every time, as large as the times that Anki uses.
  private static func number(of text: String) -> Int64 {
    var hash = FNV1a()
    hash.mix(bytes: text.utf8)
    return 1_600_000_000_000 + Int64(hash.value % 100_000_000_000)
  }

  private static func fill(_ database: Database, _ items: [Item], now: Int64) throws {
    try database.execute(
      sql: """
        CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
          ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
          models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
        CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
          usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
          flags integer NOT NULL, data text NOT NULL);
        CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
          mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
          due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
          lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
          flags integer NOT NULL, data text NOT NULL);
        CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
          ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
          time integer NOT NULL, type integer NOT NULL);
        CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
        CREATE INDEX ix_notes_usn ON notes (usn);
        CREATE INDEX ix_cards_usn ON cards (usn);
        CREATE INDEX ix_revlog_usn ON revlog (usn);
        CREATE INDEX ix_cards_nid ON cards (nid);
        CREATE INDEX ix_cards_sched ON cards (did, queue, due);
        CREATE INDEX ix_revlog_cid ON revlog (cid);
        CREATE INDEX ix_notes_csum ON notes (csum);
        """)
    var decks: [String: Int64] = [:]
    var taken: Set<Int64> = []
    for (place, item) in items.enumerated() {
      var id = number(of: item.id)
      while !taken.insert(id).inserted { id += 1 }
      let name = AnkiWriter.deck(item)
      let deck = decks[name] ?? number(of: name)
      decks[name] = deck
      let fields = AnkiWriter.fields(item)
      let sorted = HTMLText.read(fields[0], breaksCount: false).line
      try database.execute(
        sql: "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
        arguments: [
          id, item.id, model, now, " " + AnkiWriter.tags(item) + " ", fields.joined(separator: "\u{1F}"),
          sorted,
          Int64(SHA1.first(of: Array(sorted.utf8))),
        ])
      try database.execute(
        sql: "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        arguments: [id, id, deck, now, place + 1])
    }
    try database.execute(
      sql: "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
      arguments: [
        now / 86_400 * 86_400, now * 1000, now * 1000, settings, noteType(now), deckTable(decks, now),
        presets,
      ])
    // What marks the file as one of Anki's form, which it checks before it reads it.
    try database.execute(sql: "PRAGMA user_version = 11")
  }

  private static let settings = """
    {"nextPos": 1, "estTimes": true, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0, "sortBackwards": false, \
    "addToCur": true, "curDeck": 1, "newBury": true, "newSpread": 0, "dueCounts": true, "curModel": "\(model)", \
    "collapseTime": 1200}
    """

  private static func noteType(_ now: Int64) -> String {
    let fields = AnkiFields.names.enumerated().map { place, name in
      """
      {"name": "\(name)", "ord": \(place), "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []}
      """
    }
    return """
      {"\(model)": {"id": \(model), "name": "Sextant", "type": 0, "mod": \(now), "usn": -1, "sortf": 0, "did": 1, \
      "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Question}}", \
      "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}", "bqfmt": "", "bafmt": "", "did": null}], \
      "flds": [\(fields.joined(separator: ", "))], \
      "css": ".card { font-family: sans-serif; font-size: 18px; text-align: left; } pre { white-space: pre-wrap; }", \
      "latexPre": "", "latexPost": "", "latexsvg": false, "req": [[0, "any", [0]]], "tags": [], "vers": []}}
      """
  }

  private static func deckTable(_ decks: [String: Int64], _ now: Int64) -> String {
    let all = [("Default", Int64(1))] + decks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let entries = all.map { name, id in
      """
      "\(id)": {"id": \(id), "name": "\(name)", "mod": \(now), "usn": -1, "lrnToday": [0, 0], "revToday": [0, 0], \
      "newToday": [0, 0], "timeToday": [0, 0], "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, \
      "conf": 1, "extendNew": 0, "extendRev": 0}
      """
    }
    return "{\(entries.joined(separator: ", "))}"
  }

  private static let presets = """
    {"1": {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, \
    "replayq": true, "dyn": false, "new": {"bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, \
    "ints": [1, 4, 0], "order": 1, "perDay": 20}, "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1.0, \
    "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2}, "lapse": {"delays": [10.0], "leechAction": 1, \
    "leechFails": 8, "minInt": 1, "mult": 0.0}}}
    """
}

/// The checksum by which Anki finds notes with the same first field (FIPS 180-4, SHA-1).
enum SHA1 {
  /// The first 32 bits of the checksum.
  static func first(of message: [UInt8]) -> UInt32 {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: message.count * 8 >> shift))
    }
    for start in stride(from: 0, to: bytes.count, by: 64) {
      var words = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + 4 * word + $1]) }
      }
      for place in 16..<80 {
        let mixed = words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16]
        words.append(mixed << 1 | mixed >> 31)
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for place in 0..<80 {
        let (mixed, constant): (UInt32, UInt32) =
          switch place / 20 {
          case 0: ((b & c) | (~b & d), 0x5A82_7999)
          case 1: (b ^ c ^ d, 0x6ED9_EBA1)
          case 2: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        let next = (a << 5 | a >> 27) &+ mixed &+ e &+ constant &+ words[place]
        (a, b, c, d, e) = (next, a, b << 30 | b >> 2, c, d)
      }
      state = zip(state, [a, b, c, d, e]).map { $0 &+ $1 }
    }
    return state[0]
  }
}
