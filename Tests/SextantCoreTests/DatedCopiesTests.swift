import Foundation
import Journal
import Psychometrics
import QuizEngine
import Roadmap
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The copies that the program keeps by itself.
@Suite struct DatedCopiesTests {
  private static let start = CalendarDay(number: 20_577)

  /// Over a year of days of use at random, with a copy on each.
  @Test(arguments: 0..<12) func theNewestDaysAndWeeksAreKept(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let often = 0.02 + generator.uniform()
    var copies: [DatedCopies.Copy] = []
    var used: [CalendarDay] = []
    for number in 0..<400 where generator.uniform() < often {
      let day = Self.start.advanced(by: number)
      used.append(day)
      copies.append(.init(day: day, size: 10_000))
      let kept = DatedCopies.kept(copies)
      copies.removeAll { !kept.contains($0.day) }
      let days = copies.map(\.day)
      #expect(days.count <= 11)
      #expect(days.suffix(7) == used.suffix(7), "the last seven days of use are there")
      // Of the last four weeks with a copy, the newest copy is there.
      var weeks: [CalendarDay] = []
      for day in used.reversed() where !weeks.contains(day.weekStart) && weeks.count < 4 {
        weeks.append(day.weekStart)
        #expect(days.contains(day), "the newest copy of the week of \(day.weekStart.iso)")
      }
    }
  }

  @Test func allTogetherTakeAtMostFiftyMegabytes() {
    let copies = (0..<9).map { DatedCopies.Copy(day: Self.start.advanced(by: $0), size: 9_000_000) }
    #expect(DatedCopies.kept(copies) == Set(copies.suffix(5).map(\.day)), "the newest ones come first")
    #expect(DatedCopies.kept([.init(day: Self.start, size: DatedCopies.room + 1)]).isEmpty)
    #expect(DatedCopies.kept([]).isEmpty)
  }

  @Test func onlyItsOwnNamesAreCopies() {
    #expect(DatedCopies.day(DatedCopies.name(Self.start)) == Self.start)
    for name in [
      "sextant-2026-02-31.sqlite", "sextant-today.sqlite", "mine.sqlite", "sextant-2026-05-04.sqlite-wal", "",
    ] {
      #expect(DatedCopies.day(name) == nil, "\(name)")
    }
  }

  /// A person's journal, with the program's own clock.
  private struct Home: ~Copyable {
    let app: TestApp
    let copies: JournalCopies
    var files: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: copies.folder)) ?? []).sorted()
    }

    init() throws {
      app = try TestApp.experienced()
      let folder = app.folder
      copies = JournalCopies(
        Folders(
          assessment: TestApp.root.appendingPathComponent("Assessments/ml-engineer"), data: folder,
          cache: folder,
          state: folder), environment: app.workspace.environment
      ) { _ in }
    }
  }

  @Test func aCopyOfEachDayIsKeptAndBringsEverythingBack() throws {
    let home = try Home()
    #expect(home.copies.dated().isEmpty)
    try home.copies.keepToday()
    let first = home.files
    #expect(first == ["sextant-\(home.app.workspace.environment.today.iso).sqlite"])
    let attempts = try home.copies.contents(of: home.copies.folder + "/" + first[0])
    #expect(try attempts == home.copies.current())
    // Later that day, and on another one.
    home.app.takePlacement(seed: 5, share: 0.5)
    try home.copies.keepToday()
    #expect(home.files == first)
    let later = try home.copies.contents(of: home.copies.folder + "/" + first[0])
    #expect(try later == home.copies.current() && later != attempts, "today's copy is renewed")
    home.app.clock.pass(days: 3)
    home.app.takePlacement(seed: 6, share: 0.5)
    try home.copies.keepToday()
    #expect(
      home.files.count == 2
        && home.copies.dated().map(\.path).map { ($0 as NSString).lastPathComponent } == home.files.reversed()
    )
    let mode = try FileManager.default.attributesOfItem(atPath: home.copies.dated()[0].path)[
      .posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    // The older one comes back.
    _ = try home.copies.restore(home.copies.dated()[1].path)
    #expect(try home.copies.current() == later)
  }

  @Test func whoWantsNoCopiesGetsNone() throws {
    let home = try Home()
    var settings = try home.app.workspace.settings()
    settings.keepsCopies = false
    try home.app.workspace.save(settings)
    try home.copies.keepToday()
    #expect(home.files.isEmpty)
  }

  @Test func withoutAChangeNothingIsCopied() throws {
    let home = try Home()
    try home.copies.keepToday()
    let path = home.copies.dated()[0].path
    func identity() throws -> Int? {
      (try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? NSNumber)?.intValue
    }
    let before = try identity()
    try home.copies.keepToday()
    #expect(try identity() == before)
  }

  @Test func aFailureLeavesOlderCopies() throws {
    let home = try Home()
    try home.copies.keepToday()
    let before = home.files
    home.app.clock.pass(days: 1)
    home.app.takePlacement(seed: 5, share: 0.5)
    // A folder stands where the copy should be.
    let path = home.copies.folder + "/sextant-\(home.app.workspace.environment.today.iso).sqlite"
    try FileManager.default.createDirectory(atPath: path + "/in-the-way", withIntermediateDirectories: true)
    #expect(throws: JournalError.self) { try home.copies.keepToday() }
    #expect(
      home.files.filter { $0 != (path as NSString).lastPathComponent } == before, "and no half-written one")
  }
}
