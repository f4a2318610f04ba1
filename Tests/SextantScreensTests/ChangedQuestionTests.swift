import Foundation
import ItemBank
import Journal
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The bank changes a question after it was answered: the answer is shown and counted as it was given.
@Suite struct ChangedQuestionTests {
  /// One way in which a bank may change a question.
  enum Change: String, CaseIterable, Sendable {
    case numericValue, pairRemoved, ratingsTurned, optionsTurned, choicesTurned, kind

    var item: String {
      switch self {
      case .numericValue, .kind: "python.syntax.sample-2"
      case .pairRemoved: "python.syntax.sample-5"
      case .ratingsTurned: TestApp.bank.items.first { $0.id.hasPrefix("soft.") }?.id ?? ""
      case .optionsTurned: "python.syntax.sample-0"
      case .choicesTurned: "python.syntax.sample-1"
      }
    }

    func apply(to item: inout Item) {
      item.revision = 2
      switch (self, item.task) {
      case (.numericValue, .numeric): item.task = .numeric(NumericKey(value: 4, tolerance: 0, unit: "s"))
      case (.kind, _): item.task = .shortText(answers: ["four"], ignoresCase: true)
      case (_, .matching(let pairs, let extras)):
        item.task = .matching(pairs: Array(pairs.dropLast()), extras: extras)
      case (_, .situational(let options)):
        item.task = .situational(
          options: options.map {
            Option(text: $0.text, effectiveness: 5 - ($0.effectiveness ?? 1), rationale: $0.rationale)
          })
      case (_, .singleChoice(let options, let shuffled)):
        item.task = .singleChoice(options: options.reversed(), shuffled: shuffled)
      case (_, .multipleChoice(let options, let shuffled)):
        item.task = .multipleChoice(options: options.reversed(), shuffled: shuffled)
      default: break
      }
    }
  }

  /// The bank with one item changed.
  static func bank(changing id: String, _ change: (inout Item) -> Void) throws -> Bank {
    let items = try TestApp.bank.allItems().map { item in
      var item = item
      if item.id == id { change(&item) }
      return item
    }
    return Bank(ParsedAssessment(content: TestApp.bank.content, items: items, contentKey: "test-2"))
  }

  /// The same journal with another bank.
  static func reopened(_ app: TestApp, _ bank: Bank) -> Workspace {
    Workspace(bank: bank, journal: app.workspace.journal, environment: app.workspace.environment)
  }

  /// Drills an item and answers it right; returns the attempt.
  private func answerRight(_ item: String, in space: Workspace) throws -> String {
    let session = try space.startAttempt(mode: .drill, scope: .all, asking: [item])
    var attempt = session.attempt
    let shown = try #require(session.item)
    let key = Rehearsal.key(of: shown)
    for effect in attempt.handle(
      .answered(key, score: Scoring.score(key, to: shown.task), confidence: nil, milliseconds: 20_000))
    {
      guard case .record(let response, let position, let next) = effect else { continue }
      try space.record(
        Recording(
          attempt: session.record.id, response: response, skill: shown.skill, position: position, next: next,
          activeMilliseconds: 20_000, isFlagged: false, note: "my note", finish: attempt.stopReason))
    }
    return session.record.id
  }

  /// What plain mode tells about the only answer of an attempt.
  private func told(_ result: AttemptResult, _ space: Workspace) throws -> String {
    var dialogue = PlainResult(result)
    let overview = try space.overview()
    _ = dialogue.handle(line: "a", space.bank.content, overview)
    return dialogue.handle(line: "1", space.bank.content, overview).lines.joined(separator: "\n")
  }

