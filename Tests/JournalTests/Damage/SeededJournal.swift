import Foundation
import GRDB

@testable import Journal

/// Chance that can be repeated (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}

/// A journal as years of use leave it: written in many transactions, with rows in all tables of a schema.
struct SeededJournal {
  let path: String
  let answers: Int
  let version: SchemaVersion
  /// True where the last transactions stay in the write-ahead log, as after a kill.
  var isLogKept = false
  let seed: UInt64

  /// Writes the file.
  func write() throws {
    var chance = Seeded(seed)
    let building = path + ".building"
    let queue = try DatabaseQueue(path: building)
    try queue.writeWithoutTransaction { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode=WAL")
      try database.execute(sql: "PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=0")
    }
    if let last = version.migrations.last { try Schema.migrator.migrate(queue, upTo: last) }
    if version.migrations == Schema.migrator.migrations { try queue.write(SchemaSeal.write) }
    var written = 0
    var number = 0
    while written < answers {
      number += 1
      let count = min(answers - written, Int.random(in: 5...60, using: &chance))
      try write(attempt: number, answers: count, isLast: written + count >= answers, queue, &chance)
      written += count
      if number % 4 == 0, !isLogKept || written < answers * 3 / 4 {
        try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      }
    }
    if isLogKept {
      try FileManager.default.copyItem(atPath: building, toPath: path)
      try FileManager.default.copyItem(atPath: building + "-wal", toPath: path + "-wal")
      try queue.close()
      try FileManager.default.removeItem(atPath: building)
    } else {
      try queue.close()
      try FileManager.default.moveItem(atPath: building, toPath: path)
    }
  }

  private func write(
    attempt number: Int, answers: Int, isLast: Bool, _ queue: DatabaseQueue, _ chance: inout Seeded
  ) throws {
    let id = String(chance.next(), radix: 16) + "-" + String(number)
    let assessment = number % 5 == 0 ? "teacher" : "ml-engineer"
    let start = 1_700_000_000.25 + Double(number) * 90_000
    let mode = ["placement", "focus", "drill", "mock"][number % 4]
    try queue.write { database in
      try insert(
        "attempt",
        [
          "id": id, "number": number, "assessment": assessment, "mode": mode,
          "seed": Int64(truncatingIfNeeded: chance.next()),
          "configuration": "{\"items\":\(answers),\"domain\":\"deep-learning\"}", "bank": "b-77f3",
          "started_at": start, "finished_at": isLast ? nil : start + 3_000,
          "state": isLast ? "open" : "finished", "stop_reason": isLast ? nil : "item-limit",
          "pending_item": isLast ? "python.next" : nil, "active_ms": answers * 9_000,
        ], database)
    }
    for first in stride(from: 0, to: answers, by: 6) {
      try queue.write { database in
        for position in first..<min(answers, first + 6) {
          try write(position, of: id, mode: mode, start: start, database, &chance)
        }
      }
    }
    try queue.write { database in
      try insert(
        "setting", ["assessment": "ml-engineer", "key": "setting-\(number)", "value": "value \(number)"],
        database)
      try insert(
        "evidence",
        [
          "assessment": "ml-engineer", "scale": "scale-\(number % 30)", "level": number % 5,
          "artefact": number % 3 == 0 ? "https://example.org/\(number)" : nil, "updated_at": start,
        ], database)
      try insert(
        "action",
        [
          "assessment": "ml-engineer", "action": "action-\(number % 40)", "state": "doing",
          "due_on": start + 9e5,
          "artefact": nil, "note": "begun", "updated_at": start, "done_at": nil,
        ], database)
      try insert(
        "item_report",
        [
          "assessment": "ml-engineer", "item": "python.item-\(number)", "text": "The key looks wrong.",
          "reported_at": start,
        ], database)
      try insert(
        "key_read", ["assessment": "ml-engineer", "item": "python.item-\(number)", "read_at": start], database
      )
      if number % 4 == 1, !isLast {
        try insert(
          "exclusion", ["attempt": id, "reason": "rushed, number \(number)", "excluded_at": start + 4_000],
          database)
      }
      if isLast {
        try insert(
          "pending",
          ["attempt": id, "item": "python.next", "answer": "half of it", "flagged": 0, "note": "so far"],
          database)
      }
      if isLast {
        try insert("memory_before", ["attempt": id, "item": "python.item-0", "memory": nil], database)
      }
      if version.migrations == Schema.migrator.migrations {
        // As the program does with each row.
        for table in Schema.checkedTables {
          try RowChecksum.renew(table.name, where: "checksum IS NULL", [], in: database)
        }
      }
    }
  }

