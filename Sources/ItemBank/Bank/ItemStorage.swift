/// The source of items' texts.
enum ItemStorage: Sendable {
  case decoded([String: Item], families: [String: Family])
  case compiled(CompiledIndex)

  func item(id: String) throws(BankError) -> Item? {
    switch self {
    case .decoded(let items, _): items[id]
    case .compiled(let index): try index.item(id: id)
    }
  }

  func family(id: String) throws(BankError) -> Family? {
    switch self {
    case .decoded(_, let families): families[id]
    case .compiled(let index): try index.families.family(id: id)
    }
  }
}
