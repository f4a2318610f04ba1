import ItemBank
import TerminalUI

extension Item {
  /// The stem without its line breaks.
  var stemOnOneRow: String { stem.split(whereSeparator: \.isNewline).joined(separator: " ") }

  /// The stem as prose: its paragraphs on one line each, tables as they are.
  var stemAsProse: String { CellText.reflowed(stem) }

  /// The explanation as prose: its paragraphs on one line each, tables as they are.
  var explanationAsProse: String { CellText.reflowed(explanation) }

  /// One row that tells the item from others in a list: many stems ask the same of different code.
  var headline: String {
    let stem = stemOnOneRow
    guard CellText.width(of: stem) < 48, let code,
      let first = code.lines.first(where: { line in
        let text = line.drop { $0 == " " }
        return !text.isEmpty && !["import ", "from ", "#"].contains { text.hasPrefix($0) }
      })
    else { return stem }
    return "\(stem) · \(first.drop { $0 == " " })"
  }
}