  /// Writes one answer and what is stored with it.
  private func write(
    _ position: Int, of id: String, mode: String, start: Double, _ database: Database, _ chance: inout Seeded
  ) throws {
    let item = Int.random(in: 0..<600, using: &chance)
    let category = Int.random(in: 0...1, using: &chance)
    let isLong = chance.next() % 40 == 0
    try insert(
      "question",
      [
        "id": item + 1, "assessment": "ml-engineer", "item": "python.item-\(item)", "revision": 2,
        "digest": "d\(item)", "level": 3, "kind": "choice",
        "content": String(repeating: "What does line \(item) print? ", count: 1 + item % 30),
        "stored_at": start,
      ], database)
    try insert(
      "response",
      [
        "attempt": id, "position": position, "item": "python.item-\(item)", "item_revision": 2,
        "question": item + 1, "level": 3, "skill": "python.skill-\(item % 40)",
        "answer": "c:\(chance.next() % 5)", "category": category, "category_count": 2,
        "credit": Double(category), "is_unknown": 0, "is_rapid": chance.next() % 9 == 0 ? 1 : 0,
        "confidence": position % 3 == 0 ? nil : 1 + position % 3,
        "milliseconds": 3_000 + Int(chance.next() % 60_000),
        "answered_at": start + Double(position) * 31.5,
        "flagged": position % 11 == 0 ? 1 : 0,
        "note": isLong
          ? String(repeating: "Ünsicher, siehe Kapitel \(item). ", count: 1 + item % 90) : nil,
        "variant": item % 8 == 0 ? String(item * 7919, radix: 16) : nil,
      ], database)
    if item % 8 == 0 {
      try insert(
        "shown_variant",
        [
          "assessment": "ml-engineer", "item": "python.item-\(item)",
          "variant": String(item * 7919, radix: 16), "attempt": id, "shown_at": start,
        ], database)
    }
    try insert(
      "review",
      [
        "assessment": "ml-engineer", "item": "python.item-\(item)", "stability": 2.5, "difficulty": 5.25,
        "state": "review", "step": nil, "due_at": start + 86_400, "last_review_at": start,
        "review_count": 1 + position, "lapses": 0,
      ], database)
    if mode == "mock" {
      try insert(
        "sheet",
        ["attempt": id, "position": position, "seen": 1, "flagged": 0, "milliseconds": 9_000 + position],
        database)
    }
  }

  /// Inserts a row into a table of this version, without the columns that it has not yet.
  private func insert(
    _ table: String, _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>, _ database: Database
  ) throws {
    guard let shape = version.table(table) else { return }
    let columns = Set(shape.columns.map(\.name))
    let known = values.filter { columns.contains($0.key) }
    // A question once shown stays as it was; everything else is as it was last.
    let verb = table == "question" ? "INSERT OR IGNORE" : "INSERT OR REPLACE"
    try database.execute(
      sql: """
        \(verb) INTO \(table) (\(known.map { "\"\($0.key)\"" }.joined(separator: ", ")))
        VALUES (\(databaseQuestionMarks(count: known.count)))
        """, arguments: StatementArguments(known.map { $0.value?.databaseValue ?? .null }))
  }
}
