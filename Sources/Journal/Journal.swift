import Foundation
import GRDB

/// The person's store: attempts, answers, evidence, actions, reviews and settings in one SQLite file.
///
/// Whatever a method has returned from is on the disk (WAL with `synchronous=FULL`). Two programs may hold
/// the same file; each write is one transaction.
public struct Journal: Sendable {
  let store: Store

  /// The name of the file in its folder.
  public static let fileName = "journal.sqlite"

  /// The path of the file.
  public var path: String { store.files.path }

  var database: DatabaseQueue { store.connection.queue }

  func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    try store.perform(isWrite: false) { try $0.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    try store.perform(isWrite: true) { queue in
      // An immediate transaction: a second writer waits its turn instead of failing in the middle.
      try queue.write(body)
    }
  }
}

/// A journal that has been opened, and what had to be done for it.
public struct JournalOpening: Sendable {
  /// The journal.
  public var journal: Journal
  /// True if the file was made.
  public var isNew: Bool
  /// What the person must know, such as a damaged file that was set aside.
  public var notices: [String]
}
