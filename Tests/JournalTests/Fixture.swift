import Foundation
import GRDB

@testable import Journal

/// Journals of each released schema, as the real migrations made them, with rows in every table.
///
/// A fixture is never made again: it stands for the files that people have. The one of a new schema is written with
/// `SEXTANT_RECORD_FIXTURES=1 swift test --filter MigrationTests`.
enum Fixture: String, CaseIterable {
  case v1, v2, v3, v4, v5, v6, v7

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Fixtures")

  var file: URL { Self.folder.appendingPathComponent("journal-\(rawValue).sqlite") }

  /// Puts a copy into a folder under the journal's own name.
  func copy(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: file, to: folder.appendingPathComponent(Journal.fileName))
  }

  /// Writes the fixture where there is none; from version 3 on the program seals its table of contents.
  func record() throws {
    guard !FileManager.default.fileExists(atPath: file.path) else { return }
    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: file.path)
    try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode=WAL") }
    // The rows are those of version 3, whose columns they name only in part.
    try Schema.migrator.migrate(queue, upTo: isChecked ? "v3" : rawValue)
    try queue.write { try $0.execute(sql: rows) }
    try Schema.migrator.migrate(queue, upTo: rawValue)
    if self == .v5 || self == .v6 || self == .v7 {
      try queue.write { try $0.execute(sql: Self.exclusionRows) }
    }
    if self == .v6 || self == .v7 { try queue.write { try $0.execute(sql: Self.variantRows) } }
    if self == .v7 { try queue.write { try $0.execute(sql: Self.memoryRows) } }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "VACUUM")
      if self == .v3 || isChecked { try SchemaSeal.write(database) }
      _ = try database.checkpoint(.truncate)
    }
    try queue.close()
  }

  /// True if its rows have checksums.
  private var isChecked: Bool { self == .v4 || self == .v5 || self == .v6 || self == .v7 }

  /// A person who has sat three attempts of one assessment and one of another.
  private var rows: String {
    switch self {
    case .v1: Self.sharedRows + Self.unscopedRows
    case .v2: Self.sharedRows + Self.unscopedRows + Self.sheetRows
    case .v3, .v4, .v5, .v6, .v7: Self.sharedRows + Self.sheetRows + Self.scopedRows
    }
  }

  private static let sharedRows = """
    INSERT INTO attempt (id, number, assessment, mode, seed, configuration, bank, started_at, finished_at, state,
      stop_reason, pending_item, active_ms) VALUES
      ('0b1e', 1, 'ml-engineer', 'placement', -1, '{"mode":"placement"}', 'bank-1', 1780000000.25, 1780000900,
        'finished', 'item-limit', NULL, 81000),
      ('1c2f', 2, 'ml-engineer', 'drill', 42, '{"mode":"drill"}', 'bank-1', 1780090000, 1780090300, 'abandoned',
        NULL, NULL, 30000),
      ('2d3a', 3, 'ml-engineer', 'placement', 7, '{"mode":"placement"}', 'bank-2', 1780180000, NULL, 'open', NULL,
        'python.pandas.month-first', 12000),
      ('3e4b', 1, 'teacher', 'mock', 9, '{"mode":"mock"}', 'bank-t', 1780270000, NULL, 'open', NULL,
        'class.start', 5000);
    INSERT INTO response (attempt, position, item, item_revision, skill, answer, category, category_count, credit,
      is_unknown, is_rapid, confidence, milliseconds, answered_at, flagged, note) VALUES
      ('0b1e', 0, 'python.syntax.slice', 1, 'python.syntax', 'c:2', 1, 2, 1, 0, 0, 3, 27000, 1780000100.5, 0, NULL),
      ('0b1e', 1, 'math.algebra.rank', 2, 'math.algebra', 't:−0.8', 0, 2, 0, 0, 0, 2, 27000, 1780000200, 1,
        'Read "rank" again; it''s not the number of rows.'),
      ('0b1e', 2, 'cs.sql.joins', 1, 'cs.sql', 'p:0,-,2', 1, 3, 0.5, 0, 1, NULL, 400, 1780000300, 0, NULL),
      ('1c2f', 0, 'math.algebra.rank', 2, 'math.algebra', '?', 0, 2, 0, 1, 0, NULL, 30000, 1780090100, 0, NULL),
      ('2d3a', 0, 'soft.review.tone', 1, 'soft.review', 'r:1,4,2,3', 3, 4, 1, 0, 0, 1, 12000, 1780180060, 0, NULL),
      ('3e4b', 0, 'class.quiet', 4, 'class.lead', 'o:1,0,2', 2, 3, 1, 0, 0, NULL, 5000, 1780270030, 1, NULL);

    """

  private static let unscopedRows = """
    INSERT INTO evidence VALUES ('education', 3, 'https://example.org/degree', 1780000950),
      ('network', NULL, NULL, 1780000960);
    INSERT INTO action VALUES ('read-esl', 'doing', 1781000000, NULL, 'Chapter 3', 1780000970, NULL),
      ('ship-model', 'done', NULL, 'https://example.org/model', NULL, 1780000980, 1780000985);
    INSERT INTO review VALUES ('math.algebra.rank', 2.5, 6.1, 'relearning', 1, 1780180000, 1780090100, 2, 1),
      ('class.quiet', 8.25, 4.5, 'review', NULL, 1781000000, 1780270030, 1, 0),
      ('gone.from.everywhere', 1, 5, 'learning', 0, 1780100000, 1780000000, 1, 0);
    INSERT INTO setting VALUES ('profile', 'senior'), ('theme', 'light'), ('half-life-days', '90.0'),
      ('introduced', 'yes'), ('report.cs.sql.joins', 'Row 2 has two right answers.'), ('report.class.start', ''),
      ('keys-read', '{"cs.sql.joins":20602,"never.asked":20603}'),
      ('pending-item',
        '{"answer":"t:4","attempt":"2d3a","isFlagged":true,"item":"python.pandas.month-first","note":"a \\"note\\""}');

    """

  private static let sheetRows = """
    INSERT INTO sheet (attempt, position, seen, flagged, milliseconds) VALUES ('3e4b', 0, 1, 1, 5000),
      ('3e4b', 1, 1, 0, 250);

    """

  private static let scopedRows = """
    INSERT INTO question (id, assessment, item, revision, digest, level, kind, content, stored_at) VALUES
      (1, 'ml-engineer', 'python.syntax.slice', 1, '00c0ffee00c0ffee', 2, 'single-choice', '{"stem":"What is kept?"}',
        1780000100.5);
    UPDATE response SET question = 1, level = 2 WHERE attempt = '0b1e' AND position = 0;
    UPDATE attempt SET version = 2 WHERE id = '3e4b';
    INSERT INTO evidence VALUES ('ml-engineer', 'education', 3, 'https://example.org/degree', 1780000950),
      ('teacher', 'education', NULL, NULL, 1780000960);
    INSERT INTO action VALUES ('ml-engineer', 'read-esl', 'doing', 1781000000, NULL, 'Chapter 3', 1780000970, NULL);
    INSERT INTO review VALUES
      ('ml-engineer', 'math.algebra.rank', 2.5, 6.1, 'relearning', 1, 1780180000, 1780090100, 2, 1);
    INSERT INTO setting VALUES ('', 'theme', 'light'), ('ml-engineer', 'profile', 'senior');
    INSERT INTO item_report VALUES ('ml-engineer', 'cs.sql.joins', 'Row 2 has two right answers.', NULL),
      ('teacher', 'class.start', 'Which class?', 1780270040);
    INSERT INTO key_read VALUES ('ml-engineer', 'cs.sql.joins', 1780099199);
    INSERT INTO pending VALUES ('2d3a', 'python.pandas.month-first', 1, '00c0ffee00c0ffed', 't:4', 1, 'a note', 3500);

    """

  private static let exclusionRows = """
    INSERT INTO exclusion (attempt, reason, excluded_at) VALUES
      ('1c2f', 'my "colleague" tried it', 1780090400.5);
    UPDATE exclusion SET checksum = row_checksum(attempt, excluded_at, reason);
    """

  private static let variantRows = """
    UPDATE response SET variant = '3fa9c01b' WHERE attempt = '0b1e' AND position = 1;
    UPDATE response SET checksum = \(RowChecksum.expression(columns("response")));
    INSERT INTO shown_variant (assessment, item, variant, attempt, shown_at) VALUES
      ('ml-engineer', 'math.algebra.rank', '3fa9c01b', '0b1e', 1780000150),
      ('ml-engineer', 'math.algebra.rank', '00c0ffee', '2d3a', 1780180030);
    UPDATE shown_variant SET checksum = \(RowChecksum.expression(columns("shown_variant")));
    """

  private static let memoryRows = """
    INSERT INTO memory_before (attempt, item, memory) VALUES ('2d3a', 'soft.review.tone', NULL);
    UPDATE memory_before SET checksum = \(RowChecksum.expression(columns("memory_before")));
    """

  private static func columns(_ name: String) -> [String] {
    Schema.checkedTables.filter { $0.name == name }.flatMap { $0.key + $0.columns }
  }
}

extension Schema {
  /// The tables whose rows have a checksum, with their keys and their other columns.
  static let checkedTables: [(name: String, key: [String], columns: [String])] =
    checkedTablesOfVersion4.map { $0.name == "response" ? responseOfVersion6 : $0 } + [
      ("exclusion", ["attempt"], ["reason", "excluded_at"]),
      ("shown_variant", ["assessment", "item", "variant"], ["attempt", "shown_at"]),
      ("memory_before", ["attempt"], ["item", "memory"]),
    ]
}
