import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Synchronization
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// A start that takes what an earlier one read of the journal shows the same as one that reads it, and takes it only if
/// the journal, the day and the zone are the same.
@Suite struct StartCacheTests {
  /// A person's folders with a journal at random, and a way to start the program in them.
  private final class Person {
    let folders: Folders
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-start-\(UUID().uuidString)")
    let now: Date
    private let identities = Mutex(0)

    var cache: StartCache { StartCache(folder: folders.cachePath ?? "", assessment: folders.assessmentID) }

    init(seed: Int = 3, open: Mode? = nil) throws {
      let app = try SeededJournals.app(seed: seed, open: open)
      now = app.clock.date
      let data = root.appendingPathComponent("data")
      folders = Folders(
        assessment: TestApp.root.appendingPathComponent("Assessments/ml-engineer"), data: data,
        cache: root.appendingPathComponent("cache"), state: root.appendingPathComponent("log"))
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      for name in [Journal.fileName, Journal.fileName + "-wal"] {
        try FileManager.default.copyItem(
          at: app.folder.appendingPathComponent(name), to: data.appendingPathComponent(name))
      }
      // Closing it writes the log into the file.
      _ = try Journal.open(folder: data, now: now)
      try rest()
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Waits until the file has been unchanged long enough for a stamp.
    func rest() throws {
      let journal = try Journal.later(path: folders.dataPath, now: now)
      for _ in 0..<100 where journal.stamp == nil { Thread.sleep(forTimeInterval: 0.01) }
      _ = try #require(journal.stamp)
    }

    private func environment(_ now: Date, _ days: LocalDays) -> AppEnvironment {
      AppEnvironment(
        now: { now }, days: { days }, milliseconds: { 0 }, seed: { 1 }, identity: { UUID().uuidString })
    }

    /// What a start shows.
    func start(
      at date: Date? = nil, in days: LocalDays = .utc, bank: Bank = TestApp.bank
    ) throws -> Overview {
      let environment = environment(date ?? now, days)
      let early = EarlyReading(folders: folders, environment: environment)
      var space = Workspace(bank: bank, journal: try early.journal(), environment: environment)
      space.cache = folders.cache
      let overview = try space.overview(early: early)
      // What the next start can take is stored at the end.
      early.queue.sync {}
      return overview
    }

    /// What is shown if everything is read and computed.
    func fresh(
      at date: Date? = nil, in days: LocalDays = .utc, bank: Bank = TestApp.bank
    ) throws -> Overview {
      try Workspace(
        bank: bank, journal: try Journal.open(folder: folders.data, now: now).journal,
        environment: environment(date ?? now, days)
      ).overview()
    }

    /// Starts until a start can take everything from the one before, and marks what is stored.
    func prepare() throws {
      // The first one stores the sums, and the second one what goes with them.
      for _ in 0..<2 { _ = try start() }
      var content = try #require(cache.load())
      content.settings["review-limit"] = "\(StartCacheTests.mark)"
      cache.save(content)
      #expect(try start().settings.reviewLimit == StartCacheTests.mark, "what is stored is not used")
    }

    /// Changes the journal as the program does, and closes it.
    func change(_ body: (Workspace) throws -> Void) throws {
      try body(
        Workspace(
          bank: TestApp.bank, journal: try Journal.open(folder: folders.data, now: now).journal,
          environment: environment(now, .utc)))
      try rest()
    }
  }

  /// A setting that nobody has chosen.
  private static let mark = 17

  private static func expectSame(
    _ found: Overview, _ wanted: Overview, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    ScoreCacheTests.expectSame(found, wanted, location)
    #expect(found.settings == wanted.settings, sourceLocation: location)
    #expect(found.practice == wanted.practice, sourceLocation: location)
    #expect(found.evidence == wanted.evidence, sourceLocation: location)
    #expect(found.actions == wanted.actions, sourceLocation: location)
    #expect(found.open == wanted.open, sourceLocation: location)
    #expect(found.dueReviews == wanted.dueReviews, sourceLocation: location)
    #expect(found.nextReview == wanted.nextReview, sourceLocation: location)
    #expect(found.next.map(\.action.id) == wanted.next.map(\.action.id), sourceLocation: location)
  }

