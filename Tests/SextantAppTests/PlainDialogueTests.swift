import Foundation
import Journal
import Psychometrics
import Testing

@testable import SextantApp

/// Plan and evidence in plain text: lines in, the journal's state out.
@Suite struct PlainDialogueTests {
  /// Sends lines; returns all that was printed.
  private func talk(_ dialogue: inout some PlainDialogue, _ lines: [String], _ bed: Bed) throws -> [String] {
    var printed: [String] = []
    func carryOut(_ effects: [Effect]) throws {
      for effect in effects {
        for outcome in bed.runner.run(effect) {
          printed += dialogue.take(outcome, Bed.bank.content, try bed.workspace.overview())
        }
      }
    }
    try carryOut(dialogue.firstEffects)
    for line in lines where !dialogue.isOver {
      let overview = try bed.workspace.overview()
      printed += dialogue.prompt(Bed.bank.content, overview)
      let (said, effects) = dialogue.handle(line: line, Bed.bank.content, overview)
      try carryOut(effects)
      printed += said
    }
    return printed
  }

  @Test func evidenceIsToldChangedShownAndWithheld() throws {
    let bed = try Bed()
    var dialogue = PlainEvidence()
    let scale = try #require(Bed.bank.content.framework.evidence.first)
    let printed = try talk(&dialogue, ["99", "1", "x", "3", "1", "a  github.com/me/x", "q"], bed)
    #expect(printed.contains { $0.hasPrefix("Type a number from 1 to") })
    #expect(printed.contains { $0.hasPrefix("Type a level from 0 to") })
    #expect(printed.contains { $0.contains(scale.anchors[0]) })
    var told = try #require(try bed.workspace.overview().told[scale.id])
    #expect(told.level == 3 && told.artefact == "github.com/me/x")
    _ = try talk(&dialogue, ["1", "-"], bed)
    told = try #require(try bed.workspace.overview().told[scale.id])
    #expect(told.level == nil && told.artefact == "github.com/me/x")
    #expect(!dialogue.isOver)
    _ = try talk(&dialogue, ["q"], bed)
    #expect(dialogue.isOver)
  }

  @Test func anActionOfThePlanIsBegunDatedNotedAndDone() throws {
    let bed = try Bed()
    var dialogue = PlainPlan()
    let best = try #require(try bed.workspace.overview().plan.ranked.first).action
    let printed = try talk(
      &dialogue, ["1", "d soon", "d 2026-07-01", "n first\u{1B}[2J try", "a notes.md", "2"], bed)
    #expect(printed.contains(best.details) && printed.contains { $0.contains("d 2026-07-01") })
    #expect(!printed.joined().unicodeScalars.contains { $0.value == 0x1B })
    let record = try #require(try bed.workspace.overview().actions[best.id])
    #expect(record.state == .doing && record.note == "first[2J try" && record.artefact == "notes.md")
    #expect(record.dueOn.map(Timestamps.longDay) == "1 Jul 2026")
    // What is begun leads the list; what is done leaves the ranks and stands last.
    let list = try talk(&dialogue, ["1", "3", ""], bed)
    #expect(list.contains { $0.hasPrefix("  1. \(best.title)") && $0.hasSuffix("doing") })
    #expect(list.last { $0.hasPrefix("  ") }?.contains("done") ?? false)
    #expect(try bed.workspace.overview().actions[best.id]?.state == .done)
    #expect(dialogue.isOver)
  }

