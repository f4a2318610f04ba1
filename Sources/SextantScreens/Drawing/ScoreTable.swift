import Psychometrics
import SextantCore
import TerminalUI
import TextLayout

/// Scores with their margins as a picture: a row each with name, number, bar and level, below the numbers of the scale.
///
/// Home and results show the same picture. Narrow terminals keep name, number and a short bar.
struct ScoreTable {
  /// A row.
  struct Row {
    /// What was measured.
    var name: String
    /// The estimate, in logits.
    var mean: Double
    /// The lower end of its 95 % interval.
    var lower: Double
    /// The upper end.
    var upper: Double
    /// The number of answers behind it.
    var answers: Int
    /// The answers that don't count; they tell what wasn't asked from what doesn't count.
    var leftOut = SkillVerdict.LeftOut()
    /// Another estimate, drawn as a ring; nil for none.
    var ring: Double?
    /// The look of name and number.
    var style = Style.text

    /// The score with its margin, or why there is none.
    fileprivate func score(columns: Int) -> String {
      guard answers == 0 else { return Words.score(mean: mean, lower: lower, upper: upper) }
      return CellText.width(of: leftOut.shortWords) <= columns ? leftOut.shortWords : leftOut.tightWords
    }
  }

  /// The columns of a row.
  let columns: Int
  /// The target, in logits.
  let target: Double

  /// True if there is room for wide columns.
  var isWide: Bool { columns >= 74 }
  /// True if there is room for the levels behind the bar, which give way before the bar gets shorter than on a narrower
  /// screen.
  private var hasLevels: Bool { isWide && columns >= barStart + Self.widestBar + levelColumns + 1 }
  /// The cells of a bar below which the levels take no room.
  private static let widestBar = 36
  private var nameColumns: Int { isWide ? 16 : 13 }
  private var scoreColumns: Int { isWide ? 13 : 12 }
  /// The columns of the longest pair of levels, and a blank.
  private var levelColumns: Int { 24 }
  /// The columns before the bars.
  var barStart: Int { nameColumns + scoreColumns }
  /// The columns of a bar.
  var barColumns: Int {
    hasLevels
      ? columns - barStart - levelColumns - 1
      : max(5, min(isWide ? Self.widestBar : 32, columns - barStart - 1))
  }

  /// The numbers of the scale, behind a heading; nil if there is no room for the numbers.
  func axis(_ heading: String = "") -> Line? {
    guard barColumns >= 24 else { return nil }
    return Line([TextRun(Words.fit(heading, barStart), .heading)] + ScoreBar.axis(columns: barColumns))
  }

  /// A row of the picture.
  func line(_ row: Row) -> Line {
    let isMeasured = row.answers > 0
    var runs =
      [
        TextRun(Self.cell(row.name, nameColumns), row.style),
        TextRun(
          Self.cell(row.score(columns: scoreColumns - Table.gap), scoreColumns),
          isMeasured ? row.style : .muted),
      ]
      + ScoreBar.runs(
        mean: row.mean, lower: row.lower, upper: row.upper, ring: row.ring, target: target,
        columns: barColumns, isMeasured: isMeasured)
    if hasLevels {
      let level =
        isMeasured
        ? Words.level(lower: row.lower, upper: row.upper, answers: row.answers)
        : row.leftOut.total > 0 ? "asked, \(row.leftOut.reason)" : nil
      if let level { runs.append(TextRun(" " + CellText.truncate(level, columns: levelColumns), .muted)) }
    }
    return Line(runs)
  }

  /// A text with at least the gap of two columns after it.
  private static func cell(_ text: String, _ columns: Int) -> String {
    Words.fit(CellText.truncate(text, columns: columns - Table.gap), columns)
  }

  /// The row below the picture that names the target, and the ring if there is one.
  func legend(_ profile: String, ring: String? = nil) -> Line {
    let mark = TextRun("┆ \(profile) target", Style(.target))
    let width = CellText.width(of: mark.text)
    let ringRuns = ring.map { [TextRun("○ ", Style(.estimate)), TextRun($0, .muted)] } ?? []
    let ringWidth = ringRuns.reduce(0) { $0 + CellText.width(of: $1.text) }
    let column = min(barStart + ScoreBar.column(of: target, columns: barColumns), columns - width)
    if ring != nil, ringWidth + 2 <= column {
      return Line(
        ringRuns + [TextRun(String(repeating: " ", count: column - ringWidth)), mark])
    }
    if ring != nil, ringWidth + width + 3 <= columns {
      return Line(ringRuns + [TextRun(String(repeating: " ", count: columns - ringWidth - width)), mark])
    }
    return Line([TextRun(String(repeating: " ", count: max(0, column))), mark])
  }
}
