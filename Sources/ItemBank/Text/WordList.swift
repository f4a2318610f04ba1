/// A list of words to find in prose, as whole words and ignoring case.
struct WordList {
  private let words: Set<String>

  init(_ words: String) { self.words = Set(words.split(separator: " ").map(String.init)) }

  /// The words of the list in a text, with repetitions.
  func found(in text: String) -> [String] {
    text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "_" }).map(String.init)
      .filter(words.contains)
  }

  /// True if a word of the list occurs in a text.
  func isFound(in text: String) -> Bool { !found(in: text).isEmpty }
}
