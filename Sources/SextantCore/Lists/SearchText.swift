import Foundation

/// The text that a search looks through, folded so that capitals and accents make no difference.
package struct SearchText: Hashable, Sendable {
  private let folded: String

  /// Creates the text of a row from its parts.
  package init(_ parts: String...) { self.init(parts) }

  /// Creates the text of a row from its parts.
  package init(_ parts: [String]) { folded = Self.folded(parts.joined(separator: " ")) }

  /// True if a folded word occurs in the text, even within a longer word.
  fileprivate func contains(_ word: String) -> Bool {
    var (text, word) = (folded, word)
    // Compare bytes: whole characters take a hundred times as long, which people notice at each key in a
    // large bank.
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
          text[start] == first && (1..<word.count).allSatisfy { text[start + $0] == word[$0] }
        }
      }
    }
  }

  /// A text in lower case and without accents: `Übung` becomes `ubung`.
  static func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      // Nearly all text is ASCII, and this runs for every row of a large bank.
      if let byte = UInt8(exactly: scalar.value), scalar.isASCII {
        bytes.append((65...90).contains(byte) ? byte + 32 : byte)
        continue
      }
      let small = scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
      for letter in small.unicodeScalars where letter.properties.generalCategory != .nonspacingMark {
        bytes.append(contentsOf: UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A search: words that must all occur in a row.
package struct SearchQuery: Hashable, Sendable {
  /// The search as typed, with single spaces.
  package let text: String
  private let words: [String]

  /// Creates a search from what was typed; without words it matches every row.
  package init(_ text: String = "") {
    let typed = text.split(whereSeparator: \.isWhitespace)
    self.text = typed.joined(separator: " ")
    words = typed.map { SearchText.folded(String($0)) }.filter { !$0.isEmpty }
  }

  /// True if there is nothing to search for.
  package var isEmpty: Bool { words.isEmpty }

  /// True if a text contains all the words.
  package func matches(_ text: @autoclosure () -> SearchText) -> Bool {
    if words.isEmpty { return true }
    let text = text()
    return words.allSatisfy { text.contains($0) }
  }
}
