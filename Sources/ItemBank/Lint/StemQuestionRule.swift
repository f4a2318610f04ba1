/// A stem asks, or leaves a blank, so that it can be answered with the options covered.
struct StemQuestionRule: LintRule {
  let id = "stem-question"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    let stem = item.stem.reversed().drop(while: \.isWhitespace)
    guard let last = stem.first else { return [] }
    let isInstruction = [.ordering, .matching, .situational, .multipleChoice, .numeric, .linePick].contains(
      item.task.kind)
    if last == "?" || last == ":" || item.stem.contains("___") || (last == "." && isInstruction) { return [] }
    return [LintFinding("the stem asks no question", remedy: "end it with a question mark or a blank ___")]
  }
}
