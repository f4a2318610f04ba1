/// An item's identity must consist of its skill and a name that can be typed.
struct ItemIdentityRule: ItemRule {
  let id = "item-id"
  let severity = Diagnostic.Severity.error

  func check(_ item: Item) -> [ItemFinding] {
    if item.id.isEmpty {
      return [
        ItemFinding(
          .item, "the item has no id", remedy: "add `id: \(item.skill).some-name`; it stays for ever")
      ]
    }
    let isSound =
      item.id.hasPrefix(item.skill + ".") && IdentityCheck.isName(item.id.dropFirst(item.skill.count + 1))
    if isSound { return [] }
    return [
      ItemFinding(
        .field("id"),
        "the id \(item.id) must be \(item.skill). and a name of small letters, digits and hyphens",
        remedy: "write \(item.skill).some-name, or fix the file's `skill:`")
    ]
  }
}
