import Foundation
import Journal
import Psychometrics
import Reporting
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// The gap report and the report in plain text.
@Suite struct PlainGapsTests {
  /// The tree of the screen lists them too: one list decides.
  @Test func evidenceScalesAreFoundLikeSkills() throws {
    let app = try TestApp.experienced()
    let scale = try #require(TestApp.bank.content.framework.evidence.first)
    let step = try #require(scale.steps.first)
    var dialogue = PlainGaps()
    let found = try app.talk(&dialogue, ["search \(scale.name)", ""])
    #expect(
      found.contains("  Evidence: \(scale.name), not reported yet, step \(step)."), "\(found.suffix(4))")
    #expect(!found.contains { $0.hasPrefix("Nothing is left") })
    // A filter of answers hides what has none.
    let hidden = try app.talk(&dialogue, ["gaps", ""])
    #expect(hidden.contains { $0.hasPrefix("Nothing is left") })
    let list = GapList(try app.workspace.overview())
    var criteria = GapList.Criteria()
    #expect(
      list.scales(criteria, matching: SearchQuery()).count == TestApp.bank.content.framework.evidence.count)
    criteria.step = step
    #expect(
      list.scales(criteria, matching: SearchQuery()).allSatisfy {
        TestApp.bank.content.framework.evidence[$0].steps.first == step
      })
  }

  @Test func theGapReportIsFilteredSearchedAndActedUpon() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainGaps()
    let framework = TestApp.bank.content.framework
    let all = try app.talk(&dialogue, ["step 9", "step 2", "gaps", "all", "search numpy", "1"])
    #expect(all.contains { $0.hasPrefix("Gap report, \(framework.skills.count) skills, 1 to 10, ") })
    #expect(all.contains { $0.contains("Beside it stands how many of the questions you got right") })
    #expect(all.contains("There are steps 1, 2, 3, 4."))
    #expect(all.contains { $0.contains("step 2, gaps and what is unclear") })
    #expect(all.contains { $0.hasPrefix("Gap report, 1 skill, with numpy, ") })
    let skill = try #require(framework.skills.firstIndex { $0.id == "python.numpy" })
    let overview = try app.workspace.overview()
    let action = try #require(overview.plan.actions(closing: "python.numpy").first).action
    let opened = try app.talk(&dialogue, ["begin 1", "1", "again"])
    #expect(opened.contains { $0.hasPrefix(PlainText.gap(overview.gaps.gaps[skill], framework)) })
    #expect(opened.contains("It is proved by: \(action.proof)"))
    #expect(try app.workspace.overview().actions[action.id]?.state == .doing)
    guard
      case .startAttempt(.drill, .skill("python.numpy"), length: nil)? =
        dialogue.handle(line: "practise", TestApp.bank.content, overview).effects.first
    else {
      Issue.record("the skill is not practised")
      return
    }
    _ = try app.talk(&dialogue, ["back", "back"])
    #expect(dialogue.isOver)
  }

  @Test func theReportIsToldInSentencesAndWrittenToAFile() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainReport(try app.workspace.report())
    let file = app.folder.appendingPathComponent("report.md")
    let printed = try app.talk(&dialogue, ["write", "write \(file.path)", "q"])
    #expect(
      printed.contains { $0.hasPrefix("Overall ") }
        && printed.contains("Written to \(file.path), as Markdown."))
    #expect(!printed.contains { $0.contains("    ") }, "columns made of spaces")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("| Domain |") && dialogue.isOver)
  }

  @Test func theReportTellsTheSameMarginsAsTheScreens() throws {
    let app = try TestApp.experienced()
    let standing = try app.workspace.overview().standing
    let report = try app.workspace.report()
    func told(_ measure: Report.Measure) -> String { "\(measure.score) ± \(measure.margin)" }
    let overall = standing.overall
    #expect(
      told(report.overall) == Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95))
    for (domain, estimate) in zip(report.domains, standing.domains) {
      #expect(
        told(domain.measure)
          == Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95))
    }
  }
}
