/// What choosing and scoring need of an item, without its texts.
public struct ItemSummary: Sendable, Equatable {
  /// The identity.
  public var id: String
  /// The revision.
  public var revision: Int
  /// The skill, as an index into the framework's skills.
  public var skillIndex: Int
  /// The authors' level, 1 to 5.
  public var level: Int
  /// The kind of answer.
  public var kind: ItemKind
  /// What it asks of the mind.
  public var bloom: Bloom
  /// Options, steps, pairs or lines that can be chosen; 0 where the answer is typed.
  public var optionCount: Int
  /// How many of them are right.
  public var keyCount: Int
  /// Words that must be read before an answer can be meant.
  public var readingWords: Int

  /// Sums an item up.
  public init(_ item: Item, skillIndex: Int) {
    id = item.id
    revision = item.revision
    self.skillIndex = skillIndex
    level = item.level
    kind = item.task.kind
    bloom = item.bloom
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      optionCount = options.count
      keyCount = options.filter(\.isKey).count
    case .situational(let options): (optionCount, keyCount) = (options.count, 1)
    case .ordering(let steps): (optionCount, keyCount) = (steps.count, 1)
    case .matching(let pairs, let extras): (optionCount, keyCount) = (pairs.count + extras.count, 1)
    case .linePick(let lines, _):
      optionCount = (item.code?.lines ?? []).filter { !$0.allSatisfy(\.isWhitespace) }.count
      keyCount = lines.count
    case .numeric, .shortText: (optionCount, keyCount) = (0, 1)
    }
    func words(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
    // A person who knows the answer may stop at the key: half of the options count.
    let parts = item.task.options.reduce(0) { $0 + words($1.text) } / 2
    readingWords = words(item.stem) + words(item.code?.text ?? "") + parts
  }

  init(
    id: String, revision: Int, skillIndex: Int, level: Int, kind: ItemKind, bloom: Bloom, optionCount: Int,
    keyCount: Int, readingWords: Int
  ) {
    self.id = id
    self.revision = revision
    self.skillIndex = skillIndex
    self.level = level
    self.kind = kind
    self.bloom = bloom
    self.optionCount = optionCount
    self.keyCount = keyCount
    self.readingWords = readingWords
  }
}

/// An assessment as its files have it, every item with its texts.
public struct ParsedAssessment: Sendable {
  /// Domains, skills, profiles, evidence, phases, steps and actions.
  public var content: AssessmentContent
  /// The items, skill after skill, in the order of the files.
  public var items: [Item]
  /// A key that changes with any byte of the files.
  public var contentKey: String

  /// Creates an assessment of items that are in memory.
  public init(content: AssessmentContent, items: [Item], contentKey: String) {
    self.content = content
    self.items = items
    self.contentKey = contentKey
  }
}

/// An assessment ready for use: what choosing needs is at hand, an item's texts are decoded when asked for.
public struct Bank: Sendable {
  /// Domains, skills, profiles, evidence, phases, steps and actions.
  public let content: AssessmentContent
  /// The items without their texts, skill after skill.
  public let items: [ItemSummary]
  /// A key that changes with any byte of the files.
  public let contentKey: String
  private let storage: ItemStorage

  init(content: AssessmentContent, items: [ItemSummary], contentKey: String, storage: ItemStorage) {
    self.content = content
    self.items = items
    self.contentKey = contentKey
    self.storage = storage
  }

  /// Makes a bank of items that are in memory already.
  public init(_ parsed: ParsedAssessment) {
    content = parsed.content
    items = Self.summaries(of: parsed)
    contentKey = parsed.contentKey
    storage = .decoded(Dictionary(parsed.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  static func summaries(of parsed: ParsedAssessment) -> [ItemSummary] {
    var index: [String: Int] = [:]
    for (place, skill) in parsed.content.framework.skills.enumerated() { index[skill.id] = place }
    return parsed.items.compactMap { item in index[item.skill].map { ItemSummary(item, skillIndex: $0) } }
  }

  /// An item with its texts, or nil where the bank has none of this identity.
  ///
  /// - Throws: `BankError.unreadable` where the compiled index is damaged.
  public func item(id: String) throws(BankError) -> Item? { try storage.item(id: id) }

  /// All items with their texts.
  ///
  /// - Throws: `BankError.unreadable` where the compiled index is damaged.
  public func allItems() throws(BankError) -> [Item] {
    var all: [Item] = []
    all.reserveCapacity(items.count)
    for summary in items { if let item = try storage.item(id: summary.id) { all.append(item) } }
    return all
  }
}

/// Where the texts of items are.
enum ItemStorage: Sendable {
  case decoded([String: Item])
  case compiled(CompiledIndex)

  func item(id: String) throws(BankError) -> Item? {
    switch self {
    case .decoded(let items): items[id]
    case .compiled(let index): try index.item(id: id)
    }
  }
}
