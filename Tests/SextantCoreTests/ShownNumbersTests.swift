import Foundation
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Days and scores as they are shown: no two of them contradict one another.
@Suite struct ShownNumbersTests {
  @Test func aDayIsReadAsItIsShown() throws {
    let today = try #require(CalendarDay(iso: "2026-12-01"))
    func day(_ text: String) -> String? { CalendarDay.read(text, today: today)?.iso }
    for text in ["2026-12-20", "20 Dec", "20 dec", "20 Dec 2026", "Dec 20", "20.12.2026", "20 december"] {
      #expect(day(text) == "2026-12-20", "\(text)")
    }
    // A day that is past this year is meant for the next.
    #expect(day("5 Jan") == "2027-01-05")
    #expect(day("1 Dec") == "2026-12-01")
    for text in ["31 Feb", "20", "20 Nevember", "", "1/2", "26-12-20", "1.2", "2026-12-20-1"] {
      #expect(day(text) == nil, "\(text)")
    }
  }

  @Test func aTimeIsReadWithItsUnitAndNeverGuessed() {
    let times = [
      ("30", 30), ("30 min", 30), ("90 minutes a week", 90), ("2h", 120), ("1.5 h", 90), ("1,5 hours", 90),
      ("2 H", 120), ("300 minutes", 300),
    ]
    for (text, minutes) in times { #expect(Words.minutes(text) == minutes, "\(text)") }
    for text in ["5", "", "h", "2 days", "1.5", "-3 h", "0 h", "99999 h"] {
      #expect(Words.minutes(text) == nil, "\(text)")
    }
  }

  /// Seventy-five percent is at target and less is not: the number never says otherwise.
  @Test func equalPercentsHaveEqualWords() {
    var words: [String: String] = [:]
    for place in 0...100_000 {
      let chance = Double(place) / 100_000
      let shown = Words.percent(chance)
      let word = SkillVerdict.Model(probabilityAtTarget: chance).words
      #expect(words[shown, default: word] == word, "\(shown) for \(chance)")
      words[shown] = word
    }
    #expect(
      Words.percent(0.746) == "74 %" && Words.percent(0.75) == "75 %" && Words.percent(0.5049) == "50 %")
  }

  @Test func theAdviceToRetakeAddsUp() {
    let advice = RetakeAdvice(
      days: 60, reason: .change, items: nil, smallest: 0.85, gainPerMonth: 0.25, isFound: false,
      day: "10 January")
    #expect(advice.line == "Retake from 10 January: before that, a change would be within the margin.")
    #expect(advice.explanation == advice.line + " This assumes that you gain 25 points a month.")
    #expect(advice.sentences.last == "from 10 January")
    var short = advice
    short.isShort = true
    #expect(short.explanation.contains("A longer placement"))
    var found = advice
    (found.gainPerMonth, found.isFound) = (0.5, true)
    #expect(found.explanation.contains("At your pace you gain 50 points a month"))
    var due = advice
    due.days = 0
    #expect(due.line == "A retake is worth it now: a gain of 85 points would show.")
    due.reason = .trend
    #expect(due.line == "A retake is worth it now: your last one was 12 weeks ago or more.")
    var drawn = advice
    (drawn.reason, drawn.interview) = (.interview, "24 January")
    #expect(drawn.line == "Retake from 10 January, in time to use it before your interview on 24 January.")
    for reason in [RetakeAdvice.Reason.change, .trend, .interview, .afterInterview] {
      for days in [0, 9] {
        (drawn.reason, drawn.days) = (reason, days)
        #expect(drawn.sentences.allSatisfy { $0.hasPrefix(days == 0 ? "now" : "from 10 January") })
        #expect(drawn.sentence.count <= 72, "it fits into a row of 80 columns: \(drawn.sentence)")
      }
    }
  }

  /// The date of the next placement: when a change is likely to show, within two to twelve weeks, and in time for an
  /// interview.
  @Test func theNextPlacementIsDueInASensibleTime() {
    let last = CalendarDay(number: 20_787)
    func due(
      _ change: Int?, today: Int = 0, interview: Int? = nil
    ) -> (days: Int, reason: RetakeAdvice.Reason) {
      let found = RetakeAdvice.due(
        after: last, change: change, today: last.advanced(by: today),
        interview: interview.map(last.advanced(by:)))
      return (last.distance(to: found.day), found.reason)
    }
    #expect(due(50) == (50, .change) && due(84) == (84, .change))
    #expect(due(240) == (84, .trend) && due(nil) == (84, .trend), "eight months are out of sight")
    #expect(due(3) == (14, .change), "not tomorrow")
    #expect(due(240, today: 100) == (100, .trend), "it is overdue")
    #expect(due(240, interview: 60) == (46, .interview))
    #expect(due(40, interview: 60) == (40, .change), "early enough anyway")
    #expect(due(240, interview: 25) == (14, .interview), "less than two weeks before, but useful")
    #expect(due(240, interview: 18) == (84, .afterInterview))
    #expect(due(240, today: 80, interview: 84) == (85, .afterInterview))
    #expect(due(240, interview: -5) == (84, .trend), "an interview that is over")
    for change in [nil, 0, 20, 84, 85, 700] as [Int?] {
      for today in 0..<200 {
        for interview in -3..<120 {
          let found = due(change, today: today, interview: today + interview)
          let day = found.days
          #expect(
            day >= today && day >= min(14, max(today, 14)) && day <= max(84, today + interview + 1, today))
          // Never in the last week before it.
          if interview > 0, day > today {
            #expect(!(today + interview - 7 < day && day <= today + interview))
          }
        }
      }
    }
  }

  @Test func aDayOfAnotherYearHasItsYear() throws {
    let today = CalendarDay(number: 20_786)
    #expect(today.advanced(by: 42).spoken(today: today).split(separator: " ").count == 2)
    #expect(today.advanced(by: 420).spoken(today: today).split(separator: " ").count == 3)
  }

  @Test func theCalendarTellsWhatYesterdayWas() throws {
    let evening = try #require(Timestamps.date("2026-12-01T18:32:00Z"))
    let morning = try #require(Timestamps.date("2026-12-02T07:00:00Z"))
    let days = LocalDays.utc
    #expect(days.ago(evening, now: evening) == "today")
    #expect(days.ago(evening, now: morning) == "yesterday")
    #expect(days.ago(evening, now: morning + 86_400) == "2 days ago")
  }

  @Test func oneNumberHasOneWord() {
    for step in -300...300 {
      let ability = Double(step) / 100 + 0.0049
      let score = ReportingScale.score(ability)
      #expect(ReportingScale.band(ability) == ReportingScale.band(Double(score - 500) / 100), "\(score)")
    }
  }

  @Test func aPastDayIsTheLastOfItsName() throws {
    let today = try #require(CalendarDay(iso: "2027-01-10"))
    func day(_ text: String) -> String? { CalendarDay.readPast(text, today: today)?.long }
    #expect(day("8 Jan") == "8 Jan 2027" && day("15 Dec") == "15 Dec 2026" && day("10 Jan") == "10 Jan 2027")
    #expect(day("2027-01-08") == "8 Jan 2027" && day("2027-02-01") == nil && day("1 Feb 2027") == nil)
    #expect(day("soon") == nil)
  }

  /// Only a short placement gets the advice to take a longer one, so its answers must be counted.
  @Test func aPlacementOfTheUsualLengthIsNotShort() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    let overview = try app.workspace.overview()
    #expect(overview.lastAttempt?.responseCount == 30)
    #expect(try #require(overview.retake).isShort == false)
  }
}
