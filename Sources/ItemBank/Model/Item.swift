/// One question with its key, rationale and source.
public struct Item: Sendable, Equatable, Identifiable {
  /// Stable for ever; the person's history hangs on it.
  public var id: String
  /// Raised when the key or the difficulty changes; history compares like with like.
  public var revision: Int
  /// The skill that the item measures, such as `python.functions`.
  public var skill: String
  /// The authors' judgement of difficulty, 1 (foundation) to 5 (expert).
  public var level: Int
  /// What the item asks of the mind.
  public var bloom: Bloom
  /// The question, in prose.
  public var stem: String
  /// A piece of code, a table or a log that belongs to the stem.
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
  /// How the key is confirmed by a machine.
  public var verification: Verification?
  /// What the verification needs beyond the standard library.
  public var requirements: [String]
  /// Where the item stands in its file.
  public var location: SourceLocation?

  /// Creates an item.
  public init(
    id: String, revision: Int = 1, skill: String, level: Int, bloom: Bloom, stem: String,
    code: CodeBlock? = nil, task: ItemTask, explanation: String, source: String, checked: String? = nil,
    misconceptions: [Misconception] = [], verification: Verification? = nil, requirements: [String] = [],
    location: SourceLocation? = nil
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
  }

  /// The skill's domain: what stands before the dot.
  public var domain: String { String(skill.prefix { $0 != "." }) }
}

/// What an item asks of the mind (Anderson & Krathwohl 2001, the cognitive dimension).
public enum Bloom: String, Sendable, CaseIterable, Codable {
  /// Recall a fact.
  case remember
  /// Explain or recognise.
  case understand
  /// Use it in a given case.
  case apply
  /// Take a case apart.
  case analyse
  /// Judge between alternatives.
  case evaluate
}

/// A piece of code beside a stem.
public struct CodeBlock: Sendable, Equatable {
  /// The language, such as `python`, `sql`, `shell` or `yaml`.
  public var language: String
  /// The lines, without a trailing line break.
  public var text: String

  /// Creates a block.
  public init(language: String, text: String) {
    self.language = language
    self.text = text
  }

  /// The lines of the block.
  public var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// One of the answers that a person can choose.
public struct Option: Sendable, Equatable {
  /// What it says.
  public var text: String
  /// True where it belongs to the key.
  public var isKey: Bool
  /// How effective the action is, 1 to 4; situational items only.
  public var effectiveness: Int?
  /// Why it is right, or the misconception behind it.
  public var rationale: String

  /// Creates an option.
  public init(text: String, isKey: Bool = false, effectiveness: Int? = nil, rationale: String) {
    self.text = text
    self.isKey = isKey
    self.effectiveness = effectiveness
    self.rationale = rationale
  }
}

/// A left and a right side that belong together.
public struct MatchingPair: Sendable, Equatable {
  /// The fixed side.
  public var left: String
  /// The side that is chosen.
  public var right: String

  /// Creates a pair.
  public init(left: String, right: String) {
    self.left = left
    self.right = right
  }
}

/// A number that answers an item.
public struct NumericKey: Sendable, Equatable {
  /// The right value.
  public var value: Double
  /// The distance from it that still counts as right, in the same unit.
  public var tolerance: Double
  /// The unit shown beside the field; empty where there is none.
  public var unit: String

  /// Creates a key.
  public init(value: Double, tolerance: Double, unit: String = "") {
    self.value = value
    self.tolerance = tolerance
    self.unit = unit
  }
}

/// A tempting line of code, and why it is sound.
public struct LineNote: Sendable, Equatable {
  /// The line, from 1.
  public var line: Int
  /// Why it is not the faulty one.
  public var rationale: String

  /// Creates a note.
  public init(line: Int, rationale: String) {
    self.line = line
    self.rationale = rationale
  }
}

/// A typical wrong answer of a typed item.
public struct Misconception: Sendable, Equatable {
  /// The wrong answer, as a person would type it.
  public var answer: String
  /// The error behind it.
  public var rationale: String

  /// Creates a misconception.
  public init(answer: String, rationale: String) {
    self.answer = answer
    self.rationale = rationale
  }
}

/// The kind of answer that an item wants, with its key.
public enum ItemTask: Sendable, Equatable {
  /// Exactly one option is right. `shuffled` is false where the options have an order of their own.
  case singleChoice(options: [Option], shuffled: Bool)
  /// The exact set of right options is wanted.
  case multipleChoice(options: [Option], shuffled: Bool)
  /// A number is typed.
  case numeric(NumericKey)
  /// A short text is typed; white space is normalised.
  case shortText(answers: [String], ignoresCase: Bool)
  /// Steps are put in order; they are listed in the right one.
  case ordering(steps: [String])
  /// Each left side gets its right side; extras belong to none.
  case matching(pairs: [MatchingPair], extras: [String])
  /// The cursor walks through the code to the line; any of the lines is right.
  case linePick(lines: [Int], notes: [LineNote])
  /// Each action is rated from 1 (ineffective) to 4 (very effective).
  case situational(options: [Option])

  /// The kind, as files name it.
  public var kind: ItemKind {
    switch self {
    case .singleChoice: .singleChoice
    case .multipleChoice: .multipleChoice
    case .numeric: .numeric
    case .shortText: .shortText
    case .ordering: .ordering
    case .matching: .matching
    case .linePick: .linePick
    case .situational: .situational
    }
  }

  /// The options, where the task has any.
  public var options: [Option] {
    switch self {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options): options
    default: []
    }
  }
}

/// The kinds of items; the raw values are those of the files.
public enum ItemKind: String, Sendable, CaseIterable, Codable {
  /// One option is right.
  case singleChoice = "single-choice"
  /// A set of options is right.
  case multipleChoice = "multiple-choice"
  /// A number.
  case numeric
  /// A short text.
  case shortText = "short-text"
  /// Steps in order.
  case ordering
  /// Pairs.
  case matching
  /// A line of the code.
  case linePick = "line-pick"
  /// Ratings of actions.
  case situational
}

/// How a machine confirms a key.
public struct Verification: Sendable, Equatable {
  /// What is run.
  public enum Program: Sendable, Equatable {
    /// A program in `language` (python, sql or shell); the item's code where `source` is nil.
    case run(language: String, source: String?, setup: String?)
    /// A Python expression.
    case expression(String)
  }
  /// What must come out.
  public enum Expectation: Sendable, Equatable {
    /// The output equals the item's key.
    case key
    /// The output equals this text.
    case output(String)
    /// The program ends with this exception.
    case raises(String)
  }
  /// What is run.
  public var program: Program
  /// What must come out.
  public var expectation: Expectation

  /// Creates a verification.
  public init(program: Program, expectation: Expectation) {
    self.program = program
    self.expectation = expectation
  }
}

/// A place in a file.
public struct SourceLocation: Sendable, Hashable {
  /// The path as it was opened.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int

  /// Creates a location.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}
