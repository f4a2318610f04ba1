import ItemBank
import QuizEngine
import SextantCore

/// A mock exam in plain text: every item is open until it is handed in.
public struct PlainExam: PlainSession {
  /// What to say once a write is on the disk.
  enum Announcement: Sendable {
    case nothing
    case lines([String])
    /// An item was saved, and the person goes to another one or stays; with the text to say.
    case kept(target: Int, from: Int, said: String?)
  }

  /// A summary of the commands besides answering.
  static let help = [
    "At each question, type an answer, or next, before, go 3, flag, list, time, clear, done to hand in, pause, dunno; help tells "
      + "more of them."
  ]

  private var machine: PlainMachine<Announcement>
  private let pool: ItemPool
  private let wayBack: String
  /// True while the person is asked whether to hand in.
  private var isHandingIn = false
  /// The step that couldn't be saved; an empty line tries it again.
  private var failed: (target: Int, said: String?)?

  /// Starts with a session.
  ///
  /// - Parameter wayBack: How to continue an exam that was left, such as `1 in the menu`.
  public init(session: ExamSession, clock: Int, wayBack: String = "`sextant resume --plain`") {
    machine = PlainMachine(session.opening(at: clock))
    pool = session.pool
    self.wayBack = wayBack
  }

  /// The session.
  package var session: Session { machine.session }
  private var item: Item { session.item }
  private var order: [Int] { session.presentation.order }
  private var itemStates: [Exam.ItemState] { session.itemStates }
  private var place: Int { session.place }

  /// True if no further line is wanted.
  public var isOver: Bool { session.isOver }

  /// The lines to print before the first line is read.
  public func opening() -> [String] {
    let limit = session.plan.timeLimit.map { ", \($0 / 60) minutes" } ?? ", no time limit"
    let head =
      [
        "Mock exam, \(itemStates.count) questions\(limit). Answers can be changed until you hand in, so each is "
          + "saved at once, dunno too, and how sure you are is not asked.",
        Exam.rules(
          cut: session.plan.cut ?? pool.framework.cut(ofProfile: session.plan.profile),
          questions: itemStates.count),
      ] + Self.help
    return session.stage == .ready ? head + [Self.readyPrompt] : head + [""] + question()
  }

  private static let readyPrompt = "Enter begins, and the clock with it; q leaves without starting:"

  private func question() -> [String] {
    let itemState = itemStates[place]
    var state =
      itemState.answer == nil ? "open" : itemState.answer == .unknown ? "answered “I don't know”" : "answered"
    if itemState.isOutdated {
      state += " before the question changed; that answer counts unless you give another"
    }
    if itemState.isFlagged { state += ", flagged" }
    var lines = ["Question \(place + 1) of \(itemStates.count), \(state)\(left)"]
    lines += PlainText.question(item, order: order)
    // An answer to another version of the question could name different options now.
    if let answer = itemState.answer, !itemState.isOutdated {
      lines.append("Your answer: \(PlainText.said(answer, to: item, order: order)).")
    }
    return lines + [prompt]
  }

  private var prompt: String { PlainText.prompt(item, isExam: true) }

  private var left: String {
    session.remainingMinutes.map { ", \(Words.count($0, "minute")) left" } ?? ""
  }

  private var standing: String {
    let unheard = itemStates.count { !$0.isSeen && $0.answer == nil }
    return
      "\(session.answeredCount) answered, \(itemStates.count - session.answeredCount - unheard) open, "
      + "\(unheard) not heard yet, \(session.flags) flagged" + left + "."
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    if session.stage == .ready { return begin(PlainText.split(line).word, clock: clock) }
    let over = ["Time is up. Your answers are handed in."]
    let closing = machine.send(.ticked, announcement: .lines(over), at: clock)
    guard closing.isEmpty, !isOver else { return ([], closing) }
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    if isHandingIn {
      isHandingIn = false
      guard word == "yes" || word == "y" else { return (["It goes on.", prompt], []) }
      return ([], machine.send(.handedIn, announcement: .lines(["Handed in."]), at: clock))
    }
    if word.isEmpty, let failed { return keep(failed.target, said: failed.said, clock: clock) }
    // In an exam, back means the previous item.
    if word == "back" { return walk("before", clock: clock) ?? ([], []) }
    if let command = PlainItemCommand(line, at: item.task) { return perform(command, clock: clock) }
    return walk(line, clock: clock) ?? answer(line, clock: clock)
  }

