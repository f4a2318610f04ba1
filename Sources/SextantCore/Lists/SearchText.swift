import Foundation

/// What a search looks into, folded so that capital letters and accents make no difference.
package struct SearchText: Hashable, Sendable {
  private let folded: String

  /// Creates the text of a row from its parts.
  package init(_ parts: String...) { self.init(parts) }

  /// Creates the text of a row from its parts.
  package init(_ parts: [String]) { folded = Self.folded(parts.joined(separator: " ")) }

  /// True where a folded word stands anywhere in the text, also within a longer word.
  fileprivate func contains(_ word: String) -> Bool { folded.utf8.contains(word.utf8) }

  /// A text in small letters and without accents: `Übung` becomes `ubung`.
  static func folded(_ text: String) -> String {
    let small = text.lowercased()
    // Nearly all text is ASCII, and this runs for every row at every key.
    if small.utf8.allSatisfy({ $0 < 0x80 }) { return small }
    let letters = small.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(letters))
  }
}

/// What a person searches for: words that all have to stand in a row.
package struct SearchQuery: Hashable, Sendable {
  /// What was typed, with single spaces.
  package let text: String
  private let words: [String]

  /// Reads what was typed; without words it matches every row.
  package init(_ text: String = "") {
    let typed = text.split(whereSeparator: \.isWhitespace)
    self.text = typed.joined(separator: " ")
    words = typed.map { SearchText.folded(String($0)) }.filter { !$0.isEmpty }
  }

  /// True where nothing is searched for.
  package var isEmpty: Bool { words.isEmpty }

  /// True where a text has all of the words.
  package func matches(_ text: @autoclosure () -> SearchText) -> Bool {
    if words.isEmpty { return true }
    let text = text()
    return words.allSatisfy { text.contains($0) }
  }
}
