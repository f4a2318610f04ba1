/// A typed answer in the making, with the place of the cursor.
///
/// What may be typed and where the cursor goes is the business of the field on the screen; the draft only keeps it.
package struct TypedText: Sendable, Hashable {
  /// What was typed.
  package var text: String
  /// The place of the cursor, in characters from the start.
  package var cursor: Int

  /// Creates a text; the cursor stands behind it unless it is given.
  package init(_ text: String = "", cursor: Int? = nil) {
    self.text = text
    self.cursor = min(max(0, cursor ?? text.count), text.count)
  }
}
