import SextantCore
import TerminalUI

/// A screen with a search that is typed in its last row.
protocol SearchingScreen: Screen {
  /// The search; nil if there is none.
  var search: Prompt? { get set }
  /// True while the search is being typed.
  var isSearching: Bool { get set }
}

extension SearchingScreen {
  /// Starts to type a search; one that there is goes on.
  mutating func beginSearch() {
    search = search ?? Prompt("/")
    isSearching = true
  }

  /// Takes input as text of the search; returns whether it was used.
  mutating func typeSearch(_ input: ScreenInput) -> Bool {
    guard isSearching else { return false }
    return search?.field.take(input) ?? false
  }

  /// Ends the typing; an empty search is none.
  mutating func keepSearch() {
    isSearching = false
    if search?.field.text.isEmpty ?? true { search = nil }
  }

  /// Handles a command while the search of a list is typed.
  ///
  /// - Parameter move: Moves in the list, for up and down.
  mutating func find<Content>(
    _ command: Command, in list: WritableKeyPath<Self, ListModel<Content>>, move: (inout Self) -> Void
  ) -> Response {
    switch command {
    case .up, .down: move(&self)
    case .confirm: keepSearch()
    case .back:
      dropSearch()
      self[keyPath: list].selection.selectFirst()
    default: break
    }
    return .done
  }

  /// Ends the search.
  mutating func dropSearch() { (isSearching, search) = (false, nil) }
}
