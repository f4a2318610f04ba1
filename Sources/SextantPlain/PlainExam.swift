import ItemBank
import QuizEngine
import SextantCore

/// A mock exam in plain text: a line goes in, lines and effects come out; the exam is the same state machine.
public struct PlainExam: Sendable {
  enum Stage: Sendable, Hashable {
    /// Nothing has begun; the clock stands.
    case ready
    case answering
    case handingIn
    case saving(Goal, said: String?)
    case over
  }

  enum Goal: Sendable, Hashable {
    case show(Int)
    case leave
  }

  /// What can be typed beside an answer, in short.
  static let help = [
    "At each item an answer, or next, before, go 3, flag, list, time, clear, done to hand in, pause, dunno; help tells "
      + "more of them."
  ]

  let attempt: String
  let pool: ItemPool
  /// The exam.
  public private(set) var exam: Exam
  private let wayBack: String
  private var item: Item
  private var presentation: Presentation
  private var stage: Stage = .answering
  private var countedUntil: Int

  /// Begins with a session.
  ///
  /// - Parameter wayBack: What goes on with an exam that was left, such as `1 in the menu`.
  public init(session: ExamSession, clock: Int, wayBack: String = "`sextant resume --plain`") {
    attempt = session.record.id
    pool = session.pool
    exam = session.exam
    self.wayBack = wayBack
    item = session.item
    presentation = Presentation(
      of: session.item.task, seed: session.exam.plan.seed, position: session.exam.place)
    countedUntil = clock
    if session.isFresh { stage = .ready }
  }

  /// True where no further line is wanted.
  public var isOver: Bool { stage == .over }

  /// What to print before the first line is read.
  public func opening() -> [String] {
    let limit = exam.plan.timeLimit.map { ", \($0 / 60) minutes" } ?? ", no time limit"
    let head =
      [
        "Mock exam, \(exam.sheets.count) items\(limit). Answers can be changed until you hand in, so each is "
          + "saved at once, dunno too, and how sure you are is not asked."
      ] + Self.help
    return stage == .ready ? head + [Self.readyPrompt] : head + [""] + question()
  }

  private static let readyPrompt = "Enter begins, and the clock with it; q leaves without beginning:"

  private func question() -> [String] {
    let sheet = exam.sheets[exam.place]
    var state = sheet.answer == nil ? "open" : "answered"
    if sheet.isFlagged { state += ", flagged" }
    var lines = ["Item \(exam.place + 1) of \(exam.sheets.count), \(state)\(left)"]
    lines += PlainText.question(item, order: presentation.order)
    if let answer = sheet.answer {
      lines.append("Your answer: \(PlainText.said(answer, to: item, order: presentation.order)).")
    }
    return lines + [prompt]
  }

  private var prompt: String { PlainText.prompt(item, isExam: true) }

  private var left: String {
    exam.remainingMilliseconds.map { ", \(Words.count(($0 + 59_999) / 60_000, "minute")) left" } ?? ""
  }

  private var standing: String {
    let unheard = exam.sheets.count { !$0.isSeen && $0.answer == nil }
    return
      "\(exam.answeredCount) answered, \(exam.sheets.count - exam.answeredCount - unheard) open, "
      + "\(unheard) not heard yet, \(exam.flaggedCount) flagged" + left + "."
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    if stage == .ready {
      countedUntil = clock
      switch PlainText.split(line).word {
      case "", "go", "begin", "yes", "y":
        stage = .answering
        return (question(), [])
      case "q", "back", "menu", "leave", "pause":
        stage = .over
        return (["Not begun."], [.closeAttempt(attempt)])
      // Nothing has begun: what the first item asks for is not told.
      case "help", "?":
        return (PlainItemCommand.help(item, isExam: true).dropFirst() + [Self.readyPrompt], [])
      default: return ([Self.readyPrompt], [])
      }
    }
    exam.handle(.worked(clock - countedUntil, onItem: true))
    countedUntil = clock
    if exam.stopReason == .timeOver {
      stage = .over
      return (["The time is over; what was answered is handed in."], [.handIn(exam, attempt: attempt)])
    }
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    switch stage {
    case .ready, .over, .saving: return ([], [])
    case .handingIn:
      if word == "yes" || word == "y" {
        exam.handle(.handedIn)
        stage = .over
        return (["Handed in."], [.handIn(exam, attempt: attempt)])
      }
      stage = .answering
      return (["It goes on.", prompt], [])
    case .answering:
      // In an exam the way back is to the item before.
      if word == "back" { return walk("before") ?? ([], []) }
      if let command = PlainItemCommand(line, at: item.task) { return perform(command) }
      return walk(line) ?? answer(line)
    }
  }

  private mutating func perform(_ command: PlainItemCommand) -> (lines: [String], effects: [Effect]) {
    switch command {
    case .unknown: return given(.unknown)
    case .answer(let text): return answer(text)
    case .flag:
      let isFlagged = !exam.sheets[exam.place].isFlagged
      exam.handle(.flagged(isFlagged))
      return keep(.show(exam.place), said: isFlagged ? "Flagged." : "The flag is off.")
    case .note: return (["A mock exam keeps no notes; flag marks the item.", prompt], [])
    case .again: return (question(), [])
    case .spell:
      return (PlainText.question(item, order: presentation.order, isSpelled: true) + [prompt], [])
    case .help: return (PlainItemCommand.help(item, isExam: true) + [prompt], [])
    case .pause: return keep(.leave)
    case .end: return handIn()
    }
  }