  @Test(arguments: 0..<8, [nil, .placement] as [Mode?])
  func everyStartShowsTheNumbersOfAFreshComputation(seed: Int, open: Mode?) throws {
    let person = try Person(seed: seed, open: open)
    try person.change { space in
      try space.setAction(try #require(space.bank.content.roadmap.actions.first).id, to: .doing)
      try space.editEvidence(
        try #require(space.framework.evidence.first).id, [.level(1), .artefact("a link")])
    }
    for _ in 0..<4 { Self.expectSame(try person.start(), try person.fresh()) }
    #expect((person.cache.load() == nil) == (open != nil), "an open attempt with answers is never stored")
  }

  @Test func eachChangeOfTheJournalMakesItUseless() throws {
    let person = try Person()
    let changes: [(String, (Workspace) throws -> Void)] = [
      (
        "a setting",
        { space in
          var settings = try space.settings()
          settings.minutesAWeek = 240
          try space.save(settings)
        }
      ),
      ("evidence", { try $0.editEvidence($0.framework.evidence[1].id, [.level(2)]) }),
      ("an action", { try $0.setAction($0.bank.content.roadmap.actions[1].id, to: .doing) }),
      ("a report", { try $0.report(item: $0.pool.entries[0].id, "unclear") }),
      ("an open attempt", { _ = try $0.startAttempt(mode: .drill, scope: .all) }),
      ("its end", { space in try space.end(attempt: try #require(try space.openAttempt()).id) }),
      ("an excluded attempt", { try $0.exclude(attempt: "attempt-0", reason: "noise") }),
      ("a deleted attempt", { try $0.delete(attempt: "attempt-0", forgetsReviews: true) }),
    ]
    for (name, change) in changes {
      try person.prepare()
      try person.change(change)
      let found = try person.start()
      #expect(found.settings.reviewLimit != Self.mark, "\(name) did not count")
      Self.expectSame(found, try person.fresh())
    }
  }

  @Test func anotherFileOfTheSameNameIsAnotherJournal() throws {
    let person = try Person()
    try person.prepare()
    let path = person.folders.dataPath + "/" + Journal.fileName
    // The same bytes and the same times, but another file.
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(attributes[.modificationDate])], ofItemAtPath: path + ".copy")
    #expect(rename(path + ".copy", path) == 0)
    try person.rest()
    Self.expectSame(try person.start(), try person.fresh())
  }

  @Test func changedBytesWithTheOldTimeCountAsAChange() throws {
    let person = try Person()
    try person.prepare()
    let path = person.folders.dataPath + "/" + Journal.fileName
    let date = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    try person.rest()
    #expect(try person.start().settings.reviewLimit != Self.mark)
  }

  @Test func whatIsStoredForOnePersonIsNotForeignersToTake() throws {
    let (one, other) = (try Person(seed: 3), try Person(seed: 4))
    try one.prepare()
    _ = try other.start()
    let (from, to) = (try #require(one.folders.cachePath), try #require(other.folders.cachePath))
    try FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
    let found = try other.start()
    #expect(found.settings.reviewLimit != Self.mark)
    Self.expectSame(found, try other.fresh())
  }

  @Test func anotherDayZoneOrBankGivesItsOwnNumbers() throws {
    let person = try Person()
    try person.prepare()
    // What was stored is taken, and what depends on the day, the zone or the bank is computed again.
    func expectFresh(
      at date: Date? = nil, in days: LocalDays = .utc, bank: Bank = TestApp.bank,
      _ location: Testing.SourceLocation = #_sourceLocation
    ) throws {
      var wanted = try person.fresh(at: date, in: days, bank: bank)
      wanted.settings.reviewLimit = Self.mark
      let found = try person.start(at: date, in: days, bank: bank)
      ScoreCacheTests.expectSame(found, wanted, location)
      #expect(found.practice == wanted.practice, sourceLocation: location)
    }
    for days in [1.0, 40, 800, -300] { try expectFresh(at: person.now.addingTimeInterval(days * 86_400)) }
    for hours in [-11, 5, 13] { try expectFresh(in: LocalDays { _ in hours * 3600 }) }
    let items = TestApp.bank.items.prefix(40).compactMap { try? TestApp.bank.item(id: $0.id) }
    try expectFresh(
      bank: Bank(ParsedAssessment(content: TestApp.bank.content, items: items, contentKey: "smaller")))
  }

  @Test func practiceIsThatOfTheDayAndTheZone() throws {
    let person = try Person()
    try person.change { space in
      // An answer just before midnight in Greenwich.
      let night = person.now.addingTimeInterval(
        86_400 - person.now.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) - 60)
      let session = try space.startAttempt(mode: .drill, scope: .all, asking: [space.pool.entries[0].id])
      try space.journal.record(
        ResponseRecord(
          attempt: session.record.id, position: 0, item: space.pool.entries[0].id, itemRevision: 1,
          skill: space.framework.skills[0].id, answer: "?", category: 0, categoryCount: 2, credit: 0,
          milliseconds: 20_000, answeredAt: night), nextItem: nil, activeMilliseconds: 20_000)
      try space.end(attempt: session.record.id)
    }
    let east = LocalDays { _ in 3 * 3600 }
    for _ in 0..<3 { _ = try person.start() }
    #expect(person.cache.load() != nil)
    #expect(try person.start().practice.answersToday == 1)
    #expect(try person.start(in: east).practice.answersToday == 0)
    #expect(try person.start(at: person.now.addingTimeInterval(86_400), in: east).practice.answersToday == 1)
    #expect(try person.start(at: person.now.addingTimeInterval(86_400)).practice.answersToday == 0)
  }

  @Test func aDamagedFileIsNotUsed() throws {
    let person = try Person(seed: 5)
    for _ in 0..<2 { _ = try person.start() }
    let path = try #require(person.folders.cache).appendingPathComponent("ml-engineer.start")
    let sound = try Data(contentsOf: path)
    var generator = SeededGenerator(seed: 9)
    let wanted = try person.fresh()
    for number in 0..<40 {
      var bytes = sound
      if number % 8 == 0 { bytes = bytes.prefix(Int(generator.next() % UInt64(bytes.count))) }
      if !bytes.isEmpty {
        bytes[Int(generator.next() % UInt64(bytes.count))] ^= UInt8(1 << (generator.next() % 8))
      }
      try bytes.write(to: path)
      #expect(person.cache.load() == nil)
      Self.expectSame(try person.start(), wanted)
    }
  }

  @Test func damageToTheJournalIsFoundAlthoughItIsOpenedLater() throws {
    let person = try Person()
    try person.prepare()
    let now = person.now
    let early = EarlyReading(
      folders: person.folders,
      environment: AppEnvironment(
        now: { now }, days: { .utc }, milliseconds: { 0 }, seed: { 1 }, identity: { "id" }))
    let journal = try early.journal()
    early.queue.sync {}
    // Between the look at the file and its opening.
    let path = person.folders.data.appendingPathComponent(Journal.fileName)
    let handle = try FileHandle(forWritingTo: path)
    // The table of contents behind the header.
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 3900))
    try handle.close()
    try journal.openNow()
    let notices = journal.takeNotices()
    #expect(notices.count == 1 && notices.first?.contains("rebuilt") == true, "\(notices)")
  }

  @Test func whileAnotherProgramHasAnswersInTheLogNothingIsTaken() throws {
    let person = try Person()
    try person.prepare()
    let other = try Journal.open(folder: person.folders.data, now: person.now).journal
    try other.set(settings: ["review-limit": "30"], assessment: person.folders.assessmentID, shared: [:])
    let found = try person.start()
    #expect(found.settings.reviewLimit != Self.mark)
    #expect(person.cache.load() == nil, "what no longer holds is forgotten")
    withExtendedLifetime(other) {}
  }
}
