import TextLayout

/// Text from a bank never commands a terminal and hides nothing.
///
/// The loader looks at every character of every file; this rule looks at items that come from elsewhere too.
struct CharacterRule: ItemRule {
  let id = "control-character"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    item.texts.compactMap { part, text in
      ForbiddenCharacters.first(in: text).map {
        ItemFinding(
          part, "it holds the character \(ForbiddenCharacters.name($0))",
          remedy: "remove it; control, invisible, joining and flag characters are not allowed")
      }
    }
  }
}
