import Foundation
import Psychometrics
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

/// Days, scores and axes as they stand on the screens: no two of them contradict one another.
@Suite struct ShownNumbersTests {
  @Test func aDayIsReadAsItIsShown() throws {
    let now = try #require(Timestamps.date("2026-12-01"))
    for text in ["2026-12-20", "20 Dec", "20 dec", "20 Dec 2026"] {
      #expect(Timestamps.day(text, now: now) == Timestamps.date("2026-12-20"), "\(text)")
    }
    // A day that is past this year is meant for the next.
    #expect(Timestamps.day("5 Jan", now: now) == Timestamps.date("2027-01-05"))
    #expect(Timestamps.day("1 Dec", now: now) == now)
    for text in ["31 Feb", "20", "Dec 20", "20 Nevember", ""] {
      #expect(Timestamps.day(text, now: now) == nil, "\(text)")
    }
  }

  @Test func theNumbersOfAnAxisStandEvenlyApart() {
    for rows in 7...40 {
      for low in stride(from: 200.0, through: 500, by: 30) {
        for high in stride(from: low + 40, through: 800, by: 35) {
          let (step, range) = HistoryScreen.axis(low: low, high: high, rows: rows)
          #expect(range.lowerBound <= low + 1e-6 && range.upperBound >= high - 1e-6)
          let perRow = (range.upperBound - range.lowerBound) / Double(rows - 1)
          let rowsOfStep = step / perRow
          #expect(abs(rowsOfStep - rowsOfStep.rounded()) < 1e-6, "\(low) to \(high) in \(rows) rows")
          #expect(range.upperBound - range.lowerBound <= 2 * (high - low) + 250, "it fills the picture")
        }
      }
    }
  }

  @Test func aMeterIsAsLongAsItIsAndFullOnlyWhereAllIsThere() {
    for cells in 0...20 {
      for step in 0...200 {
        let share = Double(step) / 200
        let pieces = Words.meter(share, cells: cells)
        #expect(pieces.reduce(0) { $0 + $1.text.count } == cells)
        guard cells > 1 else { continue }
        #expect(pieces[0].text.isEmpty == (share <= 0.005) && pieces[1].text.isEmpty == (share >= 0.995))
      }
    }
  }

  @Test func whatLeavesTheScaleIsMarked() {
    func bar(_ lower: Double, _ upper: Double) -> String {
      ScoreBar.pieces(mean: 0, lower: lower, upper: upper, before: nil, target: 0.5, columns: 37).map(\.text)
        .joined()
    }
    #expect(bar(-1, 3.2).hasSuffix("›") && !bar(-1, 3.2).contains("‹"))
    #expect(bar(-3.1, 1).hasPrefix("‹") && !bar(-1, 2.9).contains("›"))
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

  /// A quarter is unclear and less is fine, seventy-five is likely and less is not: the number never says otherwise.
  @Test func equalPercentsHaveEqualWords() {
    var words: [String: String] = [:]
    for place in 0...100_000 {
      let chance = Double(place) / 100_000
      let shown = Words.percent(chance)
      let word = Words.atTarget(chance)
      #expect(words[shown, default: word] == word, "\(shown) for \(chance)")
      words[shown] = word
      #expect(PlainNumbers.percent(chance).filter(\.isNumber) == shown.filter(\.isNumber))
    }
    #expect(
      Words.percent(0.946) == "94 %" && Words.percent(0.95) == "95 %" && Words.percent(0.5049) == "50 %")
  }

  @Test func theAdviceToRetakeAddsUp() {
    let advice = RetakeAdvice(days: 120, items: nil, smallest: 0.85, gainPerMonth: 0.25, isFound: false)
    #expect(
      advice.sentence
        == "any time; in about 17 weeks it shows a gain of 25 points a month")
    var short = advice
    short.isShort = true
    #expect(
      short.sentence.hasSuffix("a longer one is surer today")
        && short.explanation.contains("A longer placement"))
    #expect(
      advice.explanation.contains(
        "If you gain 25 points a month, one in about 17 weeks can tell that from chance"))
    let found = RetakeAdvice(days: 60, items: nil, smallest: 0.85, gainPerMonth: 0.5, isFound: true)
    #expect(found.explanation.contains("at the pace of your attempts"))
  }

  @Test func theCalendarTellsWhatYesterdayWas() throws {
    let evening = try #require(Timestamps.date("2026-12-01T18:32:00Z"))
    let morning = try #require(Timestamps.date("2026-12-02T07:00:00Z"))
    #expect(Timestamps.ago(evening, now: evening) == "today")
    #expect(Timestamps.ago(evening, now: morning) == "yesterday")
    #expect(Timestamps.ago(evening, now: morning + 86_400) == "2 days ago")
  }

  @Test func oneNumberHasOneWord() {
    for step in -300...300 {
      let ability = Double(step) / 100 + 0.0049
      let score = ReportingScale.score(ability)
      #expect(ReportingScale.band(ability) == ReportingScale.band(Double(score - 500) / 100), "\(score)")
    }
  }
}
