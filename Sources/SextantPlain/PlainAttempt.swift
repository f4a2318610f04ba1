import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// An attempt in plain text, one item after the other.
public struct PlainAttempt: PlainSession {
  /// What to say once a write is on the disk.
  enum Announcement: Sendable {
    case nothing
    case lines([String])
    /// An answer with its feedback; the feedback is empty if the attempt gives none.
    case answer(feedback: [String])
  }

  /// The stored attempt.
  public let record: AttemptRecord
  var machine: PlainMachine<Announcement>
  let wayBack: String
  /// True while the person is asked whether to end the attempt.
  var isEnding = false
  /// The grades that the last answer can have; nil outside drills.
  private var grades: GradeChoice?
  /// The feedback to the last answer, to be repeated on request.
  private var lastFeedback: [String] = []

  /// Starts with a session; nil if every answer was given and the attempt only needs to be closed.
  ///
  /// - Parameters:
  ///   - wayBack: How to continue an attempt that was left, such as `1 in the menu`.
  ///   - asksFirst: True if the first item waits for Enter.
  public init?(
    session: AttemptSession, clock: Int, wayBack: String = "`sextant resume --plain`", asksFirst: Bool = false
  ) {
    guard case .session(let opened) = session.opening(waitsToBegin: asksFirst, at: clock) else { return nil }
    record = session.record
    machine = PlainMachine(opened)
    self.wayBack = wayBack
  }

  /// The session.
  package var session: Session { machine.session }
  private var plan: AttemptPlan { session.plan }
  var item: Item { session.item }
  var order: [Int] { session.presentation.order }
  private var framework: Framework? { session.attempt?.pool.framework }

  /// True if no further line is wanted.
  public var isOver: Bool { session.isOver }

  /// The lines to print before the first line is read.
  public func opening() -> [String] {
    let time = session.attempt.map { ", \($0.time)" } ?? ""
    let count = session.responses.count
    let what =
      count == 0
      ? "\(plan.mode.title)\(subject), at most \(Words.count(plan.itemLimit, "question"))\(time)."
      : "Your \(plan.mode.title.lowercased()) goes on: \(Words.count(count, "answer")) so far, at most "
        + "\(Words.count(plan.itemLimit, "question")) in all\(timeLeft)."
    var lines = [
      what + " Every answer is saved at once; end finishes sooner."
        + (plan.mode.givesFeedback ? " After each answer comes its explanation; Enter goes on." : "")
    ]
    if plan.mode.measures, count == 0 { lines.append(Words.rules) }
    lines.append("")
    lines += session.stage == .ready ? [prompt] : question()
    return lines
  }

  /// The time left of the attempt, with the comma before it.
  private var timeLeft: String {
    session.attempt.map { ", \(Words.about(minutes: $0.minutesLeft)) left" } ?? ""
  }

  /// The part that the attempt covers, if not everything.
  private var subject: String {
    switch plan.scope {
    case .all:
      let due = plan.due.count
      return plan.mode != .drill
        ? "" : due == 0 ? " of the gaps that matter most" : ", \(Words.count(due, "review")) first"
    case .domain(let id):
      return framework?.domains.first { $0.id == id }.map { " of \(PlainText.clean($0.name))" } ?? ""
    case .skill(let id):
      return framework?.skills.first { $0.id == id }.map { " of \(PlainText.clean($0.name))" } ?? ""
    }
  }

  /// True if the line leads to the menu after the attempt.
  public static func leadsToMenu(_ line: String) -> Bool { PlainText.split(line).word == "menu" }

