/// One step of composing an answer, named for what happened.
package enum AnswerEdit: Sendable, Hashable {
  /// The focus moved by a number of rows; if moving means choosing, it also chose.
  case moved(by: Int)
  /// The focus went to the first row.
  case movedToFirst
  /// The focus went to the last row.
  case movedToLast
  /// The focused row's value changed by one: a step's place, a match, a rating.
  case adjusted(by: Int)
  /// A row was picked by its letter or a click.
  case rowPicked(Int)
  /// The focused row was marked or unmarked, or an order was accepted as it is.
  case toggled
  /// The focused row was given a value by its number.
  case assigned(Int)
  /// "I don't know" was chosen.
  case unknownChosen
  /// The typed text changed.
  case typed(TypedText)
}
