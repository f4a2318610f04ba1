import ItemBank
import QuizEngine
import TerminalUI

/// An answer in the making, in the order of the screen, until it is confirmed.
struct Draft: Sendable, Hashable {
  /// What has been put together so far.
  enum Content: Sendable, Hashable {
    /// The chosen option, by its authored index.
    case choice(Int?)
    /// The chosen options, by their authored indices.
    case choices(Set<Int>)
    /// The typed text.
    case typed(TextField)
    /// Authored indices of the steps, in the order given so far.
    case order([Int])
    /// For each left side the authored index of the right side.
    case matches([Int?])
    /// The chosen line, from 1.
    case line(Int?)
    /// For each option, by authored index, its rating.
    case ratings([Int?])
  }

  /// The rows that can be focused, the last one being "I don't know".
  let rowCount: Int
  /// The focused row; nil until the person moves where moving means choosing.
  var focus: Int?
  /// What has been put together so far.
  var content: Content
  /// The unit of the number that is asked for; nil where any text will do.
  let unit: String?
  /// True where "I don't know" is chosen.
  var isUnknown = false
  /// True once a step was moved: the order shown at first is no answer.
  var isTouched = false
  /// The steps that were given their place by its number, by authored index, with their rows.
  var placed: [Int: Int] = [:]
  /// Authored indices in the order of the screen.
  let order: [Int]
  /// The lines of code that can be picked.
  let lineCount: Int
  /// The number of a line as far as its digits were typed; 0 where none was.
  var typedLine = 0

  init(item: Item, presentation: Presentation) {
    order = presentation.order
    lineCount = item.code?.lines.count ?? 0
    if case .numeric(let key) = item.task { unit = key.unit } else { unit = nil }
    switch item.task {
    case .singleChoice(let options, _):
      content = .choice(nil)
      rowCount = options.count + 1
    case .multipleChoice(let options, _):
      content = .choices([])
      rowCount = options.count + 1
      focus = 0
    case .numeric, .shortText:
      content = .typed(TextField())
      rowCount = 2
      focus = 0
    case .ordering(let steps):
      content = .order(presentation.order)
      rowCount = steps.count + 1
      focus = 0
    case .matching(let pairs, _):
      content = .matches(Array(repeating: nil, count: pairs.count))
      rowCount = pairs.count + 1
      focus = 0
    case .linePick:
      content = .line(nil)
      rowCount = lineCount + 1
    case .situational(let options):
      content = .ratings(Array(repeating: nil, count: options.count))
      rowCount = options.count + 1
      focus = 0
    }
  }

  /// True for a step, by authored index, that was given its place by its number and keeps it.
  func isPlaced(_ step: Int) -> Bool { placed[step] != nil }

  /// True where a step was given its place by its number.
  var hasPlaced: Bool { !placed.isEmpty }

  /// The row of "I don't know".
  var unknownRow: Int { rowCount - 1 }
  /// True where keys type text instead of giving commands.
  var isTyping: Bool {
    if case .typed = content { return focus == 0 && !isUnknown }
    return false
  }

  /// True where letters are text: in a text, and in a number that was begun, for it may come with its unit.
  var takesLetters: Bool {
    if case .typed(let field) = content { return isTyping && (unit == nil || !field.text.isEmpty) }
    return false
  }

  /// True for what a number can begin with, the words minus and plus and the signs of money among them.
  private static func beginsNumber(_ character: Character) -> Bool {
    "0123456789.,-+\u{2212}$€mp".contains(character)
  }

  /// True where an answer was put together that a step onto “I don't know” would throw away.
  var isKept: Bool {
    switch content {
    // To read on is no answer.
    case .typed, .line: true
    case .choices, .order, .matches, .ratings: answer != nil
    case .choice: false
    }
  }

  /// Takes a key as a part of a typed answer; tells whether it was one.
  mutating func type(_ key: Key) -> Bool {
    guard case .typed(var field) = content else { return false }
    // A number that is typed on “I don't know” takes that back.
    if unit != nil, !isTyping, case .character(let character) = key,
      "0123456789.-+\u{2212}".contains(character)
    {
      settle(on: 0)
    }
    // A letter that begins no number means what it means on every other item.
    if !takesLetters, case .character(let character) = key, !Self.beginsNumber(character) { return false }
    guard isTyping, field.handle(key) else { return false }
    content = .typed(field)
    return true
  }

  /// Takes pasted text as a part of a typed answer.
  mutating func paste(_ text: String) {
    guard isTyping, case .typed(var field) = content else { return }
    field.insert(text)
    content = .typed(field)
  }

  /// The answer, where it is complete.
  var answer: Answer? {
    if isUnknown { return .unknown }
    switch content {
    case .choice(let index): return index.map { .choice($0) }
    case .choices(let set): return set.isEmpty ? nil : .choices(set.sorted())
    case .typed(let field):
      let text = field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if let unit, NumericEntry.values(of: text, unit: unit).isEmpty { return nil }
      return text.isEmpty ? nil : .typed(text)
    case .order(let order): return isTouched ? .order(order) : nil
    case .matches(let matches): return matches.contains(nil) ? nil : .matches(matches)
    case .line(let line): return line.map { .line($0) }
    case .ratings(let ratings): return ratings.contains(nil) ? nil : .ratings(ratings)
    }
  }

  /// True where anything was chosen or typed.
  var isBegun: Bool {
    if isUnknown { return true }
    switch content {
    case .choice(let index): return index != nil
    case .choices(let set): return !set.isEmpty
    case .typed(let field): return !field.text.isEmpty
    case .order: return isTouched
    case .matches(let matches): return matches.contains { $0 != nil }
    case .line(let line): return line != nil
    case .ratings(let ratings): return ratings.contains { $0 != nil }
    }
  }

  /// Asks whether a text is meant that is a key on other items; nil where nothing is in doubt.
  var doubt: String? {
    guard !isUnknown, case .typed(let field) = content, unit == nil,
      ["i", "?", "f", "n", "z", "q", "u"].contains(field.text)
    else { return nil }
    return "Is “\(field.text)” your answer? Enter once more takes it."
  }

  /// What is still missing, as a sentence for the person.
  var hint: String {
    switch content {
    case .choice: "Choose an option first."
    case .choices: "Mark what is right first; space marks."
    case .typed(let field):
      unit != nil && !field.text.isEmpty
        ? "No number: write 0.25, 3/8 or 1e-3 alone."
        : "Type an answer first, or go down."
    case .order: "Put the steps in order first."
    case .matches: "Give each row its match first."
    case .line: "Walk to the line first; space picks it."
    case .ratings: "Rate every action first, from 1 to 4."
    }
  }
}
