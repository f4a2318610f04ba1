import ItemBank
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// What people look for in plain mode when they come back, and how questions sound.
@Suite struct PlainReturnTests {
  @Test func missesAreDrilledInPlainModeToo() throws {
    let app = try TestApp.experienced()
    let last = try #require(try app.workspace.measuringAttempts().first)
    var dialogue = PlainConversation(PlainResult(try app.workspace.result(ofAttempt: last.id)))
    let overview = try app.workspace.overview()
    #expect(dialogue.prompt(TestApp.bank.content, overview).contains { $0.contains("d drills them") })
    let result = try #require(dialogue.dialogue as? PlainResult).result
    let misses = result.answers.filter { $0.response.credit < 1 }.map(\.response.item)
    for word in ["d", "drill"] {
      guard
        case .drillItems(let items)? = dialogue.handle(line: word, TestApp.bank.content, overview).effects
          .first
      else {
        Issue.record("\(word) drills nothing")
        continue
      }
      #expect(Set(items) == Set(misses))
    }
  }

  @Test func signsAreNamedWhereTheyMeanSomething() {
    let spelled = [
      "0.9/(0.9 + 0.05)": "0.9 slash parenthesis 0.9 plus 0.05 parenthesis closed",
      "Is p^2 right, or not?": "Is p caret 2 right, or not?",
      "a well-known case's end.": "a well-known case's end.", "a[1:]": "a bracket 1 colon bracket closed",
      "10,000 rows": "10,000 rows",
    ]
    for (text, told) in spelled { #expect(PlainText.spelled(text, isCode: false) == told) }
    #expect(PlainText.spelled("x = 'a'", isCode: true) == "x equals quote a quote")
  }

  @Test func codeTellsHowFarItIsIndented() throws {
    var item = try #require(try TestApp.bank.item(id: "python.numpy.sample-0"))
    item.code = CodeBlock(
      language: "python", text: "for i in x:\n    if i:\n        break\n\nelse:\n    print(i)")
    let lines = PlainText.question(item, order: [0, 1, 2, 3])
    let told = [
      "  1: for i in x:", "  2, indent 4: if i:", "  3, indent 8: break", "  4: blank",
      "  5, indent 0: else:",
      "  6, indent 4: print(i)",
    ]
    #expect(told.allSatisfy { lines.contains($0) })
  }

  @Test func anExplanationIsHeardBeforeTheNextItem() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .drill, scope: .all, seed: 3)
    let talk = PlainTalk(app, .attempt(session))
    func say(_ line: String) -> [String] { talk.say(line) }
    var heard = say("dunno")
    if session.attempt.plan.asksConfidence { heard = say("") }
    #expect(heard.contains { $0.hasPrefix("Source: ") } && !heard.contains { $0.hasPrefix("Question 2") })
    #expect(say("3").first == "That answer is saved.")
    #expect(say("last").contains { $0.hasPrefix("Source: ") })
    #expect(say("").contains { $0.hasPrefix("Question 2 of") })
  }

  @Test func whatAnAttemptLeadsOnToIsLeftForFromTheHistoryToo() throws {
    let app = try TestApp.experienced()
    for (word, choice) in [("gaps", PlainMenu.Choice.gaps), ("plan", .plan)] {
      var dialogue = PlainHistory()
      _ = try app.talk(&dialogue, ["1", word])
      #expect(dialogue.isOver && dialogue.destination == choice)
    }
    var dialogue = PlainHistory()
    let told = try app.talk(&dialogue, ["1", "q", "trends"])
    #expect(
      !dialogue.isOver && told.contains { $0.hasPrefix("A trend needs three attempts; compare 1 2 tells") })
  }

  @Test func aProofTypedBeforeItsLevelIsKept() throws {
    let app = try TestApp()
    var dialogue = PlainEvidence()
    let told = try app.talk(&dialogue, ["1", "proof a letter", "2", "q"])
    #expect(told.contains("Type your level first; the proof is kept until then."))
    let record = try #require(try app.workspace.overview().evidence.values.first)
    #expect(record.level == 2 && record.artefact == "a letter")
  }

  @Test func whatWasToldCanBeTakenBack() throws {
    let app = try TestApp()
    var dialogue = PlainEvidence()
    _ = try app.talk(&dialogue, ["1", "3", "q"])
    #expect(try !app.workspace.overview().evidence.isEmpty)
    dialogue = PlainEvidence()
    _ = try app.talk(&dialogue, ["1", "clear", "q"])
    #expect(try app.workspace.overview().evidence.isEmpty)
  }

  @Test func aPlacementOfTheMenuWaitsForEnter() throws {
    let app = try TestApp()
    let talk = PlainTalk(app)
    #expect(talk.say("placement").last == "Enter begins, q goes back:")
    #expect(talk.say("w") == ["Enter begins, q goes back:"])
    #expect(talk.say("q") == ["Not begun."] && talk.sitting == nil)
    #expect(try app.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
    talk.say("placement")
    #expect(talk.say("").first?.hasPrefix("Question 1 of ") ?? false)
  }

  @Test func aPercentIsTheSameNumberAsOnTheScreens() {
    for place in 0...100_000 {
      let chance = Double(place) / 100_000
      #expect(PlainNumbers.percent(chance).filter(\.isNumber) == Words.percent(chance).filter(\.isNumber))
    }
  }
}
