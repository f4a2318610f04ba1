/// Matches typed words against the words of entries.
struct PaletteMatch: Sendable {
  private let text: String
  private let words: [String]

  /// Splits what was typed into words.
  init(_ text: String) {
    self.text = text
    words = Self.words(of: text)
  }

  /// The words of a text, in lower case.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "+" && $0 != "#" }.map(String.init)
  }

  /// The entries in which every typed word occurs, best first.
  func best(of entries: [PaletteScreen.Entry]) -> [PaletteScreen.Entry] {
    entries.enumerated().compactMap { place, entry in
      rank(entry).map { (rank: $0, place: place, entry: entry) }
    }.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.entry)
  }

  /// How well an entry matches, 0 is best; nil if a word is missing.
  private func rank(_ entry: PaletteScreen.Entry) -> Int? {
    if text == entry.key { return -1 }
    let names = Self.words(of: entry.name)
    let synonyms = Self.words(of: entry.synonyms)
    guard !words.isEmpty else { return nil }
    if words == names { return 0 }
    var sum = 0
    for word in words {
      if names.contains(word) {
        sum += 10
      } else if names.contains(where: { $0.hasPrefix(word) }) {
        sum += 20
      } else if synonyms.contains(word) {
        sum += 25
      } else if synonyms.contains(where: { $0.hasPrefix(word) }) {
        sum += 40
      } else if word.count >= 3, (names + synonyms).contains(where: { $0.contains(word) }) {
        sum += 80
      } else {
        return nil
      }
    }
    // Among equals a place comes before a setting, and a short name before a long one.
    let group = PaletteScreen.Group.allCases.firstIndex(of: entry.group) ?? 0
    return sum + group + min(9, max(0, names.count - words.count))
  }

  /// The entries with the word that differs least from a typed one, at most five.
  func nearest(in entries: [PaletteScreen.Entry]) -> [PaletteScreen.Entry] {
    var found: [(distance: Int, place: Int, entry: PaletteScreen.Entry)] = []
    for (place, entry) in entries.enumerated() {
      let known = Self.words(of: entry.name + " " + entry.synonyms)
      var sum = 0
      for word in words where word.count >= 2 {
        let limit = max(1, word.count / 3)
        let least = known.map { $0.hasPrefix(word) ? 0 : Self.distance(word, $0, limit: limit) }.min() ?? 99
        sum = least > limit ? 99 : sum + least
        if sum >= 99 { break }
      }
      if sum < 99, words.contains(where: { $0.count >= 2 }) { found.append((sum, place, entry)) }
    }
    return found.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.prefix(5).map(\.entry)
  }

  /// The letters to insert, delete, replace or swap to turn one word into another; more than `limit` is not
  /// counted out.
  static func distance(_ one: String, _ two: String, limit: Int) -> Int {
    let (a, b) = (Array(one.utf8), Array(two.utf8))
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), min(row[j], last[j + 1]) + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
