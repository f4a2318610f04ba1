import ItemBank
import QuizEngine

/// A mock exam in plain text: a line goes in, lines and effects come out; the exam is the same state machine.
public struct PlainExam: Sendable {
  enum Stage: Sendable, Hashable {
    case answering
    case handingIn
    case saving(Goal)
    case over
  }

  enum Goal: Sendable, Hashable {
    case show(Int)
    case leave
  }

  /// What can be typed beside an answer.
  static let help = [
    "Beside an answer: + the next item, - the item before, #12 item 12, ! flag, list all items, time,",
    "clear take the answer back, done hand in, p pause and leave, ? I don't know.",
  ]

  let attempt: String
  let pool: ItemPool
  /// The exam.
  public private(set) var exam: Exam
  private var item: Item
  private var presentation: Presentation
  private var stage: Stage = .answering
  private var countedUntil: Int

  /// Begins with a session.
  public init(session: ExamSession, clock: Int) {
    attempt = session.record.id
    pool = session.pool
    exam = session.exam
    item = session.item
    presentation = Presentation(
      of: session.item.task, seed: session.exam.plan.seed, position: session.exam.place)
    countedUntil = clock
  }

  /// True where no further line is wanted.
  public var isOver: Bool { stage == .over }

  /// What to print before the first line is read.
  public func opening() -> [String] {
    let limit = exam.plan.timeLimit.map { ", \($0 / 60) minutes" } ?? ", no time limit"
    return ["Mock exam, \(exam.sheets.count) items\(limit). Answers can be changed until you hand in."]
      + Self.help + [""] + question()
  }

  private func question() -> [String] {
    let sheet = exam.sheets[exam.place]
    var state = sheet.answer == nil ? "open" : "answered"
    if sheet.isFlagged { state += ", flagged" }
    return ["Item \(exam.place + 1) of \(exam.sheets.count), \(state)\(left)"]
      + PlainText.question(item, order: presentation.order)
      + [PlainText.prompt(item, isExam: true)]
  }

  private var left: String {
    exam.remainingMilliseconds.map { ", \(($0 + 59_999) / 60_000) minutes left" } ?? ""
  }

  private var standing: String {
    "\(exam.answeredCount) answered, \(exam.sheets.count - exam.answeredCount) open, \(exam.flaggedCount) flagged"
      + left + "."
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(line: String, clock: Int) -> (lines: [String], effects: [Effect]) {
    exam.handle(.worked(clock - countedUntil, onItem: true))
    countedUntil = clock
    if exam.stopReason == .timeOver {
      stage = .over
      return (["The time is over; what was answered is handed in."], [.handIn(exam, attempt: attempt)])
    }
    let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch stage {
    case .over, .saving: return ([], [])
    case .handingIn:
      if word == "yes" {
        exam.handle(.handedIn)
        stage = .over
        return (["Handed in."], [.handIn(exam, attempt: attempt)])
      }
      stage = .answering
      return (question(), [])
    case .answering: return answer(line, word)
    }
  }

  private mutating func answer(_ line: String, _ word: String) -> (lines: [String], effects: [Effect]) {
    let count = exam.sheets.count
    switch word {
    case "+": return exam.place + 1 < count ? keep(.show(exam.place + 1)) : (lastItem, [])
    case "-": return exam.place > 0 ? keep(.show(exam.place - 1)) : (["This is the first item."], [])
    case "!":
      exam.handle(.flagged(!exam.sheets[exam.place].isFlagged))
      return keep(.show(exam.place))
    case "clear":
      exam.handle(.answered(nil, nil))
      return keep(.show(exam.place))
    case "list": return (listing(), [])
    case "time": return ([standing], [])
    case "done":
      stage = .handingIn
      let open = count - exam.answeredCount
      let about = open == 0 ? "Every item has an answer." : "\(open) open items will count as not known."
      return (["\(about) Type yes to hand in; anything else goes back:"], [])
    case "p": return keep(.leave)
    default: break
    }
    if word.hasPrefix("#"), let number = Int(word.dropFirst()) {
      return (1...count).contains(number)
        ? keep(.show(number - 1)) : (["There are items 1 to \(count)."], [])
    }
    switch PlainText.answer(line, to: item, order: presentation.order) {
    case .failure(let hint): return ([hint.text], [])
    case .success(let answer):
      exam.handle(.answered(answer, Scoring.score(answer, to: item.task)))
      return keep(.show(min(exam.place + 1, count - 1)))
    }
  }

  private var lastItem: [String] { ["This is the last item. \(standing) Type list, #number, or done:"] }

  private func listing() -> [String] {
    [standing]
      + exam.sheets.enumerated().map { position, sheet in
        let state = sheet.answer != nil ? "answered" : sheet.isSeen ? "open" : "not seen"
        return "  \(position + 1) \(state)\(sheet.isFlagged ? ", flagged" : "")"
      }
  }

  private mutating func keep(_ goal: Goal) -> (lines: [String], effects: [Effect]) {
    var target = exam.place
    if case .show(let position) = goal { target = position }
    stage = .saving(goal)
    return (
      [],
      [
        .keepSheet(SheetKeeping(attempt: attempt, exam: exam, position: exam.place, target: target))
      ]
    )
  }

  /// Goes on once the item is on the disk.
  public mutating func kept(next: Item?, clock: Int) -> [String] {
    guard case .saving(let goal) = stage else { return [] }
    countedUntil = clock
    switch goal {
    case .leave:
      stage = .over
      return ["Saved; the clock stands. `sextant resume --plain` goes on at this item."]
    case .show(let target):
      stage = .answering
      if target == exam.place, target == exam.sheets.count - 1, exam.sheets[target].answer != nil {
        return ["Saved."] + lastItem
      }
      exam.handle(.moved(to: target))
      if let next {
        item = next
        presentation = Presentation(of: next.task, seed: exam.plan.seed, position: target)
      }
      return ["Saved.", ""] + question()
    }
  }
}
