import Psychometrics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A day of the Gregorian calendar: 4 May 2026 is the same day in every time zone.
///
/// Use it for days that a person chooses, such as the date of an action. An instant falls on a day only in a
/// given time zone; see `LocalDays`.
public struct CalendarDay: Hashable, Sendable {
  /// The days since 1 January 1970.
  package let number: Int

  /// Creates the day that many days after 1 January 1970, clamped to the years 1 to 9999.
  package init(number: Int) {
    self.number = min(max(number, Self.numbers.lowerBound), Self.numbers.upperBound)
  }

  private static let numbers = -719_162...2_932_896

  /// Creates a day from year, month and day; nil if it doesn't exist, such as 31 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    var parts = tm()
    parts.tm_year = Int32(year - 1900)
    parts.tm_mon = Int32(month - 1)
    parts.tm_mday = Int32(day)
    self.init(number: timegm(&parts) / Self.seconds)
    // The C library accepts 31 February and makes it 3 March.
    guard (self.year, self.month, self.day) == (year, month, day) else { return nil }
  }

  /// Creates a day from text such as `2026-05-04`; nil for any other text.
  package init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The year.
  package var year: Int { Int(parts.tm_year) + 1900 }
  /// The month, 1 to 12.
  package var month: Int { Int(parts.tm_mon) + 1 }
  /// The day of the month, 1 to 31.
  package var day: Int { Int(parts.tm_mday) }

  /// The day as `2026-05-04`.
  package var iso: String {
    let year = String(self.year)
    return String(repeating: "0", count: max(0, 4 - year.count))
      + "\(year)-\(Self.two(month))-\(Self.two(day))"
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  static let seconds = Int(Seconds.perDay)

  /// The calendar fields, from the C library: it is exact and, unlike Foundation's calendar, loads no locale.
  private var parts: tm {
    var midnight = time_t(number * Self.seconds)
    var parts = tm()
    gmtime_r(&midnight, &parts)
    return parts
  }
}

extension CalendarDay: Strideable {
  /// The day that many days later; negative numbers go back.
  public func advanced(by days: Int) -> CalendarDay { CalendarDay(number: number + days) }
  /// The days from this one to another.
  public func distance(to other: CalendarDay) -> Int { other.number - number }
}
