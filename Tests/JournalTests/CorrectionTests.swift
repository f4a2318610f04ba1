import Foundation
import Testing

@testable import Journal

/// The last answer of an open attempt can be replaced, with what it changed in memory.
@Suite struct CorrectionTests {
  private func review(_ count: Int) -> ReviewRecord {
    ReviewRecord(
      assessment: "ml", item: "item", stability: 2.5, difficulty: 6, state: "review", step: nil,
      dueAt: Sample.day(9), lastReviewAt: Sample.day(Double(count)), reviewCount: count, lapses: 0)
  }

  private func answer(_ position: Int, item: String = "item", _ text: String = "c:1") -> ResponseRecord {
    var answer = Sample.response("a", position, item: item)
    answer.answer = text
    return answer
  }

  private let known = KnownAnswer(item: "item", answer: "c:1", confidence: 3)

  @Test(arguments: [true, false]) func theAnswerIsReplacedAndItsMemoryIsAsItWas(_ wasUnderReview: Bool) throws
  {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    if wasUnderReview { try journal.set(review: review(1)) }
    try journal.record(answer(0), nextItem: "b", activeMilliseconds: 9, review: review(2))
    #expect(try journal.memoryBefore(lastAnswerOf: "a")?.review == (wasUnderReview ? review(1) : nil))
    try journal.record(answer(0, "c:2"), nextItem: "c", activeMilliseconds: 12, replacing: known)
    #expect(try journal.responses(ofAttempt: "a").map(\.answer) == ["c:2"])
    #expect(try journal.review(ofItem: "item", assessment: "ml") == (wasUnderReview ? review(1) : nil))
    #expect(try journal.attempt(id: "a")?.pendingItem == "c" && journal.attempt(id: "a")?.responseCount == 1)
    // It can be replaced again, from the same memory.
    let again = KnownAnswer(item: "item", answer: "c:2", confidence: 3)
    try journal.record(
      answer(0, "c:3"), nextItem: "d", activeMilliseconds: 15, review: review(2), replacing: again)
    #expect(try journal.memoryBefore(lastAnswerOf: "a")?.review == (wasUnderReview ? review(1) : nil))
    #expect(try journal.review(ofItem: "item", assessment: "ml") == review(2))
    try journal.finish(attempt: "a", at: Sample.day(1), reason: "ended")
    #expect(try journal.memoryBefore(lastAnswerOf: "a") == nil)
  }

  /// What comes next was chosen by the answer that was replaced.
  @Test func anAnswerAfterOneThatWasReplacedElsewhereIsRefused() throws {
    let scratch = Scratch()
    let one = try scratch.open()
    let other = try scratch.open()
    _ = try one.startAttempt(Sample.attempt("a"))
    try one.record(answer(0), nextItem: "b", activeMilliseconds: 9)
    try other.record(answer(0, "c:2"), nextItem: "c", activeMilliseconds: 12, replacing: known)
    #expect(throws: JournalError.self) {
      try one.record(answer(1, item: "b"), nextItem: "d", activeMilliseconds: 20, after: known)
    }
    #expect(try one.responses(ofAttempt: "a").map(\.answer) == ["c:2"])
    var now = KnownAnswer(item: "item", answer: "c:2", confidence: 3, milliseconds: 1)
    #expect(throws: JournalError.self, "the same answer in another time is another one") {
      try one.record(answer(1, item: "c"), nextItem: "d", activeMilliseconds: 20, after: now)
    }
    now.milliseconds = answer(0).milliseconds
    try other.record(answer(1, item: "c"), nextItem: "d", activeMilliseconds: 20, after: now)
    #expect(try one.responses(ofAttempt: "a").map(\.item) == ["item", "c"])
  }

  @Test func whatWentOnInAnotherWindowIsNotReplaced() throws {
    let scratch = Scratch()
    let one = try scratch.open()
    let other = try scratch.open()
    _ = try one.startAttempt(Sample.attempt("a"))
    try one.record(answer(0), nextItem: "b", activeMilliseconds: 9)
    try other.record(answer(1, item: "b"), nextItem: "c", activeMilliseconds: 18)
    #expect(throws: JournalError.self) {
      try one.record(answer(0, "c:2"), nextItem: "c", activeMilliseconds: 12, replacing: known)
    }
    let last = KnownAnswer(item: "b", answer: "c:1", confidence: 3)
    try other.record(
      answer(1, item: "b", "c:0"), nextItem: "d", activeMilliseconds: 20, replacing: last)
    // The same answer was replaced elsewhere.
    #expect(throws: JournalError.self) {
      try one.record(answer(1, item: "b", "c:4"), nextItem: "d", activeMilliseconds: 20, replacing: last)
    }
    #expect(try one.responses(ofAttempt: "a").map(\.answer) == ["c:1", "c:0"])
    #expect(throws: JournalError.self) {
      try one.record(answer(0), nextItem: "d", activeMilliseconds: 20, replacing: known)
    }
  }

  @Test func theWorkOnTheNextItemStaysIfThatComesAgain() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    _ = try journal.startAttempt(Sample.attempt("a"))
    try journal.record(answer(0), nextItem: "b", activeMilliseconds: 9)
    let pending = PendingRecord(
      attempt: "a", item: "b", revision: nil, digest: nil, answer: nil, isFlagged: true, note: "ask")
    try journal.keep(pending: pending)
    try journal.record(answer(0, "c:2"), nextItem: "b", activeMilliseconds: 9, replacing: known)
    #expect(try journal.pending(ofAttempt: "a") == pending)
    let now = KnownAnswer(item: "item", answer: "c:2", confidence: 3)
    try journal.record(answer(0), nextItem: "c", activeMilliseconds: 9, replacing: now)
    #expect(try journal.pending(ofAttempt: "a") == nil)
  }
}
