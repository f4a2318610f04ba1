import ItemBank

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Converts instants to calendar days in a person's time zone, and back.
///
/// An instant is a time in seconds since 1970. Only the offset from Greenwich differs between zones. The
/// program takes it from the C library (`system()`), tests take it from Foundation. The program can't use
/// Foundation's time zones: the static program has no data of ICU, so they know no names there, and they don't accept
/// all forms of `TZ`.
package struct LocalDays: Sendable {
  private let offset: @Sendable (_ second: Int) -> Int

  /// Creates the days of a zone.
  ///
  /// - Parameter offset: Returns the seconds by which local time is ahead of Greenwich, at a second since
  ///   1970.
  package init(offset: @escaping @Sendable (_ second: Int) -> Int) { self.offset = offset }

  /// The days of Greenwich.
  package static let utc = LocalDays { _ in 0 }

  /// The days of the zone in `TZ`, or of the system's zone if `TZ` isn't set.
  package static func system() -> LocalDays {
    // Read the zone again, since it may have changed after the program started.
    tzset()
    return LocalDays { second in
      var second = time_t(second)
      var parts = tm()
      return localtime_r(&second, &parts) == nil ? 0 : parts.tm_gmtoff
    }
  }

  /// The day at an instant.
  package func day(at moment: Double) -> CalendarDay { fields(at: moment).day }

  /// The day, the second since midnight by local time, and the offset from Greenwich in seconds, at an
  /// instant.
  package func fields(at moment: Double) -> (day: CalendarDay, second: Int, offset: Int) {
    fields(atSecond: Self.second(of: moment))
  }

  /// The first instant of a day.
  ///
  /// This is midnight, or the moment of the jump if the clock jumps over midnight. A zone that crosses the
  /// date line can skip a day; then it is the start of the next day.
  package func firstMoment(of day: CalendarDay) -> Double {
    let midnight = day.number * CalendarDay.seconds
    // Offsets are less than a day, and the clock changes at most once within these two days.
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

  /// The whole second of an instant; damaged values are clamped to the years 1 to 9999.
  private static func second(of moment: Double) -> Int {
    moment.isNaN ? 0 : Int(min(max(moment, -62_135_596_800), 253_402_300_799).rounded(.down))
  }
}

extension LocalDays {
  /// A digest of the offsets from Greenwich in every week between two instants: equal digests mean the same days.
  package func digest(from start: Double, through end: Double) -> UInt64 {
    let week = 7 * CalendarDay.seconds
    let (first, last) = (Self.second(of: start) / week, Self.second(of: end) / week + 1)
    // Years of weeks at most: a damaged instant must not ask for ten thousand years.
    let step = max(1, (last - first) / 2000)
    var digest = FNV1a()
    for number in Swift.stride(from: first, through: last, by: step) {
      digest.mix(UInt64(truncatingIfNeeded: offset(number * week)))
    }
    return digest.value
  }

  /// Finds the days of many instants; if they are in order, it looks up the offset only a few times per day.
  package struct Finder {
    private let days: LocalDays
    private var known: (range: Range<Double>, day: CalendarDay)?

    /// Creates a finder in a zone.
    package init(_ days: LocalDays) { self.days = days }

    /// The day at an instant.
    package mutating func day(at moment: Double) -> CalendarDay {
      if let known, known.range.contains(moment) { return known.day }
      let day = days.day(at: moment)
      let (start, end) = (days.firstMoment(of: day), days.firstMoment(of: day.advanced(by: 1)))
      // If the clock changes on this day, look up every instant.
      if start < end, days.fields(at: start).offset == days.fields(at: end - 1).offset {
        known = (start..<end, day)
      }
      return day
    }
  }
}
