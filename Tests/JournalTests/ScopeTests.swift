import Foundation
import GRDB
import Testing

@testable import Journal

/// Two assessments in one journal don't see each other.
@Suite struct ScopeTests {
  private static let both = ["ml", "teacher"]

  /// Answers the same item right in one assessment and wrong in the other, a day later.
  private func filled(_ scratch: borrowing Scratch) throws -> Journal {
    let journal = try scratch.open()
    for (number, assessment) in Self.both.enumerated() {
      let day = Double(number)
      var attempt = Sample.attempt(assessment, mode: "drill", day: day)
      attempt.assessment = assessment
      #expect(try journal.startAttempt(attempt).number == 1)
      var response = Sample.response(assessment, 0, item: "shared", category: number, day: day)
      response.isUnknown = number == 0
      try journal.record(response, nextItem: nil, activeMilliseconds: 1)
      try journal.record(
        Sample.response(assessment, 1, item: "only in \(assessment)", day: day), nextItem: nil,
        activeMilliseconds: 1,
        review: Self.review("shared", in: assessment, due: 10 + day))
      try journal.finish(attempt: assessment, at: Sample.day(day + 0.1), reason: "ended")
    }
    return journal
  }

  private static func review(_ item: String, in assessment: String, due: Double) -> ReviewRecord {
    ReviewRecord(
      assessment: assessment, item: item, stability: 1, difficulty: 5, state: "review", step: nil,
      dueAt: Sample.day(due), lastReviewAt: Sample.day(0), reviewCount: 2, lapses: 0)
  }

  @Test func reviewsAreDueInTheirOwnAssessment() throws {
    let scratch = Scratch()
    let journal = try filled(scratch)
    #expect(try journal.reviews(assessment: "ml", dueBefore: Sample.day(10.5)).count == 1)
    #expect(try journal.reviews(assessment: "teacher", dueBefore: Sample.day(10.5)).isEmpty)
    #expect(try journal.dueDates(assessment: "teacher").map(\.due) == [Sample.day(11)])
    #expect(try journal.missedReviews(assessment: "ml") == ["shared"])
    #expect(try journal.missedReviews(assessment: "teacher").isEmpty, "there it was right")
    #expect(try journal.reviewCount(assessment: "ml", mode: "drill", since: Sample.day(0)) == 1)
    #expect(try journal.reviewCount(assessment: "other", mode: "drill", since: Sample.day(0)) == 0)
    try journal.set(review: Self.review("shared", in: "teacher", due: 99))
    #expect(try journal.review(ofItem: "shared", assessment: "ml")?.dueAt == Sample.day(10))
  }

  @Test func anOpenMeasurementHidesReviewsOfItsOwnAssessmentAlone() throws {
    let scratch = Scratch()
    let journal = try filled(scratch)
    var attempt = Sample.attempt("second", day: 2)
    attempt.assessment = "teacher"
    _ = try journal.startAttempt(attempt)
    try journal.record(
      Sample.response("second", 0, item: "shared", day: 2), nextItem: nil, activeMilliseconds: 1)
    #expect(try journal.dueDates(assessment: "teacher").isEmpty)
    #expect(try journal.dueDates(assessment: "ml").map(\.item) == ["shared"])
  }

  @Test func whatWasSeenIsSeenInItsOwnAssessment() throws {
    let scratch = Scratch()
    let journal = try filled(scratch)
    for assessment in Self.both {
      let own: Set = ["shared", "only in \(assessment)"]
      #expect(Set(try journal.lastSeen(assessment: assessment, since: .distantPast).keys) == own)
      #expect(try journal.itemsOfLastAttempts(2, assessment: assessment, modes: ["drill"]) == own)
      #expect(Set(try journal.countableResponses(assessment: assessment).map(\.item)) == own)
      #expect(try journal.itemsKnown(before: assessment).isEmpty)
    }
    #expect(try journal.lastSeen(assessment: "ml", since: .distantPast)["shared"] == Sample.day(0))
    #expect(try journal.unknownItems(among: ["shared"], assessment: "ml") == ["shared"])
    #expect(try journal.unknownItems(among: ["shared"], assessment: "teacher").isEmpty)
  }

  @Test func evidenceActionsAndSettingsHoldForOneAssessment() throws {
    let scratch = Scratch()
    let journal = try scratch.open()
    for (level, assessment) in Self.both.enumerated() {
      try journal.change(evidence: "education", assessment: assessment, at: Sample.day(0)) {
        $0.level = level
      }
      try journal.change(action: "read", assessment: assessment, at: Sample.day(0)) { $0.note = assessment }
      try journal.set(settings: ["profile": assessment], assessment: assessment, shared: ["theme": "dark"])
      try journal.set(itemReport: "in \(assessment)", item: "x", assessment: assessment, at: Sample.day(0))
      try journal.noteKeyRead(item: "x", assessment: assessment, at: Sample.day(Double(level)))
    }
    for (level, assessment) in Self.both.enumerated() {
      #expect(try journal.evidence(assessment: assessment).map(\.level) == [level])
      #expect(try journal.actions(assessment: assessment).map(\.note) == [assessment])
      #expect(try journal.settings(assessment: assessment) == ["profile": assessment, "theme": "dark"])
      #expect(try journal.itemReports(assessment: assessment) == ["x": "in \(assessment)"])
      #expect(
        try journal.keysRead(assessment: assessment, since: .distantPast) == ["x": Sample.day(Double(level))])
    }
    #expect(try journal.keysRead(assessment: "ml", since: Sample.day(0.5)).isEmpty)
    try journal.removeEvidence(scale: "education", assessment: "ml")
    try journal.set(itemReport: "", item: "x", assessment: "ml", at: Sample.day(1))
    #expect(try journal.evidence(assessment: "teacher").count == 1)
    #expect(try journal.itemReports(assessment: "ml").isEmpty)
    #expect(try journal.itemReports(assessment: "teacher").count == 1)
  }
}
