import ItemBank

/// The score of an answer: a category of the item's response model, and the share of full credit.
public struct Score: Sendable, Hashable {
  /// The category reached, from 0.
  public var category: Int
  /// The number of categories.
  public var categoryCount: Int
  /// The share of full credit, 0 to 1.
  public var credit: Double

  /// Creates a score; the credit follows from the category.
  public init(category: Int, of categoryCount: Int) {
    self.category = category
    self.categoryCount = categoryCount
    self.credit = categoryCount > 1 ? Double(category) / Double(categoryCount - 1) : 0
  }

  /// True if full credit was reached.
  public var isCorrect: Bool { category == categoryCount - 1 }
}

/// Scores answers against the key of an item.
public enum Scoring {
  /// The number of score categories of a kind of item.
  ///
  /// Orders and matchings have a middle category for an answer that is one exchange away from the key.
  /// Situational items have four, by the distance of the ratings from the authors' ratings.
  public static func categoryCount(of kind: ItemKind) -> Int {
    switch kind {
    case .singleChoice, .multipleChoice, .numeric, .shortText, .linePick: 2
    case .ordering, .matching: 3
    case .situational: 4
    }
  }

  /// Scores an answer; an answer of the wrong kind scores nothing.
  public static func score(_ answer: Answer, to task: ItemTask) -> Score {
    let count = categoryCount(of: task.kind)
    return Score(category: category(of: answer, to: task), of: count)
  }

  private static func category(of answer: Answer, to task: ItemTask) -> Int {
    switch (task, answer) {
    case (.singleChoice(let options, _), .choice(let index)):
      return options.indices.contains(index) && options[index].isKey ? 1 : 0
    case (.multipleChoice(let options, _), .choices(let indices)):
      let key = options.indices.filter { options[$0].isKey }
      return Set(indices) == Set(key) ? 1 : 0
    case (.numeric(let key), .typed(let text)):
      // The tolerance is a decimal from the file, so a last bit of rounding must not decide.
      let room = key.tolerance + 1e-12 * max(1, abs(key.value))
      return NumericEntry.values(of: text, unit: key.unit).contains { abs($0 - key.value) <= room } ? 1 : 0
    case (.shortText(let answers, let ignoresCase), .typed(let text)):
      return answers.contains { isSame(text, as: $0, ignoringCase: ignoresCase) } ? 1 : 0
    case (.ordering(let steps), .order(let order)):
      guard order.sorted() == Array(steps.indices) else { return 0 }
      return switch inversions(order) {
      case 0: 2
      case 1: 1
      default: 0
      }
    case (.matching(let pairs, _), .matches(let matches)):
      guard matches.count == pairs.count else { return 0 }
      let wrong = pairs.indices.filter { matches[$0] != $0 }.count
      return wrong == 0 ? 2 : (wrong <= 2 && pairs.count > 3) || wrong == 1 ? 1 : 0
    case (.linePick(let lines, _), .line(let line)):
      return lines.contains(line) ? 1 : 0
    case (.situational(let options), .ratings(let ratings)):
      return situationalCategory(options.map { $0.effectiveness ?? 1 }, ratings)
    default:
      return 0
    }
  }

  /// The closeness of ratings to the authors', in four categories.
  ///
  /// The sum of the distances is compared with the largest sum these options allow. Random ratings come out
  /// near one half, which earns nothing.
  private static func situationalCategory(_ key: [Int], _ ratings: [Int?]) -> Int {
    guard ratings.count == key.count else { return 0 }
    var distance = 0
    var largest = 0
    for (wanted, rating) in zip(key, ratings) {
      let worst = max(wanted - 1, 4 - wanted)
      largest += worst
      distance += rating.map { min(abs($0 - wanted), worst) } ?? worst
    }
    guard largest > 0 else { return 0 }
    let closeness = 1 - Double(distance) / Double(largest)
    return closeness >= 0.88 ? 3 : closeness >= 0.74 ? 2 : closeness >= 0.6 ? 1 : 0
  }

  /// True if a typed text says the same as a key: apart from white space, and from commas, spaces and quotes in a list of
  /// words or numbers.
  public static func isSame(_ text: String, as key: String, ignoringCase: Bool) -> Bool {
    normalised(text, ignoringCase: ignoringCase) == normalised(key, ignoringCase: ignoringCase)
      || TypedList.isSame(text, as: key, ignoringCase: ignoringCase)
  }

  /// Makes dashes and quotes plain, leaves out what nobody sees, collapses white space, and drops it beside punctuation
  /// (`[8,6,4]` equals `[8, 6, 4]`); ignores case if asked.
  public static func normalised(_ text: String, ignoringCase: Bool) -> String {
    var joined = ""
    for word in TypedCharacters.plain(text).split(whereSeparator: \.isWhitespace) {
      // `2. 2.` are two numbers, and so are `1 -2`.
      let isBound = { (character: Character?) in
        character.map { $0.isLetter || $0.isNumber || "._-+".contains($0) } ?? false
      }
      if isBound(joined.last), isBound(word.first) { joined += " " }
      joined += word
    }
    return ignoringCase ? joined.lowercased() : joined
  }

  private static func inversions(_ order: [Int]) -> Int {
    var count = 0
    for first in order.indices {
      for second in order.indices where second > first && order[first] > order[second] { count += 1 }
    }
    return count
  }
}
