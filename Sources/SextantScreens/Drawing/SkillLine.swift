import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// A skill with its mark and both parts of its verdict.
enum SkillLine {
  /// One row where the name and the verdict fit, otherwise the verdict below the name.
  static func lines(_ gap: Gap, name: String, columns: Int) -> [Line] {
    let (mark, role) = GapsScreen.mark(gap)
    let style = gap.status == .belowTarget && gap.answers > 0 ? Style(.wrong) : .muted
    let ways = [gap.verdict.words, gap.verdict.shortWords]
    let named = TextRun(mark + " ", Style(role))
    let room = columns - 4 - CellText.width(of: name)
    if let words = ways.first(where: { CellText.width(of: $0) <= room }) {
      return [.spread([named, TextRun(name)], [TextRun(words, style)], columns: columns)]
    }
    // A long name goes on below, since half of it says little.
    return CellText.wrap(name, columns: columns - 2).enumerated().map { index, row in
      Line([index == 0 ? named : TextRun("  "), TextRun(row)])
    }
      + Line.wrap(gap.verdict.words, style, columns: columns, indent: "  ")
  }
}
