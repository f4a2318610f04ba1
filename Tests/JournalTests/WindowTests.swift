import Foundation
import Testing

@testable import Journal

/// Two windows on one journal lose no update of each other.
@Suite struct WindowTests {
  private func sheet(_ position: Int, flagged: Bool = false) -> ExamItemRecord {
    ExamItemRecord(attempt: "a", position: position, isSeen: true, isFlagged: flagged, milliseconds: 10)
  }

  @Test func anEditOfAnActionLeavesTheOtherFieldsAsTheyAreStored() throws {
    let scratch = Scratch()
    let one = try scratch.open()
    let other = try scratch.open()
    try one.change(action: "x", assessment: "ml", at: Sample.day(1)) { $0.note = "mine" }
    try other.change(action: "x", assessment: "ml", at: Sample.day(2)) { $0.artefact = "link" }
    try one.change(action: "x", assessment: "ml", at: Sample.day(3)) { $0.state = .doing }
    #expect(
      try other.actions(assessment: "ml") == [
        ActionRecord(
          assessment: "ml", action: "x", state: .doing, artefact: "link", note: "mine",
          updatedAt: Sample.day(3))
      ])
  }

  @Test func aStaleWindowOfAnExamIsRefusedAndOverwritesNothing() throws {
    let scratch = Scratch()
    let one = try scratch.open()
    let other = try scratch.open()
    _ = try one.startAttempt(Sample.attempt("a", mode: "mock"))
    let answer = QuestionedResponse(Sample.response("a", 0), question: nil)
    try one.keep(sheet(0), answer: answer, place: "b", activeMilliseconds: 10, version: 0)
    let stale = #expect(throws: JournalError.self) {
      try other.keep(sheet(0, flagged: true), answer: nil, place: "c", activeMilliseconds: 5, version: 0)
    }
    #expect(stale?.message.contains("another window") == true)
    #expect(throws: JournalError.self) {
      try other.handIn(
        attempt: "a", answers: [], reviews: [], activeMilliseconds: 5, at: Sample.day(1), reason: "handed-in",
        version: 0)
    }
    let stored = try #require(try other.attempt(id: "a"))
    #expect(stored.version == 1 && stored.pendingItem == "b" && stored.state == .open)
    #expect(try other.responses(ofAttempt: "a").count == 1)
    #expect(try other.itemStates(ofAttempt: "a") == [sheet(0)])
    try other.handIn(
      attempt: "a", answers: [answer], reviews: [], activeMilliseconds: 20, at: Sample.day(1),
      reason: "handed-in", version: 1)
    #expect(try one.attempt(id: "a")?.state == .finished)
    #expect(try one.responses(ofAttempt: "a").count == 1)
  }

  @Test func theLastAnswerAndTheEndAreStoredTogetherOrNotAtAll() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    var refused = Sample.response("a", 0)
    refused.position = 7
    #expect(throws: JournalError.self) {
      try journal.record(
        refused, nextItem: nil, activeMilliseconds: 1, end: (Sample.day(1), "item-limit"))
    }
    #expect(try journal.attempt(id: "a")?.state == .open, "a refused answer ends nothing")
    try journal.record(
      Sample.response("a", 0), nextItem: nil, activeMilliseconds: 1, end: (Sample.day(1), "item-limit"))
    let stored = try #require(try journal.attempt(id: "a"))
    #expect(stored.state == .finished && stored.finishedAt == Sample.day(1) && stored.responseCount == 1)
    #expect(stored.stopReason == "item-limit" && stored.pendingItem == nil)
    // Closing it once more changes nothing.
    try journal.finish(attempt: "a", at: Sample.day(2), reason: "ended")
    #expect(try journal.attempt(id: "a")?.finishedAt == Sample.day(1))
  }

  @Test func anAttemptThatLostAnAnswerGoesOn() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    for position in 0..<4 {
      try journal.record(Sample.response("a", position), nextItem: "n", activeMilliseconds: 1)
    }
    try journal.write { try $0.execute(sql: "DELETE FROM response WHERE position = 1") }
    // A window that opens it sees three answers.
    try journal.record(Sample.response("a", 3), nextItem: "n", activeMilliseconds: 1)
    try journal.setFlag(attempt: "a", position: 3, flagged: true)
    #expect(throws: JournalError.self, "another window has answered") {
      try journal.record(Sample.response("a", 3), nextItem: "n", activeMilliseconds: 1)
    }
    let stored = try journal.responses(ofAttempt: "a")
    #expect(stored.map(\.position) == [0, 2, 3, 4])
    #expect(stored.map(\.flagged) == [false, false, false, true])
  }

  @Test func aWindowThatIsBehindLeavesWhatTheOtherKeeps() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    func pending(_ item: String) -> PendingRecord {
      PendingRecord(
        attempt: "a", item: item, revision: 1, digest: "d", answer: nil, isFlagged: true, note: "of \(item)")
    }
    _ = try journal.startAttempt(Sample.attempt("a"))
    let first = Sample.response("a", 0)
    try journal.record(first, nextItem: "second", activeMilliseconds: 1)
    try journal.keep(pending: pending("second"))
    // Another window still shows the first item.
    try journal.keep(pending: pending(first.item))
    #expect(try journal.pending(ofAttempt: "a") == pending("second"))
  }

  @Test func whatIsPendingGoesWithItsAnswerAndWithItsAttempt() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    func pending(_ attempt: String) -> PendingRecord {
      PendingRecord(
        attempt: attempt, item: "first", revision: 1, digest: "d", answer: "c:0", isFlagged: true, note: "n",
        milliseconds: 7)
    }
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.keep(pending: pending("a"))
    #expect(try journal.pending(ofAttempt: "a") == pending("a"))
    try journal.record(Sample.response("a", 0), nextItem: "second", activeMilliseconds: 1)
    #expect(try journal.pending(ofAttempt: "a") == nil)
    try journal.keep(pending: pending("a"))
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "ended")
    try journal.keep(pending: pending("a"))
    #expect(try journal.pending(ofAttempt: "a") == nil, "an attempt that is over has no item to go on at")
    _ = try journal.startAttempt(Sample.attempt("b"))
    try journal.keep(pending: pending("b"))
    try journal.discard(attempt: "b")
    #expect(try journal.pending(ofAttempt: "b") == nil)
  }
}
