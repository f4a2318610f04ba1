import Foundation
import Journal
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// A result begins with a picture, and its numbers agree with those of every other screen.
@Suite struct ResultTests {
  private func result(_ app: TestApp) throws -> ResultScreen { try #require(app.top()) }

  private func words(_ app: TestApp) -> String {
    app.text.split { $0.isWhitespace || $0 == "┃" || $0 == "│" }.joined(separator: " ")
  }

  /// A placement, then another one two months later.
  private func retaken() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.escape)
    app.clock.pass(days: 61)
    app.takePlacement(seed: 5, share: 0.75)
    return app
  }

  @Test func itShowsHomesPictureBeforeAnythingElse() throws {
    let app = try retaken()
    let rows = app.text.split(separator: "\n").map(String.init)
    let names = app.workspace.framework.domains.map(\.shortName)
    for name in ["Overall"] + names {
      let row = try #require(rows.first { $0.contains("\(name) ") && $0.contains("●") }, "\(name)")
      #expect(row.contains("±"), "\(row)")
    }
    #expect(rows.count { $0.contains("○") && $0.contains("●") } > 5, "rings, but for those below a point")
    #expect(rows.contains { $0.contains("┆ entry target") && $0.contains("○ this attempt on its own") })
    // The same rows as on home, but for the rings and the room of the scroll bar.
    app.press(.escape)
    let home = app.text
    for row in rows where row.contains("±") && row.contains("●") {
      let score = row.split(separator: "  ", omittingEmptySubsequences: true).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      #expect(home.contains(score[1]), "\(row)")
    }
  }

  @Test func theWaysOnLeadToMissesADrillTheGapReportAndTheReason() throws {
    let app = try retaken()
    #expect(
      app.text.contains("Next   ⏎ look at the misses   d drill them   r gap report   w why this number"))
    let misses = try result(app).result.misses.count
    app.press(.enter)
    #expect(try result(app).view == .misses)
    app.press(.escape, .character("w"))
    #expect(try result(app).view == .why)
    app.press(.escape, .character("r"))
    #expect(app.top(GapReportScreen.self) != nil)
    app.press(.escape, .character("d"))
    let plan = try #require(app.sitting?.session.plan)
    #expect(plan.mode == .drill && plan.itemLimit == misses)
  }

  @Test func aTargetChosenSinceIsTheTargetOfTheSentence() throws {
    let app = try retaken()
    #expect(app.text.contains("sure you're at the entry target of 500."))
    let before = try result(app).result
    var settings = try app.workspace.settings()
    let old = settings
    settings.profile = "mid"
    app.hand(
      .outcome(
        .overview(
          try {
            try app.workspace.save(settings, since: old); return try app.workspace.overview()
          }(), notices: [])))
    #expect(app.text.contains("sure you're at the mid target of 575."), "\(app.text)")
    #expect(app.text.contains("┆ mid target"))
    let after = try result(app).result
    #expect(before.profile == "entry" && after.profile == "mid" && after.standing.target == 0.75)
    let overview = try app.workspace.overview()
    #expect(PlainResult(after).summary(overview).first?.contains("mid target of 575") == true)
    // The words don't depend on when the result was read.
    #expect(before.verdictSentence(overview) == after.verdictSentence(overview))
  }

  @Test func anExcludedAttemptClaimsNoChange() throws {
    let app = try retaken()
    let id = try result(app).result.record.id
    #expect(words(app).contains("sure that's real"))
    try app.workspace.exclude(attempt: id, reason: "rushed")
    app.press(.escape)
    try app.reload()
    app.state.push(ResultScreen(result: try app.workspace.result(ofAttempt: id)))
    app.send(.resize(Size(columns: 100, rows: 60)))
    #expect(words(app).contains("This attempt doesn't count: rushed."))
    #expect(!words(app).contains("real") && !words(app).contains("Up 2"), "\(app.text)")
    let overview = try app.workspace.overview()
    let plain = PlainResult(try app.workspace.result(ofAttempt: id)).summary(overview)
    #expect(plain.contains("This attempt doesn't count: rushed."))
    #expect(!plain.contains { $0.contains("real") || $0.contains("improved") })
  }

  @Test func aFocusIsAboutItsDomainEverywhere() throws {
    let app = try retaken()
    app.press(.escape)
    app.clock.pass(days: 40)
    let session = try app.workspace.startAttempt(mode: .focus, scope: .domain("python"), length: 6)
    app.hand(.outcome(.attempt(session)))
    while app.sitting != nil { app.answer(correctly: true) }
    let screen = try result(app)
    #expect(words(app).contains(#/Why Python[:.] /#), "\(app.text)")
    let overview = try app.workspace.overview()
    let python = overview.standing.domains[0]
    let today = Words.score(mean: python.mean, lower: python.lower95, upper: python.upper95)
    #expect(words(app).contains("Python \(today)"), "\(app.text)")
    #expect(screen.result.domainOfScope == 0)
    app.press(.character("w"))
    #expect(try result(app).subject == 0)
    let own = screen.result.standing.domains[0]
    #expect(
      app.text.contains("Python \(Words.score(mean: own.mean, lower: own.lower95, upper: own.upper95))"))
    app.press(.character("w"))
    #expect(try result(app).subject == nil && app.text.contains("Overall "))
    app.press(.character("w"))
    #expect(try result(app).subject == 0, "no other domain was asked about")
    var plain = PlainResult(screen.result)
    let said = plain.handle(line: "w", app.workspace.bank.content, overview).lines
    #expect(said.first?.hasPrefix("Python") == true, "\(said)")
  }

  @Test func anAttemptHasOneMarginInItsResultAndInEveryComparison() throws {
    let app = try retaken()
    let attempts = try app.workspace.measuringAttempts()
    let (first, second) = (attempts[0].id, attempts[1].id)
    let results = try [first, second].map { try app.workspace.result(ofAttempt: $0) }
    let comparison = try app.workspace.comparison(of: first, and: second)
    func margin(_ lower: Double, _ upper: Double) -> Int { ReportingScale.points((upper - lower) / 2) }
    let overall = results.map { margin($0.standing.overall.lower95, $0.standing.overall.upper95) }
    #expect(ReportingScale.points(comparison.overall.beforeMargin) == overall[0])
    #expect(ReportingScale.points(comparison.overall.afterMargin) == overall[1])
    for index in results[0].domains.indices {
      let own = results.map { margin($0.standing.domains[index].lower95, $0.standing.domains[index].upper95) }
      #expect(ReportingScale.points(comparison.domains[index].beforeMargin) == own[0])
      #expect(ReportingScale.points(comparison.domains[index].afterMargin) == own[1])
    }
  }

  /// One rule: right is full credit, everything else is a miss, and partly right is named.
  @Test func partlyRightAnswersAreCountedOneWay() throws {
    #expect(AnswerOutcome(credit: 1) == .right && AnswerOutcome(credit: 0.5) == .partly)
    #expect(AnswerOutcome(credit: 0, isUnknown: true) == .unknown && AnswerOutcome(credit: 0) == .wrong)
    #expect(AnswerOutcome(credit: 0, isUnknown: true, isUnanswered: true) == .unanswered)
    #expect(AnswerOutcome.allCases.filter(\.isRight) == [.right])
    #expect(AnswerCount([.right, .partly]).words == "1 of 2 right, 1 partly")
    let app = try retaken()
    var result = try result(app).result
    let place = try #require(result.answers.firstIndex { $0.response.credit == 1 && $0.isCounted })
    let skill = result.answers[place].response.skill
    let domain = try #require(result.domains.firstIndex { skill.hasPrefix($0.id + ".") })
    let (misses, count) = (result.misses.count, result.count(inDomain: domain))
    result.answers[place].response.credit = 0.5
    #expect(result.misses.count == misses + 1)
    #expect(result.count(inDomain: domain).right == count.right - 1)
    #expect(result.count(inDomain: domain).partly == count.partly + 1)
    #expect(result.answers[place].verdict == "partly right")
    let words = result.count(inDomain: domain).words
    #expect(PlainResult(result).summary(try app.workspace.overview()).contains { $0.hasSuffix(words) })
    app.state.push(ResultScreen(result: result))
    app.send(.resize(Size(columns: 140, rows: 60)))
    #expect(app.text.contains(words.replacing(" right", with: "")), "\(app.text)")
  }

  @Test func aDrillEndsWithWhatWasLearnedAndWhatComesBackWhen() throws {
    let app = try TestApp(size: Size(columns: 80, rows: 30))
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.character("d"))
    let count = try #require(app.sitting?.session.plan.itemLimit)
    for number in 0..<count {
      app.answer(correctly: number > 0)
      for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
    }
    let practice = try #require(try result(app).result.practice)
    #expect(practice.count(.learned) == count - 1 && practice.count(.missed) == 1)
    #expect(
      words(app).contains(
        "\(count - 1) of \(count) right. You learned \(count - 1) that you had missed before."))
    #expect(words(app).contains("They come back: "))
    let schedule = try app.workspace.reviewSchedule()
    for skill in practice.skills {
      let row = try #require(app.text.split(separator: "\n").first { $0.contains(skill.name) })
      let due = try #require(skill.due)
      #expect((schedule.due + schedule.later).contains { $0.due == due })
      #expect(row.contains(app.workspace.environment.days().coming(due, now: app.clock.date)))
    }
    let plain = PlainResult(try result(app).result).summary(try app.workspace.overview())
    #expect(plain.first == practice.sentence && plain.contains { $0.hasPrefix("They come back") })
  }

  @Test func theNumbersOfQuestionsAreTheSameInTheExamItsListAndTheReader() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    // Only the third and the fifth question are answered.
    for number in 0..<5 {
      app.clock.pass(milliseconds: 50_000)
      if [2, 4].contains(number) { app.answerInExam() }
      app.press(number < 4 ? .tab : .tab)
    }
    app.press(.function(2), .character("s"), .down, .down, .down, .enter)
    let screen = try result(app)
    let items = try #require(
      AttemptPlan(stored: screen.result.record.configuration)?.items)
    for answered in screen.result.answers {
      #expect(items[answered.number - 1] == answered.response.item)
    }
    app.press(.enter)
    let listed = try result(app).listed(.misses)
    let numbers = listed.map { screen.result.answers[$0].number }
    #expect(numbers == numbers.sorted())
    let rows = app.text.split(separator: "\n").filter { $0.contains("What holds") }
    for (row, number) in zip(rows, numbers) {
      #expect(row.contains(" \(number)  What holds"), "\(row)")
    }
    let last = try #require(numbers.last, "an answer was wrong")
    for _ in numbers.dropFirst() { app.press(.down) }
    app.press(.enter)
    #expect(app.text.contains("Question \(last) "), "\(app.text)")
  }

  @Test func anExamHasOneVerdictAndItsScoreComesLast() throws {
    let app = try TestApp(size: Size(columns: 80, rows: 40))
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    for _ in 0..<20 {
      app.clock.pass(milliseconds: 50_000)
      app.answerInExam()
      app.press(.enter)
    }
    app.press(.function(2), .character("s"), .down, .down, .down, .enter)
    let exam = try #require(try result(app).result.exam)
    #expect(words(app).contains(exam.verdictSentence) && words(app).contains("about 50 s per question."))
    #expect(!words(app).contains("sure you're at"), "one verdict: \(app.text)")
    let score = try #require(words(app).range(of: "Your score today"))
    let domains = try #require(words(app).range(of: "Soft skills"))
    #expect(domains.lowerBound < score.lowerBound)
    #expect(words(app).contains("left unanswered count as not right."))
    let plain = PlainResult(try result(app).result).summary(try app.workspace.overview())
    #expect(
      plain.first == exam.verdictSentence && !plain.contains { $0.contains("sure you're at the entry") })
  }

  @Test func anExamWithTooFewAnswersSaysWhatTheyDoToTheScore() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    for _ in 0..<3 {
      app.clock.pass(milliseconds: 50_000)
      app.answerInExam()
      app.press(.enter)
    }
    app.press(.function(2), .character("s"), .down, .down, .down, .enter)
    let overview = try app.workspace.overview()
    let right = try #require(try result(app).result.exam).right
    #expect(overview.answerCount == 3 && overview.unansweredCount == 37)
    let today = overview.standing.overall
    let score = Words.score(mean: today.mean, lower: today.lower95, upper: today.upper95)
    #expect(
      words(app).contains(
        "Your score today: \(score). It rests on this exam alone: \(right) of 40 right, and the 37 left unanswered count as "
          + "not right. Too few answers for a score of its own: 3 count, and that takes 10."), "\(app.text)")
  }

  @Test func timesAreSaidInOneWay() {
    let now = Date(timeIntervalSince1970: 1_777_885_200)
    func coming(_ seconds: Double) -> String {
      LocalDays.utc.coming(now.addingTimeInterval(seconds), now: now)
    }
    #expect(coming(-5) == "now" && coming(0) == "now")
    #expect(coming(1) == "in 1 min" && coming(600) == "in 10 min" && coming(7200) == "in 2 h")
    #expect(coming(86_400) == "tomorrow" && coming(5 * 86_400) == "in 5 days")
    #expect(coming(20 * 86_400) == "on 24 May")
    #expect(
      Timestamps.clock(milliseconds: 47_600) == "48 s"
        && Timestamps.clock(milliseconds: 200_000) == "3 min 20 s")
    #expect(ResultScreen.firstSentence("It takes 0.5 s. Then it stops.") == "It takes 0.5 s.")
    #expect(ResultScreen.firstSentence("np.dot is fast") == "np.dot is fast")
  }
}
