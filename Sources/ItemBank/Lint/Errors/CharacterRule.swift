import TextLayout

/// Text from a bank must not control a terminal or hide anything.
///
/// The loader checks every character of every file; this rule also checks items that come from elsewhere.
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
