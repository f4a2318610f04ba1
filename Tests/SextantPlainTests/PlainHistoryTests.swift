import Foundation
import Journal
import Psychometrics
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// Attempts in plain text: results, answers, reasons and comparisons.
@Suite struct PlainHistoryTests {
  @Test func theHistoryTellsAttemptsTrendsAnswersReasonsAndChanges() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainHistory()
    let last = try #require(try app.workspace.measuringAttempts().last)
    let result = try app.workspace.result(ofAttempt: last.id)
    let list = try app.talk(&dialogue, ["t"])
    #expect(list.contains { $0.hasPrefix("  2: placement of ") && $0.contains(", 30 questions: ") })
    #expect(
      list.contains { $0.contains(": Overall") || $0.hasSuffix(": all lines.") },
      "what can be said of several lines is said once")
    #expect(!list.contains { $0.contains("↗") })
    // The number is the attempt's own, not a place in the list.
    let opened = try app.talk(&dialogue, ["2", "9", "m", "1", "w", "c", "q"])
    let overall = try app.workspace.overview().standing.overall
    let score = Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95)
    let alone = result.standing.overall
    #expect(opened.contains { $0.hasPrefix("Your score today: \(score), ") })
    #expect(
      opened.contains(
        "This attempt on its own: \(Words.score(mean: alone.mean, lower: alone.lower95, upper: alone.upper95)), from 30 of the 60 answers behind your score."
      ))
    #expect(opened.contains("Type m or a first, or q."))
    #expect(opened.contains("You: I don't know"), "the misses are not known")
    #expect(
      opened.contains {
        $0.hasPrefix("Source: ") || $0.hasPrefix("Ratings: ")
          || $0.hasPrefix("The ratings are the authors' judgement.")
      })
    #expect(opened.contains { $0.contains(" lowered it by ") && $0.contains(", not known: ") })
    #expect(opened.contains { $0.contains(" raised it by ") && $0.contains(", right: ") })
    #expect(
      opened.contains {
        $0.hasPrefix("From the placement of ") && $0.contains("to the placement of ")
      })
    #expect(!dialogue.isOver)
    let all = try app.talk(&dialogue, ["2", "answers", "30", "back", "q"])
    #expect(all.filter { $0.hasPrefix("  10. ") }.count == 1 && !all.contains { $0.hasPrefix("  11. ") })
    #expect(all.contains { $0.hasPrefix("Source: ") } && dialogue.isOver)
  }

  @Test func theResultLeadsOnAndTellsWhereTheScoreEnded() throws {
    let app = try TestApp.experienced()
    let last = try #require(try app.workspace.measuringAttempts().last)
    let result = try app.workspace.result(ofAttempt: last.id)
    var dialogue = PlainResult(result)
    let said = try app.talk(&dialogue, ["w", "plan"])
    let score = ReportingScale.score(result.standing.overall.mean)
    #expect(said.contains { $0.contains("was 500 before any answer and is \(score) after all of them") })
    #expect(dialogue.isOver && dialogue.destination == .plan)
  }

  @Test func twoAttemptsAreComparedByTheirNumbers() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainHistory()
    let said = try app.talk(&dialogue, ["compare 2", "compare 1 7", "compare 2 1"])
    #expect(
      said.contains { $0.hasPrefix("Type compare") }
        && said.contains { $0.hasPrefix("There is no attempt 7 in this list;") })
    let ids = try app.workspace.measuringAttempts().map(\.id)
    let row = try app.workspace.comparison(of: ids[0], and: ids[1]).overall
    let attempt = try app.workspace.result(ofAttempt: ids[1]).standing
    let own = attempt.withoutShift.overall
    #expect(
      row.afterMargin == (attempt.overall.upper95 - attempt.overall.lower95) / 2
        && row.after == attempt.overall.mean, "the numbers and margins are those of the result")
    let before = try app.workspace.result(ofAttempt: ids[0]).standing.withoutShift.overall
    #expect(
      abs(row.change.standardError - (own.sd * own.sd + before.sd * before.sd).squareRoot()) < 1e-9
        && own.sd < attempt.overall.sd, "compared with oneself, the shift of the levels doesn't matter")
    #expect(row.probabilityAtTarget == attempt.overall.probability(atLeast: attempt.target))
    let points = ReportingScale.score(row.after) - ReportingScale.score(row.before)
    #expect(
      said.contains {
        $0.hasPrefix("  Overall: \(ReportingScale.score(row.before)) ± ")
          && $0.contains("up \(points) points")
      })
  }

  @Test func aChangeIsTheDifferenceOfWhatIsPrinted() {
    // 677.4 is told as 675 and 722.6 as 725, though the difference alone would round to 45.
    #expect(Words.change(from: 1.7740, to: 2.2260) == "+ 50")
    #expect(Words.change(from: 2.2260, to: 1.7740) == "− 50")
    #expect(Words.change(from: 0.001, to: -0.001) == "± 0")
    #expect(PlainNumbers.changeInWords(from: 1.7740, to: 2.2260) == "up 50 points")
  }

  @Test func answersAreFoundByWordsFlagsAndDomainsTenAtATime() throws {
    let app = try TestApp.experienced()
    let last = try #require(try app.workspace.measuringAttempts().last)
    var result = try app.workspace.result(ofAttempt: last.id)
    result.answers[4].response.flagged = true
    result.answers[5].response.isRapid = true
    var dialogue = PlainResult(result)
    let found = try app.talk(
      &dialogue, ["search case no-such-word", "flagged", "a", "more", "w 1", "w nowhere"])
    #expect(found.contains("No answer has all these words.") && found.contains("Flagged, 1:"))
    #expect(
      found.contains { $0.hasPrefix("Answers, 30, 11 to 20:") } && found.contains { $0.hasPrefix("  20. ") })
    #expect(found.contains { $0.hasPrefix("  6. ") && $0.contains("not counted: too fast: ") })
    #expect(found.contains { $0.hasPrefix("\(TestApp.bank.content.framework.domains[0].name) was 500") })
    #expect(found.contains { $0.hasPrefix("There is no domain nowhere") })
    // Whichever items were drawn, one has this code.
    let place = 7
    result.answers[place].item = try #require(
      try TestApp.bank.allItems().first {
        $0.code?.text.contains("fs = [lambda: i for i in range(3)]") ?? false
      })
    result.answers[place].item?.stem = "What does this program print?"
    var coded = PlainResult(result)
    let told = try app.talk(&coded, ["search lambda"])
    #expect(
      told.contains {
        $0.hasSuffix("What does this program print? With the code: fs = [lambda: i for i in range(3)]")
      },
      "the code tells alike questions apart")
  }

  @Test func aDrillTellsHowManyWereRight() throws {
    let app = try TestApp.experienced()
    let last = try #require(try app.workspace.measuringAttempts().last)
    var result = try app.workspace.result(ofAttempt: last.id)
    let right = result.answers.count { $0.response.credit >= 1 }
    result.mode = .drill
    result.practice = PracticeResult(
      result.answers.map(\.response), before: [:], dues: [:], framework: app.workspace.framework)
    let overview = try app.workspace.overview()
    #expect(PlainResult(result).summary(overview).first?.hasPrefix("\(right) of 30 right.") ?? false)
    #expect(
      PlainResult(result).prompt(TestApp.bank.content, overview).first?.contains(": m for the ") ?? false)
  }
}
