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

  /// The entries whose words differ least from the typed ones, at most five.
  ///
  /// A word that none of theirs is near to counts as a large difference; at least one must be near.
  func nearest(in entries: [PaletteScreen.Entry]) -> [PaletteScreen.Entry] {
    let words = words.filter { $0.count >= 2 }
    var found: [(distance: Int, place: Int, entry: PaletteScreen.Entry)] = []
    for (place, entry) in entries.enumerated() {
      let names = Self.words(of: entry.name)
      let synonyms = Self.words(of: entry.synonyms)
      let distances = words.map { word -> Int in
        let limit = max(1, word.count / 3)
        func least(_ known: [String]) -> Int? {
          known.map { $0.hasPrefix(word) ? 0 : Self.distance(word, $0, limit: limit) }.min().flatMap {
            $0 <= limit ? $0 : nil
          }
        }
        // Its name is more likely to be meant than its other names.
        return [least(names).map { $0 * 2 }, least(synonyms).map { $0 * 2 + 1 }].compactMap(\.self).min()
          ?? Self.unlike
      }
      if distances.contains(where: { $0 < Self.unlike }) {
        found.append((distances.reduce(0, +), place, entry))
      }
    }
    let sorted = found.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
    // What is much less near was hardly meant.
    return sorted.prefix { $0.distance <= (sorted.first?.distance ?? 0) + 1 }.prefix(5).map(\.entry)
  }

  /// The difference that counts for a word without a near one.
  private static let unlike = 19

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
