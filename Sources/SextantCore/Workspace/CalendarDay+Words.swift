import Foundation
import QuizEngine

/// Formats days for people.
extension CalendarDay {
  /// The day with its year, such as `3 Jul 2026`.
  package var long: String { "\(day) \(Self.monthName(month)) \(year)" }

  /// The day for a document, with the whole name of its month, such as `3 July 2026`.
  package var inFull: String { "\(day) \(Self.fullMonthName(month)) \(year)" }

  /// The day, such as `3 Jul`, or `3 Jul 2025` in another year than today's.
  package func short(today: CalendarDay) -> String {
    year == today.year ? "\(day) \(Self.monthName(month))" : long
  }

  /// The day, with its year if it is far enough away to be confused with another year's.
  package func near(today: CalendarDay) -> String {
    short(today: abs(distance(to: today)) < 300 ? self : today)
  }

  /// The day with the whole name of its month, such as `10 January`; with its year if it is far enough away to be
  /// confused with another year's.
  package func spoken(today: CalendarDay) -> String {
    "\(day) \(Self.fullMonthName(month))" + (abs(distance(to: today)) < 300 ? "" : " \(year)")
  }

  /// How long ago the day is, such as `yesterday`.
  package func ago(today: CalendarDay) -> String {
    let days = distance(to: today)
    switch days {
    case ..<1: return "today"
    case 1: return "yesterday"
    case 2..<60: return "\(days) days ago"
    case 60..<730: return "\(days / 30) months ago"
    default: return "\(days / 365) years ago"
    }
  }

  /// The name of a month in three letters.
  package static func monthName(_ month: Int) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return names.indices.contains(month - 1) ? names[month - 1] : "?"
  }

  /// The name of a month.
  package static func fullMonthName(_ month: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return names.indices.contains(month - 1) ? names[month - 1] : "?"
  }
}

/// Formats the days of instants for people.
extension LocalDays {
  /// The day of an instant, such as `3 Jul`, or `3 Jul 2025` in another year than today's.
  package func short(_ instant: Date, now: Date) -> String { day(of: instant).short(today: day(of: now)) }

  /// The day of an instant, with its year if it is far enough away to be confused with another year's.
  package func near(_ instant: Date, now: Date) -> String { day(of: instant).near(today: day(of: now)) }

  /// The day of an instant with its year, such as `3 Jul 2026`.
  package func long(_ instant: Date) -> String { day(of: instant).long }

  /// How long ago an instant is in days: yesterday evening is yesterday this morning.
  package func ago(_ instant: Date, now: Date) -> String { day(of: instant).ago(today: day(of: now)) }

  /// The hour and minute of an instant, such as `9:05`.
  package func hour(_ instant: Date) -> String {
    let time = time(of: instant)
    return "\(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
  }
}
