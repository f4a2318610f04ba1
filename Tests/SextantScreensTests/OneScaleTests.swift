import Foundation
import Psychometrics
import QuizEngine
import Roadmap
import TerminalUI
import Testing

@testable import Reporting
@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// Which skills are gaps, how far a step is covered and whether the target is reached are said in the same words everywhere.
@Suite struct OneScaleTests {
  private func measured(_ share: Double, seed: UInt64 = 4) throws -> TestApp {
    let app = try TestApp(size: Size(columns: 140, rows: 45))
    app.introduce()
    app.takePlacement(seed: seed, share: share)
    return app
  }

  // MARK: Gaps

  @Test(arguments: [0.1, 0.3, 0.45, 0.6, 0.8, 1])
  func onlyGapsListsEveryMissAndWhatIsBelowTheTarget(share: Double) throws {
    let overview = try measured(share).workspace.overview()
    let list = GapList(overview)
    var criteria = GapList.Criteria()
    criteria.filter = .gaps
    let listed = Set(list.ordered(criteria).filter { list.keeps($0, criteria) }.map(\.skill))
    let wanted = overview.gaps.gaps.filter {
      $0.verdict.answers.missed > 0 || $0.verdict.model == .belowTarget
    }
    #expect(listed == Set(wanted.map(\.skill)))
    #expect(GapSummary(overview).first.allSatisfy { listed.contains($0.gap.skill) })
    criteria.filter = .gapsAndUnclear
    let more = list.ordered(criteria).filter { list.keeps($0, criteria) }
    #expect(Set(more.map(\.skill)) == Set(overview.gaps.gaps.filter { $0.status != .atTarget }.map(\.skill)))
  }

  @Test func theFiveSkillsStayWhenOnlyGapsAreShown() throws {
    let app = try measured(0.3)
    let overview = try app.workspace.overview()
    app.press(.character("r"), .tab, .character("f"))
    let tree: GapsScreen = try #require(app.top())
    let rows = tree.rows(try #require(app.context))
    let first = GapSummary(overview).first
    #expect(first.count == 5)
    for entry in first {
      #expect(rows.contains { if case .skill(_, entry.gap.skill) = $0 { true } else { false } })
    }
    var plain = PlainGaps()
    _ = try app.talk(&plain, ["gaps only"])
    let spoken = Set(plain.listed(overview).map(\.skill))
    #expect(spoken == Set(overview.gaps.gaps.filter(\.isGap).map(\.skill)))
  }

  // MARK: Steps

  @Test func aStepSaysSkillsAndEvidenceApart() throws {
    let app = try TestApp.experienced()
    app.send(.resize(Size(columns: 160, rows: 50)))
    let overview = try app.workspace.overview()
    let steps = GapSummary.steps(overview)
    let report = try app.workspace.report()
    for step in steps {
      let skills = overview.gaps.gaps.filter { GapList(overview).step(of: $0.skill) == step.number }
      #expect(step.skills.total == skills.count)
      #expect(step.skills.atTarget == skills.count { $0.answers > 0 && $0.status == .atTarget })
      #expect(report.steps.first { $0.number == step.number }?.skills == step.skills)
      if let words = step.skillWords {
        #expect(
          words
            == "\(step.skills.atTarget) of \(step.skills.total) \(step.skills.total == 1 ? "skill" : "skills") at target"
        )
        #expect(app.text.contains(words), "\(app.text)")
        #expect(report.text().contains(words))
      }
      if let words = step.evidenceWords { #expect(app.text.contains(words)) }
    }
    var map = PlainMap()
    let said = try app.talk(&map, ["q"])
    for step in steps {
      #expect(said.contains { $0.hasSuffix(step.words) && $0.contains("Step \(step.number),") })
    }
  }

  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func noPlaceGivesAShareOfUnlikeParts(size: Size) throws {
    let app = try TestApp.experienced()
    app.send(.resize(size))
    func check(_ place: String) {
      for words in ["% ready", "of 100 points"] {
        #expect(!app.text.contains(words), "\(place): \(app.text)")
      }
      for row in app.text.split(separator: "\n") where row.contains("▱") || row.contains("▰") {
        #expect(!row.contains("%"), "\(place): \(row)")
      }
    }
    check("home")
    app.press(.character("r"))
    check("gap report")
    app.press(.tab, .home)
    for _ in 0..<20 {
      check("tree")
      app.press(.down)
    }
    app.press(.escape, .escape, .character("m"))
    check("map")
    var map = PlainMap()
    #expect(try app.talk(&map, ["q"]).allSatisfy { !$0.contains("% ready") && !$0.contains("percent ready") })
  }

  @Test func aPriorityRestsOnWords() throws {
    for gap in try TestApp.experienced().workspace.overview().gaps.gaps {
      let grounds = GapSummary.grounds(gap)
      #expect(grounds.hasSuffix(" most skills") && !grounds.contains("points"), "\(grounds)")
      #expect(grounds.contains("more than") == (gap.relativeWeight >= 1.25))
      #expect(grounds.contains("less than") == (gap.relativeWeight <= 0.8))
    }
  }

  // MARK: Verdicts

  @Test func theWordIsThatOfTheMarkBesideIt() throws {
    for share in [0.1, 0.45, 0.8] {
      for gap in try measured(share).workspace.overview().gaps.gaps {
        let words = gap.verdict.words
        #expect(words.hasPrefix(gap.status.words), "\(words)")
        #expect(gap.verdict.shortWords.hasPrefix(gap.status.words))
        #expect(gap.status == .atTarget || !words.contains("at target"), "\(words)")
      }
    }
  }

  @Test func aDomainHasTheWordsOfASkill() {
    for step in 0...1000 {
      let probability = Double(step) / 1000
      let model = SkillVerdict.Model(probabilityAtTarget: probability)
      #expect(Words.verdict(probability).hasPrefix(model.words + ", "))
      // The shown percentage has the same word as the number behind it.
      let shown = Double(ReportingScale.percent(probability)) / 100
      #expect(SkillVerdict.Model(probabilityAtTarget: shown) == model, "\(probability)")
    }
  }
}
