import ItemBank
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI

extension AttemptScreen {
  /// The present key bindings.
  func bindings(_ context: Context) -> [Binding] {
    // Enter first scrolls to what is below the screen.
    rowsLeft(context.size, context) > 0
      ? stageBindings.map { $0.command == .confirm ? $0.labelled("more") : $0 } : stageBindings
  }

  private var stageBindings: [Binding] {
    switch aside {
    case .noting:
      return [
        Binding(.confirm, [.enter], label: "keep the note", help: "keep the note"),
        Binding(.back, [.escape], label: "drop it", help: "drop the note"),
      ]
    case .leaving:
      return Bindings.vertical + [
        Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do what is selected"),
        Binding(.back, [.escape], label: "go on", help: "go on with the question"),
      ]
    case nil: break
    }
    guard !session.isWriting else { return [] }
    switch session.stage {
    case .ready, .away, .over: return []
    case .answering: return answeringBindings
    case .rating: return ratingBindings
    case .feedback:
      return [
        Binding(.confirm, [.enter, .character(" "), .right], label: "go on", help: "to the next question")
      ] + scrolling + [
        flagBinding,
        Binding(.copy, [.character("y")], help: "copy the question with its explanation"), leaveBinding,
      ] + (gradesOfItem == nil ? [Self.undoInFeedback] : Self.gradeBindings)
    case .finishing:
      return [Binding(.confirm, [.enter], label: "finish", help: "try once more to finish"), leaveBinding]
    case .paused:
      return [
        Binding(
          .confirm, [.enter, .character(" "), .character("z"), .function(5), .escape], label: "go on",
          help: "go on")
      ]
    }
  }

  /// The grades of the answer on the screen; nil if it has none.
  var gradesOfItem: GradeChoice? { grades.flatMap { $0.item == session.item.id ? $0 : nil } }

  /// Another grade than the automatic one.
  static let gradeBindings = [
    Binding(.rate(1), [.character("1")], help: "grade it again: it comes back soon"),
    Binding(.rate(2), [.character("2")], help: "grade it hard"),
    Binding(.rate(3), [.character("3")], help: "grade it good: you knew that"),
    Binding(.rate(4), [.character("4")], help: "grade it easy"),
    Binding(
      .undo, [.character("u"), .backspace], help: "back to the automatic grade; then to how sure you were"),
  ]

  private static let undoInFeedback = Binding(
    .undo, [.character("u"), .backspace], help: "back to how sure you were")

  private var ratingBindings: [Binding] {
    if session.isAnswerShown {
      return certaintyBindings + [
        Binding(.confirm, [.enter, .escape], label: "keep", help: "as sure as you said"),
        Binding(.undo, [.character("u"), .backspace], help: "only how sure you were can change now"),
      ]
    }
    let keeping =
      keepsAnswer ? [Binding(.confirm, [.enter], label: "keep", help: "keep the answer as it was")] : []
    return certaintyBindings + keeping + [
      Binding(.undo, [.character("u"), .escape, .backspace], label: "undo", help: "back to the answer"),
      Binding(.up, [.up], help: "back to the answer, one row up"),
      Binding(.down, [.down], help: "back to the answer, one row down"),
    ]
      + (session.item.task.kind == .singleChoice || session.item.task.kind == .multipleChoice
        ? (0..<session.draft.unknownRow).map { index in
          Binding(
            .choose(index), [.character(Character(AnswerKeys.letter(index)))],
            help: "another option instead")
        } : [])
  }

  private var certaintyBindings: [Binding] {
    [
      Binding(.rate(1), [.character("1")], label: "guess", help: "a guess"),
      Binding(.rate(2), [.character("2")], label: "fairly", help: "fairly sure"),
      Binding(.rate(3), [.character("3")], label: "certain", help: "certain"),
    ]
  }

  /// True while the person is asked how sure they are of the answer that they took back.
  var keepsAnswer: Bool {
    guard case .rating(let answer) = session.stage else { return false }
    return session.takenBack?.answer == answer
  }

  private var flagBinding: Binding {
    Binding(
      .flag, [.character("f"), .function(3)], label: "flag",
      help: "put a flag on the question, to find it in the result")
  }
  private var leaveBinding: Binding {
    Binding(.back, [.escape], label: "leave", help: "stop for now, or end the attempt")
  }
  private var scrolling: [Binding] {
    [
      Binding(.up, [.up, .character("k")], help: "scroll up", shown: "↑ k"),
      Binding(.down, [.down, .character("j")], help: "scroll down", shown: "↓ j"),
      Binding(.pageUp, [.pageUp], help: "a screenful up"),
      Binding(.pageDown, [.pageDown], help: "a screenful down"),
    ]
  }

