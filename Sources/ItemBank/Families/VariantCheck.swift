/// What must hold for every variant of a family by itself.
enum VariantCheck {
  /// The error rules about one item, and those warnings that a computed text can break unseen.
  private static let rules: [any ItemRule] =
    BankLint.rules.filter { $0.severity == .error }.compactMap { $0 as? any ItemRule }
    + [ScreenFitRule(), NumbersOverlapRule()]

  /// What is wrong with a variant, in lower case; nil if it can be asked.
  static func fault(_ item: Item) -> String? {
    for rule in rules {
      if let finding = rule.check(item).first { return finding.message }
    }
    var seen: Set<String> = []
    for misconception in item.misconceptions where !seen.insert(misconception.answer.squeezed).inserted {
      return "two slips lead to \(misconception.answer.squeezed)"
    }
    return isInStem(item) ? "the key \(key(of: item)) stands in the stem" : nil
  }

  /// What a person would have to remember to answer the item again.
  static func key(of item: Item) -> String {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      options.filter(\.isKey).map(\.text.squeezed).sorted().joined(separator: "\n")
    case .numeric(let key): "\(key.value)"
    case .shortText(let answers, _): answers.first?.squeezed ?? ""
    case .ordering(let steps): steps.map(\.squeezed).joined(separator: "\n")
    case .matching(let pairs, _):
      pairs.map { $0.left.squeezed + "\t" + $0.right.squeezed }.joined(separator: "\n")
    case .linePick(let lines, _): lines.map { "\($0)" }.joined(separator: " ")
    case .situational(let options): options.map { "\($0.effectiveness ?? 0)" }.joined(separator: " ")
    }
  }

  /// True if the answer to type stands in the stem as a number or word of its own.
  private static func isInStem(_ item: Item) -> Bool {
    func words(_ text: String) -> [String] {
      text.split { $0.isWhitespace || "()[]{}=:;?!\"'`".contains($0) }.map { word in
        var word = word
        while let last = word.last, ".,".contains(last) { word.removeLast() }
        return String(word)
      }
    }
    switch item.task {
    case .numeric(let key):
      return words(item.stem).contains { OptionNumber($0).map { abs($0.value - key.value) < 1e-9 } ?? false }
    case .shortText(let answers, _):
      let stem = words(item.stem)
      return answers.contains { answer in
        let answer = words(answer)
        guard !answer.isEmpty, answer.count <= stem.count else { return false }
        return (0...stem.count - answer.count).contains { Array(stem[$0..<$0 + answer.count]) == answer }
      }
    default: return false
    }
  }
}

/// How often one key, and one position of the key, may come back among a family's variants.
struct VariantShares {
  /// The largest share of variants with the same key: what builders aim at, and what they accept.
  let key: (aim: Double, limit: Double)
  /// The same for the position of a single choice's key.
  let position: (aim: Double, limit: Double)

  init(_ item: Item) {
    let chance: Double
    switch item.task {
    case .singleChoice(let options, _): chance = 1 / Double(max(2, options.count))
    case .linePick(let lines, _):
      let all = item.code?.lines.count { !$0.allSatisfy(\.isWhitespace) } ?? 1
      chance = Double(lines.count) / Double(max(2, all))
    case .numeric, .shortText: chance = 0.06
    case .multipleChoice, .ordering, .matching, .situational: chance = 0.1
    }
    key = (chance + 0.02, chance + 0.14)
    position = (chance + 0.02, chance + 0.2)
  }
}
