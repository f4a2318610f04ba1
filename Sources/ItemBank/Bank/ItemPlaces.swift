/// Where the parts of an item stand in its file, so that a rule can point at the option and not only at the item.
public struct ItemPlaces: Sendable, Equatable {
  /// A part of an item, by the names of the file.
  public enum Part: Sendable, Hashable {
    /// The whole item.
    case item
    /// A field, such as `stem`; `skill` is the file's.
    case field(String)
    /// An entry of a list, such as the option at an index from 0.
    case entry(String, Int)
  }

  /// Where the item begins.
  public var start: SourceLocation
  private var positions: [Part: Position]

  /// Creates the places of an item that begins at `start`.
  public init(start: SourceLocation) {
    self.start = start
    positions = [:]
  }

  mutating func set(_ part: Part, _ position: Position) { positions[part] = position }

  /// The place of a part; of the list where the entry is missing, and of the item where the field is.
  public subscript(part: Part) -> SourceLocation {
    if let position = positions[part] {
      return SourceLocation(file: start.file, line: position.line, column: position.column)
    }
    if case .entry(let name, _) = part { return self[.field(name)] }
    return start
  }
}