  func question() -> [String] {
    let number = session.responses.count + 1
    // A skill's name helps to answer, so a measuring attempt names the domain alone.
    let subject =
      plan.mode.measures
      ? framework?.domains.first { $0.id == item.domain }?.shortName ?? item.domain
      : framework?.skills.first { $0.id == item.skill }?.name ?? item.skill
    let note = session.note
    let marks =
      (session.isFlagged ? ", flagged" : "")
      + (note.isEmpty ? "" : ", with your note: \(PlainText.clean(note))")
    // Said now and then: read aloud with every item, it would be a burden.
    let time = plan.itemLimit >= 10 && number > 1 && number % 5 == 1 ? timeLeft : ""
    return ["Question \(number) of at most \(plan.itemLimit)\(time), \(PlainText.clean(subject))\(marks)"]
      + PlainText.question(item, order: order) + kept + [prompt]
  }

  /// An answer that was given but isn't stored yet.
  var kept: [String] {
    guard session.stage == .answering, let answer = session.draft.answer else { return [] }
    return PlainText.understood(answer, item, order: order) + [
      session.takenBack == nil ? "It is not saved yet; an empty line saves it." : "An empty line keeps it."
    ]
  }

  /// How to answer the present question.
  var prompt: String {
    if isEnding { return "Type yes to end it; Enter or anything else goes on:" }
    return switch session.stage {
    case .over: ""
    case .ready: "Enter begins, q goes back:"
    case .feedback:
      "Enter for the next question, last to hear that again, "
        + "\(grades.map { "grade and \($0.words), " } ?? "")pause, end:"
    case .finishing: "Every answer is saved. Enter tries to finish again, q leaves:"
    case .rating(.unknown): "You don't know it. Enter or yes keeps that, undo takes it back:"
    case .rating where keepsAnswer:
      (said.isEmpty ? "How sure were you?" : "How sure were you? You said \(said).")
        + " 1 guess, 2 fairly sure, 3 certain, Enter keeps it"
        + (session.isAnswerShown ? ":" : ", undo changes the answer:")
    case .rating: "How sure are you? 1 guess, 2 fairly sure, 3 certain, or undo, help:"
    case .answering, .paused, .away: PlainText.prompt(item)
    }
  }

  /// True while the person is asked how sure they are of the answer that they took back.
  private var keepsAnswer: Bool {
    guard case .rating(let answer) = session.stage else { return false }
    return session.takenBack?.answer == answer
  }

  /// How sure the person said they were of the answer that they took back, in words.
  private var said: String {
    switch session.takenBack?.confidence {
    case 1?: "it was a guess"
    case 2?: "fairly sure"
    case 3?: "certain"
    default: ""
    }
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // Time passes while a line is typed.
    _ = machine.send(.ticked, announcement: .nothing, at: clock)
    if isEnding { return end(word.lowercased(), clock: clock) }
    switch session.stage {
    case .over: return ([], [])
    case .ready: return begin(word.lowercased(), clock: clock)
    case .feedback: return hear(word.lowercased(), clock: clock)
    case .finishing: return finish(word.lowercased(), clock: clock)
    case .rating(let answer): return rate(answer, line: line, word: word.lowercased(), clock: clock)
    case .answering, .paused, .away: return answer(line: line, word: word.lowercased(), clock: clock)
    }
  }

  private mutating func begin(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch word {
    case "", "yes", "y", "go", "begin":
      _ = machine.send(.begun, announcement: .nothing, at: clock)
      return (question(), [])
    case let word where PlainText.leadsBack(word) || ["menu", "leave", "pause", "end"].contains(word):
      return (["Not begun."], machine.send(.declined, announcement: .nothing, at: clock))
    default: return ([prompt], [])
    }
  }

