import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// An excluded attempt counts nowhere, and counts again as before.
@Suite struct ExclusionTests {
  private static func numbers(_ space: Workspace) throws -> [Double] {
    let overview = try space.overview()
    let history = try space.history()
    return [overview.standing.overall.mean, overview.standing.overall.sd, Double(overview.answerCount)]
      + overview.standing.skills.map(\.mean) + history.line.points.map(\.overall.mean)
      + [Double(overview.attemptCount), Double(history.trend(domain: nil)?.model.attempts.count ?? 0)]
  }

  /// The same with and without the files that keep numbers.
  private static func both(_ app: TestApp) throws -> [Double] {
    let plain = try numbers(app.workspace)
    var space = app.workspace
    space.cache = app.folder.appendingPathComponent("cache")
    for _ in 0..<2 { #expect(try numbers(space) == plain) }
    return plain
  }

  @Test(arguments: 0..<8) func itCountsNowhereAndThenAgain(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    let space = app.workspace
    let before = try Self.both(app)
    let entries = try space.history().entries.filter { $0.overall != nil }
    guard let entry = entries.randomElement() else { return }
    try space.exclude(attempt: entry.id, reason: "  rushed \n a lot ")
    let without = try Self.both(app)
    #expect(without != before)
    let marked = try #require(try space.history().entries.first { $0.id == entry.id })
    #expect(marked.record.exclusion == "rushed a lot" && !marked.says(ofDomain: nil))
    #expect(try space.explanation().allSatisfy { $0.attempt != entry.record.number })
    let rows = HistoryTable.rows(try space.history(), try space.overview())
    #expect(rows.first { $0.attempt == entry.record.number }?.excluded == "rushed a lot")
    try space.include(attempt: entry.id)
    #expect(try Self.both(app) == before)
    // Deleted, the numbers are as if it were excluded, and it's in no list.
    try space.delete(attempt: entry.id, forgetsReviews: false)
    #expect(try Self.both(app) == without)
    #expect(try !space.history().entries.contains { $0.id == entry.id })
    #expect(try !space.attempts().contains { $0.id == entry.id })
  }

  @Test func aReasonIsNeeded() throws {
    let app = try SeededJournals.app(seed: 1, open: nil)
    let id = try #require(try app.workspace.history().entries.first?.id)
    #expect(throws: WorkspaceError.noReason) { try app.workspace.exclude(attempt: id, reason: " \t") }
    try app.workspace.exclude(attempt: id, reason: String(repeating: "long ", count: 100))
    #expect(try app.workspace.attempt(id: id).exclusion?.count == Workspace.longestReason)
  }

  @Test func aDroppedAttemptDoesntCount() throws {
    let app = try SeededJournals.app(seed: 2, open: .placement)
    let space = app.workspace
    let open = try #require(try space.openAttempt())
    try space.close(attempt: open.id)
    let entry = try #require(try space.history().entries.last)
    #expect(entry.id == open.id && entry.record.exclusion == Workspace.dropped)
    #expect(try space.explanation().allSatisfy { $0.attempt != open.number })
    #expect(try !space.report().text().contains("over yet"))
    try space.include(attempt: open.id)
    #expect(try space.explanation().contains { $0.attempt == open.number })
    #expect(throws: WorkspaceError.self) { try space.deletion(ofAttempt: "none") }
  }

  @Test func whatGoesIsSaid() {
    let record = AttemptRecord(
      id: "a", number: 3, assessment: "ml", mode: "mock", seed: 1, configuration: "", bank: "",
      startedAt: Date(timeIntervalSince1970: 0))
    var deletion = AttemptDeletion(
      record: record, contents: AttemptContents(answers: 30, notes: 1, reviews: 2))
    #expect(
      deletion.sentence
        == "Your mock exam with number 3 goes for good: 30 answers, 1 note and its exam result. Your score is computed without it. You can't undo this."
    )
    #expect(
      deletion.reviewSentence
        == "Reviews of 2 questions that only this attempt asked stay, unless you forget them as well.")
    deletion.contents = AttemptContents(answers: 1, notes: 0, reviews: 0)
    #expect(deletion.sentence.contains("1 answer and its exam result") && deletion.reviewSentence == nil)
  }
}
