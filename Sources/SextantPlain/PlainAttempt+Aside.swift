import ItemBank
import QuizEngine
import SextantCore

/// What a person can do in an attempt besides answering.
extension PlainAttempt {
  /// Takes back what was given last: an answer that isn't saved yet, or the last saved one.
  mutating func undo(clock: Int) -> (lines: [String], effects: [Effect]) {
    let wasBack = session.takenBack != nil
    let effects = machine.send(.undone, announcement: .nothing, at: clock)
    if let why = session.remark?.whyNotUndone { return ([why] + asAnswer + [prompt], effects) }
    guard session.takenBack != nil, !wasBack else {
      return (kept.isEmpty ? ["Taken back.", prompt] : kept + [prompt], effects)
    }
    if session.isAnswerShown { return ([Session.onlyConfidence, prompt], effects) }
    var lines = ["Back to your last answer. It counts until you confirm another.", ""] + question()
    if case .rating(let answer) = session.stage {
      lines.insert(contentsOf: PlainText.understood(answer, item, order: order), at: lines.count - 1)
    }
    return (lines, effects)
  }

  /// Carries out a command besides answering.
  mutating func aside(
    _ command: PlainItemCommand, clock: Int
  ) -> (lines: [String], effects: [Effect]) {
    switch command {
    case .flag:
      let told = [session.isFlagged ? "The flag is off." : "Flagged."] + asAnswer + [prompt]
      return ([], machine.send(.flagged, announcement: .lines(told), at: clock))
    case .note(""):
      let note = session.note
      return (
        [note.isEmpty ? "No note yet." : "Your note: \(PlainText.clean(note)). note off takes it back."]
          + asAnswer + [prompt], []
      )
    case .note(let text):
      let told = [text == "off" ? "The note is gone." : "Noted."] + asAnswer + [prompt]
      return ([], machine.send(.noted(text == "off" ? "" : text), announcement: .lines(told), at: clock))
    case .again:
      var lines = question()
      if case .rating(let answer) = session.stage {
        lines.insert(contentsOf: PlainText.understood(answer, item, order: order), at: lines.count - 1)
      }
      return (lines, [])
    case .spell: return (PlainText.question(item, order: order, isSpelled: true) + [prompt], [])
    case .pause: return leave(clock: clock)
    case .end: return (askToEnd(), [])
    case .unknown, .help, .answer: return ([prompt], [])
    }
  }

  /// How to give an answer that reads like a command.
  private var asAnswer: [String] {
    guard case .shortText = item.task, session.stage == .answering else { return [] }
    return ["If that was your answer, type the word answer before it."]
  }

  mutating func leave(clock: Int) -> (lines: [String], effects: [Effect]) {
    if session.isBare, session.stage == .answering {
      return (
        ["Nothing is answered yet, so nothing is kept."],
        machine.send(.declined, announcement: .nothing, at: clock)
      )
    }
    let told = parting()
    let effects = machine.send(.left(.back), announcement: .lines(told), at: clock)
    return (isOver ? told : [], effects)
  }

  func parting() -> [String] {
    if session.takenBack != nil {
      return ["Your last answer stays as it was. \(wayBack) goes on at the question after it."]
    }
    let saved =
      switch session.stage {
      case .rating:
        "The answers before are saved; this one was not confirmed, and its question is asked again."
      default: session.responses.isEmpty ? "Nothing is answered yet." : "Every answer is saved."
      }
    return ["\(saved) \(wayBack) goes on at this question."]
  }

  private mutating func askToEnd() -> [String] {
    var count = session.responses.count
    var withThis = ""
    if session.takenBack != nil {
      count += 1
    } else if case .rating = session.stage {
      (count, withThis) = (count + 1, " with the one to this question")
    }
    isEnding = true
    let rest =
      count == 0
      ? "Nothing is answered yet."
      : "You gave \(Words.count(count, "answer"))\(withThis); the result rests on these alone."
    return ["\(rest) \(prompt)"]
  }
}
