/// An item of a file as far as it could be read.
struct ItemDraft {
  /// The identity, empty where the item has none.
  var id = ""
  /// The item, or nil if something without which it has no meaning is missing.
  var item: Item?
  /// Where its parts stand.
  var places: ItemPlaces
  /// True if an error stands in it.
  var isBroken = false
}
