/// A typed answer in the making, with the cursor position.
///
/// The text field on the screen decides what may be typed and where the cursor goes; the draft only stores
/// both.
package struct TypedText: Sendable, Hashable {
  /// What was typed.
  package var text: String
  /// The cursor position, in characters from the start.
  package var cursor: Int

  /// Creates a text, with the cursor at the end unless a position is given.
  package init(_ text: String = "", cursor: Int? = nil) {
    self.text = text
    self.cursor = min(max(0, cursor ?? text.count), text.count)
  }
}
