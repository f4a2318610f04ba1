import Yams

/// A family as its file says it, without variants.
struct FamilySource {
  /// The item's identity; empty if it has none.
  let id: String
  let skill: String?
  let template: TemplateNode
  let definition: FamilyDefinition
  /// The path of its file.
  let file: String

  /// Reads the item with the values of its first variant; every mistake is reported with its place.
  ///
  /// - Parameter draft: The item's draft, to which item and places are added.
  /// - Returns: The family; nil if the item has mistakes.
  func family(
    _ variants: [Family.Variant], into draft: inout ItemDraft, _ reader: inout Reader
  ) -> Family? {
    guard let first = variants.first else { return nil }
    let values = Dictionary(
      zip(definition.columns, first.values), uniquingKeysWith: { first, _ in first })
    let node = template.filled(values, order: first.order)
    guard let fields = Fields(node, "an item", known: ItemReader.itemFields, &reader) else { return nil }
    for (part, position) in fields.positions { draft.places.set(part, position) }
    draft.item = ItemReader.item(fields, id: id, skill: skill, &reader)
    draft.item?.location = draft.places.start
    draft.item?.variant = first.id
    guard draft.item != nil else { return nil }
    // The same again with placeholders; what is wrong with it has just been reported.
    var unheard = Reader(file: file)
    let open = template.filled(values, order: nil, onlyNumbers: true)
    guard let openFields = Fields(open, "an item", known: ItemReader.itemFields, &unheard),
      var item = ItemReader.item(openFields, id: id, skill: skill, &unheard)
    else {
      reader.report(
        "family", "the item can't be read with its placeholders",
        remedy: "use placeholders in texts, in answer: and in lines: only", at: template.node.position)
      return nil
    }
    item.code = item.code.map { CodeBlock(language: $0.language, text: template.code ?? $0.text) }
    item.location = draft.places.start
    return Family(
      template: item, numbers: template.numbers, columns: definition.columns, variants: variants)
  }
}