  private mutating func handIn() -> (lines: [String], effects: [Effect]) {
    stage = .handingIn
    let open = exam.sheets.count { $0.isSeen && !($0.answer?.isComplete ?? false) }
    let unheard = exam.sheets.count { !$0.isSeen && $0.answer == nil }
    let unknown = exam.sheets.count { $0.answer == .unknown }
    let dunno = unknown == 0 ? "" : ", \(unknown) of them I don't know"
    var about =
      open + unheard == 0
      ? "Every item has an answer\(dunno)."
      : "\(exam.answeredCount) of \(exam.sheets.count) have an answer\(dunno)"
    if open > 0 { about += "; \(Words.count(open, "open item")) will count as not known" }
    if unheard > 0 {
      about += "; \(unheard) that you never heard \(unheard == 1 ? "is" : "are") left out of the score"
    }
    if open + unheard > 0 { about += "." }
    return (["\(about) Type yes to hand in; anything else goes back:"], [])
  }

  /// Moves through the items; nil for what is no way.
  private mutating func walk(_ line: String) -> (lines: [String], effects: [Effect])? {
    let count = exam.sheets.count
    let (word, rest) = PlainText.split(line)
    switch (word, rest) {
    case ("+", ""), ("next", ""), ("skip", ""):
      return exam.place + 1 < count ? keep(.show(exam.place + 1)) : (lastItem, [])
    case ("-", ""), ("before", ""), ("previous", ""), ("prev", ""):
      return exam.place > 0
        ? keep(.show(exam.place - 1)) : (["This is the first item; leave stops for now.", prompt], [])
    case ("clear", "") where exam.sheets[exam.place].answer == nil:
      return (["There is no answer to take back.", prompt], [])
    case ("clear", ""):
      exam.handle(.answered(nil, nil))
      return keep(.show(exam.place), said: "The answer is taken back.")
    case ("list", ""), ("list", "open"), ("list", "flagged"): return (listing(rest), [])
    case ("time", ""): return ([standing, prompt], [])
    case ("done", ""), ("hand", "in"), ("submit", ""), ("finish", ""): return handIn()
    default: break
    }
    if word == "open", rest.isEmpty { return (listing("open"), []) }
    guard ["open", "go", "item"].contains(word) || word.hasPrefix("#") else { return nil }
    // A text may begin with this word: what is no number is an answer.
    guard let number = Int(word.hasPrefix("#") ? String(word.dropFirst()) : rest) else { return nil }
    return (1...count).contains(number)
      ? keep(.show(number - 1)) : (["There are items 1 to \(count)."], [])
  }

  private mutating func answer(_ text: String) -> (lines: [String], effects: [Effect]) {
    switch PlainText.answer(text, to: item, order: presentation.order) {
    case .failure(let hint): return (["\(hint.text) Or dunno, again, next, done to hand in, help:"], [])
    case .success(let answer): return given(answer)
    }
  }

  private mutating func given(_ answer: Answer) -> (lines: [String], effects: [Effect]) {
    exam.handle(.answered(answer, Scoring.score(answer, to: item.task)))
    // On to what is open still: whoever came back to an item is done with it.
    let open = exam.sheets.indices.filter { exam.sheets[$0].answer == nil }
    let next = open.first { $0 > exam.place } ?? open.first ?? exam.sheets.count - 1
    let (_, effects) = keep(.show(open.isEmpty ? exam.place : next), said: "Saved.")
    return (PlainText.understood(answer, item, order: presentation.order), effects)
  }

  private var lastItem: [String] {
    ["This is the last item. \(standing) Type list, open and a number, or done:"]
  }

  private var allAnswered: String {
    "Every item has an answer. done hands in; list, or open and a number, to go back to one:"
  }

  private func listing(_ part: String) -> [String] {
    let skills = pool.framework.skills
    return [standing]
      + exam.sheets.enumerated().filter { _, sheet in
        part == "open" ? sheet.answer == nil : part == "flagged" ? sheet.isFlagged : true
      }.map { position, sheet in
        let state =
          sheet.answer == .unknown
          ? "not known" : sheet.answer != nil ? "answered" : sheet.isSeen ? "open" : "not heard yet"
        let topic =
          sheet.entry.map { PlainText.clean(skills[pool.entries[$0].skill].name) } ?? "no longer in the bank"
        return "  \(position + 1). \(topic), \(state)\(sheet.isFlagged ? ", flagged" : "")"
      } + ["open and a number goes there. \(prompt)"]
  }

  private mutating func keep(_ goal: Goal, said: String? = nil) -> (lines: [String], effects: [Effect]) {
    var target = exam.place
    if case .show(let position) = goal { target = position }
    stage = .saving(goal, said: said)
    return (
      [],
      [
        .keepSheet(SheetKeeping(attempt: attempt, exam: exam, position: exam.place, target: target))
      ]
    )
  }

  /// Goes on once the item is on the disk.
  public mutating func kept(next: Item?, clock: Int) -> [String] {
    guard case .saving(let goal, let said) = stage else { return [] }
    countedUntil = clock
    let told = said.map { [$0] } ?? []
    switch goal {
    case .leave:
      stage = .over
      return ["Everything is saved; the clock stands. \(wayBack) goes on at this item."]
    case .show(let target):
      stage = .answering
      if target == exam.place {
        // The question was heard already.
        let isWhole = exam.sheets.allSatisfy { $0.answer != nil }
        let isLast = said == "Saved." && target == exam.sheets.count - 1
        return told + (isWhole && said == "Saved." ? [allAnswered] : isLast ? lastItem : [prompt])
      }
      exam.handle(.moved(to: target))
      if let next {
        item = next
        presentation = Presentation(of: next.task, seed: exam.plan.seed, position: target)
      }
      return told + [""] + question()
    }
  }
}
