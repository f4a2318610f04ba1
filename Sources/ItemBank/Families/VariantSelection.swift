/// Chooses a family's variants from draws, so that no key and no position of the key comes back too often.
struct VariantSelection {
  /// The least number of variants of a family.
  static let fewest = 40
  /// The number that is stored if there are enough draws.
  static let wanted = 48

  private struct Candidate {
    var variant: Family.Variant
    var key: String
    var position: Int?
  }

  private let family: Family
  private let shown: Int?
  private var candidates: [Candidate] = []
  private var identities: Set<String> = []
  private var questions: Set<String> = []
  private(set) var refusals: [String: Int] = [:]
  private(set) var drawn = 0
  /// The number of draws that gave a variant which came before; they are no sign of a mistake.
  private(set) var repeated = 0
  private var shares: VariantShares

  /// - Parameter family: The template, whatever its variants.
  init(_ family: Family, shown: Int?) {
    self.family = family
    self.shown = shown
    shares = VariantShares(family.template)
  }

  /// The number of draws that can be asked.
  var count: Int { candidates.count }
  /// The variants that can be asked, in the order of their seeds.
  var all: [Family.Variant] { candidates.map(\.variant) }
  /// The number of draws that can't be asked.
  var refused: Int { drawn - repeated - count }
  /// The reason for which most draws were refused.
  var commonRefusal: String? {
    refusals.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Adds the values of a draw.
  mutating func take(seed: Int, _ values: [String]) {
    drawn += 1
    var variant = Family.Variant(seed: seed, columns: family.columns, values: values)
    if let fault = family.fault(variant) { return refuse(fault) }
    variant.order = VariantOrder(family.item(variant), shown: shown).order(seed: seed, turn: candidates.count)
    let item = family.item(variant)
    if let fault = VariantCheck.fault(item) { return refuse(fault) }
    // Two draws that only differ in what is shown afterwards are the same question.
    let question = Self.question(item)
    guard identities.insert(variant.id).inserted, questions.insert(question).inserted else {
      repeated += 1
      return
    }
    if candidates.isEmpty { shares = VariantShares(item) }
    candidates.append(
      Candidate(variant: variant, key: VariantCheck.key(of: item), position: Self.position(of: item)))
  }

  /// Notes a draw that its own conditions refused.
  mutating func refuse(condition: Int) {
    drawn += 1
    refuse("condition \(condition + 1) of `where`")
  }

  private static func question(_ item: Item) -> String {
    var bare = item
    (bare.variant, bare.explanation) = (nil, "")
    return StoredQuestion(bare).text
  }

  private mutating func refuse(_ reason: String) { refusals[reason, default: 0] += 1 }

  static func position(of item: Item) -> Int? {
    guard case .singleChoice = item.task else { return nil }
    return item.keyIndex
  }

  /// The chosen variants: as even as the draws allow, in the order of their seeds.
  func chosen() -> [Family.Variant] {
    var taken: [Int] = []
    var keys: [String: Int] = [:]
    var positions: [Int: Int] = [:]
    // Position matters only where the screen keeps the order; elsewhere it's even anyway.
    for step in 0...4 {
      let slack = Double(step) / 4
      func most(_ share: (aim: Double, limit: Double)) -> Int {
        Int((share.aim + (share.limit - share.aim) * slack) * Double(Self.wanted))
      }
      let (keyLimit, positionLimit) = (max(1, most(shares.key)), max(1, most(shares.position)))
      for (index, candidate) in candidates.enumerated()
      where taken.count < Self.wanted && !taken.contains(index) {
        guard keys[candidate.key, default: 0] < keyLimit else { continue }
        if let position = candidate.position, positions[position, default: 0] >= positionLimit { continue }
        taken.append(index)
        keys[candidate.key, default: 0] += 1
        if let position = candidate.position { positions[position, default: 0] += 1 }
      }
    }
    return taken.sorted().map { candidates[$0].variant }
  }
}

/// The order of a variant's options: numbers ascend, and the key of other options takes turns.
struct VariantOrder {
  private let options: [Option]
  private let isShuffled: Bool
  private let isSingle: Bool
  private let shown: Int

  /// - Parameter item: A variant with all options in the template's order.
  init(_ item: Item, shown: Int?) {
    switch item.task {
    case .singleChoice(let options, let shuffled):
      (self.options, isShuffled, isSingle) = (options, shuffled, true)
    case .multipleChoice(let options, let shuffled):
      (self.options, isShuffled, isSingle) = (options, shuffled, false)
    default: (options, isShuffled, isSingle) = ([], false, false)
    }
    self.shown = min(options.count, shown ?? options.count)
  }

  /// The options to show, as indices; nil if the item has none.
  ///
  /// - Parameters:
  ///   - seed: Decides between distractors.
  ///   - turn: The position of the key goes round with it.
  func order(seed: Int, turn: Int) -> [Int]? {
    guard !options.isEmpty else { return nil }
    let keys = options.indices.filter { options[$0].isKey }
    let others = options.indices.filter { !options[$0].isKey }.sorted { hash($0, seed) < hash($1, seed) }
    let room = max(0, shown - keys.count)
    let numbers = options.map { OptionNumber($0.text)?.value }
    if !numbers.contains(nil) {
      func value(_ index: Int) -> Double { numbers[index] ?? 0 }
      guard isSingle, let key = keys.first else {
        return (keys + others.prefix(room)).sorted { value($0) < value($1) }
      }
      let below = others.filter { value($0) < value(key) }
      let above = others.filter { value($0) >= value(key) }
      let first = min(max(turn % (room + 1), room - above.count), below.count)
      return (below.prefix(first) + [key] + above.prefix(room - first)).sorted { value($0) < value($1) }
    }
    let kept = Array(others.prefix(room))
    guard isShuffled else { return (keys + kept).sorted() }
    guard isSingle, let key = keys.first else {
      return (keys + kept).sorted { hash($0, seed + 1) < hash($1, seed + 1) }
    }
    var order = kept
    order.insert(key, at: turn % (kept.count + 1))
    return order
  }

  private func hash(_ index: Int, _ seed: Int) -> UInt64 {
    var hash = ContentHash()
    hash.add("\(seed)/\(index)".utf8)
    // The last bytes change the low bits most.
    return hash.value &* 0x9E37_79B9_7F4A_7C15 >> 16
  }
}
