import Foundation
import Synchronization
import Testing

@testable import QuizEngine
@testable import SextantCore

/// Days of the calendar in time zones, against Foundation's calendar.
@Suite struct LocalDaysTests {
  /// A zone with Foundation's rules, in the program's type and as the reference.
  struct Zone {
    let name: String
    let days: LocalDays
    let calendar: Calendar

    init(_ name: String) throws {
      let zone = try #require(TimeZone(identifier: name))
      self.name = name
      days = LocalDays { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      self.calendar = calendar
    }

    func day(_ instant: Date) throws -> CalendarDay {
      let parts = calendar.dateComponents([.year, .month, .day], from: instant)
      return try #require(
        CalendarDay(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
    }
  }

  static let zones = [
    "UTC", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Tokyo", "Pacific/Apia",
    "Pacific/Kiritimati", "America/Santiago", "Africa/Cairo", "America/Havana", "Asia/Beirut",
    "America/St_Johns", "Antarctica/Troll", "Europe/Dublin", "Pacific/Chatham", "Africa/Casablanca",
  ]

  static func instant(_ text: String) throws -> Date {
    try Date(text, strategy: .iso8601)
  }

  static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(iso: text)) }

  /// Instants of the years 1970 to 2040, drawn from a seed.
  static func instants(_ count: Int, seed: UInt64) -> [Date] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Date(timeIntervalSince1970: Double(state >> 11) / Double(1 << 53) * 2_208_988_800)
    }
  }

  @Test(arguments: zones) func anInstantHasTheDayAndTheTimeOfTheReference(name: String) throws {
    let zone = try Zone(name)
    for instant in Self.instants(2000, seed: 17) {
      #expect(try zone.days.day(of: instant) == zone.day(instant), "\(instant)")
      let parts = zone.calendar.dateComponents([.hour, .minute], from: instant)
      let time = zone.days.time(of: instant)
      #expect(time.hour == parts.hour && time.minute == parts.minute, "\(instant)")
    }
  }

  @Test(arguments: zones) func aDayStartsWhereTheReferenceStartsIt(name: String) throws {
    let zone = try Zone(name)
    for instant in Self.instants(2000, seed: 18) {
      let start = zone.days.start(of: zone.days.day(of: instant))
      #expect(start == zone.calendar.startOfDay(for: instant), "\(instant)")
      #expect(zone.days.day(of: start) == zone.days.day(of: instant), "\(instant)")
      #expect(zone.days.day(of: start - 1) < zone.days.day(of: start), "\(instant)")
    }
  }

  // Foundation counts lived days; where a zone left a day of the calendar out, that is one less.
  @Test(arguments: zones.filter { !["Pacific/Apia", "Pacific/Kiritimati"].contains($0) })
  func daysBetweenInstantsAreThoseOfTheCalendar(name: String) throws {
    let zone = try Zone(name)
    let instants = Self.instants(1000, seed: 19)
    for (start, end) in zip(instants, instants.dropFirst()) {
      // From noon to noon: some days have no midnight.
      let noons = try [start, end].map {
        try #require(zone.calendar.date(bySettingHour: 12, minute: 0, second: 0, of: $0))
      }
      let reference = zone.calendar.dateComponents([.day], from: noons[0], to: noons[1]).day
      #expect(zone.days.days(from: start, to: end) == reference, "\(start) to \(end)")
    }
  }

  /// Each hour of the days around a change of the clock, and the length of each day.
  @Test(arguments: [
    ("America/Los_Angeles", "2026-03-08", 23.0), ("America/Los_Angeles", "2026-11-01", 25),
    ("Australia/Lord_Howe", "2026-10-04", 23.5), ("Australia/Lord_Howe", "2026-04-05", 24.5),
    ("Asia/Kathmandu", "2026-03-08", 24), ("Africa/Cairo", "2026-04-24", 23),
    ("Africa/Cairo", "2026-10-29", 25),
    ("America/Santiago", "2026-09-06", 23), ("America/Santiago", "2026-04-04", 25),
  ])
  func aDayOfAClockChangeIsOneDay(name: String, text: String, hours: Double) throws {
    let zone = try Zone(name)
    let day = try Self.day(text)
    let (start, end) = (zone.days.start(of: day), zone.days.start(of: day.advanced(by: 1)))
    #expect(end.timeIntervalSince(start) == hours * 3600)
    for minute in stride(from: 0, to: hours * 60, by: 5) {
      #expect(zone.days.day(of: start + minute * 60) == day)
    }
    #expect(zone.days.day(of: start - 1) == day.advanced(by: -1))
    #expect(zone.days.day(of: end) == day.advanced(by: 1))
    #expect(zone.days.days(from: start - 1, to: end) == 2)
  }

  @Test func aDayThatAZoneLeftOutStartsWithTheNext() throws {
    let zone = try Zone("Pacific/Apia")
    let left = try Self.day("2011-12-30")
    #expect(zone.days.start(of: left) == zone.days.start(of: left.advanced(by: 1)))
    let midnight = try Self.instant("2011-12-30T10:00:00Z")
    #expect(zone.days.start(of: left) == midnight)
    #expect(zone.days.day(of: midnight - 1) == left.advanced(by: -1))
    #expect(zone.days.day(of: midnight) == left.advanced(by: 1))
  }

  @Test func oneInstantIsOfAnotherDayElsewhere() throws {
    let instant = try Self.instant("2026-05-05T00:05:00Z")
    let expected = [
      "America/Los_Angeles": ("2026-05-04", 17, 5), "Asia/Kathmandu": ("2026-05-05", 5, 50),
      "Australia/Lord_Howe": ("2026-05-05", 10, 35), "UTC": ("2026-05-05", 0, 5),
    ]
    for (name, (day, hour, minute)) in expected {
      let days = try Zone(name).days
      #expect(days.day(of: instant).iso == day, "\(name)")
      #expect(days.time(of: instant) == (hour, minute), "\(name)")
    }
  }

  /// The zone of the process has the rules of the C library; a test runs in whatever zone the machine has.
  @Test func theSystemsZoneIsThatOfTheReference() throws {
    let days = LocalDays.system()
    for instant in Self.instants(500, seed: 20) {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = .current
      #expect(days.start(of: days.day(of: instant)) == calendar.startOfDay(for: instant), "\(instant)")
    }
  }

  @Test(arguments: zones) func aFinderFindsWhatTheDaysFind(name: String) throws {
    let days = try Zone(name).days
    var finder = LocalDays.Finder(days)
    for start in Self.instants(60, seed: 21) {
      for step in 0..<200 {
        let instant = start + Double(step) * 1733
        #expect(finder.day(at: instant.timeIntervalSince1970) == days.day(of: instant), "\(instant)")
      }
    }
  }

  @Test func aFinderAsksAboutFewInstantsInOrder() throws {
    let asked = Counter()
    let days = LocalDays { _ in
      asked.count()
      return -25_200
    }
    var finder = LocalDays.Finder(days)
    for minute in 0..<14_400 { _ = finder.day(at: Double(minute) * 60) }
    #expect(asked.value < 400, "ten days of instants a minute apart")
  }

  private final class Counter: Sendable {
    private let state = Mutex(0)
    func count() { state.withLock { $0 += 1 } }
    var value: Int { state.withLock { $0 } }
  }

  @Test func aDamagedInstantHasADay() {
    for seconds in [Double.nan, .infinity, -.infinity, 1e300, -1e300] {
      let day = LocalDays.system().day(of: Date(timeIntervalSince1970: seconds))
      #expect((0...10_000).contains(day.year))
    }
    #expect(CalendarDay(number: .max).iso == "9999-12-31" && CalendarDay(number: .min).iso == "0001-01-01")
  }
}

/// Days without a zone.
@Suite struct CalendarDayTests {
  @Test func everyDayOfFourCenturiesHasItsNumber() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for number in stride(from: -30_000, through: 120_000, by: 7) {
      let day = CalendarDay(number: number)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      #expect(day.year == parts.year && day.month == parts.month && day.day == parts.day, "\(number)")
      #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
      #expect(CalendarDay(iso: day.iso) == day)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-30", "26-04-30", "2026-04-30T00:00:00Z",
    "2026-04--1", "", "２０２６-04-30",
  ])
  func whatIsNoDayIsNone(text: String) { #expect(CalendarDay(iso: text) == nil) }

  @Test func daysAreCounted() throws {
    let day = try #require(CalendarDay(iso: "2028-02-28"))
    #expect(day.advanced(by: 2).iso == "2028-03-01" && day.advanced(by: -59).iso == "2027-12-31")
    #expect(day.distance(to: day.advanced(by: 366)) == 366 && day < day.advanced(by: 1))
  }
}
