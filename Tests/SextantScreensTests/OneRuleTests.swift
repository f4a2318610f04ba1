import Foundation
import Psychometrics
import Roadmap
import Testing
import TextLayout

@testable import Reporting
@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

/// One probability has one word, one percent and one side, whichever face shows it.
@Suite struct OneRuleTests {
  private static let report = Report(
    generated: "", assessment: .init(id: "", name: ""),
    profile: .init(id: "", name: "", target: 0, targetScore: 500),
    basis: .init(kind: "standing", attempt: nil, attempts: 0, answers: 0, rapid: 0),
    overall: .init(
      mean: 0, sd: 1, interval: .init(lower: 0, upper: 0), score: 500,
      scoreInterval: .init(lower: 0, upper: 0), intervalWithoutShift: .init(lower: 0, upper: 0),
      scoreIntervalWithoutShift: .init(lower: 0, upper: 0), band: "", bandProbabilities: [],
      probabilityAtTarget: 0,
      answers: 0), domains: [], steps: [])

  private static func gap(_ probability: Double) -> Gap {
    Gap(
      skill: 0, estimate: Estimate(masses: Grid.standard.masses(of: NormalDistribution())),
      probabilityAtTarget: probability,
      weight: 1, answers: SkillVerdict.Answers(asked: 5, right: 3))
  }

  @Test func everyFaceSaysTheSameOfAProbability() {
    for step in 0...2000 {
      let probability = Double(step) / 2000
      let verdict = SkillVerdict.Model(probabilityAtTarget: probability)
      #expect(Words.verdict(probability).hasPrefix(verdict.words + ","))
      #expect(Self.report.verdict(probability).hasPrefix(verdict.words + ","))
      let status = Self.gap(probability).status
      #expect(status == verdict, "a skill is at the target where a domain would be")
      let shade = GapsScreen.mark(Self.gap(probability))
      #expect(
        (shade.1 == .correct) == (status == .atTarget) && (shade.1 == .wrong) == (status == .belowTarget))
    }
  }

  @Test func everyFaceRoundsAlike() {
    for step in 0...2000 {
      let probability = Double(step) / 2000
      let percent = ReportingScale.percentText(probability)
      let spoken = ReportingScale.percentText(probability, isSpoken: true)
      #expect(Words.percent(probability) == percent)
      #expect(PlainNumbers.percent(probability) == spoken && Self.report.percent(probability) == spoken)
      #expect(Words.decimal(probability) == DecimalText.short(probability))
      #expect(Self.report.hours(probability) == DecimalText.short(probability) + " h")
    }
  }

  @Test func everyFaceJudgesAChangeAlike() {
    for step in -300...300 {
      let change = ReliableChange(from: (0, 0.35), to: (Double(step) / 100, 0.35))
      let row = Comparison.Row(
        before: 0, beforeMargin: 0.7, after: change.difference, afterMargin: 0.7, change: change,
        answers: (9, 9), probabilityAtTarget: 0.5)
      let words = ["improved", "declined", "could still be chance"]
      let place = change.z >= 1.645 ? 0 : change.z <= -1.645 ? 1 : 2
      let now = Date(timeIntervalSince1970: 1_777_885_200)
      let claim = ChangeClaim(
        from: row.before, to: row.after, change, dates: (now, now.addingTimeInterval(60 * 86_400)),
        efforts: (.init(questions: 9), .init(questions: 9)))
      #expect(claim.conclusion == words[place] && claim.isReal == (place < 2) && row.isReal == claim.isReal)
      #expect(Words.improved(change).hasPrefix(["yes,", "no,", "unclear,"][place]))
      #expect(Words.role(claim) == [.correct, .wrong, .muted][place])
    }
  }

  @Test func aPersonsTextIsPrintedAlikeEverywhere() {
    let text = "proof\u{202E}gnp.exe\u{1B}[2J\u{2066}x\u{200B}"
    #expect(PlainText.clean(text) == ForbiddenCharacters.removed(from: text))
    #expect(ForbiddenCharacters.first(in: PlainText.clean(text)) == nil)
  }
}
