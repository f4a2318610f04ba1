import SextantCore

extension ListModel {
  /// Moves the selection by a command; returns false for other commands.
  mutating func move(_ command: Command, in rows: [Content.Row], page: Int = 10) -> Bool {
    selection.move(command, in: rows.map(\.id), page: page)
  }
}

extension Selection {
  /// Moves the selection by a command; returns false for other commands.
  mutating func move(_ command: Command, in ids: [ID], page: Int = 10) -> Bool {
    let place = place(in: ids)
    switch command {
    case .up: select(place - 1, in: ids)
    case .down: select(place + 1, in: ids)
    case .pageUp: select(place - page, in: ids)
    case .pageDown: select(place + page, in: ids)
    case .top: select(0, in: ids)
    case .bottom: select(ids.count - 1, in: ids)
    case .choose(let index): if ids.indices.contains(index) { select(index, in: ids) }
    default: return false
    }
    return true
  }
}
