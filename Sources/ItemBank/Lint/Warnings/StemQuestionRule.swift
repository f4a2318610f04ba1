/// A stem must ask a question or leave a blank, so that it can be answered with the options covered.
struct StemQuestionRule: ItemRule {
  let id = "stem-question"
  let severity = Diagnostic.Severity.warning

  /// Types whose stem may be an instruction.
  private static let instructed: Set<ItemKind> = [
    .ordering, .matching, .situational, .multipleChoice, .numeric,
  ]

  func check(_ item: Item) -> [ItemFinding] {
    let stem = item.stem.squeezed
    let endings = ["?", ":", "___", "___."] + (Self.instructed.contains(item.task.kind) ? ["."] : [])
    // How to type an answer may be said after the question.
    let isAsked = item.task.kind == .shortText && stem.contains("? ")
    if isAsked || endings.contains(where: stem.hasSuffix) || stem.contains("___") { return [] }
    return [
      ItemFinding(
        .field("stem"), "the stem asks nothing", remedy: "end it with a question mark or a blank ___")
    ]
  }
}