  @Test(arguments: Change.allCases)
  func anOldAnswerIsShownAsItWasAnswered(_ change: Change) throws {
    let app = try TestApp()
    let id = try answerRight(change.item, in: app.workspace)
    let before = try told(try app.workspace.result(ofAttempt: id), app.workspace)
    let space = Self.reopened(app, try Self.bank(changing: change.item, change.apply))
    let result = try space.result(ofAttempt: id)
    let answered = try #require(result.answers.first)
    #expect(answered.item == (try TestApp.bank.item(id: change.item)).map(Self.shown))
    #expect(answered.hasChangedSince && !answered.isOtherQuestion)
    let after = try told(result, space)
    #expect(
      after == "Answered in revision 1; the question has changed since. You see it as it was.\n" + before)
  }

  @Test(arguments: Change.allCases)
  func anAnswerFromBeforeQuestionsWereStoredIsHeldAgainstNoKey(_ change: Change) throws {
    let app = try TestApp()
    let item = try #require(try TestApp.bank.item(id: change.item))
    let record = try app.workspace.journal.startAttempt(
      AttemptRecord(
        id: "old", assessment: "ml-engineer", mode: "drill", seed: 1,
        configuration: AttemptPlan(mode: .drill, itemLimit: 1, seed: 1, profile: "entry").stored,
        bank: "test",
        startedAt: app.clock.date))
    try app.workspace.journal.record(
      ResponseRecord(
        attempt: record.id, position: 0, item: item.id, itemRevision: 1, skill: item.skill,
        answer: Rehearsal.key(of: item).storage, category: 1, categoryCount: 2, credit: 1,
        milliseconds: 20_000, answeredAt: app.clock.date, note: "my note"),
      nextItem: nil, activeMilliseconds: 20_000, end: (app.clock.date, "item-limit"))
    let same = try #require(try app.workspace.result(ofAttempt: "old").answers.first)
    #expect(!same.isOtherQuestion && same.changeNotice == nil, "the same revision is the same question")
    let space = Self.reopened(app, try Self.bank(changing: item.id, change.apply))
    let result = try space.result(ofAttempt: "old")
    let lines = try told(result, space).split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "Answered in revision 1; the question has changed since.", "It was right then.",
        "The question today: \(PlainText.clean(item.spokenHeadline))", "Your note: my note",
      ])
    var screen = ResultScreen(result: result)
    screen.reading = 0
    screen.view = .all
    let context = Context(overview: try space.overview(), now: app.clock.date)
    let text = screen.view(Size(columns: 80, rows: 24), context).surface.text
    #expect(text.contains("Answered in revision 1; the question has changed since."))
    #expect(text.contains("It was right then.") && !text.contains("your answer") && !text.contains("Right."))
  }

  /// What is kept of an item: all but what the author verifies it with and where it stands in its file.
  private static func shown(_ item: Item) -> Item {
    var item = item
    (item.verification, item.requirements, item.location) = (nil, [], nil)
    return item
  }

  @Test func anAnswerKeepsTheLevelThatItsQuestionHad() throws {
    let app = try TestApp()
    let item = "python.syntax.sample-0"
    let id = try answerRight(item, in: app.workspace)
    let space = Self.reopened(
      app,
      try Self.bank(changing: item) { item in
        item.revision = 2
        item.level = 5
      })
    #expect(try space.result(ofAttempt: id).answers.map(\.level) == [1])
    _ = try answerRight(item, in: space)
    let rows = try space.journal.countableResponses(assessment: "ml-engineer")
    #expect(rows.map(\.level) == [1, 5] && rows.map(\.revision) == [1, 2])
  }

  @Test func likeIsComparedWithLike() throws {
    let app = try TestApp()
    let item = "python.syntax.sample-0"
    let first = try answerRight(item, in: app.workspace)
    let second = try answerRight(item, in: app.workspace)
    #expect(try sharedItems(first, second, in: app.workspace) == [item])
    let space = Self.reopened(app, try Self.bank(changing: item, Change.optionsTurned.apply))
    let third = try answerRight(item, in: space)
    #expect(try sharedItems(first, third, in: space).isEmpty)
  }

  /// The items of two drills that are the same question.
  ///
  /// People can't compare drills, but every comparison pairs its questions in this way.
  private func sharedItems(_ first: String, _ second: String, in space: Workspace) throws -> [String] {
    #expect(throws: WorkspaceError.self) { try space.comparison(of: first, and: second) }
    let records = try [first, second].map { try #require(try space.journal.attempt(id: $0)) }
    return try space.comparison(of: records[0], and: records[1]).items.map(\.item)
  }

  // MARK: What has no answer yet

  @Test(arguments: [1, 2])
  func aHalfAnswerIsDroppedWhereTheQuestionChanged(_ revision: Int) throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, seed: 3)
    let item = try #require(session.item)
    try app.workspace.keep(
      PendingItem(
        attempt: session.record.id, item: item.id, isFlagged: true, note: "half", answer: "c:0"))
    let same = try app.workspace.resumeAttempt(id: session.record.id)
    #expect(same.pending?.answer == "c:0")
    // Also within a revision: an author may forget to raise it.
    let bank = try Self.bank(changing: item.id) { item in
      item.revision = revision
      item.stem += " Really?"
    }
    let changed = try Self.reopened(app, bank).resumeAttempt(id: session.record.id)
    #expect(changed.item?.stem.hasSuffix("Really?") == true)
    #expect(changed.pending?.answer == nil)
    #expect(changed.pending?.isFlagged == true && changed.pending?.note == "half")
  }

  @Test func anExamKeepsTheAnswerToAnEarlierVersionUntilItIsAnsweredAgain() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.answerInExam()
    app.press(.tab)
    app.answerInExam()
    app.press(.tab)
    let exam = try #require(app.exam)
    let id = exam.session.id
    let stored = try app.workspace.journal.responses(ofAttempt: id)
    #expect(stored.count == 2)
    let bank = try Self.bank(changing: stored[0].item) { item in
      item.revision = 2
      item.level = 5
      item.stem += " Really?"
    }
    let space = Self.reopened(app, bank)
    var session = try space.resumeExam(id: id)
    #expect(session.exam.itemStates[0].isOutdated && !session.exam.itemStates[1].isOutdated)
    session.exam.handle(.moved(to: 0))
    session.item = try #require(try bank.item(id: stored[0].item))
    let screen = ExamScreen(session: session, clock: 0)
    #expect(!screen.draft.isBegun, "the old answer would mark options of the new question")
    try space.handIn(session.exam, attempt: id)
    let final = try space.journal.responses(ofAttempt: id)
    #expect(final[0].itemRevision == 1 && final[0].question == stored[0].question)
    #expect(final[0].answer == stored[0].answer && final[0].level == stored[0].level)
    #expect(final[0].credit == stored[0].credit && final[1].itemRevision == 1)
  }

  @Test func anExamGoesOnWhereTheBankLostTheItemOnTheScreen() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.answerInExam()
    app.press(.tab, .tab, .backTab)
    let exam = try #require(app.exam)
    let lost = exam.item.id
    let items = try TestApp.bank.allItems().filter { $0.id != lost }
    let bank = Bank(ParsedAssessment(content: TestApp.bank.content, items: items, contentKey: "test-2"))
    let session = try Self.reopened(app, bank).resumeExam(id: exam.session.id)
    #expect(session.item.id == exam.itemStates[2].item && session.exam.place == 2)
  }
}
