/// The readable part of an item in a file.
struct ItemDraft {
  /// The identity; empty if the item has none.
  var id = ""
  /// The item; nil if an essential part is missing.
  var item: Item?
  /// The places of its parts.
  var places: ItemPlaces
  /// True if it contains an error.
  var isBroken = false
}
