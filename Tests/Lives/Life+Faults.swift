import Foundation
import GRDB
import Journal
import SextantCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What goes wrong around the program.
extension Life {
  var journalPath: String { folder.appendingPathComponent(Journal.fileName).path }

  /// The machine stops: life goes on with the bytes that were on the disk, and no program has ended well.
  func crash() throws {
    guard FileManager.default.fileExists(atPath: journalPath) else { return }
    tell("everything is killed")
    tally.note("kills")
    release()
    copies += 1
    let next = home.appendingPathComponent("\(copies)")
    try FileManager.default.createDirectory(at: next, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: journalPath + suffix) {
      try FileManager.default.copyItem(
        atPath: journalPath + suffix, toPath: next.appendingPathComponent(Journal.fileName).path + suffix)
    }
    windows = [nil, nil]
    closeReaders()
    try FileManager.default.removeItem(at: folder)
    folder = next
    // A write that was begun and never confirmed may stand at the end of the log.
    if chance.happens(oneIn: 3), let log = FileHandle(forWritingAtPath: journalPath + "-wal") {
      try log.seekToEnd()
      try log.write(contentsOf: Data((0..<chance.below(6000)).map { _ in UInt8(chance.below(256)) }))
      try log.close()
    }
    try start()
  }

  /// Starts the program, which must be possible whatever happened.
  func start() throws {
    do {
      _ = try window(0)
    } catch let error as JournalError {
      throw fail("the program does not start: \(error.message)")
    }
  }

  /// Another program takes the journal for a while.
  func occupy() throws {
    guard intruder == nil, FileManager.default.fileExists(atPath: journalPath) else { return }
    // A start that must create or repair something would wait for it.
    for place in windows.indices { _ = try window(place) }
    _ = try freshWindow(version)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: journalPath, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    intruder = queue
    tell("another program holds the journal")
    tally.note("locks")
  }

  func release() {
    guard let queue = intruder else { return }
    try? queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    intruder = nil
    tell("the journal is free")
  }

  /// Limits the size of files for the next write, as a disk that is almost full does.
  ///
  /// - Returns: The limit; nil where there is none.
  func fillDisk() -> Int? {
    guard isDiskFull, limitsFiles else { return nil }
    var status = stat()
    let log = stat(journalPath + "-wal", &status) == 0 ? Int(status.st_size) : 0
    let limit = log + chance.below(20_000)
    setLimit(rlim_t(limit))
    tally.note("full disks")
    return limit
  }

  func freeDisk() { setLimit(rlim_t.max) }

  func healDisk() { isDiskFull = false }

  private func setLimit(_ size: rlim_t) {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue))
    #else
      let resource = RLIMIT_FSIZE
    #endif
    var limit = rlimit()
    getrlimit(resource, &limit)
    limit.rlim_cur = min(size, limit.rlim_max)
    setrlimit(resource, &limit)
  }
}
