import Foundation

/// What the program takes from outside, so that tests can pass their own: time, chance and identity.
public struct AppEnvironment: Sendable {
  /// The time of day.
  public var now: @Sendable () -> Date
  /// A clock that only runs forward, in milliseconds; it measures how long an answer took.
  public var milliseconds: @Sendable () -> Int
  /// A fresh seed.
  public var seed: @Sendable () -> UInt64
  /// A fresh identity.
  public var identity: @Sendable () -> String

  /// Creates an environment.
  public init(
    now: @escaping @Sendable () -> Date, milliseconds: @escaping @Sendable () -> Int,
    seed: @escaping @Sendable () -> UInt64, identity: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.milliseconds = milliseconds
    self.seed = seed
    self.identity = identity
  }

  /// The real world.
  public static func live(seed: UInt64? = nil) -> AppEnvironment {
    let start = ContinuousClock.now
    return AppEnvironment(
      now: { Date() },
      milliseconds: {
        let elapsed = (ContinuousClock.now - start).components
        return Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
      },
      seed: { seed ?? UInt64.random(in: 0...UInt64(Int64.max)) },
      identity: { UUID().uuidString.lowercased() })
  }

  /// A clock that starts at a date and runs faster than the world, for rehearsals and tests.
  ///
  /// `text` is an ISO 8601 date, a `*` and a factor, as in `2026-05-04T09:00:00Z*600`.
  public static func rehearsal(_ text: String, seed: UInt64? = nil) -> AppEnvironment? {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let start = Timestamps.date(String(first)),
      let factor = parts.count > 1 ? Int(parts[1]) : 1, (1...100_000).contains(factor)
    else { return nil }
    let real = live(seed: seed)
    let elapsed: @Sendable () -> Int = { real.milliseconds() * factor }
    return AppEnvironment(
      now: { start.addingTimeInterval(Double(elapsed()) / 1000) }, milliseconds: elapsed, seed: real.seed,
      identity: real.identity)
  }
}

/// Dates as text, without formatters that load locales.
public enum Timestamps {
  /// The date of an ISO 8601 text in UTC (`2026-05-04T09:00:00Z` or `2026-05-04`), or of `4.5.2026`.
  public static func date(_ text: String) -> Date? {
    let parts = text.split(whereSeparator: { "-T:Z.".contains($0) }).map { Int($0) }
    guard parts.count >= 3, !parts.contains(nil) else { return nil }
    var n = parts.compactMap { $0 }
    if text.contains("."), n[2] >= 1000 { n.swapAt(0, 2) }
    guard (1970...9999).contains(n[0]), (1...12).contains(n[1]), (1...31).contains(n[2]) else { return nil }
    // The 31st of February is no day.
    let midnight = Date(timeIntervalSince1970: Double(days(year: n[0], month: n[1], day: n[2])) * 86400)
    guard civil(midnight) == (n[0], n[1], n[2]) else { return nil }
    let time = (n.count > 3 ? n[3] : 0) * 3600 + (n.count > 4 ? n[4] : 0) * 60 + (n.count > 5 ? n[5] : 0)
    return Date(
      timeIntervalSince1970: Double(days(year: n[0], month: n[1], day: n[2]) * 86400 + time))
  }

  /// Reads a day as `date(_:)` does, or as the screens show it, such as `20 Dec` or `20 Dec 2027`; without a year it is
  /// the next such day.
  public static func day(_ text: String, now: Date) -> Date? {
    if let date = date(text) { return date }
    // 31.1.2027 has one reading; 1/2 has two, and is not guessed at.
    let dotted = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    if dotted.count == 3, let day = dotted[0], let month = dotted[1], let year = dotted[2] {
      return date("\(year)-\(month)-\(day)")
    }
    let words = text.split(separator: " ")
    guard (2...3).contains(words.count), let day = Int(words[0]),
      let month = (1...12).first(where: {
        // The whole name of a month, or its first letters.
        words[1].count >= 3 && fullMonthNames[$0 - 1].hasPrefix(words[1].lowercased())
      })
    else { return nil }
    if words.count == 3 { return date("\(words[2])-\(month)-\(day)") }
    let year = civil(now).year
    return [year, year + 1].lazy.compactMap { date("\($0)-\(month)-\(day)") }.first {
      $0.timeIntervalSince(now) > -86_400
    }
  }

  /// A day that is not to come, as people write it: without its year it is the last one of its name.
  package static func pastDay(_ text: String, now: Date) -> Date? {
    guard let date = day(text, now: now) else { return nil }
    guard date > now else { return date }
    let words = text.split(separator: " ")
    guard words.count == 2, let last = day(text + " \(civil(now).year)", now: now) else { return nil }
    return last <= now ? last : day(text + " \(civil(now).year - 1)", now: now)
  }

  private static let fullMonthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  /// An ISO 8601 text in UTC, to the second.
  public static func text(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let clock = ((seconds % 86400) + 86400) % 86400
    let (year, month, day) = civil(date)
    let time = [clock / 3600, clock / 60 % 60, clock % 60].map(two).joined(separator: ":")
    return "\(year)-\(two(month))-\(two(day))T\(time)Z"
  }

  /// The hour and minute of a date in UTC, such as `9:05`.
  package static func hour(_ date: Date) -> String {
    let minutes = Int((date.timeIntervalSince1970 / 60).rounded(.down))
    return "\(((minutes / 60) % 24 + 24) % 24):\(two((minutes % 60 + 60) % 60))"
  }

  /// A date as people read it, such as `3 Jul` or, in another year, `3 Jul 2025`.
  public static func day(_ date: Date, now: Date) -> String {
    let (year, month, day) = civil(date)
    let text = "\(day) \(monthName(month))"
    return year == civil(now).year ? text : text + " \(year)"
  }

  /// A date as people read it, with its year where it lies so far away that the day alone could be another one's.
  package static func nearDay(_ date: Date, now: Date) -> String {
    day(date, now: abs(date.timeIntervalSince(now)) < 300 * 86_400 ? date : now)
  }

  /// A date in words with its year, such as `3 Jul 2026`.
  public static func longDay(_ date: Date) -> String {
    let (year, month, day) = civil(date)
    return "\(day) \(monthName(month)) \(year)"
  }

  /// How long ago a date is, in words.
  public static func ago(_ date: Date, now: Date) -> String {
    // By the calendar: yesterday evening is yesterday in the morning.
    func day(_ date: Date) -> Double { (date.timeIntervalSince1970 / 86400).rounded(.down) }
    let days = Int(day(now) - day(date))
    switch days {
    case ..<1: return "today"
    case 1: return "yesterday"
    case 2..<60: return "\(days) days ago"
    case 60..<730: return "\(days / 30) months ago"
    default: return "\(days / 365) years ago"
    }
  }

  /// A duration in words, such as `18 min`.
  public static func duration(milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    if seconds < 90 { return "\(seconds) s" }
    let minutes = (seconds + 30) / 60
    return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// Year, month and day of a date in UTC (Hinnant's civil calendar, by eras of 400 years).
  public static func civil(_ date: Date) -> (year: Int, month: Int, day: Int) {
    let days = Int((date.timeIntervalSince1970 / 86400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  /// The name of a month in three letters.
  public static func monthName(_ month: Int) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return names.indices.contains(month - 1) ? names[month - 1] : "?"
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
