/// A needed NOT stands out, because readers overlook it.
struct NegationRule: LintRule {
  let id = "negation"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    guard item.task.kind == .singleChoice || item.task.kind == .multipleChoice else { return [] }
    let question = item.stem.split(whereSeparator: { ".!".contains($0) }).last.map(String.init) ?? item.stem
    let words = question.split(whereSeparator: { !$0.isLetter }).map(String.init)
    guard words.first.map({ ["Which", "What"].contains($0) }) ?? false else { return [] }
    for (place, word) in words.enumerated() where word == "not" || word == "except" {
      let before = place > 0 ? words[place - 1] : ""
      if ["is", "are", "does", "do", "would", "should", "can"].contains(before) || word == "except" {
        return [
          LintFinding(
            "the \(word) of the question is easy to overlook",
            remedy: "write it in capitals, or ask positively")
        ]
      }
    }
    return []
  }
}