  /// While text is typed, letters are text, so commands are on keys that don't write.
  private var typingBindings: [Binding] {
    [
      Binding(.confirm, [.enter], label: "confirm", help: "confirm the answer"),
      AnswerKeys.unknownWhileTyping,
      Binding(.down, [.down, .tab], help: "to “I don't know”"),
      Binding(.help, [.function(1)], label: "keys", help: "show or hide the keys"),
      leaveBinding,
      Binding(
        .flag, [.function(3)], label: "flag", help: "put a flag on the question, to find it in the result"),
      Binding(.note, [.function(4)], label: "note", help: "write a note on the question"),
      Binding(.pause, [.function(5)], label: "pause", help: "cover the question and stop the clock"),
      Binding(.undo, [AnswerKeys.undoWhileTyping], help: AnswerKeys.undo.help),
      Binding(.pageUp, [.pageUp], help: "a screenful up"),
      Binding(.pageDown, [.pageDown], help: "a screenful down"),
    ]
  }

  private var answeringBindings: [Binding] {
    if session.draft.takesLetters { return typingBindings }
    var list = AnswerKeys.bindings(item: session.item, draft: session.draft)
    list.insert(
      contentsOf: [
        Binding(.confirm, [.enter], label: "confirm", help: "confirm the answer"),
        AnswerKeys.unknown(session.item),
      ], at: min(1, list.count))
    list.append(AnswerKeys.undo)
    list.append(flagBinding)
    list.append(
      Binding(.note, [.character("n"), .function(4)], label: "note", help: "write a note on the question"))
    list.append(
      Binding(
        .pause, [.character("z"), .function(5)], label: "pause", help: "cover the question and stop the clock"
      ))
    list.append(Binding(.copy, [.character("y")], help: "copy the question to the terminal's clipboard"))
    list.append(leaveBinding)
    list.append(Binding(.quit, [.character("q")], help: "leave, after a question; the answers are saved"))
    list += Bindings.vertical
    return list
  }

  /// The keys of a question with options, for the table of keys.
  static var keysOfChoices: [Binding] {
    [
      Binding(
        .choose(0), (0..<5).flatMap(AnswerKeys.letterKeys), help: "choose an option, by letter or digit"),
      Binding(
        .toggle, [.character(" ")],
        help: "mark an option, pick a line, or keep the order"),
      Binding(.moveStepUp, [.left, .right], help: "move a step, or change the value of a row"),
      Binding(
        .unknown, [AnswerKeys.unknownKey, .character("i"), .character("0")],
        help: "I don't know; i and 0 only where no text or number is typed"),
      Binding(
        .undo, [.character("u"), .backspace, AnswerKeys.undoWhileTyping],
        help: "take the choice back, or the last answer; F7 where text is typed"),
      Binding(.confirm, [.enter], help: "confirm the answer"),
      Binding(
        .rate(1), [.character("1"), .character("2"), .character("3")], help: "a guess, fairly sure, certain"),
      Binding(
        .rate(4), [.character("4")],
        help: "after an answer in a drill: 1 to 4 grade it again, hard, good, easy"),
      Binding(
        .flag, [.character("f"), .function(3)], help: "put a flag on the question; F3 where text is typed"),
      Binding(
        .note, [.character("n"), .function(4)], help: "write a note on the question; F4 where text is typed"),
      Binding(
        .pause, [.character("z"), .function(5)],
        help: "cover the question and stop the clock; F5 where text is typed"),
    ]
  }

