import GRDB

/// Distinguishes damage from other failures, where errors of the store are translated.
enum Damage {
  /// True if the file itself is certainly damaged.
  static func isCertain(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }

  /// True if the file may be damaged: a value or table differs from what was written.
  static func isPossible(_ error: any Error) -> Bool {
    if isCertain(error) || error is RowDecodingError { return true }
    guard let error = error as? DatabaseError else { return false }
    // SQL that names a missing table or column, a file marked read-only, or a connection that a failed repair
    // closed.
    return [.SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_MISUSE].contains(error.resultCode)
      || error.extendedResultCode == .SQLITE_READONLY
  }

  /// The error as the person should see it.
  static func translated(_ error: any Error, path: String) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else { return .cannotWrite(path: path, reason: "\(error)") }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return .busy(path: path)
    case .SQLITE_CONSTRAINT:
      return .conflict("the journal refused the change: \(error.message ?? "conflict")")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return .damaged(path: path, reason: error.message ?? "it cannot be read")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return .unreadable(path: path, reason: error.message ?? "it cannot be opened")
    default: return .cannotWrite(path: path, reason: error.message ?? "code \(error.resultCode.rawValue)")
    }
  }
}
