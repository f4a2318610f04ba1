import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

extension AttemptScreen {
  /// The keys that hold now.
  func bindings(_ context: Context) -> [Binding] {
    // Enter turns to what is below the screen first.
    rowsLeft(context.size, context) > 0
      ? stageBindings.map { $0.command == .confirm ? $0.labelled("more") : $0 } : stageBindings
  }

  private var stageBindings: [Binding] {
    switch stage {
    case .answering: answeringBindings
    case .rating:
      [
        Binding(.rate(1), [.character("1")], label: "guess", help: "a guess"),
        Binding(.rate(2), [.character("2")], label: "fairly", help: "fairly sure"),
        Binding(.rate(3), [.character("3")], label: "certain", help: "certain"),
        Binding(.undo, [.character("u"), .escape, .backspace], label: "undo", help: "back to the answer"),
        Binding(.up, [.up], help: "back to the answer, one row up"),
        Binding(.down, [.down], help: "back to the answer, one row down"),
      ]
        + (item.task.kind == .singleChoice || item.task.kind == .multipleChoice
          ? (0..<draft.unknownRow).map { index in
            Binding(
              .choose(index), [.character(Character(AnswerKeys.letter(index)))],
              help: "another option instead")
          } : [])
    case .saving: []
    case .feedback:
      [
        Binding(.confirm, [.enter, .character(" "), .right], label: "go on", help: "to the next item")
      ] + scrolling + [flagBinding, leaveBinding]
    case .paused:
      [
        Binding(
          .confirm, [.enter, .character(" "), .character("z"), .function(5), .escape], label: "go on",
          help: "go on")
      ]
    case .noting:
      [
        Binding(.confirm, [.enter], label: "keep the note", help: "keep the note"),
        Binding(.back, [.escape], label: "drop it", help: "drop the note"),
      ]
    case .leaving:
      Bindings.vertical + [
        Binding(.confirm, [.enter, .character(" ")], label: "choose", help: "do the marked entry"),
        Binding(.back, [.escape], label: "go on", help: "go on with the item"),
      ]
    }
  }

