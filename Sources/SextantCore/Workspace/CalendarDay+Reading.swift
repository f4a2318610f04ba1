import Foundation
import QuizEngine

/// Reads days the way people type them.
extension CalendarDay {
  /// Reads `2026-12-20`, `20.12.2026`, `20 Dec`, `December 20, 2026`, `tomorrow` or `in 6 weeks`.
  ///
  /// Without a year it is the next such day, today included.
  package static func read(_ text: String, today: CalendarDay) -> CalendarDay? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let day = read(numbers: text) ?? read(relative: text, today: today) { return day }
    guard let (day, month, year) = words(of: text) else { return nil }
    if let year { return typed(year: year, month: month, day: day) }
    return [today.year, today.year + 1].lazy.compactMap { typed(year: $0, month: month, day: day) }.first {
      $0 >= today
    }
  }

  /// Reads `today`, `tomorrow`, `in 10 days`, `in 6 weeks` or `in 2 months`.
  private static func read(relative text: String, today: CalendarDay) -> CalendarDay? {
    let words = text.lowercased().split(separator: " ")
    switch words.count {
    case 1: return words[0] == "today" ? today : words[0] == "tomorrow" ? today.advanced(by: 1) : nil
    case 3 where words[0] == "in":
      guard let count = ["a", "an", "one"].contains(words[1]) ? 1 : Int(words[1]), (1...1000).contains(count)
      else { return nil }
      switch words[2] {
      case "day", "days": return today.advanced(by: count)
      case "week", "weeks": return today.advanced(by: 7 * count)
      case "month", "months":
        let month = today.month - 1 + count
        // In a shorter month it is the last day.
        return (0...3).lazy.compactMap {
          CalendarDay(year: today.year + month / 12, month: month % 12 + 1, day: today.day - $0)
        }.first
      default: return nil
      }
    default: return nil
    }
  }

  /// Reads a day that isn't in the future; without a year it is the last such day, today included.
  package static func readPast(_ text: String, today: CalendarDay) -> CalendarDay? {
    guard let read = read(text, today: today) else { return nil }
    if read <= today { return read }
    guard let (day, month, year) = words(of: text), year == nil else { return nil }
    return [today.year, today.year - 1].lazy.compactMap { typed(year: $0, month: month, day: day) }.first {
      $0 <= today
    }
  }

  /// Reads year, month and day as numbers; nil if there is no such day.
  package static func read(numbers text: String) -> CalendarDay? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "." }.map { Int($0) }
    guard parts.count == 3, let first = parts[0], let month = parts[1], let last = parts[2] else {
      return nil
    }
    // 31.1.2027 has one meaning; 1/2 has two, so don't guess.
    return text.contains(".") && first < 1000
      ? typed(year: last, month: month, day: first) : typed(year: first, month: month, day: last)
  }

  /// The day, month and, if given, year of a text such as `20 Dec` or `20 December 2026`.
  private static func words(of text: String) -> (day: Int, month: Int, year: Int?)? {
    var words = text.lowercased().split { $0 == " " || $0 == "," }
    if words.count >= 2, Int(words[0]) == nil { words.swapAt(0, 1) }
    guard (2...3).contains(words.count), let day = Int(words[0]),
      let month = (1...12).first(where: {
        // The full name of a month, or its first letters.
        words[1].count >= 3 && fullMonthNames[$0 - 1].hasPrefix(words[1])
      })
    else { return nil }
    if words.count == 2 { return (day, month, nil) }
    return Int(words[2]).map { (day, month, $0) }
  }

  /// A plausible day: a year below 1970 is a typing mistake.
  private static func typed(year: Int, month: Int, day: Int) -> CalendarDay? {
    year < 1970 ? nil : CalendarDay(year: year, month: month, day: day)
  }

  private static let fullMonthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
}
