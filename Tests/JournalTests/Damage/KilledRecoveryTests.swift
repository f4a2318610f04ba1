import Foundation
import GRDB
import Testing

@testable import Journal

/// A recovery that is killed at any moment is done again, or was done.
@Suite struct KilledRecoveryTests {
  @Test func aKilledRecoveryLosesNothing() async throws {
    let original = Scratch()
    try RecoveryTests.fill(original)
    try RecoveryTests.destroy([1], in: original.path)
    let damaged = try Data(contentsOf: URL(fileURLWithPath: original.path))
    let start = Date()
    do {
      let scratch = Scratch()
      try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
      try damaged.write(to: URL(fileURLWithPath: scratch.path))
      _ = try scratch.open()
    }
    let duration = Date().timeIntervalSince(start)
    var chance = Seeded(17)
    for _ in 0..<15 {
      let scratch = Scratch()
      try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
      try damaged.write(to: URL(fileURLWithPath: scratch.path))
      setenv("SEXTANT_TEST_KILLED", scratch.folder.path, 1)
      setenv("SEXTANT_TEST_MOMENT", String(Double.random(in: 0...1.2, using: &chance) * duration), 1)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        let environment = ProcessInfo.processInfo.environment
        let folder = try #require(environment["SEXTANT_TEST_KILLED"])
        let moment = try #require(environment["SEXTANT_TEST_MOMENT"].flatMap(Double.init))
        // The kernel kills it at its moment, whatever it does then.
        Thread.detachNewThread {
          usleep(UInt32(moment * 1e6))
          kill(getpid(), SIGKILL)
        }
        _ = try Journal.open(folder: URL(fileURLWithPath: folder), now: Sample.day(0))
        while true { pause() }
      }
      let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
      #expect(try RecoveryTests.count("response", opening.journal) == 600)
      #expect(!opening.notices.isEmpty, "the killed start told nobody")
      let aside = opening.journal.damagedFiles
      #expect(aside.count == 1)
      #expect(try Data(contentsOf: URL(fileURLWithPath: try #require(aside.first))) == damaged)
      let remains = try RecoveryTests.names(scratch).filter {
        $0.contains("recover") || $0.contains("making")
      }
      #expect(remains.isEmpty, "\(remains)")
    }
  }

  /// Each state that a kill can leave between two of the steps, made by hand.
  @Test func everyStepOfThePublicationGoesOn() throws {
    for step in 0..<5 {
      let scratch = Scratch()
      try RecoveryTests.fill(scratch)
      let good = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
      try RecoveryTests.destroy([1], in: scratch.path)
      let files = try JournalFiles(folder: scratch.folder.path, timeout: 5)
      func write(_ data: Data, _ path: String) throws { try data.write(to: URL(fileURLWithPath: path)) }
      switch step {
      case 0: try write(good.prefix(9_000), files.recovering)
      case 1:
        try write(good, files.recovering)
        try write(Data("old".utf8), files.notice("77"))
      case 2:
        try write(good, files.recovered("77"))
        try write(Data("told".utf8), files.notice("77"))
      case 3:
        try write(Data(), files.path + "-wal")
        try write(good, files.recovered("77"))
        try write(Data("told".utf8), files.notice("77"))
        try files.rename(files.path + "-wal", to: files.damaged("77") + "-wal")
      default:
        try write(good, files.recovered("77"))
        try write(Data("told".utf8), files.notice("77"))
        try files.rename(files.path, to: files.damaged("77"))
      }
      let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
      #expect(try RecoveryTests.count("response", opening.journal) == 600, "step \(step)")
      #expect(opening.journal.damagedFiles.count == 1, "step \(step)")
      #expect(opening.notices.count == 1 && opening.notices != ["old"], "step \(step)")
      #expect(step < 2 || opening.notices == ["told"], "step \(step)")
    }
  }

  @Test func aRebuiltFileIsThrownAwayWhereTheDamagedOneChangedSince() throws {
    let scratch = Scratch()
    try RecoveryTests.fill(scratch)
    let files = try JournalFiles(folder: scratch.folder.path, timeout: 5)
    let other = Scratch()
    let small = try other.open()
    try small.database.close()
    try FileManager.default.copyItem(atPath: other.path, toPath: files.recovered("77"))
    // The damaged file took another answer after it was read.
    try RecoveryTests.destroy([1], in: scratch.path)
    try FileManager.default.setAttributes(
      [.modificationDate: Date().addingTimeInterval(60)], ofItemAtPath: scratch.path)
    #expect(try RecoveryTests.count("response", try scratch.open()) == 600)
  }
}
