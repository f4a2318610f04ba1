import Foundation
import GRDB

/// One row of the journal as a value.
///
/// Instants are stored as seconds since 1970. Values are clamped to `Limits` when read, so that a row changed
/// by damage or another program can't crash the program.
public protocol JournalRecord: Codable, FetchableRecord, PersistableRecord, Sendable, Equatable {
  /// Clamps every number to its limits.
  mutating func limit()
}

extension JournalRecord {
  /// Reads a row and clamps its numbers to their limits.
  public init(row: Row) throws {
    self = try FetchableRecordDecoder().decode(Self.self, from: row)
    limit()
  }

  /// Reads instants as seconds since 1970, clamped to the years that dates can be computed in.
  public static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
    .custom { Double.fromDatabaseValue($0).map { Date(timeIntervalSince1970: Limits.seconds($0)) } }
  }

  /// Writes instants as seconds since 1970, clamped to the bounds of the schema.
  public static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
    .custom { Limits.seconds($0.timeIntervalSince1970) }
  }

  /// Stores the row in place of the one with the same key.
  func replace(in database: Database) throws {
    var record = self
    record.limit()
    try record.insert(database, onConflict: .replace)
    try record.renewChecksum(in: database)
  }

  /// Stores a row that must not exist yet.
  func add(to database: Database) throws {
    var record = self
    record.limit()
    try record.insert(database)
    try record.renewChecksum(in: database)
  }

  /// Computes the checksum of the row that was just inserted.
  private func renewChecksum(in database: Database) throws {
    let values = try databaseDictionary
    let key = try database.primaryKey(Self.databaseTableName).columns
    let arguments = key.map { name in
      // The database chooses a number that the record lacks.
      values[name].flatMap { $0.isNull ? nil : $0 } ?? database.lastInsertedRowID.databaseValue
    }
    try RowChecksum.renew(
      Self.databaseTableName,
      where: key.map { "\($0.quotedDatabaseIdentifier) = ?" }.joined(separator: " AND "),
      StatementArguments(arguments), in: database)
  }
}

/// The bounds of stored numbers, the same as in the checks of the schema.
enum Limits {
  static let count = 0...1_000_000_000
  static let milliseconds = 0...1_000_000_000_000
  static let level = 1...5
  static let evidenceLevel = 0...1000
  static let category = 0...999
  static let stability = 0.001...1_000_000
  static let difficulty = 1.0...10

  /// Seconds since 1970, from the year 1 to the year 9999.
  static func seconds(_ value: Double) -> Double { clamped(value, -62_135_769_600...253_402_300_799) }

  static func clamped(_ value: Int, _ range: ClosedRange<Int>) -> Int {
    min(range.upperBound, max(range.lowerBound, value))
  }

  static func clamped(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    value.isNaN ? range.lowerBound : min(range.upperBound, max(range.lowerBound, value))
  }
}