  private mutating func begin(_ word: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch word {
    case "", "go", "begin", "yes", "y":
      let effects = machine.send(.begun, announcement: .nothing, at: clock)
      return (question(), effects)
    case "q", "back", "menu", "leave", "pause":
      return (["Not begun."], machine.send(.declined, announcement: .nothing, at: clock))
    // The exam hasn't begun, so don't reveal what the first item asks for.
    case "help", "?":
      return (PlainItemCommand.help(item, isExam: true).dropFirst() + [Self.readyPrompt], [])
    default: return ([Self.readyPrompt], [])
    }
  }

  private mutating func perform(
    _ command: PlainItemCommand, clock: Int
  ) -> (lines: [String], effects: [Effect]) {
    switch command {
    case .unknown: return given(.unknown, clock: clock)
    case .answer(let text): return answer(text, clock: clock)
    case .flag:
      _ = machine.send(.flagged, announcement: .nothing, at: clock)
      return keep(place, said: session.isFlagged ? "Flagged." : "The flag is off.", clock: clock)
    case .note: return (["A mock exam keeps no notes; flag marks the question.", prompt], [])
    case .again: return (question(), [])
    case .spell:
      return (PlainText.question(item, order: order, isSpelled: true) + [prompt], [])
    case .help: return (PlainItemCommand.help(item, isExam: true) + [prompt], [])
    case .pause:
      let told = "Everything is saved, and the clock has stopped. \(wayBack) goes on at this question."
      return ([], machine.send(.left(.back), announcement: .lines([told]), at: clock))
    case .end: return handIn()
    }
  }

  private mutating func handIn() -> (lines: [String], effects: [Effect]) {
    isHandingIn = true
    let unheard = itemStates.count { !$0.isSeen && $0.answer == nil }
    let unknown = itemStates.count { $0.answer == .unknown }
    let dunno = unknown == 0 ? "" : ", \(unknown) of them I don't know"
    var about: [String] = []
    if let exam = session.exam, let words = exam.unansweredWords, let what = exam.unansweredSentences {
      about.append(
        "\(words)\(unheard > 0 ? ", \(unheard) of them not heard" : ""). \(what)")
      about.append("\(session.answeredCount) of \(itemStates.count) have an answer\(dunno).")
    } else {
      about.append("Every question has an answer\(dunno).")
    }
    if session.partlyCount > 0 {
      about.append(
        "\(Words.count(session.partlyCount, "question")) answered only in part; rows without an answer count as wrong."
      )
    }
    return ([about.joined(separator: " ") + " Type yes to hand in; anything else goes on with the exam:"], [])
  }

  /// Moves through the items; nil if the line isn't such a command.
  private mutating func walk(_ line: String, clock: Int) -> (lines: [String], effects: [Effect])? {
    let count = itemStates.count
    let (word, rest) = PlainText.split(line)
    switch (word, rest) {
    case ("+", ""), ("next", ""), ("skip", ""):
      return place + 1 < count ? keep(place + 1, clock: clock) : (lastItem, [])
    case ("-", ""), ("before", ""), ("previous", ""), ("prev", ""):
      return place > 0
        ? keep(place - 1, clock: clock) : (["This is the first question; leave stops for now.", prompt], [])
    case ("clear", "") where itemStates[place].answer == nil:
      return (["There is no answer to take back.", prompt], [])
    case ("clear", ""):
      _ = machine.send(.cleared, announcement: .nothing, at: clock)
      return keep(place, said: "The answer is taken back.", clock: clock)
    case ("list", ""), ("list", "open"), ("list", "flagged"): return (listing(rest), [])
    case ("time", ""): return ([standing, prompt], [])
    case ("done", ""), ("hand", "in"), ("submit", ""), ("finish", ""): return handIn()
    default: break
    }
    if word == "open", rest.isEmpty { return (listing("open"), []) }
    guard ["open", "go", "item"].contains(word) || word.hasPrefix("#") else { return nil }
    // A text may begin with this word: without a number it is an answer.
    guard let number = Int(word.hasPrefix("#") ? String(word.dropFirst()) : rest) else { return nil }
    return (1...count).contains(number)
      ? keep(number - 1, clock: clock) : (["There are questions 1 to \(count)."], [])
  }