  private mutating func answer(line: String, word: String, clock: Int) -> (lines: [String], effects: [Effect])
  {
    // An answer that couldn't be saved, or that was stored unfinished when the program ended.
    if word.isEmpty, let answer = session.draft.answer { return given(answer, clock: clock) }
    if word == "last", !lastFeedback.isEmpty { return (lastFeedback + ["", prompt], []) }
    // A letter alone may be the answer.
    if word == "undo" || word == "u" && item.task.kind != .shortText { return undo(clock: clock) }
    guard let command = PlainItemCommand(line, at: item.task) else { return read(line, clock: clock) }
    switch command {
    case .unknown: return given(.unknown, clock: clock)
    case .answer(let text): return read(text, clock: clock)
    case .help:
      let how =
        (lastFeedback.isEmpty ? [] : ["last: hear again what the last answer came to"])
        + (session.responses.isEmpty ? [] : ["undo: back to your last answer, until you confirm this one"])
      return (PlainItemCommand.help(item, isExam: false) + how + [prompt], [])
    case .flag, .note, .again, .spell, .pause, .end: return aside(command, clock: clock)
    }
  }

  private mutating func rate(
    _ answer: Answer, line: String, word: String, clock: Int
  ) -> (lines: [String], effects: [Effect]) {
    switch word {
    case "u" where session.isAnswerShown, "undo" where session.isAnswerShown:
      return ([Session.onlyConfidence, prompt], [])
    case "u", "undo":
      _ = machine.send(.undone, announcement: .nothing, at: clock)
      _ = machine.send(.cleared, announcement: .nothing, at: clock)
      return (["Taken back.", prompt], [])
    case "", "y", "yes":
      if keepsAnswer { return commit(answer, .confirmed, clock: clock) }
      if answer == .unknown { return commit(answer, .rated(nil), clock: clock) }
    case "1", "2", "3", "guess", "fairly", "fairly sure", "certain":
      let words = ["guess": 1, "fairly": 2, "fairly sure": 2, "certain": 3]
      if answer != .unknown { return commit(answer, .rated(words[word] ?? Int(word)), clock: clock) }
    case "?", "help":
      let how =
        answer == .unknown
        ? ["Enter or yes: keep it", "undo: back to the question"]
        : ["1, 2 or 3: how sure you are; it never changes your score", "undo or u: take the answer back"]
      return (how + ["again, flag, note, pause, leave and end work as at the question.", prompt], [])
    default: break
    }
    let command = PlainItemCommand(line, at: item.task)
    switch command {
    case .flag?, .note?, .again?, .spell?, .pause?, .end?:
      return command.map { aside($0, clock: clock) } ?? ([prompt], [])
    case .unknown? where answer != .unknown:
      return (["To say that you don't know it, type undo, then dunno.", prompt], [])
    default:
      return (
        [word.contains("sure") ? "Fairly sure is 2, certain is 3." : "That is none of these.", prompt], []
      )
    }
  }

  private mutating func end(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    isEnding = false
    guard ["yes", "y"].contains(word) else { return (["It goes on.", prompt], []) }
    // A given answer counts, rated or not.
    if case .rating(let answer) = session.stage, session.takenBack == nil {
      return commit(answer, .ended, clock: clock)
    }
    return ([], machine.send(.ended, announcement: .nothing, at: clock))
  }

  /// Goes to the next item, or repeats the last explanation.
  private mutating func hear(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch word {
    case "", "next", "n", "go", "yes", "y":
      let effects = machine.send(.confirmed, announcement: .nothing, at: clock)
      return (question(), effects)
    case "last", "again", "why": return (lastFeedback + [prompt], [])
    case "undo", "u": return undo(clock: clock)
    case "grade again", "grade hard", "grade good", "grade easy", "grade off":
      guard let grades else { return (["This answer isn't graded.", prompt], []) }
      let rating = MemoryRating.allCases.first { word == "grade \($0.word)" } ?? grades.automatic
      if let limit = grades.limit(rating) { return ([limit, prompt], []) }
      return ([], [.grade(grades.choosing(rating))])
    case "help", "?":
      return (
        [
          "Enter: the next question", "last: hear again what this answer came to",
          "grade and \(grades?.words ?? "again, hard, good or easy"): how well you knew it, which decides when it comes back",
          "grade off: the automatic grade", "undo: change how sure you were",
          "pause, leave or q: leave; it waits for you",
          "end: finish here, after a question", prompt,
        ], []
      )
    default:
      switch PlainItemCommand(word, at: item.task) {
      case .pause?: return aside(.pause, clock: clock)
      case .end?: return aside(.end, clock: clock)
      default: return (["That answer is saved.", prompt], [])
      }
    }
  }

