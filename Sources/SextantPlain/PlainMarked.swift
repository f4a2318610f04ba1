import ItemBank
import QuizEngine
import SextantCore

/// The flagged questions and the notes of all attempts, in plain text.
public struct PlainMarked: PlainDialogue, Sendable {
  private var questions: [AskedQuestion] = []
  /// The filter, the order and the search.
  private var list = ListModel<MarkedList>(MarkedList.Criteria())
  private var pages = PlainPages()
  /// The last question that was read.
  public private(set) var lastText: [String] = []
  /// True once the person has left.
  public private(set) var isOver = false
  /// The flag that is being stored.
  private var flagging: (id: AskedQuestion.ID, isFlagged: Bool)?

  /// Starts before the questions are read.
  public init() {}

  /// The questions are read first.
  public var firstEffects: [Effect] { [.loadMarked] }

  private func rows(_ content: AssessmentContent) -> [AskedQuestion] {
    list.rows(of: MarkedList(questions, content.framework))
  }

  /// The questions, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard !questions.isEmpty else {
      return [
        "Nothing is marked yet. While you answer, flag puts a flag on a question, and note and words writes a note. You "
          + "find them here once the attempt is over.", "help, q back:",
      ]
    }
    let rows = rows(content)
    let kind = list.criteria.filter == .all ? "" : ", only \(list.criteria.filter.name)"
    let found = list.query.isEmpty ? "" : ", with \(PlainText.clean(list.query.text))"
    let order = list.criteria.order == .skill ? ", skill by skill" : ", the newest first"
    let title =
      "Flags and notes, \(Words.count(rows.count, "question"))\(kind)\(found)\(order)\(pages.part(of: rows.count))."
    return [title]
      + pages.range(of: rows.count).map { "  \($0 + 1). \(row(rows[$0], content, overview))" }
      + [
        "A number to read it\(pages.hasMore(of: rows.count) ? ", more" : ""), flag and a number, drill, flags, notes, all, "
          + "order, search and words, help, q back:"
      ]
  }

  private func row(
    _ question: AskedQuestion, _ content: AssessmentContent, _ overview: Overview
  ) -> String {
    let marks = [question.isFlagged ? "flagged" : "", question.note.map { "your note: \($0)" } ?? ""]
    let skill = question.skill.map { content.framework.skills[$0].name } ?? ""
    let text = question.answered.item?.spokenHeadline ?? question.answered.response.item
    let day = overview.days.long(question.answered.response.answeredAt)
    return [
      skill + ": " + text.replacing(" · ", with: " With the code: "), question.answered.response.outcome.word,
      marks.filter { !$0.isEmpty }.joined(separator: ", "),
      "attempt \(question.attempt), \(question.mode.name) of \(day)",
    ].filter { !$0.isEmpty }.map(PlainText.clean).joined(separator: "; ")
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    [
      "a number, or open and a number: the question as it was asked, with its explanation",
      "flag and a number: take its flag off, or put it on again",
      "more or +: the next \(PlainPages.size)",
      "flags: flags alone; notes: notes alone; all: both, without a search",
      "order: skill by skill, or the newest first",
      "search and words, or / and words: the questions that have them, in the skill and your note too",
      "drill: practise the listed questions",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    lastText = []
    if PlainText.leadsBack(word) {
      // As with a search on a screen, the first step back leads to the whole list.
      if list.query.isEmpty { isOver = true } else { show { $0.query = SearchQuery() } }
      return ([], [])
    }
    if let query = PlainText.sought(word, rest) {
      let before = list
      show { $0.query = query }
      guard rows(content).isEmpty else { return ([], []) }
      list = before
      return (["No question has all these words."], [])
    }
    let rows = rows(content)
    switch (word, rest) {
    case ("more", ""), ("+", ""): return (pages.more(rows.count), [])
    case ("all", ""), ("flags", ""), ("notes", ""):
      let filter: MarkedList.Filter = word == "all" ? .all : word == "flags" ? .flagged : .noted
      show {
        $0.criteria.filter = filter
        if filter == .all { $0.query = SearchQuery() }
      }
      return self.rows(content).isEmpty ? (["No question has a mark of this kind."], []) : ([], [])
    case ("order", ""):
      show { $0.criteria.order = $0.criteria.order == .skill ? .newest : .skill }
      return ([], [])
    case ("drill", ""), ("d", ""):
      guard !rows.isEmpty else { return (["There is nothing to practise."], []) }
      var seen: Set<String> = []
      return ([], [.drillItems(rows.map(\.answered.response.item).filter { seen.insert($0).inserted })])
    case ("flag", _):
      guard let place = PlainText.place(rest, of: rows.count) else {
        return (["Type flag and a number from 1 to \(rows.count)."], [])
      }
      let (id, isFlagged) = (rows[place].id, !rows[place].isFlagged)
      flagging = (id, isFlagged)
      return ([], [.flag(attempt: id.attempt, position: id.position, isFlagged)])
    default: break
    }
    guard let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: rows.count) }) else {
      return (
        ["Type a number of the list, flag and a number, drill, flags, notes, all, order, search, help or q."],
        []
      )
    }
    lastText = Self.text(of: rows[place])
    return (lastText, [])
  }

  /// A question as it was asked, with its explanation and the note.
  public static func text(of question: AskedQuestion) -> [String] {
    PlainText.answered(question.answered, seed: question.seed)
  }

  private mutating func show(_ change: (inout ListModel<MarkedList>) -> Void) {
    change(&list)
    pages = PlainPages()
  }

  /// Handles the questions, and the flag that was stored.
  public mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview)
    -> [String]
  {
    switch outcome {
    case .marked(let questions): self.questions = questions
    case .stored:
      guard let flagging, let place = questions.firstIndex(where: { $0.id == flagging.id }) else { break }
      questions[place].answered.response.flagged = flagging.isFlagged
      self.flagging = nil
      return [flagging.isFlagged ? "Flagged." : "The flag is off."]
    default: break
    }
    return []
  }
}
