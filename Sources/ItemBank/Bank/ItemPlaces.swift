/// The positions of an item's parts in its file, so that a rule can point at an option rather than the whole
/// item.
public struct ItemPlaces: Sendable, Equatable {
  /// A part of an item, by its name in the file.
  public enum Part: Sendable, Hashable {
    /// The whole item.
    case item
    /// A field, such as `stem`; `skill` is the file's own.
    case field(String)
    /// An entry of a list, such as the option at an index from 0.
    case entry(String, Int)
  }

  /// The start of the item.
  public var start: SourceLocation
  private var positions: [Part: Position]

  /// Creates the places of an item that begins at `start`.
  public init(start: SourceLocation) {
    self.start = start
    positions = [:]
  }

  mutating func set(_ part: Part, _ position: Position) { positions[part] = position }

  /// The place of a part; if an entry is missing, the place of its list; if a field is missing, the place of
  /// the item.
  public subscript(part: Part) -> SourceLocation {
    if let position = positions[part] {
      return SourceLocation(file: start.file, line: position.line, column: position.column)
    }
    if case .entry(let name, _) = part { return self[.field(name)] }
    return start
  }
}
