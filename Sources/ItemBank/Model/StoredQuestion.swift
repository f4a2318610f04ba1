import Foundation

/// A question as stored with the answers to it: everything that a person was shown about it.
///
/// The coding keys belong to a file format that must stay readable as long as journals exist, so they don't
/// follow the names of Swift types.
public struct StoredQuestion: Codable, Sendable, Equatable {
  struct Choice: Codable, Sendable, Equatable {
    var text: String
    var isCorrect: Bool?
    var effectiveness: Int?
    var rationale: String

    private enum CodingKeys: String, CodingKey {
      case text, effectiveness, rationale
      case isCorrect = "correct"
    }
  }

  struct Code: Codable, Sendable, Equatable {
    var language: String
    var text: String
  }

  struct Pair: Codable, Sendable, Equatable {
    var left: String
    var right: String
  }

  struct Line: Codable, Sendable, Equatable {
    var line: Int
    var rationale: String
  }

  struct WrongAnswer: Codable, Sendable, Equatable {
    var answer: String
    var rationale: String
  }

  var kind: String
  var skill: String
  var level: Int
  var bloom: String
  var stem: String
  var code: Code?
  var options: [Choice]?
  var isShuffled: Bool?
  var value: Double?
  var tolerance: Double?
  var unit: String?
  var answers: [String]?
  var ignoresCase: Bool?
  var steps: [String]?
  var pairs: [Pair]?
  var extras: [String]?
  var lines: [Int]?
  var notes: [Line]?
  var explanation: String
  var source: String
  var checked: String?
  var misconceptions: [WrongAnswer]?
  /// The variant of a family; missing for all other items.
  var variant: String?

  private enum CodingKeys: String, CodingKey {
    case kind, skill, level, bloom, stem, code, options, value, tolerance, unit, answers, steps, pairs, extras
    case lines, notes, explanation, source, checked, misconceptions, variant
    case isShuffled = "shuffled"
    case ignoresCase = "ignores-case"
  }
}

extension StoredQuestion {
  /// Creates the stored question of an item.
  public init(_ item: Item) {
    kind = item.task.kind.rawValue
    skill = item.skill
    level = item.level
    bloom = item.bloom.rawValue
    stem = item.stem
    code = item.code.map { Code(language: $0.language, text: $0.text) }
    explanation = item.explanation
    source = item.source
    checked = item.checked
    variant = item.variant
    if !item.misconceptions.isEmpty {
      misconceptions = item.misconceptions.map { WrongAnswer(answer: $0.answer, rationale: $0.rationale) }
    }
    switch item.task {
    case .singleChoice(let choices, let shuffled), .multipleChoice(let choices, let shuffled):
      options = choices.map { Choice(text: $0.text, isCorrect: $0.isKey, rationale: $0.rationale) }
      isShuffled = shuffled
    case .situational(let choices):
      options = choices.map {
        Choice(text: $0.text, effectiveness: $0.effectiveness, rationale: $0.rationale)
      }
    case .numeric(let key): (value, tolerance, unit) = (key.value, key.tolerance, key.unit)
    case .shortText(let accepted, let ignores): (answers, ignoresCase) = (accepted, ignores)
    case .ordering(let list): steps = list
    case .matching(let list, let others):
      pairs = list.map { Pair(left: $0.left, right: $0.right) }
      extras = others
    case .linePick(let right, let remarks):
      lines = right
      notes = remarks.map { Line(line: $0.line, rationale: $0.rationale) }
    }
  }

  /// The item as it was shown; nil if this program doesn't know its kind.
  public func item(id: String, revision: Int) -> Item? {
    guard let task, let bloom = Bloom(rawValue: bloom) else { return nil }
    return Item(
      id: id, revision: revision, skill: skill, level: level, bloom: bloom, stem: stem,
      code: code.map { CodeBlock(language: $0.language, text: $0.text) }, task: task,
      explanation: explanation,
      source: source, checked: checked,
      misconceptions: (misconceptions ?? []).map {
        Misconception(answer: $0.answer, rationale: $0.rationale)
      },
      variant: variant)
  }

  private var task: ItemTask? {
    let choices = (options ?? []).map {
      Option(
        text: $0.text, isKey: $0.isCorrect ?? false, effectiveness: $0.effectiveness, rationale: $0.rationale)
    }
    switch ItemKind(rawValue: kind) {
    case .singleChoice: return .singleChoice(options: choices, shuffled: isShuffled ?? true)
    case .multipleChoice: return .multipleChoice(options: choices, shuffled: isShuffled ?? true)
    case .situational: return .situational(options: choices)
    case .numeric:
      guard let value, let tolerance else { return nil }
      return .numeric(NumericKey(value: value, tolerance: tolerance, unit: unit ?? ""))
    case .shortText: return .shortText(answers: answers ?? [], ignoresCase: ignoresCase ?? false)
    case .ordering: return .ordering(steps: steps ?? [])
    case .matching:
      return .matching(
        pairs: (pairs ?? []).map { MatchingPair(left: $0.left, right: $0.right) }, extras: extras ?? [])
    case .linePick:
      return .linePick(
        lines: lines ?? [], notes: (notes ?? []).map { LineNote(line: $0.line, rationale: $0.rationale) })
    case nil: return nil
    }
  }

  /// Reads text that `text` wrote; nil for anything else.
  public init?(text: String) {
    guard let question = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = question
  }

  /// The question as text; equal questions give equal texts.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // The bank refuses numbers that aren't finite, so encoding can't fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// Distinguishes versions of a question, in 16 hexadecimal digits.
  public static func digest(ofText text: String) -> String {
    var hash = ContentHash()
    hash.add(text.utf8)
    return hash.text
  }
}
