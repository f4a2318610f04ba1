import Foundation
import GRDB
import Testing

@testable import Journal

/// What happens to a damaged journal, always by way of `Journal.open`.
@Suite struct RecoveryTests {
  /// A closed journal of 30 attempts with 20 answers each.
  static func fill(_ scratch: borrowing Scratch) throws {
    let journal = try scratch.open()
    for number in 0..<30 {
      _ = try journal.startAttempt(Sample.attempt("a\(number)"))
      for position in 0..<20 {
        try journal.record(
          Sample.response("a\(number)", position, item: "item.\(number).\(position)"), nextItem: "n",
          activeMilliseconds: 1)
      }
      try journal.finish(attempt: "a\(number)", at: Sample.day(1), reason: "ended")
    }
    try journal.database.close()
  }

  /// Stores 50 answers that stay in the write-ahead log.
  private static func answerIntoTheLog(of journal: Journal) throws {
    try journal.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint=0") }
    _ = try journal.startAttempt(Sample.attempt("a"))
    for position in 0..<50 {
      try journal.record(Sample.response("a", position), nextItem: "n", activeMilliseconds: 1)
    }
  }

  static func count(_ table: String, _ journal: Journal) throws -> Int {
    try journal.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) NOT INDEXED") ?? 0 }
  }

  /// The pages that the tree of a table or an index uses.
  static func pages(_ path: String, of name: String, kinds: Set<Int> = [2, 5, 10, 13]) throws -> [Int] {
    var reader = PageReader(source: PageSource(path: path))
    let contents = SchemaContents(&reader)
    let before = reader.claimed
    let version = try SchemaVersion(migrations: Schema.migrator.migrations)
    let shape = try #require((version.tables + version.indexes).first { $0.name == name })
    let root = contents.root(of: name, type: shape.isIndex ? "index" : "table")
    _ = TreeReading(shape, root: root, reader: &reader)
    let mine = reader.claimed.subtracting(before).sorted()
    return mine.filter { page in kinds.contains(reader.page(page)?.kind.rawValue ?? 0) }
  }

  /// The page at the root of a table's tree.
  static func root(_ path: String, of table: String) throws -> Int {
    var reader = PageReader(source: PageSource(path: path))
    return try #require(SchemaContents(&reader).root(of: table, type: "table"))
  }

  static func destroy(_ pages: [Int], in path: String, with byte: UInt8 = 0xAA) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for page in pages {
      bytes.replaceSubrange((page - 1) * 4096..<page * 4096, with: Data(repeating: byte, count: 4096))
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  static func names(_ scratch: borrowing Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
  }

  @Test func aFileOfGarbageIsSetAsideAndKept() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    let garbage = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try garbage.write(to: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try opening.journal.attempts(assessment: "ml").isEmpty)
    let aside = opening.journal.damagedFiles
    #expect(aside.count == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: try #require(aside.first))) == garbage)
  }

  @Test func answersOfWhichNothingElseIsLeftBelongToTheAssessmentInUse() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let version = try SchemaVersion(migrations: Schema.migrator.migrations)
    let others = (version.tables + version.indexes).map(\.name).filter { $0 != "response" }
    try Self.destroy(try others.flatMap { try Self.pages(scratch.path, of: $0) }, in: scratch.path)
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0), assessment: "teacher")
    try opening.journal.examine()
    #expect(try Self.count("response", opening.journal) == 600)
    #expect(try opening.journal.attempts(assessment: "teacher").count == 30)
  }

  @Test func damageThatOnlyAReadMeetsIsRepairedAndTold() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let leaf = try #require(try Self.pages(scratch.path, of: "response", kinds: [10]).dropFirst(2).first)
    try Self.destroy([leaf], in: scratch.path)
    let damaged = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.isEmpty, "opening reads nothing of it")
    let answers = try Self.count("response", opening.journal)
    #expect(answers > 500 && answers < 600, "one page of many: \(answers)")
    let notices = opening.journal.takeNotices()
    #expect(notices.count == 1 && notices[0].contains("\(answers) of the \(answers) answers"))
    #expect(opening.journal.takeNotices().isEmpty)
    #expect(try Self.count("attempt", opening.journal) == 30)
    #expect(try opening.journal.checkUp().integrity == "ok")
    let aside = try #require(opening.journal.damagedFiles.first)
    #expect(notices[0].contains(aside))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: aside)) == damaged, "the damaged file is kept as it was")
  }

  @Test func aListOfMigrationsWithoutANameIsRepaired() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path)))
    // A record of the list: its length, its number, its header, and a text of two letters, which becomes NULL.
    let last = try #require(Schema.migrator.migrations.last)
    let record = [4, UInt8(Schema.migrator.migrations.count), 2, 17] + Array(last.utf8)
    let place = try #require(
      (0..<bytes.count - record.count).first { bytes[$0..<$0 + record.count].elementsEqual(record) })
    bytes[place + 3] = 0
    try Data(bytes).write(to: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try Self.count("response", opening.journal) == 600)
    #expect(try opening.journal.checkUp().migrations == Schema.migrator.migrations)
  }

  @Test func damageThatAWriteMeetsIsRepairedAndTheWriteIsDone() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    try Self.destroy(try Self.pages(scratch.path, of: "attempt"), in: scratch.path)
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("new"))
    #expect(journal.takeNotices().count == 1)
    #expect(try Self.count("response", journal) == 600)
    #expect(try journal.attempt(id: "new")?.state == .open)
  }

  @Test func answersWhoseAttemptIsLostAreKeptUnderAnAbandonedOne() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    try Self.destroy(try Self.pages(scratch.path, of: "attempt"), in: scratch.path)
    let journal = try scratch.open()
    let attempts = try journal.attempts(assessment: "ml")
    #expect(attempts.count == 30 && attempts.allSatisfy { $0.state == .abandoned && $0.responseCount == 20 })
    // The index of numbers was not damaged.
    #expect(Set(attempts.map { "\($0.id) \($0.number)" }) == Set((0..<30).map { "a\($0) \($0 + 1)" }))
    #expect(attempts.allSatisfy { $0.startedAt == Sample.day(0) })
    #expect(journal.takeNotices().first?.contains("records of 30 attempts") == true)
  }

  @Test func aDestroyedFirstPageLosesNoAnswer() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    try Self.destroy([1], in: scratch.path)
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try Self.count("response", opening.journal) == 600)
    #expect(try Self.count("attempt", opening.journal) == 30)
  }

  @Test func aRenamedColumnIsNoticedBeforeAnythingIsRead() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let place = try #require(bytes.range(of: Data("is_rapid INTEGER".utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try Self.count("response", opening.journal) == 600)
  }

  @Test func aRowWhoseKeyWasChangedIsNotInvented() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let record = Data("a7".utf8) + [5] + Data("item.7.5".utf8)
    let place = try #require(bytes.range(of: record))
    bytes[place.lowerBound + 2] = 101
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    try Self.destroy([1], in: scratch.path)
    let journal = try scratch.open()
    let positions = try journal.read {
      try Int.fetchAll($0, sql: "SELECT position FROM response NOT INDEXED")
    }
    #expect(positions.count == 599 && positions.allSatisfy { $0 < 20 })
  }

  @Test func anOlderFileWhoseAnswersLackTheirAttemptIsRebuilt() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    let version = try SchemaVersion(migrations: ["v1"])
    try SeededJournal(path: scratch.path, answers: 300, version: version, seed: 8).write()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys=OFF; DELETE FROM attempt WHERE number % 2 = 0")
    }
    try queue.close()
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(try Self.count("response", opening.journal) == 300)
  }

  @Test func whatWasDeletedStaysDeleted() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    do {
      // Without overwriting, as SQLite does where it is built so: what was deleted stays on the free pages.
      let queue = try DatabaseQueue(path: scratch.path)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA secure_delete=OFF; DELETE FROM response WHERE position >= 10")
        _ = try database.checkpoint(.truncate)
      }
      try queue.close()
    }
    let leaf = try #require(try Self.pages(scratch.path, of: "response", kinds: [10]).first)
    try Self.destroy([leaf], in: scratch.path)
    let journal = try scratch.open()
    let positions = try journal.read {
      try Int.fetchAll($0, sql: "SELECT position FROM response NOT INDEXED")
    }
    #expect(positions.count > 250 && positions.allSatisfy { $0 < 10 })
  }

  @Test func anEmptiedFileGivesBackWhatItsLogHolds() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    try Self.answerIntoTheLog(of: journal)
    // As after a kill: the log is still there.
    let copy = Scratch()
    try FileManager.default.createDirectory(at: copy.folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: copy.path))
    try FileManager.default.copyItem(atPath: scratch.path + "-wal", toPath: copy.path + "-wal")
    let opening = try Journal.open(folder: copy.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1 && !opening.isNew)
    #expect(try Self.count("response", opening.journal) == 50)
  }

  @Test func anEmptyFileIsNotTakenForANewJournal() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: scratch.path))
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.first?.contains("No answers could be found") == true)
    #expect(opening.journal.damagedFiles.count == 1)
  }

  @Test func aLogThatBreaksOffBeforeConfirmedAnswersIsRead() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    try Self.answerIntoTheLog(of: journal)
    let copy = Scratch()
    try FileManager.default.createDirectory(at: copy.folder, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: scratch.path + suffix, toPath: copy.path + suffix)
    }
    var log = try Data(contentsOf: URL(fileURLWithPath: copy.path + "-wal"))
    let middle = log.count / 2
    log[middle] ^= 0xff
    try log.write(to: URL(fileURLWithPath: copy.path + "-wal"))
    let opening = try Journal.open(folder: copy.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try Self.count("response", opening.journal) == 50)
  }

  /// A page that was written to the wrong place holds its rows as they were before the log changed them.
  @Test(arguments: [true, false]) func anOutdatedCopyOfAPageDoesNotCount(isExact: Bool) throws {
    func review(_ item: String, _ count: Int) -> ReviewRecord {
      ReviewRecord(
        assessment: "ml", item: item, stability: 2, difficulty: 5, state: "review", step: nil,
        dueAt: Sample.day(Double(count)), lastReviewAt: Sample.day(0), reviewCount: count, lapses: 0)
    }
    let scratch = Scratch()
    let journal = try scratch.open()
    for item in ["one", "other"] { try journal.set(review: review(item, 1)) }
    try journal.database.writeWithoutTransaction { database in
      _ = try database.checkpoint(.truncate)
      try database.execute(sql: "PRAGMA wal_autocheckpoint=0")
    }
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path)))
    func range(_ page: Int) -> Range<Int> { (page - 1) * 4096..<page * 4096 }
    func place(of text: String, in page: Int) -> Int? {
      Data(bytes[range(page)]).range(of: Data(text.utf8)).map { range(page).lowerBound + $0.lowerBound }
    }
    let leaf = try #require(try Self.pages(scratch.path, of: "review").first)
    let target = try #require(try Self.pages(scratch.path, of: "pending").first)
    #expect(target > leaf, "of two copies the one further back would win")
    try journal.set(review: review("one", 2))
    // What only an exact copy still holds was deleted.
    if isExact { try journal.write { try $0.execute(sql: "DELETE FROM review WHERE item = 'other'") } }
    let copy = Scratch()
    try FileManager.default.createDirectory(at: copy.folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scratch.path + "-wal", toPath: copy.path + "-wal")
    bytes.replaceSubrange(range(target), with: Array(bytes[range(leaf)]))
    if !isExact { bytes[try #require(place(of: "other", in: target))] ^= 1 }
    // Where the table begins is destroyed as well, so that all pages are looked through.
    let contents = (1...bytes.count / 4096).filter { place(of: "stability REAL NOT NULL", in: $0) != nil }
    for page in contents {
      bytes.replaceSubrange(range(page), with: [UInt8](repeating: 0xAA, count: 4096))
    }
    try Data(bytes).write(to: URL(fileURLWithPath: copy.path))
    let opening = try Journal.open(folder: copy.folder, now: Sample.day(0))
    #expect(opening.notices.count == 1)
    #expect(try opening.journal.review(ofItem: "one", assessment: "ml") == review("one", 2))
    let other = try opening.journal.review(ofItem: "other", assessment: "ml")
    #expect(other == (isExact ? nil : review("other", 1)))
  }

  @Test func theNoticeIsToldOnceMoreAtTheNextStart() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    try Self.destroy([1], in: scratch.path)
    func notices() throws -> [String] {
      try Journal.open(folder: scratch.folder, now: Sample.day(0)).notices
    }
    let first = try notices()
    #expect(first.count == 1)
    #expect(try notices() == first, "the first start may have been killed before anybody read it")
    #expect(try notices().isEmpty)
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    for statement in [
      "PRAGMA application_id = 77", "CREATE TABLE bookmark (id INTEGER PRIMARY KEY, title TEXT)",
    ] {
      let scratch = Scratch()
      try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
      let queue = try DatabaseQueue(path: scratch.path)
      try queue.write { try $0.execute(sql: statement) }
      try queue.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
      let error = #expect(throws: JournalError.self) { try scratch.open() }
      #expect(error == .foreign(path: scratch.path) && error?.exitCode == 65)
      #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == before)
      #expect(try Self.names(scratch) == ["journal.lock", "journal.sqlite"])
    }
  }

  @Test func aDamagedDatabaseOfAnotherProgramIsRefusedToo() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE bookmark (id INTEGER PRIMARY KEY, title TEXT)")
      for number in 0..<900 {
        try database.execute(sql: "INSERT INTO bookmark (title) VALUES (?)", arguments: ["title \(number)"])
      }
    }
    try queue.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    bytes[21] = 1
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    #expect(throws: JournalError.foreign(path: scratch.path)) { try scratch.open() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == bytes)
  }

  @Test func aDamagedFileOfANewerProgramIsRefusedToo() throws {
    let scratch = Scratch()
    do {
      let journal = try scratch.open()
      try journal.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v999')") }
      try journal.database.close()
    }
    try Self.destroy(try Self.pages(scratch.path, of: "attempt"), in: scratch.path)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    bytes[21] = 1
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    #expect(throws: JournalError.newerSchema(path: scratch.path)) { try scratch.open() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == bytes)
  }

  @Test func whatIsNoFileIsNamed() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent(Journal.fileName), withIntermediateDirectories: true)
    #expect(throws: JournalError.notAFile(path: scratch.path, kind: "a folder")) { try scratch.open() }
    let other = Scratch()
    try FileManager.default.createDirectory(at: other.folder, withIntermediateDirectories: true)
    #expect(mkfifo(other.path, 0o600) == 0)
    #expect(throws: JournalError.notAFile(path: other.path, kind: "a pipe")) { try other.open() }
  }

  @Test func fourFirstStartsAtOnceAllSucceed() async throws {
    for _ in 0..<10 {
      let scratch = Scratch()
      let folder = scratch.folder
      let opened = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<4 {
          group.addTask { try Journal.open(folder: folder, now: Sample.day(0)).isNew }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(opened.count == 4 && opened.filter { $0 }.count == 1)
    }
  }

  @Test func ofTwoProgramsOneRebuildsAndTheOtherUsesIt() async throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let leaf = try #require(try Self.pages(scratch.path, of: "response", kinds: [10]).dropFirst(2).first)
    try Self.destroy([leaf], in: scratch.path)
    let folder = scratch.folder
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try Self.count("response", try Journal.open(folder: folder, now: Sample.day(0)).journal)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(counts).count == 1 && counts[0] > 500)
    #expect(
      try Self.names(scratch).filter { $0.hasPrefix("journal.damaged") && $0.hasSuffix(".sqlite") }.count == 1
    )
  }

  @Test func aProgramThatHasTheDamagedFileOpenWritesToTheNewOne() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let idle = try scratch.open()
    _ = try idle.startAttempt(Sample.attempt("open"))
    let leaf = try #require(try Self.pages(scratch.path, of: "response", kinds: [10]).dropFirst(2).first)
    try Self.destroy([leaf], in: scratch.path)
    let other = try scratch.open()
    try other.examine()
    #expect(other.takeNotices().count == 1)
    try idle.record(Sample.response("open", 0), nextItem: "n", activeMilliseconds: 1)
    #expect(try other.responses(ofAttempt: "open").count == 1)
    #expect(try scratch.open().responses(ofAttempt: "open").count == 1)
  }

  @Test func nobodySetsTheFileAsideWhileAnswersAreWritten() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    let files = try JournalFiles(folder: scratch.folder.path, timeout: 0)
    func isFree() -> Bool {
      (try? FileLock(of: files, .alone))?.isHeld ?? false
    }
    #expect(try journal.write { _ in isFree() } == false)
    #expect(try journal.read { _ in isFree() })
    #expect(isFree(), "the lock is given back")
  }

  @Test func olderSchemasAreRecoveredAndMigrated() throws {
    for version in try SchemaVersion.all() {
      let scratch = Scratch()
      try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
      try SeededJournal(path: scratch.path, answers: 300, version: version, seed: 7).write()
      try Self.destroy([1], in: scratch.path)
      let journal = try scratch.open()
      #expect(try Self.count("response", journal) == 300, "\(version.migrations)")
      #expect(try journal.checkUp().migrations == Schema.migrator.migrations)
    }
  }

  @Test func aJournalThatWasVacuumedIsNotTakenForDamaged() throws {
    let scratch = Scratch()
    try Self.fill(scratch)
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM sheet; VACUUM") }
    try queue.close()
    let opening = try Journal.open(folder: scratch.folder, now: Sample.day(0))
    #expect(opening.notices.isEmpty)
    #expect(try Self.count("response", opening.journal) == 600)
  }

  @Test func aJournalThatWasRemovedTakesNoMoreAnswers() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try FileManager.default.removeItem(atPath: scratch.path)
    let error = #expect(throws: JournalError.self) {
      try journal.record(Sample.response("a", 0), nextItem: "n", activeMilliseconds: 1)
    }
    #expect(error?.exitCode == 66)
  }

  @Test func messagesAboutDamageNameTheFileAndNeverThePermissions() {
    let error = JournalError.damaged(path: "/x/journal.sqlite", reason: "the disk is full")
    #expect(error.message.contains("/x/journal.sqlite") && error.message.contains("the disk is full"))
    #expect(!error.message.contains("permission") && error.exitCode == 65)
  }
}