  /// Handles input.
  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    switch input {
    case .command(let command):
      page = context.page
      return perform(command, context)
    case .key(let key): return type(key, context)
    case .paste(let text): return paste(text, context)
    case .tick: return .ignored
    }
  }

  /// Handles the outcome of an effect.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    if case .result(let result) = outcome {
      return .handled(effects: [.loadOverview], navigation: [.conclude(ResultScreen(result: result))])
    }
    if case .graded(let choice) = outcome {
      grades = choice
      return .done
    }
    guard let event = outcome.sessionEvent else { return .ignored }
    let response = send(event, context)
    if case .dropped = outcome { return .navigate(.message(Self.nothingKept), .leave) }
    return response
  }

  /// The unfinished answer, flag, note and time of the item.
  func unsaved(_ context: Context) -> [Effect] {
    var session = session
    if case .noting(let field) = aside, field.text != session.note {
      _ = session.handle(.noted(field.text), at: context.clock)
    }
    return session.handle(.interrupted, at: context.clock).compactMap(Effect.init)
  }

  /// Handles a key while text is typed; ignores keys that aren't text.
  private mutating func type(_ key: Key, _ context: Context) -> Response {
    showsFocus = false
    if case .noting(var field) = aside {
      guard field.handle(key) else { return .ignored }
      aside = .noting(field)
      return .done
    }
    guard aside == nil, session.stage == .answering, let edit = session.draft.edit(typing: key) else {
      return .ignored
    }
    isReading = false
    return send(.edited(edit), context)
  }

  /// Handles pasted text.
  private mutating func paste(_ text: String, _ context: Context) -> Response {
    if case .noting(var field) = aside {
      field.insert(text)
      aside = .noting(field)
    } else if aside == nil, let edit = session.draft.edit(pasting: text) {
      return send(.edited(edit), context)
    }
    return .done
  }

  /// Carries a command out.
  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    showsFocus = false
    switch aside {
    case .noting(let field): return note(command, field, context)
    case .leaving(let entry): return leave(command, entry: entry, context)
    case nil: break
    }
    guard !session.isWriting else { return .done }
    switch session.stage {
    case .ready, .away, .over: return .done
    case .answering: return answer(command, context)
    case .rating: return rate(command, context)
    case .feedback: return review(command, context)
    case .paused: return [.confirm, .back, .quit].contains(command) ? send(.resumed, context) : .done
    case .finishing:
      switch command {
      case .confirm: return send(.confirmed, context)
      case .back: return send(.left(.back), context)
      case .quit: return .navigate(.quit)
      default: return .done
      }
    }
  }

  private mutating func answer(_ command: Command, _ context: Context) -> Response {
    // After scrolling, the person may not see the row that a key would change.
    if hasTurned, changesRow(command) {
      (isReading, hasTurned, showsFocus) = (false, false, true)
      return .done
    }
    if let edit = AnswerEdit(command) {
      (isReading, hasTurned) = (false, false)
      return send(.edited(edit), context)
    }
    switch command {
    case .pageUp: (scroll, isReading, hasTurned) = (max(0, scroll - page), true, true)
    case .pageDown: (scroll, isReading, hasTurned) = (scroll + page, true, true)
    case .undo:
      isReading = false
      return send(.undone, context)
    case .flag: return send(.flagged, context)
    case .copy: return .navigate(.copy(session.item.copied(explained: false), name: "the question"))
    case .note: aside = .noting(TextField(text: session.note))
    case .pause: return send(.paused, context)
    // In a number that can't be read, one step back clears the field.
    case .back where session.draft.isUnreadable: return send(.cleared, context)
    case .back, .quit:
      // Before the first answer there is nothing to choose. What was begun waits; nothing at all isn't kept.
      if session.responses.isEmpty, session.takenBack == nil {
        return send(session.isBare ? .declined : .left(.back), context)
      }
      aside = .leaving(command == .quit ? 1 : 0)
    case .confirm: return send(.confirmed, context)
    default: break
    }
    return .done
  }

  /// True for a command that changes the focused row, whichever it is.
  private func changesRow(_ command: Command) -> Bool {
    switch command {
    case .rate: session.item.task.kind != .linePick
    case .toggle, .moveStepUp, .moveStepDown, .left, .right: true
    default: false
    }
  }

  private mutating func rate(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .rate(let value): return send(.rated(value), context)
    case .undo, .back: return send(.undone, context)
    case .confirm: return send(.confirmed, context)
    case .quit:
      aside = .leaving(1)
      return send(.undone, context)
    // Answering again while the certainty is asked means that the person changed their mind.
    case .choose, .up, .down: return answer(command, context)
    default: return .done
    }
  }

  private mutating func review(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .up: scroll = max(0, scroll - 1)
    case .down: scroll += 1
    case .pageUp: scroll = max(0, scroll - page)
    case .pageDown: scroll += page
    case .confirm:
      // Scroll to what is below the screen first.
      let below = rowsLeft(context.size, context)
      guard below == 0 else {
        scroll += min(below, page)
        return .done
      }
      return send(.confirmed, context)
    case .undo where gradesOfItem.map { $0.chosen == $0.automatic } ?? true: return send(.undone, context)
    case .rate, .undo:
      guard let grades = gradesOfItem else { break }
      var rating = grades.automatic
      if case .rate(let value) = command { rating = MemoryRating(rawValue: value) ?? rating }
      if let limit = grades.limit(rating) { return .navigate(.message(limit)) }
      // Nothing is said to hold before it is on the disk.
      return rating == grades.chosen ? .done : .perform(.grade(grades.choosing(rating)))
    case .flag: return send(.flagged, context)
    case .copy:
      return .navigate(.copy(session.item.copied(explained: true), name: "question and explanation"))
    case .back, .quit:
      if session.attempt?.stopReason != nil { return send(.confirmed, context) }
      aside = .leaving(1)
    default: break
    }
    return .done
  }

  private mutating func note(_ command: Command, _ field: TextField, _ context: Context) -> Response {
    guard [.confirm, .back].contains(command) else { return .done }
    aside = nil
    return command == .confirm ? send(.noted(field.text), context) : .done
  }

  private mutating func leave(_ command: Command, entry: Int, _ context: Context) -> Response {
    switch command {
    case .up: aside = .leaving(max(0, entry - 1))
    case .down: aside = .leaving(min(Self.exits.count - 1, entry + 1))
    case .top, .pageUp: aside = .leaving(0)
    case .bottom, .pageDown: aside = .leaving(Self.exits.count - 1)
    case .choose(let row): return leave(.confirm, entry: row, context)
    case .back, .quit: aside = nil
    case .confirm:
      aside = nil
      if entry == 1 { return send(.left(.back), context) }
      if entry == 2 { return send(.ended, context) }
    default: break
    }
    return .done
  }
}
