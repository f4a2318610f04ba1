import Foundation
import ItemBank
import QuizEngine
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// A drill of a skill begins with what was missed there, and says why it asks what it asks.
@Suite struct DrillBeginningTests {
  /// An app with a focus on a skill whose first answers were missed, and the items missed.
  private static func missed() throws -> (app: TestApp, skill: String, items: [String]) {
    let app = try TestApp()
    app.introduce()
    let skill = app.workspace.framework.skills[2].id
    let session = try app.workspace.startAttempt(mode: .focus, scope: .skill(skill), length: 3)
    app.hand(.outcome(.attempt(session)))
    var items: [String] = []
    for place in 0..<3 {
      if place < 2 { items.append(try #require(app.sitting?.item.id)) }
      app.answer(correctly: place == 2)
    }
    return (app, skill, items)
  }

  @Test func itBeginsWithTheMissesOfTheSkill() throws {
    let (app, skill, items) = try Self.missed()
    // Right after the answer, the explanation is still in mind.
    app.clock.pass(milliseconds: 60_000)
    #expect(try Set(app.workspace.firstItems(ofDrill: .skill(skill))).isDisjoint(with: items))
    app.clock.pass(milliseconds: 3_600_000)
    #expect(try Set(app.workspace.firstItems(ofDrill: .skill(skill))) == Set(items))
    let domain = try #require(skill.split(separator: ".").first.map(String.init))
    #expect(try Set(app.workspace.firstItems(ofDrill: .domain(domain))) == Set(items))
    let other = app.workspace.framework.skills[5].id
    #expect(try app.workspace.firstItems(ofDrill: .skill(other)).isEmpty)
    let session = try app.workspace.startAttempt(mode: .drill, scope: .skill(skill), length: 4)
    #expect(items.contains(try #require(session.item?.id)))
    #expect(
      session.reasons.filter { items.contains($0.key) }.values.allSatisfy { $0 == "You missed it today" })
    app.hand(.outcome(.attempt(session)))
    #expect(app.text.contains("You missed it today"), "\(app.text)")
    for _ in 0..<2 {
      app.answer(correctly: true)
      app.press(.enter)
    }
    // What comes next was chosen because it belongs to the skill, and isn't called anything else.
    #expect(app.text.contains("From the skill you chose") && !app.text.contains("worth"), "\(app.text)")
  }

  @Test func theReasonNamesWhatThePersonChose() {
    func reason(_ scope: Scope, due: [String] = []) -> String {
      AttemptPlan(mode: .drill, scope: scope, itemLimit: 5, seed: 1, profile: "", due: due).reasonOfNew("a")
    }
    #expect(reason(.all) == "New: from the gaps that matter most")
    #expect(reason(.skill("x.y")) == "From the skill you chose")
    #expect(reason(.domain("x")) == "From the domain you chose")
    #expect(reason(.all, due: ["a"]) == "From the questions you chose")
  }

  /// One key says "I don't know" at every kind of item, at the same place of the footer, of the keys and in plain mode.
  @Test func oneKeySaysIDontKnowAtEveryKindOfItem() throws {
    let app = try TestApp(size: Size(columns: 100, rows: 30))
    app.introduce()
    var kinds: Set<ItemKind> = []
    for item in try app.workspace.bank.allItems() where kinds.insert(item.task.kind).inserted {
      let session = try app.workspace.startAttempt(
        mode: .drill, scope: .all, seed: 4, asking: [item.id])
      app.hand(.outcome(.attempt(session)))
      let context = try #require(app.context)
      let bindings = try #require(app.sitting).bindings(context)
      let labelled = bindings.filter { !$0.label.isEmpty }.map(\.command)
      let confirm = try #require(labelled.firstIndex(of: .confirm))
      #expect(labelled[confirm + 1] == .unknown, "\(item.task.kind)")
      #expect(bindings.first { $0.command == .unknown }?.shown == "F6")
      #expect(app.text.contains("F6 I don't know") && app.text.contains("F6 don't know"), "\(app.text)")
      app.press(.function(6))
      #expect(app.sitting?.draft.answer == .unknown, "\(item.task.kind)")
      #expect(PlainItemCommand("dunno", at: item.task) == .unknown)
      #expect(
        PlainItemCommand.help(item, isExam: false)[1] == "dunno: I don't know, the same at every question")
      #expect(
        PlainItemCommand.help(item, isExam: true)[1] == "dunno: I don't know, the same at every question")
      app.press(.enter)
      app.press(.enter)
      for _ in 0..<6 where !app.state.isAtHome { app.press(.escape) }
    }
    // The bank of the tests has no lines to pick.
    #expect(kinds == Set(ItemKind.allCases).subtracting([.linePick]))
  }
}
