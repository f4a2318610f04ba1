/// An option must make its own statement, not one about the other options.
struct AllOfTheAboveRule: ItemRule {
  let id = "all-of-the-above"
  let severity = Diagnostic.Severity.warning

  private static let phrases = ["all", "none", "both", "neither", "any"].flatMap { first in
    ["of the above", "of these", "of the others", "of them"].map { "\(first) \($0)" }
  }

  func check(_ item: Item) -> [ItemFinding] {
    item.task.options.enumerated().filter { Self.speaksOfOthers($1.text.squeezed.lowercased()) }.map {
      index, _ in
      ItemFinding(
        .entry("options", index), "the option speaks about the others", remedy: "write an option of its own")
    }
  }

  private static func speaksOfOthers(_ text: String) -> Bool {
    if phrases.contains(where: { text == $0 || text == $0 + "." || text.hasPrefix($0 + " ") }) { return true }
    if phrases.contains(where: { $0.hasSuffix("above") && text.contains($0) }) { return true }
    // Code such as `b = a or []` contains single letters too.
    guard text.allSatisfy({ $0.isLetter || $0 == " " || $0 == "," || $0 == "." }) else { return false }
    let words = text.split(whereSeparator: { !$0.isLetter }).map(String.init)
    // "Both A and C" or "A and B" refer to options; "B, A, C" is an order.
    let letters = words.filter { $0.count == 1 && ("a"..."f").contains($0) }
    return letters.count >= 2 && words.count > letters.count
      && words.allSatisfy { $0.count == 1 || ["both", "and", "only", "or"].contains($0) }
  }
}
