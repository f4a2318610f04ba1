/// The source of items' texts.
enum ItemStorage: Sendable {
  case decoded([String: Item])
  case compiled(CompiledIndex)

  func item(id: String) throws(BankError) -> Item? {
    switch self {
    case .decoded(let items): items[id]
    case .compiled(let index): try index.item(id: id)
    }
  }
}
