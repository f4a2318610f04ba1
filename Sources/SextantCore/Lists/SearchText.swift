import Foundation

/// What a search looks into, folded so that capital letters and accents make no difference.
package struct SearchText: Hashable, Sendable {
  private let folded: String

  /// Creates the text of a row from its parts.
  package init(_ parts: String...) { self.init(parts) }

  /// Creates the text of a row from its parts.
  package init(_ parts: [String]) { folded = Self.folded(parts.joined(separator: " ")) }

  /// True where a folded word stands anywhere in the text, also within a longer word.
  fileprivate func contains(_ word: String) -> Bool {
    var (text, word) = (folded, word)
    // Byte by byte: whole characters take a hundred times as long, which is felt at each key in a large bank.
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
          text[start] == first && (1..<word.count).allSatisfy { text[start + $0] == word[$0] }
        }
      }
    }
  }

  /// A text in small letters and without accents: `Übung` becomes `ubung`.
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
