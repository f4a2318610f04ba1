import Foundation
import GRDB

/// The person's store: attempts, answers, evidence, actions, reviews and settings in one SQLite file.
///
/// When a method returns, its change is on the disk (WAL with `synchronous=FULL`). Two programs may use the
/// same file; each write is one transaction.
public struct Journal: Sendable {
  let store: Store

  /// The file's name in its folder.
  public static let fileName = "journal.sqlite"

  /// The path of the file.
  public var path: String { store.files.path }

  var database: DatabaseQueue { get throws(JournalError) { try store.connection().queue } }

  func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    try store.perform(isWrite: false) { try $0.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    try store.perform(isWrite: true) { queue in
      // An immediate transaction, so that a second writer waits its turn instead of failing halfway.
      try queue.write(body)
    }
  }
}

/// An opened journal, with notices about what opening had to do.
public struct JournalOpening: Sendable {
  /// The journal.
  public var journal: Journal
  /// True if the file was created.
  public var isNew: Bool
  /// Messages for the person, for example that a damaged file was set aside.
  public var notices: [String]
}
