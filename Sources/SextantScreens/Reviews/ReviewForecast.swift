import QuizEngine
import SextantCore
import TerminalUI

/// The reviews of the next days as small bars.
enum ReviewForecast {
  /// The columns of a day.
  static let cells = 5
  /// The columns of today, whose name is longer.
  private static let cellsOfToday = 7
  /// The most days to show.
  static let most = 14

  /// The days that fit.
  static func days(columns: Int) -> Int { min(most, max(1, 1 + (columns - cellsOfToday) / cells)) }

  /// Bars with their numbers and the names of the days.
  ///
  /// - Parameters:
  ///   - counts: The number of reviews of each day, today first.
  ///   - rows: The rows of the bars, at least 1.
  static func lines(_ counts: [Int], today: CalendarDay, rows: Int) -> [Line] {
    let most = max(1, counts.max() ?? 1)
    var lines: [Line] = []
    for row in (0..<rows).reversed() {
      let runs = counts.enumerated().map { day, count -> TextRun in
        let height = eighths(count, of: most, rows: rows) - 8 * row
        let glyph = height <= 0 ? " " : glyphs[min(8, height) - 1]
        return TextRun(
          Words.fit(String(repeating: glyph, count: 3), width(day)), Style(day == 0 ? .caution : .progress))
      }
      lines.append(Line(runs))
    }
    lines.append(
      Line(
        counts.enumerated().map { day, count in
          TextRun(Words.fit(count == 0 ? "·" : "\(count)", width(day)), count == 0 ? .faint : .text)
        }))
    lines.append(
      Line(
        counts.indices.map { day in
          TextRun(Words.fit(day == 0 ? "today" : name(today.advanced(by: day)), width(day)), .muted)
        }))
    return lines
  }

  /// The days with reviews in one row, such as `Coming: tomorrow 2 · Wed 5`.
  static func words(_ counts: [Int], today: CalendarDay, columns: Int) -> String {
    var text = ""
    for (day, count) in counts.enumerated().dropFirst() where count > 0 {
      let part = "\(day == 1 ? "tomorrow" : name(today.advanced(by: day))) \(count)"
      let longer = text.isEmpty ? "Coming: \(part)" : "\(text) · \(part)"
      if longer.count > columns { break }
      text = longer
    }
    return text
  }

  private static func width(_ day: Int) -> Int { day == 0 ? cellsOfToday : cells }

  /// The height of a bar, in eighths of a row; a day with a review has one at least.
  private static func eighths(_ count: Int, of most: Int, rows: Int) -> Int {
    count == 0 ? 0 : max(1, Int((Double(count) / Double(most) * Double(8 * rows)).rounded()))
  }

  private static let glyphs = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The day's name in three letters; 1 January 1970 was a Thursday.
  static func name(_ day: CalendarDay) -> String {
    ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day.number % 7) + 7) % 7]
  }
}
