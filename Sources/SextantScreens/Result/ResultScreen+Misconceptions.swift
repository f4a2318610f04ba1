import ItemBank
import SextantCore
import TerminalUI

extension ResultScreen {
  /// The ideas that the wrong answers point to, apart from the score.
  static func misconceptionLines(_ result: AttemptResult, _ overview: Overview, columns: Int) -> [Line] {
    let told = result.toldMisconceptions(overview.content.roadmap)
    guard !told.isEmpty else { return [] }
    var lines = [Line(AttemptResult.misconceptionsHeading, .heading)]
    for one in told {
      lines += Line.wrap(one.line, Style(.caution), columns: columns, indent: " ")
      lines += Line.wrap(one.explanation, .text, columns: columns, indent: "   ")
      if let action = one.action {
        lines += Line.wrap("What helps: \(action.title)", .muted, columns: columns, indent: "   ")
      }
    }
    return lines + [.blank]
  }
}
