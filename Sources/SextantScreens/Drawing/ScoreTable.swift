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
    /// The number of answers behind it; 0 shows it as not asked.
    var answers: Int
    /// Another estimate, drawn as a ring; nil for none.
    var ring: Double?
    /// The look of name and number.
    var style = Style.text

    /// The score with its margin, or that nothing was asked.
    fileprivate var score: String {
      answers > 0 ? Words.score(mean: mean, lower: lower, upper: upper) : "not asked"
    }
  }

  /// The columns of a row.
  let columns: Int
  /// The target, in logits.
  let target: Double

  /// True if there is room for the level behind the bar, which gives way before the bar gets shorter than on a narrower
  /// screen.
  var isWide: Bool { columns >= 74 }
  private var nameColumns: Int { isWide ? 17 : 14 }
  private var scoreColumns: Int { isWide ? 12 : 10 }
  private var levelColumns: Int { isWide ? 12 : 0 }
  /// The columns before the bars.
  var barStart: Int { nameColumns + scoreColumns }
  /// The columns of a bar.
  var barColumns: Int {
    isWide ? columns - barStart - levelColumns - 1 : max(5, min(32, columns - barStart - 1))
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
        TextRun(Words.fit(row.name, nameColumns), row.style),
        TextRun(Words.fit(row.score, scoreColumns), isMeasured ? row.style : .muted),
      ]
      + ScoreBar.runs(
        mean: row.mean, lower: row.lower, upper: row.upper, ring: row.ring, target: target,
        columns: barColumns, isMeasured: isMeasured)
    if isWide, isMeasured {
      let level = Words.band(mean: row.mean, lower: row.lower, upper: row.upper, answers: row.answers)
      runs.append(TextRun(" " + CellText.truncate(level, columns: levelColumns), .muted))
    }
    return Line(runs)
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
