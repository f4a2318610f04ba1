import ItemBank
import Psychometrics
import QuizEngine
import SextantCore

/// A sitting in plain text: a line goes in, lines and effects come out; the attempt is the same state machine.
public struct PlainSitting: Sendable {
  /// What the next line is taken for.
  enum Stage: Sendable, Hashable {
    /// Nothing has begun: a number typed in the menu may have been meant for something else.
    case ready
    case answer
    case confidence(Answer)
    /// What was told of the last answer is heard before the next item comes.
    case hearing
    /// Whether it is really to end; what the person was asked before.
    indirect case ending(before: Stage)
    case over
  }

  /// The attempt.
  public private(set) var session: AttemptSession
  private let wayBack: String
  private var item: Item?
  private var presentation: Presentation?
  private var stage: Stage = .answer
  private var shownAt: Int
  private var activeMilliseconds: Int
  private var isFlagged = false
  private var note = ""
  /// What was told after the last answer, to be heard again.
  private var lastFeedback: [String] = []
  /// The next item, while what was told of the last answer is heard.
  private var upcoming: Item?

  /// Begins with a session.
  ///
  /// - Parameters:
  ///   - wayBack: What goes on with an attempt that was left, such as `1 in the menu`.
  ///   - asksFirst: True where the first item waits for Enter.
  public init(
    session: AttemptSession, clock: Int, wayBack: String = "`sextant resume --plain`", asksFirst: Bool = false
  ) {
    self.session = session
    self.wayBack = wayBack
    shownAt = clock
    activeMilliseconds = session.record.activeMilliseconds
    show(session.item, clock: clock)
    if let pending = session.pending { (isFlagged, note) = (pending.isFlagged, pending.note) }
    if asksFirst, isBare { stage = .ready }
  }

  /// True where no further line is wanted.
  public var isOver: Bool { stage == .over }

  /// What to print before the first line is read.
  public func opening() -> [String] {
    let plan = session.attempt.plan
    let time = plan.itemLimit < 6 ? "" : ", \(Words.minutes(forItems: plan.itemLimit))"
    let count = session.attempt.responses.count
    let what =
      count == 0
      ? "\(plan.mode.title)\(subject), at most \(Words.count(plan.itemLimit, "item"))\(time)."
      : "Your \(plan.mode.title.lowercased()) goes on: \(Words.count(count, "answer")) so far, at most "
        + "\(Words.count(plan.itemLimit, "item")) in all."
    var lines = [
      what + " Every answer is saved at once; end finishes sooner."
        + (plan.mode.givesFeedback ? " After each answer comes its explanation; Enter goes on." : ""),
      "",
    ]
    lines += stage == .ready ? [prompt] : question()
    return lines
  }

  /// What the sitting is about, where that is not everything.
  private var subject: String {
    let framework = session.attempt.pool.framework
    switch session.attempt.plan.scope {
    case .all:
      let due = session.attempt.plan.due.count
      return session.attempt.plan.mode != .drill
        ? "" : due == 0 ? " of what is worth most to learn" : ", \(Words.count(due, "review")) first"
    case .domain(let id):
      return framework.domains.first { $0.id == id }.map { " of \(PlainText.clean($0.name))" } ?? ""
    case .skill(let id):
      return framework.skills.first { $0.id == id }.map { " of \(PlainText.clean($0.name))" } ?? ""
    }
  }

  /// True where the line leads to the menu, once the sitting is over.
  public static func leadsToMenu(_ line: String) -> Bool { PlainText.split(line).word == "menu" }

  private func question() -> [String] {
    guard let item, let presentation else { return [] }
    let number = session.attempt.responses.count + 1
    let skill = session.attempt.pool.framework.skills.first { $0.id == item.skill }?.name ?? item.skill
    let marks =
      (isFlagged ? ", flagged" : "") + (note.isEmpty ? "" : ", with your note: \(PlainText.clean(note))")
    return ["Item \(number) of at most \(session.attempt.plan.itemLimit), \(PlainText.clean(skill))\(marks)"]
      + PlainText.question(item, order: presentation.order) + [prompt]
  }

