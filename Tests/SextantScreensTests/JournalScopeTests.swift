import Foundation
import ItemBank
import Journal
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Two assessments in one journal, two windows on one plan, and an attempt that lacks only its end.
@Suite struct JournalScopeTests {
  /// Another role with the same skills, questions and evidence scales, so that only its identity tells it apart.
  private static func teacher() throws -> Bank {
    var content = TestApp.bank.content
    content.framework.id = "teacher"
    return Bank(ParsedAssessment(content: content, items: try TestApp.bank.allItems(), contentKey: "teacher"))
  }

  private func reopened(_ app: TestApp, _ bank: Bank) -> Workspace {
    Workspace(bank: bank, journal: app.workspace.journal, environment: app.workspace.environment)
  }

  /// Answers every item of a drill with "I don't know".
  private func drill(_ items: [String], in space: Workspace) throws {
    let session = try space.startAttempt(mode: .drill, scope: .all, asking: items)
    var attempt = session.attempt
    while attempt.current != nil {
      let effects = attempt.handle(
        .answered(.unknown, score: Score(category: 0, of: 2), confidence: nil, milliseconds: 20_000))
      for case .record(let response, let position, let next) in effects {
        try space.record(
          Recording(
            attempt: session.record.id, response: response, skill: "python.syntax", position: position,
            next: next, activeMilliseconds: 20_000, isFlagged: false, note: "", finish: attempt.stopReason))
      }
    }
    #expect(try space.journal.attempt(id: session.record.id)?.state == .finished, "the last answer ends it")
  }

  @Test func twoAssessmentsDoNotSeeEachOther() throws {
    let app = try TestApp()
    let engineer = app.workspace
    let teacher = reopened(app, try Self.teacher())
    try drill(["python.syntax.sample-0", "python.syntax.sample-2"], in: engineer)
    let scale = try #require(engineer.framework.evidence.first?.id)
    let action = try #require(engineer.bank.content.roadmap.actions.first?.id)
    try engineer.editEvidence(scale, [.level(1)])
    try engineer.setAction(action, to: .doing)
    try engineer.report(item: "python.syntax.sample-0", "unclear")
    try engineer.noteKeyRead("python.syntax.sample-1")
    var settings = try engineer.settings()
    (settings.profile, settings.look) = ("senior", .light)
    try engineer.save(settings)
    app.clock.pass(days: 3)

    let own = try engineer.overview()
    #expect(own.dueReviews == 2 && own.levels == [scale: 1] && own.actions[action]?.state == .doing)
    #expect(try engineer.restingItems(settings, now: app.clock.date).count == 3)
    let other = try teacher.overview()
    #expect(other.dueReviews == 0 && other.nextReview == nil)
    #expect(other.levels.isEmpty && other.actions.isEmpty && other.answerCount == 0)
    #expect(other.settings.profile == Settings().profile && other.settings.look == .light)
    #expect(try teacher.reviewSchedule().due.isEmpty)
    #expect(try teacher.itemReports().isEmpty)
    #expect(try teacher.restingItems(other.settings, now: app.clock.date).isEmpty)
  }

  @Test func reviewsOfItemsThatTheBankLostAreNotDue() throws {
    let app = try TestApp()
    try drill(["python.syntax.sample-0", "python.syntax.sample-2"], in: app.workspace)
    app.clock.pass(days: 3)
    let items = try TestApp.bank.allItems().filter { $0.id != "python.syntax.sample-0" }
    let space = reopened(
      app, Bank(ParsedAssessment(content: TestApp.bank.content, items: items, contentKey: "test-2")))
    #expect(try space.overview().dueReviews == 1)
    #expect(try space.reviewSchedule().due.map(\.item) == ["python.syntax.sample-2"])
  }

  @Test func twoWindowsChangeDifferentThingsAboutAnAction() throws {
    let app = try TestApp()
    let id = try #require(app.workspace.bank.content.roadmap.actions.first?.id)
    let other = reopened(app, TestApp.bank)
    try app.workspace.editAction(id, .note("mine"))
    try other.editAction(id, .artefact("link"))
    try app.workspace.setAction(id, to: .doing)
    let day = app.workspace.environment.today
    try other.editAction(id, .date(day))
    let record = try #require(try app.workspace.journal.actions(assessment: "ml-engineer").first)
    #expect(record.note == "mine" && record.artefact == "link" && record.state == .doing)
    #expect(record.due == day)
  }

