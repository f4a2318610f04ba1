#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The days of a person in their time zone: instants in, days of the calendar out.
///
/// An instant is a moment in seconds since 1970. Everything but the offset from Greenwich is the same for all zones.
/// The program takes the offset from the C library (`system()`), tests from Foundation. Foundation's time zones are not
/// for the program: linked statically they know no names without 39 MB of ICU data, and they don't read all forms of
/// `TZ`.
package struct LocalDays: Sendable {
  private let offset: @Sendable (_ second: Int) -> Int

  /// Creates the days of a zone.
  ///
  /// - Parameter offset: The seconds by which local time is ahead of Greenwich, at a second since 1970.
  package init(offset: @escaping @Sendable (_ second: Int) -> Int) { self.offset = offset }

  /// The days of Greenwich.
  package static let utc = LocalDays { _ in 0 }

  /// The days of the zone that `TZ` names, or else of the system's.
  package static func system() -> LocalDays {
    // The system's zone may have changed since the program began.
    tzset()
    return LocalDays { second in
      var second = time_t(second)
      var parts = tm()
      return localtime_r(&second, &parts) == nil ? 0 : parts.tm_gmtoff
    }
  }

  /// The day of a moment.
  package func day(at moment: Double) -> CalendarDay { fields(at: moment).day }

  /// The day of a moment, the seconds since its midnight by a clock on the wall, and the seconds ahead of Greenwich.
  package func fields(at moment: Double) -> (day: CalendarDay, second: Int, offset: Int) {
    fields(atSecond: Self.second(of: moment))
  }

  /// The first moment of a day.
  ///
  /// That is midnight, or, where the clock jumps over midnight, the moment of the jump. A zone that crosses the date
  /// line can leave a day out: then it is the start of the day after.
  package func firstMoment(of day: CalendarDay) -> Double {
    let midnight = day.number * CalendarDay.seconds
    // Zones differ from Greenwich by less than a day, and the clock changes once in these two days at most.
    let offsets = [midnight - CalendarDay.seconds, midnight + CalendarDay.seconds].map(offset)
    for start in offsets.map({ midnight - $0 }).sorted()
    where self.day(atSecond: start) == day && self.day(atSecond: start - 1) < day {
      return Double(start)
    }
    var (before, after) = (midnight - 2 * CalendarDay.seconds, midnight + 2 * CalendarDay.seconds)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if self.day(atSecond: middle) < day { before = middle } else { after = middle }
    }
    return Double(after)
  }

  private func day(atSecond second: Int) -> CalendarDay { fields(atSecond: second).day }

  private func fields(atSecond second: Int) -> (day: CalendarDay, second: Int, offset: Int) {
    let offset = offset(second)
    let local = second + offset
    let day = CalendarDay(number: Int((Double(local) / Double(CalendarDay.seconds)).rounded(.down)))
    return (day, local - day.number * CalendarDay.seconds, offset)
  }

  /// The second of a moment; a damaged one is held within the years 1 to 9999.
  private static func second(of moment: Double) -> Int {
    moment.isNaN ? 0 : Int(min(max(moment, -62_135_596_800), 253_402_300_799).rounded(.down))
  }
}

extension LocalDays {
  /// Finds the days of many moments; where they come in order, it asks the zone a few times a day and not for each.
  package struct Finder {
    private let days: LocalDays
    private var known: (range: Range<Double>, day: CalendarDay)?

    /// Creates a finder in a zone.
    package init(_ days: LocalDays) { self.days = days }

    /// The day of a moment.
    package mutating func day(at moment: Double) -> CalendarDay {
      if let known, known.range.contains(moment) { return known.day }
      let day = days.day(at: moment)
      let (start, end) = (days.firstMoment(of: day), days.firstMoment(of: day.advanced(by: 1)))
      // On a day on which the clock changes, each moment is asked for.
      if start < end, days.fields(at: start).offset == days.fields(at: end - 1).offset {
        known = (start..<end, day)
      }
      return day
    }
  }
}
