/// Words to look for in prose, as whole words and in any case.
struct WordList {
  private let words: Set<String>

  init(_ words: String) { self.words = Set(words.split(separator: " ").map(String.init)) }

  /// The words of the list in a text, as often as they stand there.
  func found(in text: String) -> [String] {
    text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "_" }).map(String.init)
      .filter(words.contains)
  }

  /// Whether a word of the list stands in a text.
  func isFound(in text: String) -> Bool { !found(in: text).isEmpty }
}
