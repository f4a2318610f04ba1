/// "All of the above" asks about the list, not about the idea.
struct AllOfTheAboveRule: LintRule {
  let id = "all-of-the-above"

  func check(_ item: Item, in context: LintContext) -> [LintFinding] {
    let phrases = [
      "all of the above", "none of the above", "both of the above", "all of these", "none of these",
    ]
    return item.task.options.filter { option in
      let text = option.text.lowercased()
      return phrases.contains { text.contains($0) }
    }.map {
      LintFinding("the option “\($0.text)” speaks about the others", remedy: "write an option of its own")
    }
  }
}
