import Foundation
import Journal
import Psychometrics
import QuizEngine
import Reporting
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// What the program says about a mock exam once it is handed in.
@Suite struct ExamResultTests {
  /// Takes an exam: the first questions right, then some wrong, the rest left open.
  ///
  /// - Returns: The attempt's identity.
  @discardableResult
  private static func take(
    _ space: Workspace, length: Int = 12, right: Int, wrong: Int = 0, seed: UInt64 = 3
  ) throws -> String {
    try space.takeExam(
      Array(repeating: .right, count: right) + Array(repeating: .wrong, count: wrong)
        + Array(repeating: .unanswered, count: length - right - wrong), seed: seed)
  }

  @Test func withTooFewAnswersThereIsAResultButNoScore() throws {
    let app = try TestApp()
    let space = app.workspace
    let id = try Self.take(space, right: 8)
    let result = try space.result(ofAttempt: id)
    let exam = try #require(result.exam)
    #expect(
      exam.right == 8 && exam.total == 12 && exam.unanswered == 4 && exam.percent == 66 && exam.isPassed)
    #expect(!result.hasScore && result.explanation == nil && result.change == nil)
    // All questions can be read, those without an answer too.
    #expect(result.answers.map(\.response.position) == Array(0..<12))
    #expect(result.answers.allSatisfy { $0.isCounted }, "right ones count too")
    #expect(result.misses.isEmpty && result.unanswered.count == 4 && result.count.given == 8)
    #expect(result.answers.allSatisfy { $0.whyNotCounted == nil })
    let overview = try space.overview()
    #expect(overview.answerCount == 8 && overview.unansweredCount == 4)
    #expect(
      result.examScoreSentence(overview, leavingOut: "O").contains(
        "rests on this exam alone: 8 of 12 right, and the 4 left unanswered count as not right."))
    let entry = try #require(try space.history().entries.last)
    #expect(entry.exam == exam && !entry.hasScore && !entry.says(ofDomain: nil))
    #expect(try space.history().trend(domain: nil) == nil)
    let report = try space.report(attempt: 1)
    // On a page a number and its unit stay on one line.
    let page = report.html().replacing("\u{a0}", with: " ")
    for text in [report.text(), report.markdown(), page, report.sentences().joined(separator: " ")] {
      #expect(text.contains("8 of 12 right, 66 %: passed"), "\(text)")
      #expect(text.contains("Too few answers for a score of its own: 8 count, and that takes 10."), "\(text)")
      #expect(!text.contains("Overall"), "\(text)")
    }
    let json = try JSONSerialization.jsonObject(with: Data(try report.json().utf8)) as? [String: Any]
    #expect(json?["overall"] == nil && json?["domains"] == nil)
    #expect((json?["exam"] as? [String: Any])?["unanswered"] as? Int == 4)
  }

  /// One form for both, but the table of the history names its domains.
  @Test func theHistoryWritesAnExamAsTheReportDoes() throws {
    // The folder goes with the app.
    let app = try TestApp()
    let space = app.workspace
    let id = try Self.take(space, right: 8, wrong: 3)
    let rows = HistoryTable.rows(try space.history(), try space.overview())
    func fields(_ value: some Encodable) throws -> [String: Any] {
      try #require(
        JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any])
    }
    let row = try fields(#require(rows.first?.exam))
    let report = try fields(#require(space.report(attempt: 1).exam))
    #expect(Set(row.keys) == Set(report.keys) && row["passed"] as? Bool == true, "\(id)")
    for (key, value) in row where key != "domains" {
      #expect("\(value)" == "\(report[key] ?? "nothing")", "\(key)")
    }
    let domains = try #require(row["domains"] as? [String: [String: Int]])
    let counts = try #require(report["domains"] as? [[String: Any]])
    #expect(domains.count == counts.count && domains.values.reduce(0) { $0 + ($1["right"] ?? 0) } == 8)
    for count in counts {
      let own = try #require(domains[count["id"] as? String ?? ""])
      for (key, value) in own { #expect(count[key] as? Int == value) }
    }
  }

  @Test func fromTenAnswersOnOpenQuestionsCountAsWrongForTheScoreToo() throws {
    let apps = (try TestApp(), try TestApp())
    let (left, answered) = (apps.0.workspace, apps.1.workspace)
    let one = try left.result(ofAttempt: Self.take(left, length: 20, right: 10))
    let two = try answered.result(ofAttempt: Self.take(answered, length: 20, right: 10, wrong: 10))
    #expect(one.hasScore && two.hasScore)
    #expect(one.standing.overall.mean == two.standing.overall.mean)
    #expect(one.exam?.unanswered == 10 && two.exam?.wrong == 10 && one.exam?.percent == 50)
    #expect(one.exam?.isPassed == false)
    #expect(try left.overview().standing.overall == answered.overview().standing.overall)
    // Nobody reviews what they never saw.
    #expect(try left.journal.reviews(assessment: "ml-engineer", dueBefore: .distantFuture).isEmpty)
    let report = try left.report(attempt: 1)
    #expect(report.text().contains("10 of 20 right, 50 %: not passed"))
    #expect(report.text().contains("Overall"))
    #expect(report.text().contains("10 left unanswered."))
  }

  /// A short exam moves the score by what was answered: up by right answers and down by others, and says so.
  @Test func aShortExamMovesTheScoreByItsAnswersAndSaysWhy() throws {
    func change(right: Int, wrong: Int) throws -> (points: Int, words: String) {
      let app = try TestApp()
      app.introduce()
      app.takePlacement(seed: 5, share: 0.5)
      app.clock.pass(days: 40)
      let before = try app.workspace.overview().standing.overall.mean
      let id = try Self.take(app.workspace, length: 8, right: right, wrong: wrong)
      let overview = try app.workspace.overview()
      let result = try app.workspace.result(ofAttempt: id)
      let points = ReportingScale.score(overview.standing.overall.mean) - ReportingScale.score(before)
      return (points, result.examScoreSentence(overview, leavingOut: "O"))
    }
    let (good, bad, half) = (
      try change(right: 8, wrong: 0), try change(right: 0, wrong: 8), try change(right: 7, wrong: 0)
    )
    #expect(good.points > 0 && good.words.contains(". This exam took it up from "), "\(good)")
    #expect(
      good.words.contains(
        ": 8 of 8 right. Too few answers for a score of its own: 8 count, and that takes 10."))
    #expect(bad.points < 0 && bad.words.contains(": 0 of 8 right."), "\(bad)")
    #expect(
      half.points <= good.points
        && half.words.contains("7 of 8 right, and the one left unanswered counts as not right."))
  }

  @Test func timesAreThoseThatPeopleSay() {
    let times = [1_000, 9_900, 12_000, 47_600, 89_000, 95_000, 130_000, 600_000]
    #expect(
      times.map { Timestamps.each(milliseconds: $0) } == [
        "under 10 s", "under 10 s", "about 10 s", "about 45 s", "about 90 s", "about 1.5 min", "about 2 min",
        "about 10 min",
      ])
    let exam = ExamResult(
      .init(right: 2, unknown: 5, unanswered: 1), domains: [], cut: 65, milliseconds: 55_000, timeLimit: 720)
    #expect(exam.timeSentence == "Time: 55 s of 12 min, under 10 s per question.")
    #expect(exam.verdictSentence == "2 of 8 right (25 %). Not passed: the pass mark is 65 %.")
  }

  @Test func anExamWithoutAnAnswerIsListedAndCountsAsNotRight() throws {
    let app = try TestApp()
    try Self.take(app.workspace, right: 0)
    let overview = try app.workspace.overview()
    #expect(overview.answerCount == 0 && overview.attemptCount == 0 && overview.unansweredCount == 12)
    // Whoever only had a look excludes it, and it counts nothing.
    let record = try #require(try app.workspace.measuringAttempts().last)
    try app.workspace.exclude(attempt: record.id, reason: "only had a look")
    #expect(try app.workspace.overview().unansweredCount == 0)
    try app.workspace.include(attempt: record.id)
    let entry = try #require(try app.workspace.history().entries.last)
    #expect(entry.exam?.headline == "0 of 12 right, 0 %: not passed" && !entry.hasScore)
    #expect(try app.workspace.history().entries.count == 1)
    let result = try app.workspace.result(ofAttempt: entry.record.id)
    #expect(!result.hasScore && result.answers.count == 12)
  }

  @Test func aChangeIsMeasuredFromTheLastExamWithAScore() throws {
    let app = try TestApp()
    let space = app.workspace
    try Self.take(space, right: 12, seed: 1)
    app.clock.pass(days: 40)
    let few = try Self.take(space, right: 3, seed: 2)
    app.clock.pass(days: 40)
    let last = try Self.take(space, right: 6, wrong: 6, seed: 3)
    #expect(try space.result(ofAttempt: last).change?.before.number == 1)
    let comparison = try space.comparison(of: few, and: last)
    #expect(!comparison.hasScores)
    let sentences = comparison.examSentences(["May", "July"]).joined(separator: " ")
    #expect(sentences.contains("May: 3 of 12 right, 25 %: not passed."))
    #expect(sentences.contains("July: 6 of 12 right, 50 %: not passed."))
    #expect(sentences.contains("too few answers") && !sentences.contains("no change"))
    #expect(sentences.contains("9 of the 12 questions of the May have no answer. They count as not right"))
  }

  @Test func theCutIsThatOfTheDayOnWhichTheExamBegan() throws {
    let app = try TestApp()
    let space = app.workspace
    let id = try Self.take(space, right: 12)
    let record = try #require(try space.journal.attempt(id: id))
    var plan = try #require(AttemptPlan(stored: record.configuration))
    #expect(plan.cut == 65)
    // An older plan names none.
    plan.cut = nil
    var older = record
    older.configuration = plan.stored
    let responses = try space.journal.responses(ofAttempt: id)
    #expect(ExamResult(responses, of: older, framework: space.framework)?.cut == 65)
    plan.cut = 80
    older.configuration = plan.stored
    #expect(ExamResult(responses, of: older, framework: space.framework)?.cut == 80)
  }

  @Test func whatIsKeptOfTheHistoryHasTheExamsToo() throws {
    let app = try TestApp()
    var space = app.workspace
    try Self.take(space, length: 20, right: 12, wrong: 3)
    app.clock.pass(days: 40)
    try Self.take(space, right: 2, seed: 9)
    let plain = try space.history().entries.map(\.exam)
    space.cache = app.folder.appendingPathComponent("cache")
    #expect(try space.history().entries.map(\.exam) == plain && plain.count == 2)
    // Now from what was kept.
    #expect(try space.history().entries.map(\.exam) == plain)
  }

  @Test func suspendedTimeIsNoTime() {
    let source = TestClock()
    let clock = RunningClock { source.clock }
    source.pass(milliseconds: 500)
    #expect(clock.milliseconds == 500)
    clock.pause { source.pass(milliseconds: 3_600_000) }
    #expect(clock.milliseconds == 500)
    source.pass(milliseconds: 20)
    #expect(clock.milliseconds == 520)
  }
}