  /// A bed with two placements, of which the second went better.
  private func experienced() throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.4)
    bed.press(.escape)
    bed.clock.pass(days: 60)
    bed.takePlacement(seed: 2, share: 0.9)
    bed.press(.escape)
    return bed
  }

  @Test func theHistoryTellsAttemptsTrendsAnswersReasonsAndChanges() throws {
    let bed = try experienced()
    var dialogue = PlainHistory()
    let last = try #require(try bed.workspace.overview().attempts.last)
    let result = try bed.workspace.result(ofAttempt: last.id)
    let list = try talk(&dialogue, ["t"], bed)
    #expect(list.filter { $0.contains("placement, ") }.count == 2)
    #expect(
      list.contains { $0.hasPrefix("  Overall: ") }
        && list.contains { $0.hasPrefix("  \(Bed.bank.content.framework.domains[0].name): ") })
    let opened = try talk(&dialogue, ["1", "9", "m", "1", "w", "c", "q"], bed)
    let overall = result.standing.overall
    #expect(
      opened.contains(
        "Overall \(Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95))."))
    #expect(opened.contains("Type m or a first, or q."))
    #expect(opened.contains("You: I don't know"), "the misses of the bed are not known")
    #expect(opened.contains { $0.hasPrefix("Source: ") })
    #expect(opened.contains { $0.hasPrefix("  minus ") } && opened.contains { $0.hasPrefix("  plus ") })
    #expect(opened.contains("Since attempt 1:"))
    #expect(!dialogue.isOver)
    let all = try talk(&dialogue, ["1", "a", "30", "q", "q"], bed)
    #expect(all.filter { $0.hasPrefix("  30. ") }.count == 1 && dialogue.isOver)
  }

  @Test func theMapTellsStepsDomainsAndSkills() throws {
    let bed = try experienced()
    var dialogue = PlainMap()
    let overview = try bed.workspace.overview()
    let printed = try talk(&dialogue, ["0", "1", "", "q"], bed)
    #expect(printed.filter { $0.hasPrefix("  Step ") }.count == 2 * 4 + 4)
    #expect(
      printed.contains {
        $0.hasPrefix("  1. \(overview.content.framework.domains[0].name): ") && $0.contains("the target, ")
      })
    #expect(printed.contains("Type a number from 1 to 8, or q."))
    let skill = Bed.bank.content.framework.skills[0]
    #expect(printed.contains { $0.hasPrefix("  \(skill.name): \(overview.gaps.gaps[0].status.rawValue)") })
    #expect(dialogue.isOver)
  }

  @Test func aSettingIsChangedAndKept() throws {
    let bed = try Bed()
    var dialogue = PlainSettings()
    let printed = try talk(&dialogue, ["3", "7", "1", "q"], bed)
    #expect(printed.contains { $0.hasPrefix("Placement. ") } && printed.contains("  4. 30 items (now)"))
    #expect(printed.contains("Type a number from 1 to 6, or q."))
    #expect(try bed.workspace.settings().placementLength == 10 && dialogue.isOver)
  }

  @Test func theBankIsBrowsedSearchedAndReported() throws {
    let bed = try Bed()
    var dialogue = PlainBank()
    let printed = try talk(&dialogue, ["1", "1", "1", "! the key is wrong", "q", "q", "/case 5 NUMPY"], bed)
    #expect(printed.contains("Bank, 378 items. Items are shown with their keys."))
    #expect(printed.contains { $0.hasPrefix("Source: ") } && printed.contains("Reported: the key is wrong"))
    let skill = Bed.bank.content.framework.skills[0]
    #expect(try bed.workspace.itemReports()["\(skill.id).sample-0"] == "the key is wrong")
    #expect(printed.contains { $0.hasPrefix("  1. Level 1, single-choice, reported: ") })
    let found = try talk(&dialogue, ["1", "! no", "!", "q", "/nothing of the kind", "q", "q", "q", "q"], bed)
    #expect(found.contains("Found, 1 item:") && found.contains("Taken back."))
    #expect(found.contains("No item has all these words.") && dialogue.isOver)
    #expect(try bed.workspace.itemReports().count == 1, "the report of the other item stays")
  }

  @Test(arguments: 0..<12) func anyLinesKeepTheDialoguesAliveAndQLeadsOut(seed: Int) throws {
    var generator = SeededGenerator(seed: 3, stream: UInt64(seed))
    let bed = try Bed(seed: UInt64(seed))
    let words = [
      "", "1", "2", "3", "9", "0", "-", "-1", "99999999999999999999", "q", "a", "a 漢字", "d", "d 2026-13-40",
      "n x", "e\u{301}", "+", "t", "m", "w", "c", "/a", "! x",
    ]
    func rehearse(_ start: some PlainDialogue) throws {
      var dialogue = start
      for _ in 0..<40 where !dialogue.isOver {
        _ = try talk(&dialogue, [words[Int(generator.next() % UInt64(words.count))]], bed)
      }
      // Each search is a level of its own.
      _ = try talk(&dialogue, Array(repeating: "q", count: 50), bed)
      #expect(dialogue.isOver)
    }
    try rehearse(PlainEvidence())
    try rehearse(PlainPlan())
    try rehearse(PlainMap())
    try rehearse(PlainSettings())
    try rehearse(PlainHistory())
    try rehearse(PlainBank())
  }
}
