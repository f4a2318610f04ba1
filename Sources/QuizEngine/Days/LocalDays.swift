import Foundation

/// The days of a person in their time zone: instants in, days of the calendar out.
///
/// Everything but the offset from Greenwich is the same for all zones. The program takes the offset from the C library
/// (`system()`), tests from Foundation. Foundation's time zones are not for the program: linked statically they know no
/// names without 39 MB of ICU data, and they don't read all forms of `TZ`.
package struct LocalDays: Sendable {
  private let offset: @Sendable (Date) -> Int

  /// Creates the days of a zone.
  ///
  /// - Parameter offset: The seconds by which local time is ahead of Greenwich at an instant.
  package init(offset: @escaping @Sendable (Date) -> Int) { self.offset = offset }

  /// The days of Greenwich.
  package static let utc = LocalDays { _ in 0 }

  /// The days of the zone that `TZ` names, or else of the system's.
  package static func system() -> LocalDays {
    // The system's zone may have changed since the program began.
    tzset()
    return LocalDays { instant in
      var seconds = time_t(Self.second(of: instant))
      var parts = tm()
      return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }
  }

  /// The day of an instant.
  package func day(of instant: Date) -> CalendarDay { fields(of: instant).day }

  /// The day that begins so many days after the day of an instant; negative numbers go back.
  package func day(_ days: Int, after instant: Date) -> CalendarDay { day(of: instant).advanced(by: days) }

  /// The midnights between two instants, negative where the second comes first.
  package func days(from start: Date, to end: Date) -> Int { day(of: start).distance(to: day(of: end)) }

  /// The hour and minute that a clock on the wall shows at an instant.
  package func time(of instant: Date) -> (hour: Int, minute: Int) {
    let minutes = fields(of: instant).second / 60
    return (minutes / 60, minutes % 60)
  }

  /// The day of an instant, the seconds since its midnight by a clock on the wall, and the seconds ahead of Greenwich.
  package func fields(of instant: Date) -> (day: CalendarDay, second: Int, offset: Int) {
    let offset = offset(instant)
    let local = Self.second(of: instant) + offset
    let day = CalendarDay(number: Int((Double(local) / Double(CalendarDay.seconds)).rounded(.down)))
    return (day, local - day.number * CalendarDay.seconds, offset)
  }

  /// The first instant of a day.
  ///
  /// That is midnight, or, where the clock jumps over midnight, the instant of the jump. A zone that crosses the date
  /// line can leave a day out: then it is the start of the day after.
  package func start(of day: CalendarDay) -> Date {
    let midnight = day.number * CalendarDay.seconds
    // Zones differ from Greenwich by less than a day, and the clock changes once in these two days at most.
    let offsets = [midnight - CalendarDay.seconds, midnight + CalendarDay.seconds].map(offset(atSecond:))
    for start in offsets.map({ midnight - $0 }).sorted()
    where self.day(ofSecond: start) == day && self.day(ofSecond: start - 1) < day {
      return Self.instant(start)
    }
    var (before, after) = (midnight - 2 * CalendarDay.seconds, midnight + 2 * CalendarDay.seconds)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if self.day(ofSecond: middle) < day { before = middle } else { after = middle }
    }
    return Self.instant(after)
  }

  private func day(ofSecond second: Int) -> CalendarDay {
    fields(of: Self.instant(second)).day
  }

  private func offset(atSecond second: Int) -> Int { offset(Self.instant(second)) }

  private static func instant(_ second: Int) -> Date { Date(timeIntervalSince1970: Double(second)) }

  /// The second of an instant since 1970; a damaged date is held within the years 1 to 9999.
  private static func second(of instant: Date) -> Int {
    let seconds = instant.timeIntervalSince1970
    guard !seconds.isNaN else { return 0 }
    return Int(min(max(seconds, -62_135_596_800), 253_402_300_799).rounded(.down))
  }
}

extension LocalDays {
  /// Finds the days of many instants; where they come in order, it asks the zone about twice a day and not for each.
  package struct Finder {
    private let days: LocalDays
    private var known: (range: Range<Double>, day: CalendarDay)?

    /// Creates a finder in a zone.
    package init(_ days: LocalDays) { self.days = days }

    /// The day of an instant.
    package mutating func day(of instant: Date) -> CalendarDay {
      let second = instant.timeIntervalSince1970
      if let known, known.range.contains(second) { return known.day }
      let day = days.day(of: instant)
      let (start, end) = (days.start(of: day), days.start(of: day.advanced(by: 1)))
      // On a day on which the clock changes, each instant is asked for.
      if start < end, days.offset(start) == days.offset(end - 1) {
        known = (start.timeIntervalSince1970..<end.timeIntervalSince1970, day)
      }
      return day
    }
  }
}
