/// The part of an item that choosing and scoring need, without its texts.
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
  /// The kind of thinking that it asks for.
  public var bloom: Bloom
  /// The number of options, steps, pairs or lines to choose from; 0 if the answer is typed.
  public var optionCount: Int
  /// The number of right ones among them.
  public var keyCount: Int
  /// The number of words a person must read before an answer can be meant.
  public var readingWords: Int
  /// The time that it takes on average, in seconds; see `ExpectedTime`.
  public var expectedSeconds: Double
  /// The difficulty from answers or comparison; nil if the level is all that is known.
  public var measured: MeasuredDifficulty?

  /// The number of score categories, including no credit.
  public var categoryCount: Int { kind.categoryCount }

  /// Creates the summary of an item.
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
    // A person who knows the answer may stop reading at the key, so half of the options' words count.
    let parts = item.task.options.reduce(0) { $0 + words($1.text) } / 2
    readingWords = words(item.stem) + words(item.code?.text ?? "") + parts
    expectedSeconds = ExpectedTime.seconds(for: item)
  }

  package init(
    id: String, revision: Int, skillIndex: Int, level: Int, kind: ItemKind, bloom: Bloom, optionCount: Int,
    keyCount: Int, readingWords: Int, expectedSeconds: Double, measured: MeasuredDifficulty? = nil
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
    self.expectedSeconds = expectedSeconds
    self.measured = measured
  }
}
