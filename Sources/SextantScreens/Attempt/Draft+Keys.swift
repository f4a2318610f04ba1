import QuizEngine
import SextantCore
import TerminalUI

/// How keys and commands edit a draft, and what to ask the person about it.
extension Draft {
  /// Carries out a command that changes the answer or its focus; returns false for other commands.
  mutating func perform(_ command: Command) -> Bool {
    guard let edit = AnswerEdit(command) else { return false }
    take(edit)
    return true
  }

  /// Handles a key as part of a typed answer; returns false for other keys.
  mutating func type(_ key: Key) -> Bool {
    guard let edit = edit(typing: key) else { return false }
    take(edit)
    return true
  }

  /// Handles pasted text as part of a typed answer.
  mutating func paste(_ text: String) {
    if let edit = edit(pasting: text) { take(edit) }
  }

  /// The edit for a key in a typed answer; nil if the key isn't part of one.
  func edit(typing key: Key) -> AnswerEdit? {
    guard case .typed(let typed) = content else { return nil }
    var after = self
    // Typing a number while "I don't know" is chosen takes that back.
    if unit != nil, !isTyping, case .character(let character) = key, !character.isLetter,
      NumericEntry.canBegin(with: character)
    {
      after.settle(on: 0)
    }
    // A letter that can't begin a number has its usual meaning.
    if !after.takesLetters, case .character(let character) = key, !NumericEntry.canBegin(with: character) {
      return nil
    }
    var field = TextField(typed)
    guard after.isTyping, field.handle(key) else { return nil }
    return .typed(TypedText(field.text, cursor: field.cursor))
  }

  /// The edit for pasted text; nil if the answer isn't typed.
  func edit(pasting text: String) -> AnswerEdit? {
    guard isTyping, case .typed(let typed) = content else { return nil }
    var field = TextField(typed)
    field.insert(text)
    return .typed(TypedText(field.text, cursor: field.cursor))
  }

  /// Asks whether a text that is also a key is meant as an answer; nil if there is no doubt.
  var doubt: String? {
    guard isDoubtful, case .typed(let field) = content else { return nil }
    let way = field.text == "?" ? " F1 shows the keys." : ""
    return "Is “\(field.text)” your answer? Once more takes it.\(way)"
  }

  /// A sentence about what is missing.
  var hint: String {
    switch content {
    case .choice: "Choose an option first."
    case .choices: "Mark what is right first; space marks."
    case .typed(let field):
      unit != nil && !field.text.isEmpty
        ? "That isn't a number. Write one such as 0.25, 3/8 or 1e-3."
        : "Type an answer first, or \(AnswerKeys.unknownKey.name) if you don't know."
    case .order: "Put the steps in order first."
    case .matches: "Give each row its match first."
    case .line: "Move to the line first, then space picks it."
    case .ratings: "Rate every action first, from 1 to 4."
    }
  }
}

extension AnswerEdit {
  /// The edit for a command; nil for commands that don't edit.
  init?(_ command: Command) {
    switch command {
    case .up: self = .moved(by: -1)
    case .down: self = .moved(by: 1)
    case .top: self = .movedToFirst
    case .bottom: self = .movedToLast
    case .left, .moveStepUp: self = .adjusted(by: -1)
    case .right, .moveStepDown: self = .adjusted(by: 1)
    case .choose(let row): self = .rowPicked(row)
    case .toggle: self = .toggled
    case .rate(let value): self = .assigned(value)
    case .unknown: self = .unknownChosen
    default: return nil
    }
  }
}

extension TextField {
  /// The text field for a typed answer.
  init(_ typed: TypedText) { self.init(text: typed.text, cursor: typed.cursor) }
}
