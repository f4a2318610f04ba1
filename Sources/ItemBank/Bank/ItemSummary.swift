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
  /// Options, steps, pairs or lines that can be chosen; 0 if the answer is typed.
  public var optionCount: Int
  /// How many of them are right.
  public var keyCount: Int
  /// Words that must be read before an answer can be meant.
  public var readingWords: Int

  /// The score categories, from no credit to full credit.
  public var categoryCount: Int { kind.categoryCount }

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
