import Foundation
import Psychometrics
import QuizEngine
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// Questions that an exam leaves without an answer count as not right, but nobody answered them wrong.
@Suite struct UnansweredTests {
  /// What became of the questions of an exam, drawn by a seed.
  private static func outcomes(_ seed: UInt64, length: Int, of kinds: [AnswerOutcome]) -> [AnswerOutcome] {
    var generator = SeededGenerator(seed: seed, stream: 77)
    return (0..<length).map { _ in kinds[Int(generator.uniform() * Double(kinds.count))] }
  }

  /// Words that say that something was missed; a nought before them says that nothing was.
  private static func misses(in text: String) -> String? {
    text.firstMatch(
      of:
        #/[1-9]\d* (missed|wrong)|missed [1-9]|[Yy]ou missed|answered wrong|Skills you missed|[1-9]\d* miss(es)?\b/#
    ).map { String($0.output.0) }
  }

  /// Everything that the program says of a person: on each screen, in plain mode and in reports.
  private static func surfaces(_ app: TestApp, attempt id: String) throws -> [(name: String, text: String)] {
    var found: [(String, String)] = []
    let space = app.workspace
    try app.reload()
    let places: [(String, Character)] = [
      ("gap report", "r"), ("plan", "p"), ("map", "m"), ("history", "H"), ("reviews", "v"), ("result", "L"),
    ]
    for size in [Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)] {
      app.send(.resize(size))
      found.append(("home", app.text))
      for (name, key) in places {
        app.press(.character(key))
        for view in 0..<(name == "result" ? 6 : 2) {
          found.append(("\(name) \(view)", app.text))
          app.press(.tab)
        }
        for _ in 0..<4 where !app.state.isAtHome { app.press(.escape) }
      }
    }
    let overview = try space.overview()
    var result = PlainResult(try space.result(ofAttempt: id))
    found.append(
      ("plain result", try app.talk(&result, ["result", "u", "a", "w", "m"]).joined(separator: "\n")))
    var gaps = PlainGaps()
    found.append(
      ("plain gaps", try app.talk(&gaps, ["more", "gaps", "1", "q", "more"]).joined(separator: "\n")))
    var map = PlainMap()
    found.append(("plain map", try app.talk(&map, ["1", "q", "2"]).joined(separator: "\n")))
    let menu = PlainTalk(app)
    found.append(("plain menu", menu.listen().joined(separator: "\n")))
    for number in [nil, overview.lastAttempt?.number] {
      let report = try space.report(attempt: number)
      found += [("report", report.text()), ("page", report.html().replacing("\u{a0}", with: " "))]
    }
    return found
  }

  /// Where nothing was answered wrong, no surface says that anything was missed.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func noSurfaceCountsAnOpenQuestionAsMissed(seed: UInt64) throws {
    let app = try TestApp()
    app.introduce()
    let outcomes = Self.outcomes(seed, length: 14 + Int(seed), of: [.right, .right, .unanswered])
    let id = try app.workspace.takeExam(outcomes, seed: seed)
    let open = outcomes.count { $0 == .unanswered }
    #expect(open > 0)
    let result = try app.workspace.result(ofAttempt: id)
    #expect(result.misses.isEmpty && result.unanswered.count == open)
    #expect(try app.workspace.reviewSchedule().later.isEmpty && app.workspace.reviewSchedule().due.isEmpty)
    let overview = try app.workspace.overview()
    #expect(overview.unansweredCount == open && overview.tallies.missed.isEmpty)
    for (name, text) in try Self.surfaces(app, attempt: id) {
      #expect(Self.misses(in: text) == nil, "\(name): \(Self.misses(in: text) ?? "")\n\(text)")
    }
    // A skill that was only left open is no gap for that.
    let gaps = overview.gaps.gaps.filter { $0.answers == 0 && $0.isAsked }
    #expect(!gaps.isEmpty)
    let list = GapList(overview)
    for gap in gaps {
      var criteria = GapList.Criteria()
      criteria.filter = .gaps
      #expect(gap.verdict.answers.missed == 0)
      #expect(list.keeps(gap, criteria) == (gap.verdict.model == .belowTarget), "by the estimate alone")
      #expect(GapSummary.priority(gap) != .high)
      #expect(GapSummary.reason(gap, domain: "Python") == "asked, but left unanswered")
    }
  }

  /// With misses too, every count is that of the given answers alone.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func everyTallyCountsGivenAnswersAlone(seed: UInt64) throws {
    let app = try TestApp()
    let space = app.workspace
    let outcomes = Self.outcomes(
      seed, length: 30, of: [.right, .right, .wrong, .unknown, .unanswered, .unanswered])
    let id = try space.takeExam(outcomes, seed: seed)
    let given = outcomes.filter(\.isGiven)
    let overview = try space.overview()
    let result = try space.result(ofAttempt: id)
    #expect(result.hasScore && overview.answerCount == given.count && overview.attemptCount == 1)
    #expect(result.countedAnswers == given.count && result.count == AnswerCount(outcomes))
    #expect(try space.history().entries.last?.answersOfDomain.reduce(0, +) == given.count)
    #expect(try space.journal.attempt(id: id)?.responseCount == given.count)
    #expect(overview.practice.answersToday == given.count)
    #expect(try space.report().basis.answers == given.count)
    #expect(try space.report(attempt: 1).basis.answers == given.count)
    // By skill, counted once more from what is stored.
    let stored = Dictionary(grouping: try space.journal.responses(ofAttempt: id), by: \.skill)
    for (gap, skill) in zip(overview.gaps.gaps, space.framework.skills) {
      let own = AnswerCount((stored[skill.id] ?? []).map(\.outcome))
      let answers = gap.verdict.answers
      #expect(answers.asked == own.given && answers.right == own.right && answers.missed == own.missed)
      #expect(answers.leftOut.unanswered == own.unanswered)
      if own.missed > 0 {
        #expect(GapSummary.reason(gap, domain: "").hasPrefix("missed \(own.missed) of \(own.given)"))
      }
    }
    // Only what was answered and missed comes back.
    let schedule = try space.reviewSchedule()
    #expect((schedule.due + schedule.later).count == outcomes.count(where: \.isMissed))
  }

  @Test func aFallByOpenQuestionsIsExplainedAndTheWayOutIsNamed() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 5, share: 0.8)
    let before = try app.workspace.overview()
    app.clock.pass(days: 30)
    let id = try app.workspace.takeExam(
      Array(repeating: .right, count: 12) + Array(repeating: .unanswered, count: 28))
    let result = try app.workspace.result(ofAttempt: id)
    let overview = try app.workspace.overview()
    let without = try #require(result.scoreWithout)
    #expect(overview.standing.overall.mean < without.mean)
    let words = result.examScoreSentence(overview, leavingOut: "H, then O,")
    let score = Words.score(
      mean: without.mean, lower: without.mean - without.margin, upper: without.mean + without.margin)
    let today = overview.standing.overall
    #expect(score.hasPrefix("\(ReportingScale.score(without.mean))"))
    for part in [
      "Your score today: " + Words.score(mean: today.mean, lower: today.lower95, upper: today.upper95)
        + ". This exam took it down from \(ReportingScale.score(without.mean)): 12 of 40 right, and the 28 left unanswered count as not right.",
      "Only had a look? H, then O, leaves this exam out of your score.",
    ] { #expect(words.contains(part), "\(part) not in: \(words)") }
    // Leaving it out gives just that score, and the sentences that are no longer true go.
    try app.workspace.exclude(attempt: id, reason: "only had a look")
    let after = try app.workspace.overview()
    #expect(abs(after.standing.overall.mean - without.mean) < 1e-9)
    #expect(after.answerCount == before.answerCount)
    let later = try app.workspace.result(ofAttempt: id)
    #expect(later.scoreWithout == nil)
    #expect(!later.examScoreSentence(after, leavingOut: "O").contains("Only had a look"))
  }

  @Test func handingInAsksFirstAndTellsWhatOpenQuestionsDo() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.answerInExam()
    app.press(.function(2), .character("s"))
    #expect(app.text.contains("39 questions have no answer. Hand in?"), "\(app.text)")
    let words = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("They count as not right, here and in your score."))
    #expect(words.contains("you can leave the exam out of your score afterwards"))
    #expect(app.text.contains("▸ Go on with the exam"), "the safe way is chosen first")
    app.press(.enter)
    #expect(app.exam?.session.stage == .answering)
    let plain = try TestApp()
    let talk = PlainTalk(plain, .exam(try plain.workspace.startExam(length: 12, minutes: 30)))
    talk.say("")
    let asked = talk.say("done").joined(separator: " ")
    #expect(
      asked.contains("12 questions have no answer") && asked.contains("They count as not right"), "\(asked)")
  }

  @Test func missedAndOpenQuestionsHaveListsOfTheirOwn() throws {
    let app = try TestApp()
    app.introduce()
    let id = try app.workspace.takeExam(
      Array(repeating: .right, count: 9) + [.wrong, .wrong, .unknown]
        + Array(repeating: .unanswered, count: 5))
    app.hand(.outcome(.result(try app.workspace.result(ofAttempt: id))))
    app.press(.tab)
    #expect(app.text.contains("Misses 3") && app.text.contains("Unanswered 5"), "\(app.text)")
    app.press(.tab)
    let screen = try #require(app.top(ResultScreen.self))
    #expect(screen.view == .unanswered && screen.listed(.unanswered).count == 5)
    #expect(app.text.contains("○") && app.text.contains("unanswered"))
    let right = AnswerCount((0..<2).map { _ in AnswerOutcome.unanswered })
    #expect(right.words == "0 of 0 right, 2 unanswered")
  }
}
