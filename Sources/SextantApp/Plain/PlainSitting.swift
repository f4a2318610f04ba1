import ItemBank
import Psychometrics
import QuizEngine

/// A sitting in plain text: a line goes in, lines and effects come out; the attempt is the same state machine.
public struct PlainSitting: Sendable {
  /// What the next line is taken for.
  enum Stage: Sendable, Hashable {
    case answer
    case confidence(Answer)
    case over
  }

  /// The attempt.
  public private(set) var session: AttemptSession
  private var item: Item?
  private var presentation: Presentation?
  private var stage: Stage = .answer
  private var shownAt: Int
  private var activeMilliseconds: Int

  /// Begins with a session.
  public init(session: AttemptSession, clock: Int) {
    self.session = session
    shownAt = clock
    activeMilliseconds = session.record.activeMilliseconds
    show(session.item, clock: clock)
  }

  /// True where no further line is wanted.
  public var isOver: Bool { stage == .over }

  /// What to print before the first line is read.
  public func opening() -> [String] {
    let plan = session.attempt.plan
    var lines = ["\(plan.mode.title), at most \(plan.itemLimit) items. Every answer is saved at once.", ""]
    lines += question()
    return lines
  }

  private func question() -> [String] {
    guard let item, let presentation else { return [] }
    let number = session.attempt.responses.count + 1
    return ["Item \(number) of at most \(session.attempt.plan.itemLimit), \(item.skill)"]
      + PlainText.question(item, order: presentation.order) + [PlainText.prompt(item)]
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    guard let item, let presentation else { return ([], []) }
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch stage {
    case .over: return ([], [])
    case .answer:
      if word == "p" {
        stage = .over
        return (["Saved. `sextant resume --plain` goes on at this item."], [])
      }
      if word == "end" {
        stage = .over
        let effects = session.attempt.handle(.ended)
        return (["Ended."], translate(effects, item: item))
      }
      switch PlainText.answer(line, to: item, order: presentation.order) {
      case .failure(let hint): return ([hint.text], [])
      case .success(let answer):
        if session.attempt.plan.asksConfidence, answer != .unknown {
          stage = .confidence(answer)
          return (["How sure are you? 1 guess, 2 fairly sure, 3 certain, u undo:"], [])
        }
        return commit(answer, confidence: nil, clock: clock)
      }
    case .confidence(let answer):
      if word == "u" {
        stage = .answer
        return ([PlainText.prompt(item)], [])
      }
      guard let value = Int(word), (1...3).contains(value) else { return (["Type 1, 2 or 3, or u."], []) }
      return commit(answer, confidence: value, clock: clock)
    }
  }

  private mutating func commit(_ answer: Answer, confidence: Int?, clock: Int) -> (
    lines: [String], effects: [Effect]
  ) {
    guard let item, let presentation else { return ([], []) }
    let time = max(0, clock - shownAt)
    activeMilliseconds += time
    let score = Scoring.score(answer, to: item.task)
    let effects = session.attempt.handle(
      .answered(answer, score: score, confidence: confidence, milliseconds: time))
    let lines =
      session.attempt.plan.mode.givesFeedback
      ? PlainText.feedback(item, order: presentation.order, score: score) + [""] : ["Saved.", ""]
    if session.attempt.stopReason != nil { stage = .over }
    return (lines, translate(effects, item: item))
  }

  /// Goes on with the next item once the answer is stored.
  public mutating func recorded(next: Item?, clock: Int) -> [String] {
    guard let next else {
      stage = .over
      return []
    }
    show(next, clock: clock)
    return question()
  }

  private mutating func show(_ next: Item?, clock: Int) {
    item = next
    presentation = next.map {
      Presentation(of: $0.task, seed: session.attempt.plan.seed, position: session.attempt.responses.count)
    }
    stage = next == nil ? .over : .answer
    shownAt = clock
  }

  private func translate(_ effects: [Attempt.Effect], item: Item) -> [Effect] {
    effects.map { effect in
      switch effect {
      case .record(let response, let position, let next):
        .record(
          Recording(
            attempt: session.record.id, response: response, skill: item.skill, position: position, next: next,
            activeMilliseconds: activeMilliseconds, isFlagged: false, note: ""))
      case .finish(let reason): .finish(attempt: session.record.id, reason)
      }
    }
  }
}
