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
    for line in lines where !dialogue.isOver {
      let overview = try bed.workspace.overview()
      printed += dialogue.prompt(Bed.bank.content, overview)
      let (said, effects) = dialogue.handle(line: line, Bed.bank.content, overview)
      printed += said
      bed.carryOut(effects)
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

  @Test(arguments: 0..<60) func anyLinesKeepTheDialoguesAliveAndQLeadsOut(seed: Int) throws {
    var generator = SeededGenerator(seed: 3, stream: UInt64(seed))
    let bed = try Bed(seed: UInt64(seed))
    let words = [
      "", "1", "2", "3", "9", "0", "-", "-1", "99999999999999999999", "q", "a", "a 漢字", "d", "d 2026-13-40",
      "n x", "e\u{301}",
    ]
    func rehearse(_ start: some PlainDialogue) throws {
      var dialogue = start
      for _ in 0..<40 where !dialogue.isOver {
        _ = try talk(&dialogue, [words[Int(generator.next() % UInt64(words.count))]], bed)
      }
      _ = try talk(&dialogue, ["q", "q"], bed)
      #expect(dialogue.isOver)
    }
    try rehearse(PlainEvidence())
    try rehearse(PlainPlan())
  }
}
