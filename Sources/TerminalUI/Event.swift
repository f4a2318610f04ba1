/// A key of the keyboard, as the terminal told it.
public enum Key: Hashable, Sendable {
  /// A printable character, the space bar included.
  case character(Character)
  /// A letter with the control key held, in lower case.
  case control(Character)
  /// The return key.
  case enter
  /// The escape key.
  case escape
  /// The tabulator.
  case tab
  /// The tabulator with shift held.
  case backTab
  /// Rubs out to the left.
  case backspace
  /// Rubs out to the right.
  case delete
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// To the start.
  case home
  /// To the end.
  case end
  /// A page up.
  case pageUp
  /// A page down.
  case pageDown
  /// A function key, from 1.
  case function(Int)
}

/// What the mouse did.
public struct MouseEvent: Hashable, Sendable {
  /// The kinds of mouse events.
  public enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The pointer moved with the left button held.
    case drag
    /// The left button went up.
    case release
    /// The wheel turned away from the person.
    case wheelUp
    /// The wheel turned towards the person.
    case wheelDown
  }
  /// What happened.
  public var action: Action
  /// Where it happened.
  public var point: Point

  /// Creates a mouse event.
  public init(_ action: Action, at point: Point) {
    self.action = action
    self.point = point
  }
}

/// What a terminal tells the program.
public enum Event: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// The terminal has a new size.
  case resize(Size)
  /// Text was pasted; it is data, never commands.
  case paste(String)
}
