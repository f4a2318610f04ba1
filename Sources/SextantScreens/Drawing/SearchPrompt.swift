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

  /// Ends the search.
  mutating func dropSearch() { (isSearching, search) = (false, nil) }
}
