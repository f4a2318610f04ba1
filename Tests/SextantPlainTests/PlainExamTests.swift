import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// A mock exam in plain mode.
@Suite struct PlainExamTests {
  @Test func anExamIsTakenAndHandedIn() throws {
    let app = try TestApp()
    let session = try app.workspace.startExam(length: 8, minutes: 30, seed: 5)
    let talk = PlainTalk(app, .exam(session))
    func say(_ line: String) throws -> String {
      app.clock.pass(milliseconds: 20_000)
      return talk.say(line).joined(separator: "\n")
    }
    let opening = talk.listen().joined(separator: " ")
    #expect(opening.contains("8 questions, 30 minutes") && opening.contains(Session.clockRule))
    #expect(opening.contains("You pass from 65 % right."))
    let help = try say("?")
    #expect(help.contains("done: hand in") && talk.exam?.session.activeMilliseconds == 0)
    #expect(!help.contains("To answer"), "what the first question asks for is not told before it begins")
    #expect(try say("").contains("Question 1 of 8"))
    #expect(try say("?").contains("dunno: I don't know"))
    #expect(try say("dunno").contains("Saved.\n\nQuestion 2 of 8"))
    let flagged = try say("!")
    #expect(
      flagged.hasPrefix("Flagged.") && !flagged.contains("Question 2 of 8"), "the question was heard already")
    #expect(try say("again").contains("Question 2 of 8, open, flagged"))
    let back = try say("before")
    #expect(back.contains("Question 1 of 8, answered") && back.contains("Your answer: I don't know."))
    #expect(!back.contains("Saved."), "nothing was changed")
    #expect(try say("open 3").contains("Question 3 of 8"))
    #expect(try say("#8").contains("Question 8 of 8"))
    #expect(try say("+").contains("This is the last question"))
    #expect(try say("#9").contains("questions 1 to 8"))
    let framework = TestApp.bank.content.framework
    let skill = try #require(framework.skills.first { session.item.skill == $0.id })
    let domain = try #require(framework.domains.first { session.item.domain == $0.id })
    let listed = try say("list")
    #expect(listed.contains("  1. \(domain.shortName), not known"))
    #expect(!listed.contains(skill.name), "a skill's name helps to answer")
    #expect(try !say("list open").contains("  1. "))
    #expect(
      try say("done").contains(
        "7 questions have no answer, 4 of them not heard. They count as not right, here and in your score."))
    #expect(try say("no").hasPrefix("It goes on."))
    #expect(try say("go 2").contains("Question 2 of 8"))
    #expect(try say("back").contains("Question 1 of 8") && say("go 8").contains("Question 8 of 8"))
    _ = try say("done")
    #expect(try say("no").hasPrefix("It goes on."))
    #expect(try say("again").contains("Question 8 of 8"))
    _ = try say("done")
    let told = try say("yes")
    #expect(told.contains("Handed in") && told.contains("1 of 8 questions answered"))
    #expect(
      told.contains("0 of 8 right (0 %). Not passed: the pass mark is 65 %.")
        && told.contains("Too few answers for a score"))
    #expect(!told.contains("Overall"))
    #expect(talk.exam == nil)
    #expect(try app.workspace.journal.attempts(assessment: "ml-engineer").last?.responseCount == 1)
    var history = PlainHistory()
    let list = try app.talk(&history, [""]).joined(separator: "\n")
    #expect(list.contains("0 of 8 right, 0 %: not passed, too few answers for a score"), "\(list)")
  }
}
