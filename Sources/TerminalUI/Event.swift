/// A key of the keyboard, as the terminal reported it.
public enum Key: Hashable, Sendable {
  /// A printable character, including the space.
  case character(Character)
  /// A letter with the control key held, in lower case.
  case control(Character)
  /// The return key.
  case enter
  case escape
  /// The Tab key.
  case tab
  /// Shift with Tab.
  case backTab
  /// Backspace, which deletes to the left.
  case backspace
  /// Delete, which deletes to the right.
  case delete
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// The Home key.
  case home
  /// The End key.
  case end
  /// Page Up.
  case pageUp
  /// Page Down.
  case pageDown
  /// A function key, from 1.
  case function(Int)
}

/// An action of the mouse.
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
  /// The action.
  public var action: Action
  /// The cell under the pointer.
  public var point: Point

  /// Creates a mouse event.
  public init(_ action: Action, at point: Point) {
    self.action = action
    self.point = point
  }
}

/// Input from the terminal.
public enum Event: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The terminal has a new size.
  case resize(Size)
  /// Text was pasted; it is data, never commands.
  case paste(String)
}
