/// Finds the word that an author probably meant.
enum Suggestion {
  /// The known word at an edit distance of at most two; nil if there is none.
  ///
  /// Words of up to three letters must be one edit away, because any two of them are close.
  static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.unicodeScalars)
    guard letters.count <= 64 else { return nil }
    let limit = letters.count <= 3 ? 1 : 2
    var best: (word: String, distance: Int)?
    for candidate in known where abs(candidate.unicodeScalars.count - letters.count) <= limit {
      let distance = distance(letters, Array(candidate.unicodeScalars))
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// A remedy that suggests the probable word, otherwise the allowed words.
  static func remedy(for word: String, among known: [String], otherwise: String? = nil) -> String {
    if let near = nearest(to: word, among: known) { return "did you mean \(near)?" }
    return otherwise ?? "use one of \(known.joined(separator: ", "))"
  }

  /// The edit distance between two words, where swapping neighbours counts as one edit (Damerau 1964).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [i + 1]
      for j in right.indices {
        let exchanged = left[i] == right[j] ? 0 : 1
        var cost = min(row[j] + exchanged, row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        next.append(cost)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
