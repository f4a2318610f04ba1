import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Which attempts are compared where none are named, and what the score was after each.
@Suite struct HistoryPairTests {
  private func entry(
    _ id: String, _ mode: Mode, day: Double, domains: [Int] = [3, 3, 3, 3], hasScore: Bool = true,
    exclusion: String? = nil
  ) -> HistoryData.Entry {
    let date = Date(timeIntervalSince1970: 1_780_000_000 + day * 86_400)
    var record = AttemptRecord(
      id: id, assessment: "a", mode: mode.rawValue, seed: 1, configuration: "", bank: "", startedAt: date,
      finishedAt: date, state: .finished)
    record.exclusion = exclusion
    let value = ScoreLine.Value(mean: 0, sd: 0.3, margin: 0.6)
    return HistoryData.Entry(
      record: record, mode: mode, overall: hasScore ? value : nil, domains: domains.map { _ in value },
      answersOfDomain: domains)
  }

  private func best(_ entries: [HistoryData.Entry], with id: String? = nil) -> [String]? {
    HistoryData(entries: entries).bestPair(with: id).map { [$0.before.id, $0.after.id] }
  }

  @Test func theBestPairIsOfOneKindWeeksApartWithMuchInCommonAndRecent() throws {
    #expect(best([entry("p1", .placement, day: 0), entry("p2", .placement, day: 60)]) == ["p1", "p2"])
    // A focus shares little with a placement, and a rushed second try says nothing of change.
    let focus = entry("f", .focus, day: 70, domains: [8, 0, 0, 0])
    #expect(
      best([entry("p1", .placement, day: 0), entry("p2", .placement, day: 60), focus]) == ["p1", "p2"])
    #expect(
      best([
        entry("p1", .placement, day: 0), entry("p2", .placement, day: 60),
        entry("p3", .placement, day: 60.01),
      ])
        != ["p2", "p3"])
    // An excluded attempt and one without a score don't count.
    #expect(
      best([
        entry("p1", .placement, day: 0), entry("p2", .placement, day: 30),
        entry("x", .placement, day: 60, exclusion: "rushed"),
        entry("m", .mock, day: 70, hasScore: false),
      ]) == ["p1", "p2"])
    #expect(
      best([
        entry("p1", .placement, day: 0), entry("p2", .placement, day: 100), entry("p3", .placement, day: 200),
      ]) == [
        "p2", "p3",
      ],
      "the last two of equally good ones")
    // A given one gets its best match, also if it is the older one.
    let all = [entry("p1", .placement, day: 0), entry("m", .mock, day: 20), entry("p2", .placement, day: 60)]
    #expect(best(all, with: "m")?.contains("m") == true && best(all, with: "p1") == ["p1", "p2"])
    #expect(best([focus], with: "f") == nil && best([]) == nil)
    #expect(best([focus, entry("g", .focus, day: 90, domains: [0, 8, 0, 0])]) == nil, "they share nothing")
    let pair = try #require(HistoryData(entries: all).bestPair())
    #expect(pair.words == "two placements, 60 days apart, 4 domains in both")
  }

  @Test func aComparisonSaysWhatItCantCompareAndNamesABetterOne() throws {
    let app = try TestApp()
    app.introduce()
    for share in [0.4, 0.8] {
      app.takePlacement(seed: 1, share: share)
      app.press(.escape)
      app.clock.pass(days: 40)
    }
    let focus = try app.workspace.startAttempt(mode: .focus, scope: .domain("python"), length: 4)
    _ = focus
    app.restart()
    app.press(.enter)
    var guardrail = 0
    while app.sitting != nil, guardrail < 20 {
      app.answer(correctly: true)
      guardrail += 1
    }
    let history = try app.workspace.history()
    #expect(history.entries.map(\.mode) == [.placement, .placement, .focus])
    let ids = history.entries.map(\.id)
    #expect(history.lastPair.map { [$0.before.id, $0.after.id] } == [ids[0], ids[1]])
    let part = try app.workspace.comparison(of: ids[1], and: ids[2])
    #expect(part.isPart && part.comparable.hasPrefix("Compared: 1 domain"), "\(part.comparable)")
    #expect(part.incomparable.contains("No overall: a focus asks about one domain."))
    #expect(part.incomparable.contains { $0.hasSuffix("no answer that counts in the second.") })
    let better = try #require(part.better)
    #expect([better.before, better.after] == [ids[0], ids[1]])
    #expect(better.words.contains("two placements, 40 days apart, 8 domains in both"), "\(better.words)")
    let whole = try app.workspace.comparison(of: ids[0], and: ids[1])
    #expect(whole.better == nil && whole.comparable.hasPrefix("Compared: overall, 8 domains"))
    #expect(whole.sharedSkills.count <= whole.skillsAsked.before && whole.skillsAsked.before > 8)
  }

  /// Two placements and a third on one day: each has the score from the answers up to it.
  @Test func theScoreAfterAnAttemptIsNotThatOfItsDay() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    app.clock.pass(days: 40)
    var scores: [ScoreLine.Value] = [try app.workspace.overview().score(domain: nil)]
    for share in [0.9, 0.1, 0.7] {
      app.takePlacement(seed: 2, share: share)
      app.press(.escape)
      scores.append(try app.workspace.overview().score(domain: nil))
      app.clock.pass(milliseconds: 300_000)
    }
    func check(_ overview: Overview, _ history: HistoryData) throws {
      let found = history.entries.map { history.score(after: $0, domain: nil, through: overview) }
      #expect(found.count == 4)
      for (place, value) in found.enumerated().dropFirst() {
        #expect(abs(try #require(value).mean - scores[place].mean) < 1e-4, "attempt \(place)")
      }
    }
    let overview = try app.workspace.overview()
    try check(overview, try app.workspace.history())
    #expect(scores[1].mean != scores[2].mean && scores[2].mean != scores[3].mean)
    #expect(
      try app.workspace.history().points(domain: nil, through: overview).last?.value
        == overview.score(domain: nil))
    // On a later day it is still so.
    app.clock.pass(days: 3)
    try check(try app.workspace.overview(), try app.workspace.history())
  }

  /// What an exam left unanswered belongs to it, so the score after the last attempt is today's.
  @Test(arguments: [3, 12]) func theScoreAfterTheLastExamIsTodays(answered: Int) throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    app.clock.pass(days: 20)
    app.takePlacement(seed: 2, share: 0.5)
    app.press(.escape)
    app.clock.pass(milliseconds: 300_000)
    app.press(.character("t"), .down, .down, .enter, .enter)
    for _ in 0..<answered {
      app.clock.pass(milliseconds: 50_000)
      app.answerInExam()
      app.press(.enter)
    }
    app.press(.function(2), .character("s"), .down, .down, .down, .enter)
    let overview = try app.workspace.overview()
    let history = try app.workspace.history()
    let last = try #require(history.entries.last)
    #expect(last.mode == .mock)
    for domain in [nil] + overview.content.framework.domains.indices.map(Optional.some) {
      #expect(
        history.score(after: last, domain: domain, through: overview)
          == overview.score(domain: domain), "\(domain ?? -1)")
    }
    let earlier = history.entries[history.entries.count - 2]
    #expect(
      history.score(after: earlier, domain: nil, through: overview) != overview.score(domain: nil))
  }
}