  /// Tries again to close the attempt.
  private mutating func finish(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch word {
    case "", "yes", "y", "end": return ([], machine.send(.confirmed, announcement: .nothing, at: clock))
    case "q", "back", "leave", "pause", "menu":
      return (parting(), machine.send(.left(.back), announcement: .nothing, at: clock))
    default: return ([prompt], [])
    }
  }

  // MARK: The answer

  /// Reads an answer.
  private mutating func read(_ text: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch PlainText.answer(text, to: item, order: order) {
    case .failure(let hint): return (["\(hint.text) Or dunno, again, help:"], [])
    case .success(let answer): return given(answer, clock: clock)
    }
  }

  private mutating func given(_ answer: Answer, clock: Int) -> (lines: [String], effects: [Effect]) {
    let understood = PlainText.understood(answer, item, order: order)
    let (lines, effects) = commit(answer, .answered(answer), clock: clock)
    return (understood + lines + (effects.isEmpty ? [prompt] : []), effects)
  }

  mutating func commit(
    _ answer: Answer, _ event: Session.Event, clock: Int
  ) -> (lines: [String], effects: [Effect]) {
    let feedback =
      plan.mode.givesFeedback
      ? PlainText.feedback(
        item, order: order, score: Scoring.score(answer, to: item.task), given: answer) : []
    return ([], machine.send(event, announcement: .answer(feedback: feedback), at: clock))
  }

  // MARK: The disk

  /// Handles the outcome of an effect; returns the lines to print and the next effects.
  public mutating func take(_ outcome: Outcome, clock: Int) -> (lines: [String], effects: [Effect]) {
    if case .graded(let choice) = outcome {
      // The first tells what the answer came to, and the feedback follows.
      defer { grades = choice }
      guard grades?.item == choice.item, case .feedback = session.stage else { return ([], []) }
      return (["Graded \(choice.chosen.word). \(choice.sentence)", prompt], [])
    }
    guard let event = outcome.sessionEvent,
      case (let announcement, var effects)? = machine.answer(event, next: .nothing, at: clock)
    else { return (outcome.failure.map { ["That is not saved: \($0.message).", prompt] } ?? [], []) }
    if let failure = outcome.failure { return (failed(announcement, failure.message), effects) }
    switch announcement {
    case .nothing: return ([], effects)
    case .lines(let lines): return (lines, effects)
    case .answer(let feedback):
      if let grades, grades.item == session.responses.last?.item {
        lastFeedback = feedback + [grades.sentence]
      } else {
        (lastFeedback, grades) = (feedback, nil)
      }
      let lines = feedback.isEmpty ? ["Saved.", ""] : lastFeedback
      switch session.stage {
      case .answering: return (lines + question(), effects)
      case .feedback where session.attempt?.stopReason == nil: return (lines + [prompt], effects)
      case .feedback:
        // The result follows the explanation of the last answer.
        effects += machine.send(.confirmed, announcement: .nothing, at: clock)
        return (lines, effects)
      case .ready, .rating, .away, .paused, .finishing, .over: return (lines, effects)
      }
    }
  }

  private func failed(_ announcement: Announcement, _ reason: String) -> [String] {
    let failed = "That is not saved: \(reason)."
    switch (announcement, session.stage) {
    case (.answer, .answering): return [failed, "Your answer is kept here. An empty line tries again:"]
    default: return [failed, prompt]
    }
  }

  /// The effects that store the unfinished answer, flag, note and clock if the program ends now.
  public mutating func interrupted(clock: Int) -> [Effect] {
    machine.send(.interrupted, announcement: .nothing, at: clock)
  }
}
