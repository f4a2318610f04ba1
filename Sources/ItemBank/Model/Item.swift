/// One question with its key, rationale and source.
public struct Item: Sendable, Equatable, Identifiable {
  /// Never changes, because people's history refers to it.
  public var id: String
  /// Raised when the key or the difficulty changes, so that old answers keep their meaning.
  public var revision: Int
  /// The skill that the item measures, such as `python.functions`.
  public var skill: String
  /// The authors' judgement of difficulty, 1 (foundation) to 5 (expert).
  public var level: Int
  /// The kind of thinking that the item asks for.
  public var bloom: Bloom
  /// The question, in prose.
  public var stem: String
  /// Code, a table or a log that belongs to the stem.
  public var code: CodeBlock?
  /// The kind of answer, with its key.
  public var task: ItemTask
  /// What the item teaches, shown as feedback.
  public var explanation: String
  /// The primary document behind the key.
  public var source: String
  /// When facts that age were last checked, as year and month (`2026-11`).
  public var checked: String?
  /// Typical wrong answers of typed items, with the error behind each.
  public var misconceptions: [Misconception]
  /// How a machine verifies the key.
  public var verification: Verification?
  /// What the verification needs beyond the standard library.
  public var requirements: [String]
  /// The item's place in its file.
  public var location: SourceLocation?
  /// The variant that the texts belong to, if the item is a family; nil for all other items.
  public var variant: String?

  /// Creates an item.
  public init(
    id: String, revision: Int = 1, skill: String, level: Int, bloom: Bloom, stem: String,
    code: CodeBlock? = nil, task: ItemTask, explanation: String, source: String, checked: String? = nil,
    misconceptions: [Misconception] = [], verification: Verification? = nil, requirements: [String] = [],
    location: SourceLocation? = nil, variant: String? = nil
  ) {
    self.id = id
    self.revision = revision
    self.skill = skill
    self.level = level
    self.bloom = bloom
    self.stem = stem
    self.code = code
    self.task = task
    self.explanation = explanation
    self.source = source
    self.checked = checked
    self.misconceptions = misconceptions
    self.verification = verification
    self.requirements = requirements
    self.location = location
    self.variant = variant
  }

  /// The skill's domain: the part before the dot.
  public var domain: String { String(skill.prefix { $0 != "." }) }
}
