import Foundation
import Journal
import Psychometrics
import QuizEngine
import Reporting
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// What the report says beside the numbers is what the screens say.
@Suite struct ReportStoryTests {
  @Test(arguments: 0..<6) func itIsWhatTheScreensSay(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: seed % 2 == 0 ? .placement : nil)
    let space = app.workspace
    let (overview, report) = (try space.overview(), try space.report())
    let summary = GapSummary(overview)
    #expect(report.first.map(\.reason) == summary.first.map(\.reason))
    #expect(report.first.map(\.priority) == summary.first.map(\.priority.rawValue))
    #expect(report.first.count <= 5)
    #expect(report.rest?.fine == summary.fineSentence && report.rest?.notAsked == summary.notAskedSentence)
    for (step, counts) in zip(report.steps, summary.steps) {
      #expect(step.skills == counts.skills)
    }
    #expect(report.next.map(\.id) == overview.next.map(\.action.id))
    // The line ends at today's number.
    let history = try #require(report.history)
    if overview.answerCount > 0 {
      let last = try #require(history.line.last)
      #expect(last.points.score == report.overall.score && last.points.margin == report.overall.margin)
      #expect(last.day.iso == overview.today.iso)
    }
    let data = try space.history()
    #expect(
      history.change == data.development(domain: nil, today: overview.today, days: overview.days)?.sentence)
    #expect(history.attempts.map(\.number) == data.entries.map(\.record.number))
    // As many were confident but wrong as the verdicts count.
    let counted = overview.gaps.gaps.reduce(0) { $0 + $1.verdict.answers.confidentButWrong }
    #expect(report.misconceptions.count == counted)
    #expect(report.evidence.count == space.framework.evidence.count)
  }

  @Test func aPartHasItsOwnFirstFive() throws {
    let app = try TestApp.experienced()
    let whole = try app.workspace.report()
    for domain in app.workspace.framework.domains {
      let part = Report.Part(domain: domain.id)
      let report = try app.workspace.report(part: part).selecting(part)
      #expect(report.first.allSatisfy { $0.skill.hasPrefix(domain.id + ".") })
      #expect(report.history == nil && report.evidence.isEmpty && report.next.isEmpty)
      let asked = whole.domains.first { $0.id == domain.id }?.skills.filter {
        $0.measure.answers > 0 && $0.verdict.combined != .atTarget
      }
      #expect(report.first.count >= min(5, asked?.count ?? 0), "\(domain.id)")
    }
  }

  @Test func whatWasDoneAndReportedIsInIt() throws {
    let app = try TestApp.experienced()
    let space = app.workspace
    let actions = space.bank.content.roadmap.actions
    try space.setAction(actions[3].id, to: .done, on: CalendarDay(year: 2026, month: 2, day: 3))
    try space.setAction(actions[1].id, to: .done, on: CalendarDay(year: 2026, month: 4, day: 5))
    try space.setAction(actions[2].id, to: .doing)
    let scale = space.framework.evidence[0]
    let runner = app.runner
    _ = runner.run(.editEvidence(scale.id, [.level(2)]))
    _ = runner.run(.editEvidence(scale.id, [.artefact("https://example.org/me")]))
    let report = try space.report()
    #expect(report.done.map(\.id) == [actions[1].id, actions[3].id], "the last one first")
    #expect(report.done.first?.doneOn?.long == "5 April 2026" && report.done.first?.state == "done")
    #expect(report.done.allSatisfy { !$0.links.isEmpty })
    #expect(report.next.first?.id == actions[2].id && report.next.first?.state == "doing")
    let evidence = try #require(report.evidence.first { $0.id == scale.id })
    #expect(evidence.level == 2 && evidence.means == scale.anchors[2])
    #expect(evidence.shownBy == "https://example.org/me")
    for form in [report.text(), report.markdown(), report.html()] {
      let text = form.replacing(/\s+/, with: " ")
      #expect(text.contains(actions[3].title) && text.contains("done on 3 February 2026"))
      #expect(text.contains("https://example.org/me"))
    }
    // The result of one attempt isn't about what happened since.
    let single = try space.report(attempt: 1)
    #expect(single.done.isEmpty && single.evidence.isEmpty && single.history == nil && single.next.isEmpty)
  }

  @Test func theDatesOfTheAxisAreFewAndInOrder() throws {
    let start = try #require(CalendarDay(year: 2024, month: 11, day: 17))
    for span in [0, 1, 2, 5, 9, 20, 40, 59, 62, 90, 200, 400, 800, 2000, 9000, 40_000] {
      let ticks = Report.History.ticks(from: start, to: start.advanced(by: span), .utc)
      #expect(ticks.count <= 4, "\(span)")
      #expect(ticks.count >= (span > 3 ? 2 : 1), "\(span): \(ticks)")
      #expect(
        zip(ticks, ticks.dropFirst()).allSatisfy { $0.time < $1.time }
          && Set(ticks.map(\.label)).count == ticks.count)
      let range = Double(start.number)...Double(start.number + span)
      #expect(ticks.allSatisfy { range.contains($0.time) }, "\(span)")
    }
    let months = Report.History.ticks(from: start, to: start.advanced(by: 200), .utc).map(\.label)
    #expect(months == ["Jan 2025", "Apr 2025"] || months == ["Jan 2025", "Mar 2025", "May 2025"])
  }
}