  private mutating func answer(_ text: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    switch PlainText.answer(text, to: item, order: order) {
    case .failure(let hint): return (["\(hint.text) Or dunno, again, next, done to hand in, help:"], [])
    case .success(let answer): return given(answer, clock: clock)
    }
  }

  private mutating func given(_ answer: Answer, clock: Int) -> (lines: [String], effects: [Effect]) {
    _ = machine.send(.answered(answer), announcement: .nothing, at: clock)
    // Continue at the next open item: the person who came back to this one is done with it.
    let open = itemStates.indices.filter { itemStates[$0].answer == nil }
    let next = open.first { $0 > place } ?? open.first ?? itemStates.count - 1
    let understood = PlainText.understood(answer, item, order: order)
    return (understood, keep(open.isEmpty ? place : next, said: "Saved.", clock: clock).effects)
  }

  private var lastItem: [String] {
    ["This is the last question. \(standing) Type list, open and a number, or done:"]
  }

  private var allAnswered: String {
    "Every question has an answer. done hands in; list, or open and a number, to go back to one:"
  }

  private func listing(_ part: String) -> [String] {
    // A skill's name helps to answer.
    let domains = pool.framework.domains
    return [standing]
      + itemStates.enumerated().filter { _, itemState in
        part == "open" ? itemState.answer == nil : part == "flagged" ? itemState.isFlagged : true
      }.map { position, itemState in
        let state =
          itemState.answer == .unknown
          ? "not known" : itemState.answer != nil ? "answered" : itemState.isSeen ? "open" : "not heard yet"
        let topic =
          itemState.entry.map { PlainText.clean(domains[pool.entries[$0].domain].shortName) }
          ?? "no longer in the bank"
        return "  \(position + 1). \(topic), \(state)\(itemState.isFlagged ? ", flagged" : "")"
      } + ["open and a number goes there. \(prompt)"]
  }

  private mutating func keep(
    _ target: Int, said: String? = nil, clock: Int
  ) -> (lines: [String], effects: [Effect]) {
    failed = nil
    let announcement = Announcement.kept(target: target, from: place, said: said)
    return ([], machine.send(.wentTo(target), announcement: announcement, at: clock))
  }

  /// Handles the outcome of an effect; returns the lines to print and the next effects.
  public mutating func take(_ outcome: Outcome, clock: Int) -> (lines: [String], effects: [Effect]) {
    guard let event = outcome.sessionEvent,
      let (announcement, effects) = machine.answer(event, next: .nothing, at: clock)
    else { return ([], []) }
    if let failure = outcome.failure { return (notSaved(announcement, failure.message), effects) }
    switch announcement {
    case .nothing: return ([], effects)
    case .lines(let lines): return (lines, effects)
    case .kept(let target, let from, let said): return (kept(target, from: from, said: said), effects)
    }
  }

  private func kept(_ target: Int, from: Int, said: String?) -> [String] {
    let told = said.map { [$0] } ?? []
    guard target == from else { return told + [""] + question() }
    // The question was heard already.
    let isWhole = itemStates.allSatisfy { $0.answer != nil }
    let isLast = said == "Saved." && target == itemStates.count - 1
    return told + (isWhole && said == "Saved." ? [allAnswered] : isLast ? lastItem : [prompt])
  }

  private mutating func notSaved(_ announcement: Announcement, _ reason: String) -> [String] {
    let lines = ["That is not saved: \(reason)."]
    guard case .kept(let target, _, let said) = announcement else { return lines + [prompt] }
    failed = (target, said)
    return lines + ["It is kept here. An empty line tries again:"]
  }

  /// The effects that store the answer, the flag and the clock if the program ends now.
  public mutating func interrupted(clock: Int) -> [Effect] {
    machine.send(.interrupted, announcement: .nothing, at: clock)
  }
}
