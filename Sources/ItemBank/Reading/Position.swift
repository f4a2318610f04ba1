import Yams

/// A place in a text, from 1.
struct Position: Equatable {
  var line: Int
  var column: Int
}

extension Position {
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension Node {
  /// Where the node begins.
  var position: Position? { mark.map { Position($0) } }
}
