/// The rankings of one judge, read from filled-in sheets and files of answers.
public struct RankingAnswers: Sendable, Equatable {
  /// The letters of a set's items, in order.
  public static let letters: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// A line that can't be used.
  public struct Mistake: Sendable, Equatable, CustomStringConvertible {
    /// The file as it was opened.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var message: String
    /// What to do.
    public var remedy: String

    /// One line: place, message and remedy.
    public var description: String { "\(file):\(line): \(message); \(remedy)" }
  }

  /// The rankings by the number of the set: indices into the set's items, the easiest first.
  public private(set) var rankings: [Int: [Int]] = [:]
  /// The lines that can't be used, in the order of the files.
  public private(set) var mistakes: [Mistake] = []
  private let sizes: [Int: Int]
  private let judge: Int

  /// Starts without any ranking.
  ///
  /// - Parameters:
  ///   - judge: The judge, from 1.
  ///   - key: The key of the sheets.
  public init(judge: Int, key: RankingKey) {
    self.judge = judge
    sizes = Dictionary(
      key.groups.filter { $0.judge == judge }.map { ($0.number, $0.items.count) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Reads a file.
  ///
  /// - Parameter isSheet: True for a sheet, where everything but the lines to fill in is skipped; in a file of answers,
  ///   every line must be a ranking, blank, or a remark after `#`.
  public mutating func read(_ text: String, file: String, isSheet: Bool) {
    for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if isSheet && !line.hasPrefix("set ") { continue }
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !words.isEmpty else { continue }
      func report(_ message: String, _ remedy: String) {
        mistakes.append(Mistake(file: file, line: place + 1, message: message, remedy: remedy))
      }
      let example = "write such as `set 12: \(letters(7))`"
      guard let match = words.wholeMatch(of: /[Ss][Ee][Tt] ?([0-9]{1,7}) ?:(.*)/), let set = Int(match.1)
      else {
        report("this isn't a ranking", example)
        continue
      }
      let given = match.2.uppercased().filter { !$0.isWhitespace && $0 != "," }
      if given.isEmpty { continue }
      guard let size = sizes[set] else {
        report("set \(set) isn't one of judge \(judge)'s", "copy the number from the sheet")
        continue
      }
      let ranking = given.compactMap { Self.letters.prefix(size).firstIndex(of: $0) }
      guard ranking.count == given.count, ranking.count == size, Set(ranking).count == size else {
        report(
          "set \(set) has the \(size) letters \(letters(size)), and this names \(given.map(String.init).joined(separator: " "))",
          "name each letter once, the easiest first")
        continue
      }
      if let earlier = rankings[set], earlier != ranking {
        report("set \(set) was ranked before, in another order", "keep one of the two lines")
        continue
      }
      rankings[set] = ranking
    }
  }

  private func letters(_ count: Int) -> String {
    Self.letters.prefix(count).map(String.init).joined(separator: " ")
  }
}