  /// How to answer what is asked now.
  private var prompt: String {
    switch stage {
    case .over: ""
    case .ready: "Enter begins, q goes back:"
    case .hearing: "Enter for the next item, last to hear that again, pause, end:"
    case .answer: item.map { PlainText.prompt($0) } ?? ""
    case .confidence(.unknown): "You don't know it. Enter or yes keeps that, undo takes it back:"
    case .confidence: "How sure are you? 1 guess, 2 fairly sure, 3 certain, or undo, help:"
    case .ending: "Type yes to end it; Enter or anything else goes on:"
    }
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    guard let item else { return ([], []) }
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch stage {
    case .over: return ([], [])
    case .hearing: return hear(word.lowercased(), clock: clock)
    case .ready:
      switch word.lowercased() {
      case "", "yes", "y", "go", "begin":
        (stage, shownAt) = (.answer, clock)
        return (question(), [])
      case let word where PlainText.leadsBack(word) || ["menu", "leave", "pause", "end"].contains(word):
        stage = .over
        return (["Not begun."], [.closeAttempt(session.record.id)])
      default: return ([prompt], [])
      }
    case .answer:
      if word.lowercased() == "last", !lastFeedback.isEmpty { return (lastFeedback + ["", prompt], []) }
      if ["undo", "u"].contains(word.lowercased()), item.task.kind != .shortText {
        return (["A saved answer is final; this is the next item.", prompt], [])
      }
      guard let command = PlainItemCommand(line, at: item.task) else { return answer(line, clock: clock) }
      switch command {
      case .unknown: return given(.unknown, clock: clock)
      case .answer(let text): return answer(text, clock: clock)
      case .help:
        let how = lastFeedback.isEmpty ? [] : ["last: hear again what was told after the last answer"]
        return (PlainItemCommand.help(item, isExam: false) + how + [prompt], [])
      default: return (aside(command, item), keeping(after: command, item))
      }
    case .confidence(let answer):
      switch word.lowercased() {
      case "u", "undo":
        stage = .answer
        return (["Taken back.", prompt], [])
      case "", "y", "yes":
        if answer == .unknown { return commit(answer, confidence: nil, clock: clock) }
      case "1", "2", "3", "guess", "fairly", "fairly sure", "certain":
        let words = ["guess": 1, "fairly": 2, "fairly sure": 2, "certain": 3]
        if answer != .unknown {
          return commit(answer, confidence: words[word.lowercased()] ?? Int(word), clock: clock)
        }
      case "?", "help":
        let how =
          answer == .unknown
          ? ["Enter or yes: keep it", "undo: back to the question"]
          : [
            "1, 2 or 3: how sure you are; it never moves the score", "undo or u: take the answer back",
          ]
        return (how + ["again, flag, note, pause, leave and end work as at the question.", prompt], [])
      default: break
      }
      let command = PlainItemCommand(line, at: item.task)
      switch command {
      case .flag?, .note?, .again?, .spell?, .pause?, .end?:
        guard let command else { return ([prompt], []) }
        return (aside(command, item), keeping(after: command, item))
      case .unknown? where answer != .unknown:
        return (["To say that you don't know it, type undo, then dunno.", prompt], [])
      default:
        return (
          [word.contains("sure") ? "Fairly sure is 2, certain is 3." : "That is none of these.", prompt], []
        )
      }
    case .ending(let before):
      guard ["yes", "y"].contains(word.lowercased()) else {
        stage = before
        return (["It goes on.", prompt], [])
      }
      // An answer that was given counts, sure or not.
      var (told, kept): ([String], [Effect]) = ([], [])
      if case .confidence(let answer) = before {
        (told, kept) = commit(answer, confidence: nil, clock: clock)
      }
      stage = .over
      guard session.attempt.stopReason == nil else { return (told, kept) }
      return (told, kept + translate(session.attempt.handle(.ended), item: item))
    }
  }

  /// Goes on to the next item, or hears the last explanation again.
  private mutating func hear(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    guard let item else { return ([], []) }
    switch word {
    case "", "next", "n", "go", "yes", "y":
      show(upcoming, clock: clock)
      return (question(), [])
    case "last", "again", "why": return (lastFeedback + [prompt], [])
    case "help", "?":
      return (
        [
          "Enter: the next item", "last: what was told of this answer",
          "pause, leave or q: leave; it waits for you",
          "end: finish here, after a question", prompt,
        ], []
      )
    default:
      switch PlainItemCommand(word, at: item.task) {
      case .pause?, .end?: return (aside(word == "end" ? .end : .pause, item), [])
      default: return (["That answer is saved.", prompt], [])
      }
    }
  }

  /// True where nothing was done yet that could be lost.
  private var isBare: Bool { session.attempt.responses.isEmpty && !isFlagged && note.isEmpty }

  /// Keeps flag and note at once, so that leaving the item loses neither.
  private func keeping(after command: PlainItemCommand, _ item: Item) -> [Effect] {
    switch command {
    case .flag, .note:
      [
        .keepPending(
          PendingItem(
            attempt: session.record.id, item: item.id, isFlagged: isFlagged, note: note, answer: nil))
      ]
    case .pause where isBare: [.closeAttempt(session.record.id)]
    case .again, .spell, .pause, .end, .unknown, .help, .answer: []
    }
  }

