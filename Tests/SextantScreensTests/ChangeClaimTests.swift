import Foundation
import Psychometrics
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// What is said of a change: never more than the two attempts can show.
@Suite struct ChangeClaimTests {
  private static func claim(
    points: Int, days: Double, before: ChangeClaim.Effort = .init(questions: 30),
    after: ChangeClaim.Effort = .init(questions: 30), sd: Double = 0.2
  ) -> ChangeClaim {
    let now = Date(timeIntervalSince1970: 1_777_885_200)
    let mean = Double(points) / 100
    return ChangeClaim(
      from: 0, to: mean, ReliableChange(from: (mean: 0, sd: sd), to: (mean: mean, sd: sd)),
      dates: (now, now.addingTimeInterval(days * 86_400)), efforts: (before, after))
  }

  @Test func theTimeAndWhatWasNotTriedAreAlwaysSaid() {
    let rushed = Self.claim(
      points: -240, days: 8 / 1440.0, before: .init(questions: 30, unknown: 2),
      after: .init(questions: 10, unknown: 6, rapid: 1))
    #expect(
      rushed.sentence(since: "1 Dec")
        == "Down 240 in 8 minutes, since 1 Dec. “I don't know” or too fast: 2 of 30 before, 7 of 10 now. Too soon to "
        + "call it a real change: leave 14 days or more between two attempts.")
    #expect(!rushed.isReal && rushed.sureness == "–" && rushed.conclusion == "too soon to tell")
    let late = Self.claim(points: -240, days: 61, after: .init(questions: 10, unknown: 6))
    #expect(late.doubt == .slight && !late.isReal)
    #expect(late.sentence().hasSuffix("Too few real answers to call it a real change."), "\(late.sentence())")
    // Who knew little at first and knows it now has learned something.
    let learned = Self.claim(points: 240, days: 61, before: .init(questions: 30, unknown: 20))
    #expect(learned.isReal)
    #expect(learned.sentence().contains("20 of 30 before, 0 of 30 now. >99 % sure that's real."))
    #expect(
      Self.claim(points: 60, days: 61).sentence(since: "4 May")
        == "Up 60 in 61 days, since 4 May. \(Self.claim(points: 60, days: 61).sureness) sure that's real.")
    #expect(
      Self.claim(points: 10, days: 61).sentence().hasPrefix(
        "Up 10 in 61 days. That's within the margin of error: only "))
    #expect(Self.claim(points: 60, days: 0.2).time == "5 hours")
    #expect(Self.claim(points: 60, days: 3).time == "3 days")
  }

  @Test(arguments: 0..<200) func noDoubtIsEverCalledReal(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let questions = Int.random(in: 1...40, using: &generator)
    let claim = Self.claim(
      points: Int.random(in: -300...300, using: &generator),
      days: [0.001, 0.5, 5, 12, 13, 14, 60].randomElement(using: &generator) ?? 1,
      after: .init(
        questions: questions, unknown: Int.random(in: 0...questions, using: &generator),
        unanswered: Int.random(in: 0...3, using: &generator) / 3))
    let text = ([claim.sentence(isSpoken: true)] + claim.sentences(since: "4 May")).joined(separator: " ")
    #expect(claim.isReal == text.contains("sure that's real"), "\(text)")
    #expect(claim.doubt == nil || claim.sureness == "–")
    #expect(text.contains(" in \(claim.time)"))
  }

  /// After a retake within minutes, no face calls the change real: neither result, history and comparison nor plain mode
  /// and the report.
  @Test func noFaceCallsARetakeWithinMinutesReal() throws {
    let app = try TestApp(size: Size(columns: 100, rows: 60))
    app.introduce()
    app.takePlacement(seed: 1, share: 0.95)
    app.press(.escape)
    app.clock.pass(milliseconds: 600_000)
    app.takePlacement(seed: 2, share: 0)
    let attempts = try app.workspace.measuringAttempts()
    let comparison = try app.workspace.comparison(of: attempts[0].id, and: attempts[1].id)
    #expect(comparison.overall.isReal && !comparison.claim.isReal, "the numbers alone would say so")
    let overview = try app.workspace.overview()
    var texts = [app.text]
    app.press(.character("H"))
    texts.append(app.text)
    app.press(.character("c"))
    texts.append(app.text)
    #expect(app.text.contains("too soon to tell") && !app.text.contains("declined"), "\(app.text)")
    texts.append(PlainComparison.lines(comparison, .utc).joined(separator: " "))
    let result = try app.workspace.result(ofAttempt: attempts[1].id)
    texts.append(PlainResult(result).summary(overview).joined(separator: " "))
    texts.append(try app.workspace.report().text())
    for text in texts {
      let text = text.split { $0.isWhitespace || $0 == "┃" || $0 == "│" }.joined(separator: " ")
      #expect(!text.contains("sure that's real"), "\(text)")
      #expect(text.contains("Down ") && text.contains(" minutes"), "\(text)")
    }
  }
}
