import Foundation
import GRDB

/// A value of a record in the file.
///
/// Texts are kept as bytes, because SQLite compares keys byte by byte whereas Swift compares characters.
enum StoredValue: Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text([UInt8])
  case blob([UInt8])

  /// The value for GRDB.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text(let bytes): String(decoding: bytes, as: UTF8.self).databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }

  /// The text; nil for everything else.
  var string: String? {
    guard case .text(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The whole number; nil for everything else.
  var number: Int64? {
    guard case .integer(let value) = self else { return nil }
    return value
  }
}

/// SQLite's order of values: null, numbers, texts, blobs.
extension StoredValue: Comparable {
  private var rank: Int {
    switch self {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }

  static func < (left: StoredValue, right: StoredValue) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.integer(let left), .real(let right)): Double(left) < right
    case (.real(let left), .integer(let right)): left < Double(right)
    case (.text(let left), .text(let right)), (.blob(let left), .blob(let right)):
      left.lexicographicallyPrecedes(right)
    default: left.rank < right.rank
    }
  }
}

/// The sort key of a table's rows: the rowid, or the columns of the key.
struct StoredKey: Hashable, Comparable {
  var values: [StoredValue]

  static func < (left: StoredKey, right: StoredKey) -> Bool {
    left.values.lexicographicallyPrecedes(right.values)
  }
}

/// The keys between two exclusive bounds; nil means unbounded.
struct KeyRange {
  var low: StoredKey?
  var high: StoredKey?

  func contains(_ key: StoredKey) -> Bool {
    if let low, key <= low { return false }
    if let high, key >= high { return false }
    return true
  }
}
