/// The text that a judge reads: sets of items as a learner sees them, each with a line to fill in.
public struct RankingSheet: Sendable {
  /// The usual number of sets in a file.
  public static let usualLength = 24

  /// What the sheet is for, such as `ML engineer`.
  public var role: String
  /// The judge, from 1.
  public var judge: Int
  /// Which of the judge's sheets it is, from 1, and how many there are.
  public var part: (number: Int, count: Int)

  /// Creates a sheet.
  public init(role: String, judge: Int, part: (number: Int, count: Int)) {
    self.role = role
    self.judge = judge
    self.part = part
  }

  /// The sheet's text.
  ///
  /// Only lines to fill in begin with `set`; every line of an item is indented.
  public func text(
    _ groups: [(number: Int, items: [Item])], using generator: inout some RandomNumberGenerator
  ) -> String {
    let example = RankingAnswers.letters.prefix(RankingDesign.size).reversed().map(String.init)
    var lines = [
      "Judge \(judge), sheet \(part.number) of \(part.count): \(groups.count) sets", "",
      "  Put the questions of each set in order of difficulty for an entry-level \(role): the easiest first, the hardest",
      "  last. Think of 100 people who have just started in that job. How many would know or work out the answer, without",
      "  help and without a lucky guess? The more, the easier. Neither the length of a question nor your taste counts.",
      "  Decide even where two seem alike; there are no ties. Judge on your own, and don't look anything up.",
      "  Fill in the line below each set, or write the lines into a file answers.txt beside this sheet:",
      "      set 0: \(example.joined(separator: " "))",
      "  says that \(example[0]) is the easiest and \(example[example.count - 1]) the hardest.", "",
    ]
    for group in groups {
      lines.append("")
      lines.append("---- Set \(group.number)")
      for (letter, item) in zip(RankingAnswers.letters, group.items) {
        lines += Self.lines(of: item, letter: letter, using: &generator)
      }
      lines.append("set \(group.number):")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An item without its key.
  ///
  /// Choices keep the bank's order; steps and matches are shuffled, because their order is the key.
  private static func lines(
    of item: Item, letter: Character, using generator: inout some RandomNumberGenerator
  ) -> [String] {
    func indented(_ text: String, _ indent: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }
    }
    var lines = indented(item.stem, "   ")
    let first = lines.removeFirst()
    lines.insert(" \(letter) " + first.drop { $0 == " " }, at: 0)
    let isPick = item.task.kind == .linePick
    for (place, line) in (item.code?.lines ?? []).enumerated() {
      lines.append("     | " + (isPick ? "\(place + 1): " : "") + line)
    }
    func list(_ texts: [String]) -> [String] { texts.flatMap { indented($0, "     - ") } }
    switch item.task {
    case .singleChoice(let options, _): lines += list(options.map(\.text))
    case .multipleChoice(let options, _): lines += ["   (all that apply)"] + list(options.map(\.text))
    case .numeric(let key):
      lines.append("   (type a number\(key.unit.isEmpty ? "" : ", unit \(key.unit)"))")
    case .shortText: lines.append("   (type the answer)")
    case .ordering(let steps):
      lines += ["   (put in order)"] + list(steps.shuffled(using: &generator))
    case .matching(let pairs, let extras):
      let rights = (pairs.map(\.right) + extras).shuffled(using: &generator)
      lines += ["   (match)"] + list(pairs.map(\.left)) + ["   with"] + list(rights)
    case .linePick: lines.append("   (pick a line)")
    case .situational(let options):
      lines += ["   (rate each action from 1, ineffective, to 4, very effective)"] + list(options.map(\.text))
    }
    return lines
  }
}
