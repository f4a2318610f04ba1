import Yams

/// A position in a text: line and column, from 1.
struct Position: Equatable {
  var line: Int
  var column: Int
}

extension Position {
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension Node {
  /// The start of the node.
  var position: Position? { mark.map { Position($0) } }
}