  /// Does what is typed beside an answer.
  private mutating func aside(_ command: PlainItemCommand, _ item: Item) -> [String] {
    var lines: [String] = []
    switch command {
    case .flag:
      isFlagged.toggle()
      lines = [isFlagged ? "Flagged." : "The flag is off."]
    case .note(let text):
      if text.isEmpty {
        lines = [
          note.isEmpty ? "No note yet." : "Your note: \(PlainText.clean(note)). note off takes it back."
        ]
      } else {
        lines = [text == "off" ? "The note is gone." : "Noted."]
        note = text == "off" ? "" : text
      }
    case .again:
      var lines = question()
      if case .confidence(let answer) = stage, let presentation {
        lines.insert(
          contentsOf: PlainText.understood(answer, item, order: presentation.order), at: lines.count - 1)
      }
      return lines
    case .spell:
      return PlainText.question(item, order: presentation?.order ?? [], isSpelled: true) + [prompt]
    case .pause:
      // An answer whose certainty was not told is no answer yet: the item is asked again.
      let isBegun = !session.attempt.responses.isEmpty
      if isBare {
        stage = .over
        return ["Nothing is answered yet, so nothing is kept."]
      }
      let saved =
        stage == .answer || stage == .hearing
        ? isBegun
          ? "Every answer is saved." : "Nothing is answered yet."
        : "The answers before are saved; this one was not confirmed, and its item is asked again."
      stage = .over
      return ["\(saved) \(wayBack) goes on at this item."]
    case .end:
      var count = session.attempt.responses.count
      if case .confidence = stage { count += 1 }
      let withThis = stage == .answer || stage == .hearing ? "" : " with the one to this item"
      stage = .ending(before: stage)
      let rest =
        count == 0
        ? "Nothing is answered yet."
        : "You gave \(Words.count(count, "answer"))\(withThis); the result rests on these alone."
      return ["\(rest) \(prompt)"]
    case .unknown, .help, .answer: break
    }
    if case .shortText = item.task, stage == .answer {
      lines.append("If that was your answer, type the word answer before it.")
    }
    return lines + [prompt]
  }

  /// Reads an answer.
  private mutating func answer(_ text: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    guard let item, let presentation else { return ([], []) }
    switch PlainText.answer(text, to: item, order: presentation.order) {
    case .failure(let hint): return (["\(hint.text) Or dunno, again, help:"], [])
    case .success(let answer): return given(answer, clock: clock)
    }
  }

  private mutating func given(_ answer: Answer, clock: Int) -> (lines: [String], effects: [Effect]) {
    let understood = item.map { PlainText.understood(answer, $0, order: presentation?.order ?? []) } ?? []
    guard session.attempt.plan.asksConfidence else {
      let (lines, effects) = commit(answer, confidence: nil, clock: clock)
      return (understood + lines, effects)
    }
    stage = .confidence(answer)
    return (understood + [prompt], [])
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
    if session.attempt.plan.mode.givesFeedback {
      lastFeedback = PlainText.feedback(item, order: presentation.order, score: score, given: answer)
    }
    let lines =
      session.attempt.plan.mode.givesFeedback
      ? lastFeedback : ["Saved.", ""]
    if session.attempt.stopReason != nil { stage = .over }
    return (lines, translate(effects, item: item))
  }

  /// Goes on with the next item once the answer is stored.
  public mutating func recorded(next: Item?, clock: Int) -> [String] {
    // It was ended with this answer.
    if stage == .over { return [] }
    guard let next else {
      stage = .over
      return []
    }
    guard session.attempt.plan.mode.givesFeedback else {
      show(next, clock: clock)
      return question()
    }
    (upcoming, stage) = (next, .hearing)
    return [prompt]
  }

  private mutating func show(_ next: Item?, clock: Int) {
    item = next
    presentation = next.map {
      Presentation(of: $0.task, seed: session.attempt.plan.seed, position: session.attempt.responses.count)
    }
    stage = next == nil ? .over : .answer
    shownAt = clock
    isFlagged = false
    note = ""
  }

  private func translate(_ effects: [Attempt.Effect], item: Item) -> [Effect] {
    effects.map { effect in
      switch effect {
      case .record(let response, let position, let next):
        .record(
          Recording(
            attempt: session.record.id, response: response, skill: item.skill, position: position, next: next,
            activeMilliseconds: activeMilliseconds, isFlagged: isFlagged, note: note))
      case .finish(let reason): .finish(attempt: session.record.id, reason)
      }
    }
  }
}
