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

  /// Where the answer comes from; of a situational question first who rated the actions, for no source settles that.
  package var sourceSentence: String {
    guard task.kind == .situational else { return "Source: \(source)" }
    let parts = source.split(separator: "; ", maxSplits: 1).map(String.init)
    guard let lead = parts.first, lead.contains("ratings") || lead.contains("judgement") else {
      return "Ratings: the authors' judgement. Background: \(source)"
    }
    let raters = lead.hasSuffix(" ratings") ? String(lead.dropLast(" ratings".count)) + " raters" : lead
    let words = raters.hasPrefix("Authors'") ? "the authors'" + raters.dropFirst("Authors'".count) : raters
    return "Ratings: \(words.prefix(1).lowercased())\(words.dropFirst())."
      + (parts.count > 1 ? " Background: \(parts[1])" : "")
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
