import Foundation
import Journal
import Psychometrics
import QuizEngine
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// What new users didn't believe: it must hold, and read so, on every face.
@Suite struct BelievableTests {
  /// A program after two placements.
  private static func measured(_ size: Size = Size(columns: 100, rows: 30)) throws -> TestApp {
    let app = try TestApp(size: size)
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.escape)
    app.clock.pass(days: 61)
    app.takePlacement(seed: 5, share: 0.6)
    app.press(.escape)
    return app
  }

  private static func words(_ app: TestApp) -> String {
    app.text.split(whereSeparator: { $0.isWhitespace || $0 == "┃" || $0 == "│" }).joined(separator: " ")
  }

  // MARK: Exams

  /// What leaving questions open does is said before the exam begins, before it is handed in, and afterwards.
  @Test(arguments: [0, 1, 2, 9])
  func openQuestionsLowerTheScoreAndThatIsSaidBefore(count: Int) throws {
    let app = try Self.measured()
    app.clock.pass(days: 40)
    let before = try app.workspace.overview()
    app.press(.character("t"), .down, .down, .enter)
    for words in [
      "Every answer counts for your score, from the first one on.",
      "A question without an answer counts as not right, here and in your score. An answer never costs more.",
      "From 10 answers on, the exam gets a score of its own too.",
    ] { #expect(Self.words(app).contains(words), "\(app.text)") }
    app.press(.enter)
    for _ in 0..<count {
      app.clock.pass(milliseconds: 50_000)
      app.answerInExam()
      app.press(.enter)
    }
    app.press(.function(2), .character("s"), .down)
    #expect(Self.words(app).contains("With fewer than 10 answers the exam gets no score of its own."))
    app.press(.down, .down, .enter)
    let after = try app.workspace.overview()
    #expect(after.standing.overall.mean < before.standing.overall.mean)
    #expect(Self.words(app).contains("This exam took it down from "), "\(app.text)")
    // What is stored of the closed attempts says the same as all answers together.
    let rows = try app.workspace.journal.countableResponses(assessment: app.workspace.framework.id).map(
      CountedResponses.Row.init)
    #expect(rows.count(where: \.isUnanswered) == 40 - count)
    let fresh = ScoreEstimates(
      try app.workspace.counted(rows, now: app.clock.date), pool: app.workspace.pool,
      profile: after.settings.profile)
    #expect(abs(fresh.overall.mean - after.standing.overall.mean) < 1e-9)
  }

  // MARK: Levels

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 100, rows: 30), Size(columns: 140, rows: 45)])
  func homeSaysTheLevelsThatTheMarginSpans(size: Size) throws {
    let app = try Self.measured(size)
    let overall = try app.workspace.overview().standing.overall
    let level = try #require(Words.level(lower: overall.lower95, upper: overall.upper95, answers: 60))
    #expect(level.contains(" to ") && app.text.contains("Where you stand  \(level)"), "\(app.text)")
    // No row has a single word beside a margin that spans more.
    for row in app.text.split(separator: "\n") where row.contains(" ± ") {
      for band in Band.allCases where row.hasSuffix(" \(band.name)") {
        #expect(row.contains(" to \(band.name)"))
      }
    }
  }

  // MARK: Answers that don't count

  @Test func whatWasAnsweredTooFastIsNotCalledNotAsked() throws {
    let app = try TestApp(size: Size(columns: 140, rows: 45))
    app.introduce()
    app.press(.character("t"), .enter)
    var number = 0
    while let sitting = app.sitting {
      let isSoft = sitting.item.id.hasPrefix("soft.")
      app.answer(correctly: isSoft || number % 2 == 0, milliseconds: isSoft ? 100 : 25_000)
      number += 1
    }
    let overview = try app.workspace.overview()
    let soft = try #require(overview.content.framework.domains.firstIndex { $0.id == "soft" })
    let count = overview.leftOut(inDomain: soft).tooFast
    #expect(overview.answers(inDomain: soft) == 0 && count > 0)
    // The result, home, the gap report, plain mode and the report.
    #expect(!app.text.contains("Soft skills     not asked"), "\(app.text)")
    let result = try #require(app.top(ResultScreen.self)).result
    #expect(result.leftOut(inDomain: soft).words == "asked, but not counted (too fast)")
    let plain = PlainResult(result).summary(overview)
    #expect(plain.contains { $0.contains("asked, but not counted (too fast)") })
    app.press(.escape)
    #expect(app.text.contains("not counted") && app.text.contains("asked, too fast"), "\(app.text)")
    app.press(.character("r"))
    app.send(.resize(Size(columns: 100, rows: 45)))
    #expect(Self.words(app).contains("asked, but not counted (too fast)"), "\(app.text)")
    let report = try app.workspace.report()
    #expect(report.text().contains("asked, but not counted (too fast)"))
    #expect(report.html().contains("asked, but not counted (too fast)"))
    // A skill of it is neither at target, nor unasked.
    let gap = try #require(overview.gaps.gaps.first { $0.isAsked && $0.answers == 0 })
    #expect(GapsScreen.mark(gap).0 == "◐")
  }

  // MARK: What comes first

  @Test(arguments: 0..<12) func noPriorityStandsAboveAHigherOne(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    let overview = try app.workspace.overview()
    let ranks = GapSummary(overview).first.map(\.priority.rank)
    #expect(ranks == ranks.sorted())
    let all = GapList(overview).ordered(GapList.Criteria()).filter { $0.status != .atTarget }.map {
      GapSummary.priority($0).rank
    }
    #expect(all == all.sorted())
  }

  @Test(arguments: 0..<12) func everyPlaceNamesTheSameFirstStep(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: seed % 4 == 0 ? .placement : nil)
    try app.reload()
    app.introduce()
    app.send(.resize(Size(columns: 140, rows: 45)))
    let overview = try app.workspace.overview()
    guard overview.answerCount > 0 else { return }
    let first = overview.firstStep
    let title = first.action == nil ? first.title : String(first.title.prefix(40))
    #expect(app.text.contains(title), "home: \(app.text)")
    app.press(.character("r"))
    #expect(Self.words(app).contains("Do first \(title)"), "gap report: \(app.text)")
    app.press(.escape, .character("p"))
    // With few answers the plan's notice names the placement in its own words.
    let named = first.action != nil ? title : overview.measureFirst ?? "Do first: \(title)"
    #expect(Self.words(app).contains(named), "plan: \(app.text)")
    if let action = first.action {
      #expect(overview.weeks.order.isEmpty || overview.weeks.order.first == action)
    }
    let said = "Do first: \(first.sentence)"
    var (gaps, plan) = (PlainGaps(), PlainPlan())
    #expect(try app.talk(&gaps, ["q"]).contains { $0.hasPrefix(said.prefix(40)) })
    #expect(try app.talk(&plan, ["q"]).contains { $0.hasPrefix(said.prefix(40)) })
    if let id = overview.lastAttempt?.id, try app.workspace.result(ofAttempt: id).countedAnswers > 0 {
      app.press(.escape, .character("L"))
      #expect(Self.words(app).contains("Do first: \(title)"), "result: \(app.text)")
    }
  }

  // MARK: The interview

  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func homeNamesTheInterviewAndWhetherThePlanFits(size: Size) throws {
    let app = try Self.measured(size)
    var settings = try app.workspace.settings()
    settings.interview = app.workspace.environment.today.advanced(by: 107)
    try app.workspace.save(settings)
    try app.reload()
    let overview = try app.workspace.overview()
    let day = try #require(settings.interview)
    #expect(
      overview.interviewWays?.first?.hasPrefix("Interview on \(day.long), in 15 weeks: the plan ") == true)
    if size.rows < 17 { for _ in 0..<9 { app.press(.down) } }
    #expect(app.text.contains("Interview"), "\(app.text)")
    let page = try app.workspace.report().html()
    #expect(page.contains("Interview on \(day.long)"))
    settings.interview = app.workspace.environment.today.advanced(by: 8)
    try app.workspace.save(settings)
    #expect(try app.workspace.overview().interviewWays?.first?.contains("the plan doesn't fit") == true)
  }

  // MARK: Results

  @Test func aResultThatIsReadLaterSaysThatItsScoreIsOfToday() throws {
    let app = try Self.measured()
    let all = try app.workspace.measuringAttempts()
    let overview = try app.workspace.overview()
    let old = try app.workspace.result(ofAttempt: try #require(all.first).id)
    let new = try app.workspace.result(ofAttempt: try #require(all.last).id)
    #expect(old.verdictSentence(overview).hasPrefix("As of today: "), "\(old.verdictSentence(overview))")
    #expect(!new.verdictSentence(overview).contains("s of today"))
    app.clock.pass(days: 2)
    #expect(new.verdictSentence(try app.workspace.overview()).hasPrefix("As of today: "))
  }

  @Test func theReportHasTheResultsOfExams() throws {
    let app = try Self.measured()
    FrameTests.takeExam(app, answering: 12)
    let exam = try #require(try app.workspace.history().entries.last?.exam)
    let report = try app.workspace.report()
    #expect(report.text().contains(exam.headline) && report.html().contains("Mock exams"))
  }

  @Test func theReasonsAreWholePointsThatAddUpToTheShownScore() throws {
    let app = try Self.measured()
    let last = try #require(try app.workspace.measuringAttempts().last)
    let explanation = try #require(try app.workspace.result(ofAttempt: last.id).explanation)
    for domain in [nil] + explanation.standing.domains.indices.map(Optional.some) {
      let mean = domain.map { explanation.standing.domains[$0].mean } ?? explanation.standing.overall.mean
      let sum = explanation.points(domain: domain).reduce(0, +)
      #expect(sum == 0 || 500 + sum == ReportingScale.score(mean))
      for (points, effect) in zip(explanation.points(domain: domain), explanation.effects) {
        #expect(abs(Double(points) - 100 * effect.moved(domain: domain)) < 3.5)
      }
    }
    app.press(.character("L"), .character("w"))
    let rows = app.text.split(separator: "\n").filter { $0.contains("┃") }
    #expect(
      rows.count > 5 && rows.allSatisfy { $0.range(of: "[0-9]\\.[0-9]", options: .regularExpression) == nil })
  }

  // MARK: Signs

  @Test func fullerIsBetterAndEachSignHasOneMeaning() {
    func gap(_ probability: Double, asked: Int) -> Gap {
      Gap(
        skill: 0, estimate: Estimate(masses: Grid.standard.masses(of: NormalDistribution())),
        probabilityAtTarget: probability, weight: 1, answers: .init(asked: asked, right: asked))
    }
    let gaps = [gap(0.05, asked: 2), gap(0.3, asked: 2), gap(0.6, asked: 2), gap(0.9, asked: 2)]
    #expect(gaps.map { GapsScreen.mark($0).0 } == ["○", "◐", "◐", "●"])
    #expect(GapsScreen.mark(gap(0.5, asked: 0)).0 == "·")
  }

  // MARK: Typed answers

  @Test(arguments: [Key.tab, .enter, .function(2)])
  func aQuestionMarkInAnExamIsNotTakenWithoutAWord(key: Key) throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("t"), .down, .down, .enter, .enter)
    while let exam = app.top(ExamScreen.self), exam.item.task.kind != .shortText { app.press(.enter) }
    let place = try #require(app.top(ExamScreen.self)).session.place
    app.type("?")
    #expect(Self.words(app).contains("Is “?” your answer?") && Self.words(app).contains("F1 shows the keys"))
    app.press(key)
    #expect(app.top(ExamScreen.self)?.session.stage == .answering)
    #expect(app.top(ExamScreen.self)?.session.place == place, "it asks before it goes on")
    // Once more takes it.
    app.press(key)
    let screen = try #require(app.top(ExamScreen.self))
    #expect(screen.session.place != place || screen.session.stage == .away)
  }

  @Test func rowsOfTheBankThatBeginAlikeShowWhatDiffers() throws {
    let app = try TestApp()
    let listing = try app.workspace.bankListing()
    for rows in Dictionary(grouping: listing.rows, by: \.skill).values where rows.count > 1 {
      let starts = rows.map { String($0.title.prefix(16)) }
      #expect(Set(starts).count == starts.count, "\(starts)")
    }
  }

  @Test func aSourceIsNotGivenForAJudgement() throws {
    let app = try TestApp()
    let soft = try #require(try app.workspace.bank.allItems().first { $0.id.hasPrefix("soft.") })
    #expect(soft.sourceSentence.hasPrefix("Ratings: the authors' judgement. Background: "))
    var rated = soft
    rated.source = "Median of seven independent ratings; Minto (2009), The Pyramid Principle, ch. 1"
    #expect(
      rated.sourceSentence
        == "Ratings: median of seven independent raters. Background: Minto (2009), The Pyramid Principle, ch. 1"
    )
    rated.source = "Authors' judgement; Zinkevich, Rules of Machine Learning, rule 2"
    #expect(
      rated.sourceSentence
        == "Ratings: the authors' judgement. Background: Zinkevich, Rules of Machine Learning, rule 2")
    let other = try #require(try app.workspace.bank.allItems().first { !$0.id.hasPrefix("soft.") })
    #expect(other.sourceSentence.hasPrefix("Source: "))
  }
}
