import ItemBank
import QuizEngine
import TerminalUI

/// The keys for answering an item, the same in every attempt.
enum AnswerKeys {
  /// The keys for a kind of item; the first one is shown in the footer.
  static func bindings(item: Item, draft: Draft) -> [Binding] {
    let letters = (0..<max(0, draft.rowCount - 1)).map { index in
      Binding(
        .choose(index), letterKeys(index), help: "choose option \(letter(index))", shown: letter(index))
    }
    switch item.task {
    case .singleChoice:
      return [
        Binding(
          .choose(0), letterKeys(0), label: "choose", help: "choose an option, by letter or digit",
          shown: "a–\(letter(draft.rowCount - 2)) 1–\(draft.rowCount - 1)")
      ] + letters.dropFirst()
    case .multipleChoice:
      return [
        Binding(.toggle, [.character(" ")], label: "mark", help: "mark or unmark the focused option")
      ] + letters
    case .ordering:
      return [
        Binding(
          .moveStepDown, [.right, .character("l"), .character("J"), .character(">")], label: "move",
          help: "move the focused step down", shown: "← →"),
        Binding(
          .moveStepUp, [.left, .character("h"), .character("K"), .character("<")],
          help: "move the focused step up"
        ),
        Binding(.toggle, [.character(" ")], help: "keep this order"),
        walking("steps"),
      ]
        + draft.order.indices.map { index in
          Binding(
            .rate(index + 1), [.character(Character("\(index + 1)"))], label: index > 0 ? "" : "place",
            help: index > 0
              ? "the focused step takes place \(index + 1)"
              : "the focused step takes that place and keeps it; the next one has the focus",
            shown: index > 0 ? "\(index + 1)" : "1–\(draft.order.count)")
        }
    case .matching, .situational:
      let isRating = item.task.kind == .situational
      let highest = isRating ? 4 : draft.order.count
      return [
        Binding(
          .right, [.right, .character("l")], label: "change", help: "the next value of the row", shown: "← →"),
        Binding(.left, [.left, .character("h")], help: "the previous value"),
        walking("rows"),
      ]
        + (0..<highest).map { index in
          Binding(
            .rate(index + 1), [.character(Character("\(index + 1)"))],
            label: index > 0 ? "" : isRating ? "rate" : "match",
            help: (isRating ? "rate the focused action" : "give the focused row that match")
              + (index > 0 ? " \(index + 1)" : ""),
            shown: index > 0 ? "\(index + 1)" : "1–\(highest)")
        }
    case .numeric, .shortText: return []
    case .linePick:
      let all = item.code?.lines.count ?? 0
      let lines = min(9, all)
      return [
        Binding(.toggle, [.character(" ")], label: "pick", help: "pick the focused line"),
        walking("code"),
      ]
        + (0..<lines).map { index in
          Binding(
            .rate(index + 1), [.character(Character("\(index + 1)"))], label: index > 0 ? "" : "line",
            help: index > 0 ? "pick line \(index + 1)" : "pick that line",
            shown: index > 0 ? "\(index + 1)" : "1–\(all)")
        }
        + (all > 9 ? [Binding(.rate(0), [.character("0")], help: "pick line 10, after a 1", shown: "0")] : [])
    }
  }

  /// The arrow keys for items that are answered row by row.
  private static func walking(_ what: String) -> Binding {
    Binding(.down, [], label: "move", help: "move through the \(what)", shown: "↑ ↓")
  }

  /// The key for "I don't know": the same for every kind of item, also where letters are text.
  static let unknownKey = Key.function(6)

  /// "I don't know" while letters are text.
  static let unknownWhileTyping = Binding(
    .unknown, [unknownKey], label: "don't know", help: "choose “I don't know”")

  /// "I don't know" where letters are commands: `i` is a second key for it, and `0` where it isn't a digit.
  static func unknown(_ item: Item) -> Binding {
    // In a number or a line number, zero is a digit.
    let hasDigits = item.task.kind == .numeric || item.task.kind == .linePick
    var binding = unknownWhileTyping
    binding.keys += [.character("i")] + (hasDigits ? [] : [.character("0")])
    return binding
  }

  /// Takes an answer back.
  static let undo = Binding(
    .undo, [.character("u"), .backspace, undoWhileTyping], label: "undo",
    help: "take the choice back, or the last answer")

  /// The key that takes an answer back while letters are text.
  static let undoWhileTyping = Key.function(7)

  /// The keys of an exam item, for the table of keys; answering works as in any other question.
  static let examKeys = ExamScreen.walkingBindings.filter { $0.command != .back }

  static func letter(_ index: Int) -> String {
    let letters = Array("abcde")
    return letters.indices.contains(index) ? String(letters[index]) : "\(index + 1)"
  }

  static func letterKeys(_ index: Int) -> [Key] {
    // Beyond e, letters have other meanings in an attempt.
    (index < 5 ? [.character(Character(letter(index)))] : []) + [
      .character(Character("\(min(9, index + 1))"))
    ]
  }
}
