import QuizEngine

/// Which dated copies of the journal are kept.
///
/// As backup programs do it: the newest copies of seven days, and the newest copy of each of four weeks. Days and weeks
/// without a copy don't count, so somebody who comes once a week has copies of ten weeks.
enum DatedCopies {
  /// A copy.
  struct Copy: Hashable {
    /// The day in its name.
    var day: CalendarDay
    /// Its size in bytes.
    var size: Int
  }

  /// The days of which a copy is kept.
  static let days = 7
  /// The weeks of which a copy is kept.
  static let weeks = 4
  /// The room that all copies together take at most, in bytes.
  static let room = 50_000_000

  /// The days whose copies are kept, of those that there are; the newest come first where there is no room for all.
  static func kept(_ copies: [Copy]) -> Set<CalendarDay> {
    let newestFirst = copies.sorted { $0.day > $1.day }
    var wanted = Set(newestFirst.prefix(days).map(\.day))
    var seen: Set<CalendarDay> = []
    for copy in newestFirst where seen.count < weeks && seen.insert(copy.day.weekStart).inserted {
      wanted.insert(copy.day)
    }
    var used = 0
    var kept: Set<CalendarDay> = []
    for copy in newestFirst where wanted.contains(copy.day) {
      used += copy.size
      guard used <= room else { break }
      kept.insert(copy.day)
    }
    return kept
  }

  /// The name of the copy of a day.
  static func name(_ day: CalendarDay) -> String { "sextant-\(day.iso).sqlite" }

  /// The day in a name; nil if it isn't the name of a copy.
  static func day(_ name: String) -> CalendarDay? {
    guard name.hasPrefix("sextant-"), name.hasSuffix(".sqlite") else { return nil }
    return CalendarDay(iso: String(name.dropFirst(8).dropLast(7)))
  }
}
