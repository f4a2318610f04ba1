import Foundation
import QuizEngine

/// The program's inputs from outside, so that tests can replace them: time, time zone, chance and identity.
public struct AppEnvironment: Sendable {
  /// The time of day.
  public var now: @Sendable () -> Date
  /// A monotonic clock that stands while the computer sleeps, in milliseconds; it measures how long an answer took.
  public var milliseconds: @Sendable () -> Int
  /// Returns a new seed.
  public var seed: @Sendable () -> UInt64
  /// Returns a new identity.
  public var identity: @Sendable () -> String
  /// The person's days; the time zone can change while the program runs.
  package var days: @Sendable () -> LocalDays

  /// The person's present day.
  package var today: CalendarDay { days().day(of: now()) }

  /// Creates an environment.
  package init(
    now: @escaping @Sendable () -> Date, days: @escaping @Sendable () -> LocalDays,
    milliseconds: @escaping @Sendable () -> Int, seed: @escaping @Sendable () -> UInt64,
    identity: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.days = days
    self.milliseconds = milliseconds
    self.seed = seed
    self.identity = identity
  }

  /// The real environment.
  public static func live(seed: UInt64? = nil) -> AppEnvironment {
    let start = SuspendingClock.now
    return AppEnvironment(
      now: { Date() }, days: LocalDays.system,
      milliseconds: {
        let elapsed = (SuspendingClock.now - start).components
        return Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
      },
      seed: { seed ?? UInt64.random(in: 0...UInt64(Int64.max)) },
      identity: { UUID().uuidString.lowercased() })
  }

  /// A clock that starts at a date and runs faster than real time, for rehearsals and tests.
  ///
  /// `text` is an ISO 8601 date, a `*` and a factor, such as `2026-05-04T09:00:00Z*600`.
  public static func rehearsal(_ text: String, seed: UInt64? = nil) -> AppEnvironment? {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let start = Timestamps.date(String(first)),
      let factor = parts.count > 1 ? Int(parts[1]) : 1, (1...100_000).contains(factor)
    else { return nil }
    let real = live(seed: seed)
    let elapsed: @Sendable () -> Int = { real.milliseconds() * factor }
    return AppEnvironment(
      now: { start.addingTimeInterval(Double(elapsed()) / 1000) }, days: real.days, milliseconds: elapsed,
      seed: real.seed, identity: real.identity)
  }
}

/// Converts instants and durations to text, without formatters that load locales.
public enum Timestamps {
  /// The instant of an ISO 8601 text in UTC, such as `2026-05-04T09:00:00Z` or `2026-05-04`.
  public static func date(_ text: String) -> Date? {
    let parts = text.split(whereSeparator: { "-T:Z.".contains($0) }).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard parts.count >= 3, numbers.count == parts.count,
      let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    else { return nil }
    let time = zip(numbers.dropFirst(3), [3600, 60, 1]).map(*).reduce(0, +)
    return LocalDays.utc.start(of: day) + Double(time)
  }

  /// An ISO 8601 text in UTC, to the second.
  public static func text(_ date: Date) -> String { text(date, in: .utc) }

  /// An ISO 8601 text in the time of a zone, to the second; it ends in `Z` for UTC, otherwise in the offset.
  package static func text(_ date: Date, in days: LocalDays) -> String {
    let (day, second, offset) = days.fields(at: date.timeIntervalSince1970)
    func clock(_ seconds: Int, _ divisors: [Int]) -> String {
      divisors.map { seconds / $0 % 60 }.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
    let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + clock(abs(offset), [3600, 60])
    return "\(day.iso)T\(clock(second, [3600, 60, 1]))\(zone)"
  }

  /// The time that one question took, such as `48 s` or `3 min 20 s`.
  package static func clock(milliseconds: Int) -> String {
    let seconds = (milliseconds + 500) / 1000
    guard seconds >= 60 else { return "\(seconds) s" }
    guard seconds < 3600 else { return duration(milliseconds: milliseconds) }
    return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
  }

  /// The time that questions took each, as people say it, such as `under 10 s`, `about 45 s` or `about 2 min`.
  package static func each(milliseconds: Int, isShort: Bool = false) -> String {
    let seconds = milliseconds / 1000
    guard seconds >= 10 else { return isShort ? "<10 s" : "under 10 s" }
    let about = isShort ? "" : "about "
    guard seconds >= 90 else { return "\(about)\((seconds + 2) / 5 * 5) s" }
    let halves = (seconds + 15) / 30
    return "\(about)\(halves / 2)\(halves % 2 == 0 ? "" : ".5") min"
  }

  /// A duration in words, such as `18 min`.
  public static func duration(milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    if seconds < 90 { return "\(seconds) s" }
    let minutes = (seconds + 30) / 60
    return minutes < 100 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