  @Test func twoWindowsChangeDifferentThingsAboutAScale() throws {
    let app = try TestApp()
    let scale = try #require(app.workspace.framework.evidence.first?.id)
    let other = reopened(app, TestApp.bank)
    try app.workspace.editEvidence(scale, [.level(1)])
    try other.editEvidence(scale, [.artefact("link")])
    try app.workspace.editEvidence(scale, [.level(2)])
    let told = try #require(try other.overview().evidence[scale])
    #expect(told.level == 2 && told.artefact == "link")
  }

  /// Both windows were opened before either changed anything, and each is in another part of the program.
  @Test func twoWindowsChangeDifferentSettings() throws {
    let app = try TestApp()
    let other = reopened(app, TestApp.bank)
    let shown = try app.workspace.settings()
    var (mine, theirs) = (shown, shown)
    (mine.minutesAWeek, mine.look) = (45, .light)
    (theirs.profile, theirs.usesMouse) = ("mid", false)
    _ = app.runner.run(.saveSettings(mine, since: shown))
    try other.save(theirs, since: shown)
    let settings = try app.workspace.settings()
    #expect(settings.minutesAWeek == 45 && settings.look == .light)
    #expect(settings.profile == "mid" && !settings.usesMouse)
  }

  @Test func aChangeInOneWindowOutlivesOneInAnother() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    talk.say("settings")
    talk.say("target")
    talk.listen()
    // Another window changes something while this one shows what was set before.
    let other = reopened(app, TestApp.bank)
    var settings = try other.settings()
    settings.minutesAWeek = 45
    try other.save(settings)
    talk.say("mid")
    #expect(try app.workspace.settings().minutesAWeek == 45 && app.workspace.settings().profile == "mid")
  }

  @Test func anAttemptWithAllItsAnswersIsFinishedWhenItIsResumed() throws {
    let app = try TestApp()
    app.introduce()
    let space = app.workspace
    let session = try space.startAttempt(mode: .drill, scope: .all, asking: ["python.syntax.sample-0"])
    // As an older program left it that was killed between the last answer and the end.
    try space.journal.record(
      ResponseRecord(
        attempt: session.record.id, position: 0, item: "python.syntax.sample-0", itemRevision: 1,
        skill: "python.syntax", answer: "c:0", category: 1, categoryCount: 2, credit: 1, milliseconds: 20_000,
        answeredAt: app.clock.date), nextItem: nil, activeMilliseconds: 20_000)
    #expect(try space.journal.attempt(id: session.record.id)?.state == .open)
    for outcome in app.runner.run(.resumeAttempt(session.record.id)) { app.hand(.outcome(outcome)) }
    #expect(try space.journal.attempt(id: session.record.id)?.state == .finished)
    #expect(try space.journal.attempt(id: session.record.id)?.stopReason == "item-limit")
    #expect(app.sitting == nil)
    #expect(app.text.contains("1 of 1 right"), "\(app.text)")
  }

  @Test func aStaleWindowOfAnExamIsToldSoAndChangesNothing() throws {
    let app = try TestApp()
    let first = try app.workspace.startExam(length: 4)
    let stale = try app.workspace.resumeExam(id: first.record.id)
    func keeping(_ exam: Exam) -> ExamItemWrite {
      var exam = exam
      exam.handle(.answered(.unknown, Score(category: 0, of: 2)))
      return ExamItemWrite(attempt: first.record.id, exam: exam, position: 0, target: 1)
    }
    _ = try app.workspace.keep(keeping(first.exam))
    #expect(throws: JournalError.self) { try app.workspace.keep(keeping(stale.exam)) }
    #expect(throws: JournalError.self) { try app.workspace.handIn(stale.exam, attempt: first.record.id) }
    var fresh = try app.workspace.resumeExam(id: first.record.id).exam
    #expect(fresh.version == 1 && fresh.itemStates[0].answer == .unknown)
    fresh.handle(.handedIn)
    try app.workspace.handIn(fresh, attempt: first.record.id)
    #expect(try app.workspace.journal.attempt(id: first.record.id)?.state == .finished)
  }
}
