import TextLayout

/// An item must fit a terminal of 80 columns and 24 rows.
struct ScreenFitRule: ItemRule {
  let id = "screen-fit"
  let severity = Diagnostic.Severity.warning

  static let stemCells = 76
  static let codeCells = 72
  static let optionCells = 70
  static let optionRows = 3
  /// The rows available to stem and code together; two more if there are no options.
  static let rows = 12

  func check(_ item: Item) -> [ItemFinding] {
    var findings: [ItemFinding] = []
    let code = item.code?.lines ?? []
    let rows = CellText.wrap(item.stem, columns: Self.stemCells).count + code.count
    let most = Self.rows + (item.task.kind == .linePick ? 2 : 0)
    if rows > most {
      findings.append(
        ItemFinding(
          .field("stem"), "stem and code take \(rows) rows, not \(most)",
          remedy: "shorten the stem or the code"))
    }
    if let widest = code.map({ CellText.width(of: $0) }).max(), widest > Self.codeCells {
      findings.append(
        ItemFinding(
          .field("code"), "a line of the code is \(widest) cells wide",
          remedy: "break it before cell \(Self.codeCells)"))
    }
    for (part, text) in choices(item)
    where CellText.wrap(text, columns: Self.optionCells).count > Self.optionRows {
      findings.append(
        ItemFinding(
          part, "it takes more than \(Self.optionRows) rows of \(Self.optionCells) cells",
          remedy: "shorten it"))
    }
    return findings
  }

  private func choices(_ item: Item) -> [(ItemPlaces.Part, String)] {
    switch item.task {
    case .ordering(let steps): steps.enumerated().map { (.entry("steps", $0), $1) }
    case .matching(let pairs, _): pairs.enumerated().map { (.entry("pairs", $0), $1.left + "   " + $1.right) }
    default: item.task.options.enumerated().map { (.entry("options", $0), $1.text) }
    }
  }
}
