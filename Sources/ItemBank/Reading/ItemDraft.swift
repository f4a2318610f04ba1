/// The readable part of an item in a file.
struct ItemDraft {
  /// The identity; empty if the item has none.
  var id = ""
  /// The item; nil if an essential part is missing.
  var item: Item?
  /// The places of its parts.
  var places: ItemPlaces
  /// The family that the item is the first variant of; nil if it is none.
  var family: Family?
  /// True if it contains an error.
  var isBroken = false
}
