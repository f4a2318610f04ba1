import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// Evidence, plan, map, settings and bank in plain text: lines in, the journal's state out.
@Suite struct PlainDialogueTests {
  @Test func evidenceIsToldChangedShownAndWithheld() throws {
    let app = try TestApp()
    var dialogue = PlainEvidence()
    let scale = try #require(TestApp.bank.content.framework.evidence.first)
    let printed = try app.talk(
      &dialogue, ["99", "1", "x", "proof too soon", "3", "proof  github.com/me/x", "1", "q"])
    // Proof of nothing told would be kept as a refusal to tell.
    #expect(printed.contains { $0.hasPrefix("Type your level first") })
    #expect(printed.contains { $0.hasPrefix("Type a number from 1 to") })
    #expect(printed.contains { $0.hasPrefix("Type a level from 0 to") })
    #expect(printed.contains { $0.contains(scale.anchors[0]) })
    #expect(printed.contains("  1. \(scale.name): not reported yet"))
    var told = try #require(try app.workspace.overview().evidence[scale.id])
    #expect(told.level == 3 && told.artefact == "github.com/me/x")
    let list = try app.talk(&dialogue, ["1", "proof", "declined", "q", "list", "x"])
    #expect(
      list.contains("  1. \(scale.name): level 3 of \(scale.anchors.count - 1), shown by github.com/me/x"))
    #expect(list.contains("Your proof: github.com/me/x. proof off takes it back."), "reading deletes nothing")
    #expect(list.contains("  1. \(scale.name): declined, shown by github.com/me/x"))
    #expect(
      list.filter { $0.hasPrefix("  2. ") && $0.hasSuffix("not reported yet") }.count >= 2,
      "the list is not read again to who has just told one of it")
    told = try #require(try app.workspace.overview().evidence[scale.id])
    #expect(told.level == nil && told.artefact == "github.com/me/x")
    _ = try app.talk(&dialogue, ["1", "proof off", "back"])
    #expect(try app.workspace.overview().evidence[scale.id]?.artefact == nil)
    #expect(!dialogue.isOver)
    _ = try app.talk(&dialogue, ["q"])
    #expect(dialogue.isOver)
  }

  @Test func anActionOfThePlanIsBegunDatedNotedAndDone() throws {
    let app = try TestApp()
    var dialogue = PlainPlan()
    var listing = PlainPlan()
    let row = try #require(try app.talk(&listing, ["q"]).first { $0.hasPrefix("  1. ") })
    let best = try #require(TestApp.bank.content.roadmap.actions.first { row.contains($0.title) })
    // Each change leaves the action open.
    let printed = try app.talk(
      &dialogue,
      [
        "1", "date soon", "date 2026-07-01", "note first\u{1B}[2J try", "proof notes.md", "doing", "list",
        "q",
      ])
    #expect(printed.contains(best.details) && printed.contains { $0.contains("date 2027-01-31") })
    #expect(!printed.joined().unicodeScalars.contains { $0.value == 0x1B })
    #expect(printed.contains("Your proof: notes.md") && printed.contains("Saved: by 1 Jul 2026."))
    #expect(printed.filter { $0 == best.details }.count == 2, "at first, and for list; not after each field")
    var record = try #require(try app.workspace.overview().actions[best.id])
    #expect(record.state == .doing && record.note == "first[2J try" && record.artefact == "notes.md")
    #expect(record.due?.long == "1 Jul 2026")
    // What is begun leads the list; what is done leaves the ranks.
    let list = try app.talk(
      &dialogue, ["1", "date off", "note", "note off", "proof off", "done", "q", "done", "1", "q", "q", "q"])
    #expect(
      list.contains {
        $0.hasPrefix("  1. \(best.title)") && $0.contains(", doing, ") && $0.hasSuffix(", by 1 Jul 2026")
      })
    #expect(list.contains("Your note: first[2J try. note off takes it back."))
    #expect(list.contains { $0.hasPrefix("\(best.title), ") && $0.contains(", done on ") })
    #expect(
      list.contains { $0.hasPrefix("Plan, done, 1 action.") } && list.contains { $0.hasPrefix("Done on ") })
    record = try #require(try app.workspace.overview().actions[best.id])
    #expect(record.state == .done && record.dueOn == nil && record.note == nil && record.artefact == nil)
    #expect(dialogue.isOver)
  }

  @Test func thePlanIsSearchedCutToAStepAndReckonedForATime() throws {
    let app = try TestApp()
    var dialogue = PlainPlan()
    let roadmap = TestApp.bank.content.roadmap
    let action = roadmap.actions[roadmap.actions.count / 2]
    let words = action.title.split(separator: " ").prefix(4).joined(separator: " ")
    let found = try app.talk(&dialogue, ["search \(words)", "q"])
    #expect(found.contains { $0.hasPrefix("Plan, with ") } && !dialogue.isOver)
    #expect(
      found.contains { $0.hasPrefix("  1. ") && $0.contains(action.title) && $0.contains(" priority, ") })
    let step = try app.talk(&dialogue, ["step 3", "step 9", "step"])
    let third = step.drop { !$0.hasPrefix("Plan, step 3,") }.filter { $0.hasPrefix("  ") }.prefix(10)
    #expect(!third.isEmpty && third.allSatisfy { $0.contains("step 3") })
    #expect(step.contains { $0.hasPrefix("There are steps 1, 2, 3") })
    for (text, minutes) in [("time 5 h", 300), ("time 1.5 hours", 90), ("time 2h", 120), ("time 30", 30)] {
      #expect(try app.talk(&dialogue, [text]).contains("Saved: \(Words.pace(minutes))."), "\(text)")
      #expect(try app.workspace.settings().minutesAWeek == minutes)
    }
    // A small number may be hours or minutes.
    #expect(try app.talk(&dialogue, ["time 5"]).contains { $0.hasPrefix("Type time with its unit") })
    let short = try app.talk(&dialogue, ["time 5 minutes", "more"])
    #expect(short.contains { $0.contains("It is laid out for 5 minutes a week;") })
  }

  @Test func thePlanIsReadByWeekAndLeadsToAnInterview() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainPlan()
    let today = LocalDays.utc.day(of: app.clock.date)
    let said = try app.talk(&dialogue, ["weeks", "interview"])
    #expect(said.contains { $0.hasPrefix("This week, ") } && said.contains { $0.hasPrefix("Next week, ") })
    #expect(said.contains { $0.hasPrefix("No interview yet;") })
    let wrong = try app.talk(&dialogue, ["interview someday", "interview \(today.iso)"])
    #expect(wrong.contains { $0.hasPrefix("Type the day such as interview") })
    #expect(wrong.contains { $0.hasPrefix("\(today.long) is past;") })
    let set = try app.talk(&dialogue, ["all", "interview in 2 weeks", "more", "more", "more"])
    #expect(set.contains("Saved: interview on \(today.advanced(by: 14).long)."))
    #expect(set.contains { $0.contains(" left until ") })
    #expect(set.contains { $0.hasPrefix("After the interview:") }, "\(set)")
    #expect(try app.workspace.settings().interview == today.advanced(by: 14))
    #expect(try app.talk(&dialogue, ["interview off"]).contains("No interview."))
    #expect(try app.workspace.settings().interview == nil)
    // In the settings it is the same day.
    var settings = PlainSettings()
    #expect(
      try app.talk(&settings, ["interview", "in 6 weeks"]).contains(
        "Saved: interview on \(today.advanced(by: 42).long)."))
    #expect(try app.workspace.settings().interview == today.advanced(by: 42))
  }

  @Test func anEmptyLineSaysOnlyHowToAnswer() throws {
    let app = try TestApp.experienced()
    for dialogue in [PlainMap(), PlainGaps(), PlainPlan(), PlainEvidence()] as [any PlainDialogue] {
      let talk = PlainTalk(app, .dialogue(dialogue))
      let first = talk.listen()
      #expect(first.count > 3)
      for _ in 0..<3 {
        talk.say("")
        #expect(talk.listen() == first.suffix(1))
      }
      talk.say("list")
      #expect(talk.listen().count > 3, "the word tells all of it again")
    }
  }

  @Test func aDayOfThePlanExistsAndIsNotPast() throws {
    let today = try #require(CalendarDay(iso: "2026-05-04"))
    func hint(_ text: String) -> String {
      if case .failure(let hint) = PlainPlan.day(text, today: today) { hint.text } else { "" }
    }
    #expect(hint("2027-02-30").hasPrefix("There is no such day"))
    #expect(hint("2026-05-03") == "3 May 2026 is past; type a day from today on.")
    #expect(hint("2026-05-04").isEmpty && hint("2027-1-31").isEmpty)
    for text in ["31.1.2027", "31 January", "20 dec", "20 Dec 2026", "December 20, 2026", "in 3 weeks"] {
      #expect(hint(text).isEmpty, "\(text)")
    }
    for text in ["1/2/2027", "2027-01", "2027-01-xx", "999999999999999999-1-1", "2027-01-31T00"] {
      #expect(hint(text).hasPrefix("Type the day such as"), "\(text)")
    }
  }

  @Test func theMapTellsStepsDomainsAndSkillsAndBeginsAttempts() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainMap()
    let overview = try app.workspace.overview()
    let domain = overview.content.framework.domains[0]
    let printed = try app.talk(&dialogue, ["0", "1", "1", "list", "q", "q", "q"])
    // A list is told when it is another one: not after a slip, and not to whoever comes back.
    #expect(printed.filter { $0.hasPrefix("  Step ") }.count == 4)
    #expect(printed.filter { $0.hasPrefix("Map. ") }.count == 2)
    #expect(
      printed.contains {
        $0.hasPrefix("  1. \(domain.name): ")
          && $0.contains(#/(at|below) target, .+ % sure|% likely (at|below)/#)
      })
    #expect(printed.contains("Type a number from 1 to 8, or q."))
    let row = PlainText.gap(overview.gaps.gaps[0], overview.content.framework)
    #expect(
      row.hasPrefix("\(domain.skills[0].name): ")
        && row.contains(Words.sureness(overview.gaps.gaps[0], isSpoken: true) ?? "nothing")
        && !row.contains("worth"))
    #expect(printed.contains("  1. \(row)") && printed.contains { $0.hasPrefix("\(row). ") })
    #expect(dialogue.isOver)
    var map = PlainMap()
    for line in ["1", "2"] { _ = map.handle(line: line, TestApp.bank.content, overview) }
    guard
      case .startAttempt(.focus, .skill(domain.skills[1].id), length: nil)? =
        map.handle(line: "measure", TestApp.bank.content, overview).effects.first
    else {
      Issue.record("a skill is not measured")
      return
    }
    _ = map.handle(line: "q", TestApp.bank.content, overview)
    guard
      case .startAttempt(.drill, .domain(domain.id), length: nil)? =
        map.handle(line: "practise", TestApp.bank.content, overview).effects.first
    else {
      Issue.record("a domain is not practised")
      return
    }
  }

  @Test func aSettingIsChangedAndKept() throws {
    let app = try TestApp()
    var dialogue = PlainSettings()
    let printed = try app.talk(&dialogue, ["3", "7", "1", "1", "back", "q"])
    #expect(
      printed.contains { $0.hasPrefix("Placement. ") }
        && printed.contains { $0.hasPrefix("  4. ") && $0.hasSuffix(" · 30 questions (now)") })
    #expect(printed.contains("Type a number from 1 to 6, a name of the list, or q."))
    #expect(printed.contains { $0.hasPrefix("Targets: entry asks for 500 ") })
    for name in ["Theme", "Glyphs", "Mouse", "Motion", "Keys"] {
      #expect(!printed.contains { $0.contains(". \(name): ") }, "\(name) is for screens")
    }
    #expect(try app.workspace.settings().placementLength == 10 && dialogue.isOver)
    var words = PlainSettings()
    _ = try app.talk(&words, ["target", "mid", "rate confidence", "no", "time a week", "45 minutes", "q"])
    let settings = try app.workspace.settings()
    #expect(settings.profile == "mid" && !settings.asksConfidence && settings.minutesAWeek == 45)
  }

  @Test func theBankIsBrowsedSearchedAndReported() throws {
    let app = try TestApp()
    var dialogue = PlainBank()
    let printed = try app.talk(
      &dialogue, ["1", "1", "open 1", "report the key is wrong", "again", "q", "q", "/case 5 NUMPY"])
    #expect(
      printed.contains { $0.hasPrefix("Bank, 378 questions. Questions are shown with their right answers.") })
    #expect(printed.filter { $0.hasPrefix("Source: ") }.count == 2, "again tells the question once more")
    #expect(printed.contains("Reported: the key is wrong"))
    let skill = TestApp.bank.content.framework.skills[0]
    #expect(try app.workspace.itemReports()["\(skill.id).sample-0"] == "the key is wrong")
    #expect(printed.contains { $0.hasPrefix("  1. Difficulty 1, single choice, with a remark, reported: ") })
    let found = try app.talk(
      &dialogue,
      [
        "1", "! no", "report", "report off", "q", "search nothing of the kind", "search case", "more",
        "search numpy",
      ])
    #expect(
      found.contains("Found, 1 question:") && found.contains("Taken back.")
        && found.contains("Your report: no. report off takes it back."))
    #expect(found.contains("Found, 378 questions, 11 to 20:"))
    // A search takes the place of the one before.
    _ = try app.talk(&dialogue, ["q", "q", "q"])
    #expect(found.contains("No question has all these words.") && dialogue.isOver)
    #expect(try app.workspace.itemReports().count == 1, "the report of the other question stays")
  }

  @Test(arguments: 0..<12) func anyLinesKeepTheDialoguesAliveAndQLeadsOut(seed: Int) throws {
    var generator = SeededGenerator(seed: 3, stream: UInt64(seed))
    let app = try TestApp(seed: UInt64(seed))
    let words = [
      "", "1", "2", "3", "9", "0", "-", "-1", "99999999999999999999", "q", "a", "a 漢字", "d", "d 2026-13-40",
      "n x", "e\u{301}", "+", "t", "m", "w", "c", "/a", "! x", "more", "search a", "help", "open 2",
      "compare 1 2",
      "step 2", "gaps", "begin 1", "date 999999999999999999-1-1", "date 2026-12-99", "report x", "list",
      "w 3",
    ]
    func rehearse(_ start: some PlainDialogue) throws {
      var dialogue = start
      for _ in 0..<24 where !dialogue.isOver {
        _ = try app.talk(&dialogue, [words[Int(generator.next() % UInt64(words.count))]])
      }
      _ = try app.talk(&dialogue, Array(repeating: "q", count: 6))
      #expect(dialogue.isOver)
    }
    for dialogue in PlainMenu.Choice.allCases.compactMap(\.dialogue) { try rehearse(dialogue) }
    try rehearse(PlainReport(try app.workspace.report()))
  }
}
