import Foundation

/// The reason why the journal can't be opened or written.
///
/// Messages name the file and the remedy, never its content.
public enum JournalError: Error, Equatable {
  /// A newer version wrote the file.
  case newerSchema(path: String)
  /// The file is another program's database.
  case foreign(path: String)
  /// Something other than a file has its name.
  case notAFile(path: String, kind: String)
  /// The folder or file can't be created.
  case cannotCreate(path: String, reason: String)
  /// The file can't be written.
  case cannotWrite(path: String, reason: String)
  /// Another program keeps it locked for too long.
  case busy(path: String)
  /// The file can't be read.
  case unreadable(path: String, reason: String)
  /// The file is damaged and couldn't be rebuilt.
  case damaged(path: String, reason: String)
  /// A backup is damaged.
  case damagedCopy(path: String, reason: String)
  /// A file that should be a backup is something else.
  case foreignCopy(path: String)
  /// A backup can't be read.
  case unreadableCopy(path: String, reason: String)
  /// The file system can't do what a journal needs.
  case unfitFileSystem(path: String, reason: String)
  /// The answer already exists, or the attempt is not open.
  case conflict(String)

  /// The message for the person.
  public var message: String {
    switch self {
    case .newerSchema(let path):
      "\(path) was written by a newer version of Sextant; update the program, nothing was changed"
    case .foreign(let path):
      "\(path) belongs to another program, so nothing was changed; move it away, or choose another folder with --home"
    case .notAFile(let path, let kind):
      "\(path) is \(kind) and not a file; move it away, or choose another folder with --home"
    case .cannotCreate(let path, let reason):
      "cannot create \(path): \(reason); choose another folder with --home or SEXTANT_HOME"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason); what was stored before is safe, free some space or check the permissions"
    case .busy(let path):
      "\(path) is held by another program; close it there and try again, nothing was lost"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason); check the permissions, or choose another folder with --home"
    case .damaged(let path, let reason):
      "\(path) is damaged and could not be rebuilt: \(reason); it was left as it is, so free some space and start "
        + "again, or choose another folder with --home"
    case .damagedCopy(let path, let reason):
      "\(path) is damaged: \(reason); nothing was changed. To save what it holds, copy it as journal.sqlite into an empty "
        + "folder, and run `sextant doctor --home` with that folder"
    case .foreignCopy(let path):
      "\(path) isn't a journal of Sextant; nothing was changed. Name a file that `sextant backup` wrote"
    case .unreadableCopy(let path, let reason): "cannot read \(path): \(reason); nothing was changed"
    case .unfitFileSystem(let path, let reason):
      "cannot use \(path): \(reason); choose a folder on a local disk with --home"
    case .conflict(let text): text
    }
  }

  /// The exit code, following sysexits.
  public var exitCode: Int32 {
    switch self {
    case .newerSchema, .foreign, .damaged, .damagedCopy, .foreignCopy: 65
    case .cannotCreate: 73
    case .cannotWrite, .busy: 74
    case .unreadable, .unreadableCopy, .notAFile, .unfitFileSystem: 66
    case .conflict: 1
    }
  }
}
