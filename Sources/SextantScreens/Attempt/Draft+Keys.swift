import QuizEngine
import SextantCore
import TerminalUI

/// What keys and commands do to an answer in the making, and what it asks the person.
extension Draft {
  /// Does a command that changes the answer or its focus; tells whether it was one.
  mutating func perform(_ command: Command) -> Bool {
    guard let edit = AnswerEdit(command) else { return false }
    take(edit)
    return true
  }

  /// Takes a key as a part of a typed answer; tells whether it was one.
  mutating func type(_ key: Key) -> Bool {
    guard let edit = edit(typing: key) else { return false }
    take(edit)
    return true
  }

  /// Takes pasted text as a part of a typed answer.
  mutating func paste(_ text: String) {
    if let edit = edit(pasting: text) { take(edit) }
  }

  /// What a key does to a typed answer; nil where it is no part of one.
  func edit(typing key: Key) -> AnswerEdit? {
    guard case .typed(let typed) = content else { return nil }
    var after = self
    // A number that is typed on “I don't know” takes that back.
    if unit != nil, !isTyping, case .character(let character) = key,
      "0123456789.-+\u{2212}".contains(character)
    {
      after.settle(on: 0)
    }
    // A letter that begins no number means what it means on every other item.
    if !after.takesLetters, case .character(let character) = key, !Self.beginsNumber(character) { return nil }
    var field = TextField(typed)
    guard after.isTyping, field.handle(key) else { return nil }
    return .typed(TypedText(field.text, cursor: field.cursor))
  }

  /// What pasted text does to a typed answer; nil where nothing is typed.
  func edit(pasting text: String) -> AnswerEdit? {
    guard isTyping, case .typed(let typed) = content else { return nil }
    var field = TextField(typed)
    field.insert(text)
    return .typed(TypedText(field.text, cursor: field.cursor))
  }

  /// True for what a number can begin with, the words minus and plus and the signs of money among them.
  private static func beginsNumber(_ character: Character) -> Bool {
    "0123456789.,-+\u{2212}$€mp".contains(character)
  }

  /// Asks whether a text is meant that is a key on other items; nil where nothing is in doubt.
  var doubt: String? {
    guard isDoubtful, case .typed(let field) = content else { return nil }
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

extension AnswerEdit {
  /// The step that a command makes; nil for a command that is about something else.
  init?(_ command: Command) {
    switch command {
    case .up: self = .moved(by: -1)
    case .down: self = .moved(by: 1)
    case .top: self = .movedToFirst
    case .bottom: self = .movedToLast
    case .left, .raise: self = .adjusted(by: -1)
    case .right, .lower: self = .adjusted(by: 1)
    case .choose(let row): self = .rowPicked(row)
    case .toggle: self = .toggled
    case .rate(let value): self = .assigned(value)
    case .unknown: self = .unknownChosen
    default: return nil
    }
  }
}

extension TextField {
  /// The field in which a typed answer is written on.
  init(_ typed: TypedText) { self.init(text: typed.text, cursor: typed.cursor) }
}