  private var flagBinding: Binding {
    Binding(
      .flag, [.character("f"), .function(3)], label: "flag",
      help: "put a flag on the item, to find it in the result")
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

  /// While text is typed, letters are text: what else can be done hangs on keys that write nothing.
  private var typingBindings: [Binding] {
    [
      Binding(.confirm, [.enter], label: "confirm", help: "confirm the answer"),
      Binding(.down, [.down, .tab], label: "don't know", help: "to “I don't know”"),
      Binding(.help, [.function(1)], label: "keys", help: "show or hide the keys"),
      leaveBinding,
      Binding(.flag, [.function(3)], label: "flag", help: "put a flag on the item, to find it in the result"),
      Binding(.note, [.function(4)], label: "note", help: "write a note on the item"),
      Binding(.pause, [.function(5)], label: "pause", help: "cover the item and stop the clock"),
      Binding(.pageUp, [.pageUp], help: "a screenful up"),
      Binding(.pageDown, [.pageDown], help: "a screenful down"),
    ]
  }

  private var answeringBindings: [Binding] {
    if draft.takesLetters { return typingBindings }
    var list = AnswerKeys.bindings(item: item, draft: draft)
    list.insert(
      Binding(.confirm, [.enter], label: "confirm", help: "confirm the answer"), at: min(1, list.count))
    list += AnswerKeys.unknownAndUndo(item)
    list.append(flagBinding)
    list.append(
      Binding(.note, [.character("n"), .function(4)], label: "note", help: "write a note on the item"))
    list.append(
      Binding(
        .pause, [.character("z"), .function(5)], label: "pause", help: "cover the item and stop the clock"))
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
        help: "mark an option of several, pick a line, or take the order as it stands"),
      Binding(.raise, [.left, .right], help: "move a step, or change the value of a row"),
      Binding(.unknown, [.character("i"), .character("0")], help: "I don't know"),
      Binding(.undo, [.character("u"), .backspace], help: "take the choice back"),
      Binding(.confirm, [.enter], help: "confirm the answer"),
      Binding(
        .rate(1), [.character("1"), .character("2"), .character("3")], help: "a guess, fairly sure, certain"),
      Binding(
        .flag, [.character("f"), .function(3)], help: "put a flag on the item; F3 where text is typed"),
      Binding(
        .note, [.character("n"), .function(4)], help: "write a note on the item; F4 where text is typed"),
      Binding(
        .pause, [.character("z"), .function(5)],
        help: "cover the item and stop the clock; F5 where text is typed"),
    ]
  }

  /// Takes what the person did.
  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    switch input {
    case .command(let command):
      perform(
        command, clock: context.clock, page: context.page,
        rowsLeft: command == .confirm ? rowsLeft(context.size, context) : 0)
    case .key(let key): type(key) ? .done : .ignored
    case .paste(let text): paste(text)
    case .tick: .ignored
    }
  }

  /// Takes what came of an effect.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    switch outcome {
    case .recorded(let next): return recorded(next: next, clock: context.clock)
    case .finished(let id):
      // Under feedback the person goes on when they have read it.
      if case .feedback = stage { return .done }
      return .perform(.loadResult(id))
    case .dropped: return .navigate(.message(Self.nothingKept), .leave)
    case .result(let result):
      return .handled(effects: [.loadOverview], navigation: [.conclude(ResultScreen(result: result))])
    case .failed:
      takeBack()
      return .done
    default: return .ignored
    }
  }

  func unsaved(_ context: Context) -> [Effect] { keeping }

  /// Takes a key where text is typed; tells whether it was used.
  private mutating func type(_ key: Key) -> Bool {
    hint = nil
    if case .noting(var field) = stage {
      guard field.handle(key) else { return false }
      stage = .noting(field)
      return true
    }
    guard stage == .answering, draft.type(key) else { return false }
    isReading = false
    return true
  }

  /// Takes pasted text as text.
  private mutating func paste(_ text: String) -> Response {
    if case .noting(var field) = stage {
      field.insert(text)
      stage = .noting(field)
    } else if stage == .answering {
      draft.paste(text)
    }
    return .done
  }

  /// Does a command, and tells what the world must do.
  ///
  /// - Parameter page: The rows by which a text is turned.
  /// - Parameter rowsLeft: The rows of an explanation that are below the screen: Enter turns to them first.
  private mutating func perform(_ command: Command, clock: Int, page: Int, rowsLeft: Int) -> Response {
    hint = nil
    self.page = page
    if case .feedback = stage, command == .confirm, rowsLeft > 0 {
      scroll += min(rowsLeft, page)
      return .done
    }
    switch stage {
    case .saving: return .done
    case .answering: return answer(command, clock: clock)
    case .rating: return rate(command, clock: clock)
    case .feedback: return review(command, clock: clock)
    case .paused:
      if command == .confirm || command == .back {
        stage = .answering
        if let pausedAt { pausedFor += clock - pausedAt }
        pausedAt = nil
      }
      return .done
    case .noting(let field):
      if command == .confirm || command == .back { stage = .answering }
      guard command == .confirm else { return .done }
      note = field.text
      return .handled(effects: keeping, navigation: [])
    case .leaving(let entry):
      return leave(command, entry: entry)
    }
  }

  private mutating func answer(_ command: Command, clock: Int) -> Response {
    // Whoever has turned pages may not see the row that a key would change.
    if hasTurned, changesRow(command) {
      (isReading, hasTurned) = (false, false)
      hint = "The focus is here; press again."
      return .done
    }
    let before = draft
    if draft.perform(command) {
      (isReading, hasTurned) = (false, false)
      // A step of the answer can be taken back; a step of the focus is no step of it.
      if draft.content != before.content || draft.isUnknown != before.isUnknown { undoable.append(before) }
      return .done
    }
    switch command {
    case .pageUp: (scroll, isReading, hasTurned) = (max(0, scroll - page), true, true)
    case .pageDown: (scroll, isReading, hasTurned) = (scroll + page, true, true)
    case .undo:
      isReading = false
      if let last = undoable.popLast() {
        draft = last
      } else if draft.isBegun {
        draft = Draft(item: item, presentation: presentation)
      } else {
        hint = "There is nothing to take back here; confirmed answers are final."
      }
    case .flag:
      isFlagged.toggle()
      flags += isFlagged ? 1 : -1
      return .handled(effects: keeping, navigation: [])
    case .note: stage = .noting(TextField(text: note))
    case .pause:
      stage = .paused
      pausedAt = clock
    case .back where draft.isUnreadable:
      // One level back from a number that is none is the empty field.
      undoable.append(draft)
      draft = Draft(item: item, presentation: presentation)
    case .back, .quit: stage = .leaving(command == .quit ? 1 : 0)
    case .confirm:
      let before = draft
      let isAsked = draft.chooseFocused()
      if draft != before { undoable.append(before) }
      if isAsked {
        hint = "Enter once more confirms it."
        return .done
      }
      guard let answer = draft.answer else {
        hint = draft.hint
        return .done
      }
      if let question = draft.doubt, doubted != draft {
        (hint, doubted) = (question, draft)
        return .done
      }
      if attempt.plan.asksConfidence, answer != .unknown {
        stage = .rating
        return .done
      }
      return commit(answer, confidence: nil, clock: clock)
    default: break
    }
    return .done
  }

  /// True for a key that changes the focused row, whichever that is.
  private func changesRow(_ command: Command) -> Bool {
    switch command {
    case .rate: item.task.kind != .linePick
    case .toggle, .raise, .lower, .left, .right: true
    default: false
    }
  }

  private mutating func rate(_ command: Command, clock: Int) -> Response {
    switch command {
    case .rate(let value):
      guard let answer = draft.answer else { return .done }
      return commit(answer, confidence: value, clock: clock)
    case .undo, .back: stage = .answering
    case .quit: stage = .leaving(1)
    // Whoever answers anew while the certainty is asked has changed their mind.
    case .choose, .up, .down:
      stage = .answering
      return answer(command, clock: clock)
    default: break
    }
    return .done
  }

  private mutating func review(_ command: Command, clock: Int) -> Response {
    switch command {
    case .up: scroll = max(0, scroll - 1)
    case .down: scroll += 1
    case .pageUp: scroll = max(0, scroll - page)
    case .pageDown: scroll += page
    case .confirm:
      if let upcoming {
        show(upcoming, clock: clock)
      } else {
        return .perform(.loadResult(record.id))
      }
    case .flag:
      isFlagged.toggle()
      flags += isFlagged ? 1 : -1
      return .perform(.flag(attempt: record.id, position: attempt.responses.count - 1, isFlagged))
    case .back, .quit:
      if upcoming == nil { return .perform(.loadResult(record.id)) }
      stage = .leaving(1)
    default: break
    }
    return .done
  }

  private mutating func leave(_ command: Command, entry: Int) -> Response {
    switch command {
    case .up: stage = .leaving(max(0, entry - 1))
    case .down: stage = .leaving(min(Self.exits.count - 1, entry + 1))
    case .top, .pageUp: stage = .leaving(0)
    case .bottom, .pageDown: stage = .leaving(Self.exits.count - 1)
    case .back: stage = .answering
    case .choose(let row): return leave(.confirm, entry: row)
    case .confirm:
      switch entry {
      case 1: return .handled(effects: keeping, navigation: [.leave])
      case 2:
        let effects = attempt.handle(.ended)
        stage = .saving
        let finishing: [Effect] = effects.compactMap { effect in
          if case .finish(let reason) = effect { return .finish(attempt: record.id, reason) }
          return nil
        }
        return .handled(effects: finishing, navigation: [])
      default: stage = .answering
      }
    case .quit: return .navigate(.quit)
    default: break
    }
    // An answered item under feedback is done; there is nothing to go back to but the next one.
    if stage == .answering, let upcoming, attempt.current?.id == upcoming.id, upcoming.id != item.id {
      stage = attempt.responses.last.map { .feedback($0) } ?? .answering
    }
    return .done
  }

  private mutating func commit(_ answer: Answer, confidence: Int?, clock: Int) -> Response {
    let time = elapsed(at: clock)
    activeMilliseconds += time
    let score = Scoring.score(answer, to: item.task)
    marginBefore = margin
    let effects = attempt.handle(
      .answered(answer, score: score, confidence: confidence, milliseconds: time))
    stage = .saving
    let writes: [Effect] = effects.map { effect in
      switch effect {
      case .record(let response, let position, let next):
        return .record(
          Recording(
            attempt: record.id, response: response, skill: item.skill, position: position, next: next,
            activeMilliseconds: activeMilliseconds, isFlagged: isFlagged, note: note,
            finish: attempt.stopReason))
      case .finish(let reason):
        return .finish(attempt: record.id, reason)
      }
    }
    return .handled(effects: writes, navigation: [])
  }

  /// Puts the last answer back on the screen where it could not be stored.
  private mutating func takeBack() {
    guard stage == .saving else { return }
    if let last = attempt.responses.last, last.item == item.id {
      activeMilliseconds -= last.milliseconds
      attempt = Attempt(
        replaying: Array(attempt.responses.dropLast()), pending: item.id, plan: attempt.plan,
        pool: attempt.pool)
    }
    stage = .answering
  }

  /// Goes on once the answer is on the disk.
  private mutating func recorded(next: Item?, clock: Int) -> Response {
    guard stage == .saving else { return .done }
    if attempt.plan.mode.givesFeedback, let response = attempt.responses.last {
      upcoming = next
      stage = .feedback(response)
      scroll = 0
      return .done
    }
    if let next { show(next, clock: clock) }
    return .done
  }
}
