import ItemBank
import TextLayout

extension Item {
  /// The stem without its line breaks and tables.
  var stemOnOneRow: String { CellText.onOneRow(stem) }

  /// The stem as prose: each paragraph on one line, tables unchanged.
  package var stemAsProse: String { CellText.reflowed(stem) }

  /// The explanation as prose: each paragraph on one line, tables unchanged.
  package var explanationAsProse: String { CellText.reflowed(explanation) }

  /// The text of the answer parts, for searching: options, steps, both sides of pairs.
  package var partsText: String {
    switch task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      options.map(\.text).joined(separator: " ")
    case .ordering(let steps): steps.joined(separator: " ")
    case .matching(let pairs, let extras):
      (pairs.flatMap { [$0.left, $0.right] } + extras).joined(separator: " ")
    case .shortText(let answers, _): answers.joined(separator: " ")
    case .numeric, .linePick: ""
    }
  }

  /// Where the answer comes from: no source settles how good an action is.
  package var sourceSentence: String {
    task.kind == .situational
      ? "The ratings are the authors' judgement. Background: \(source)" : "Source: \(source)"
  }

  /// The headline for screen readers, without tables.
  package var spokenHeadline: String {
    let prose = stemAsProse.split(separator: "\n").filter { !$0.contains("  ") }.joined(separator: " ")
    return stem.contains("   ") && !prose.isEmpty ? prose : headline
  }

  /// One row that distinguishes the item in a list, because many stems ask the same about different code.
  package var headline: String {
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
