import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantTestSupport

/// Attempts in plain text: what can be typed beside an answer, and what is asked before it counts.
@Suite struct PlainAttemptTests {
  /// A sitting over a real journal that takes lines as a person types them.
  private final class Talk {
    let app: TestApp
    let id: String
    private var talk: PlainTalk

    init(mode: Mode = .placement, skill: String? = nil) throws {
      app = try TestApp()
      let scope = skill.map { Scope.skill($0) } ?? .all
      let session = try app.workspace.startAttempt(mode: mode, scope: scope, seed: 3)
      id = session.record.id
      talk = PlainTalk(app, .attempt(session), hasMenu: true)
      talk.listen()
      if mode == .placement { talk.say("") }
    }

    var sitting: PlainAttempt? { talk.sitting }
    var isOver: Bool { sitting == nil }
    var item: Item { get throws { try #require(sitting).session.item } }
    var answered: Int { get throws { try responses.count } }
    var responses: [ResponseRecord] { get throws { try app.workspace.journal.responses(ofAttempt: id) } }

    @discardableResult
    func say(_ line: String, failing: String? = nil) throws -> String {
      talk.listen()
      app.clock.pass(milliseconds: 30_000)
      let lines = failing.map { talk.say(line, failing: $0) } ?? talk.say(line)
      return lines.joined(separator: "\n")
    }

    /// Ends the program from outside and goes on with the attempt in another one; returns what is said at first.
    func restart(after cause: StopCause? = nil) throws -> [String] {
      if let cause { talk.stop(cause) }
      talk = PlainTalk(app, .attempt(try app.workspace.resumeAttempt(id: id)), hasMenu: true)
      return talk.listen()
    }

    /// Goes on until an item of a kind is asked.
    func goOn(to kind: ItemKind) throws {
      for _ in 0..<30 where try item.task.kind != kind {
        try say("dunno")
        try say("")
      }
      try #require(item.task.kind == kind)
    }
  }

  @Test func flagAndNoteOutliveLeavingTheItem() throws {
    let talk = try Talk()
    try talk.say("flag")
    try talk.say("note ask about this")
    try talk.say("leave")
    let session = try talk.app.workspace.resumeAttempt(id: talk.id)
    #expect(session.pending?.isFlagged == true && session.pending?.note == "ask about this")
    _ = try talk.restart()
    try talk.say("dunno")
    try talk.say("yes")
    #expect(try talk.responses.map(\.flagged) == [true])
    #expect(try talk.responses.map(\.note) == ["ask about this"])
  }

  @Test func helpAnswersNothingAndNotKnowingCanBeTakenBack() throws {
    let talk = try Talk()
    for line in ["?", "help"] {
      let help = try talk.say(line)
      for word in ["dunno", "again", "flag", "note", "pause", "end"] { #expect(help.contains(word)) }
    }
    #expect(try talk.answered == 0)
    #expect(try talk.say("dunno").contains("undo takes it back"))
    #expect(try talk.say("undo").contains("Taken back."))
    #expect(try talk.answered == 0)
    try talk.say("dunno")
    #expect(try talk.say("yes").contains("Question 2 of at most 30"))
    #expect(try talk.responses.map(\.isUnknown) == [true])
  }

  @Test func whereSomethingIsTypedOnlyWordsMeanNotKnowing() throws {
    let typed = ItemTask.shortText(answers: ["i"], ignoresCase: true)
    let number = ItemTask.numeric(NumericKey(value: 0, tolerance: 0))
    let choice = ItemTask.singleChoice(options: [], shuffled: true)
    for word in ["i", "0"] {
      #expect(PlainItemCommand(word, at: typed) == nil)
      #expect(PlainItemCommand(word, at: choice) == .unknown)
    }
    // A zero may be the number, a letter never is.
    #expect(PlainItemCommand("0", at: number) == nil && PlainItemCommand("i", at: number) == .unknown)
    for task in [typed, number, choice] {
      for words in ["dunno", "I don't know", "i don\u{2019}t  know"] {
        #expect(PlainItemCommand(words, at: task) == .unknown)
      }
      #expect(PlainItemCommand("?", at: task) == .help)
      #expect(PlainItemCommand("answer flag", at: task) == .answer("flag"))
    }
  }

  @Test func flagAndNoteReachTheDiskWithTheAnswer() throws {
    let talk = try Talk()
    #expect(try talk.say("flag").hasPrefix("Flagged"))
    #expect(try talk.say("note  ask  about this").hasPrefix("Noted"))
    #expect(try talk.say("again").contains("Question 1 of at most 30"))
    try talk.say("dunno")
    // Also once the answer is given.
    #expect(try talk.say("note ask Ada").hasPrefix("Noted"))
    try talk.say("")
    let response = try #require(try talk.responses.first)
    #expect(response.flagged && response.note == "ask Ada")
    try talk.say("dunno")
    try talk.say("")
    #expect(try talk.responses.last?.flagged == false, "the next question begins without")
  }

  @Test func endAsksFirstAndTellsTheCount() throws {
    let talk = try Talk()
    try talk.say("dunno")
    try talk.say("")
    #expect(try talk.say("end").contains("You gave 1 answer;"))
    #expect(try talk.say("no").hasPrefix("It goes on.") && !talk.isOver)
    try talk.say("dunno")
    try talk.say("end")
    try talk.say("")
    #expect(!talk.isOver, "an empty line is no yes")
    try talk.say("undo")
    try talk.say("end")
    _ = try talk.say("yes")
    #expect(talk.isOver)
    #expect(try talk.responses.count == 1)
  }

  @Test func anAnswerThatIsNotConfirmedCountsWhereTheAttemptEnds() throws {
    let talk = try Talk()
    try talk.say("dunno")
    try talk.say("")
    try talk.say("dunno")
    #expect(try talk.say("end").contains("You gave 2 answers with the one to this question;"))
    #expect(try !talk.say("yes").contains("Question 3") && talk.isOver)
    #expect(try talk.responses.count == 2)
  }

  @Test(arguments: ["pause", "leave", "q", "back", "menu"])
  func everyWordForLeavingLeavesAndNamesTheWayBack(word: String) throws {
    let bare = try Talk()
    #expect(try bare.say(word) == "Nothing is answered yet, so nothing is kept." && bare.isOver)
    #expect(try bare.app.workspace.journal.attempts(assessment: "ml-engineer").isEmpty)
    let talk = try Talk()
    try talk.say("dunno")
    try talk.say("")
    let said = try talk.say(word)
    #expect(talk.isOver && said.contains("1 in the menu goes on") && !said.contains("resume"))
  }

  @Test(arguments: 0..<8) func anyLinesKeepAnAttemptAliveAndPauseLeavesIt(seed: Int) throws {
    var generator = SeededGenerator(seed: 5, stream: UInt64(seed))
    let talk = try Talk()
    let lines = [
      "", "1", "2 3", "1 2 3 4", "0", "i", "?", "flag", "note x", "note", "again", "u", "3", "answer q",
      "65,536",
      "dunno", "end", "no", "\u{1B}[2J", "e\u{301}", "-1", "99999999999999999999", "undo",
    ]
    for _ in 0..<80 {
      let before = try talk.answered
      try talk.say(lines[Int(generator.next() % UInt64(lines.count))])
      #expect(try talk.answered - before <= 1 && !talk.isOver)
    }
    try talk.say("no")
    try talk.say("pause")
    #expect(talk.isOver)
  }

  @Test func aNumberIsToldAsItWasUnderstood() throws {
    let talk = try Talk(mode: .focus, skill: "python.numpy")
    try talk.goOn(to: .numeric)
    #expect(try talk.say("1,000,000").hasPrefix("Read as 1000000 ms."))
    try talk.say("u")
    #expect(try talk.say("65,536").hasPrefix("Read as 65.536 ms or as 65536 ms"))
    try talk.say("u")
    #expect(try talk.say("much").hasPrefix("Type a number"))
  }

  @Test func textItemsTellWhetherCapitalLettersCount() throws {
    let talk = try Talk(mode: .focus, skill: "python.numpy")
    try talk.goOn(to: .shortText)
    #expect(try talk.say("again").contains("the spelling counts, capital letters do not"))
    #expect(try talk.say("flag").contains("type the word answer before it"))
    try talk.say("answer flag")
    try talk.say("2")
    #expect(try talk.responses.last?.answer == "t:flag")
    var item = try talk.item
    item.task = .shortText(answers: ["True"], ignoresCase: false)
    #expect(PlainText.prompt(item).contains("capital letters count"))
  }

  @Test func feedbackNamesOptionsAndWhatWasSaid() throws {
    let options = [("a", false), ("b", true)].map {
      Option(text: $0.0, isKey: $0.1, rationale: "Why \($0.0).")
    }
    var item = try #require(try TestApp().workspace.bank.item(id: "python.numpy.sample-0"))
    item.task = .singleChoice(options: options, shuffled: true)
    let score = Score(category: 0, of: 2)
    let lines = PlainText.feedback(item, order: [1, 0], score: score, given: .choice(0))
    #expect(
      lines.contains("  Option 1, right: Why b.") && lines.contains("  Option 2, wrong, your answer: Why a."))
    item.task = .situational(options: [Option(text: "x", effectiveness: 3, rationale: "It helps.")])
    let rated = PlainText.feedback(item, order: [0], score: score, given: .ratings([1]))
    #expect(rated.contains("  Action 1, best rating 3, you said 1: It helps."))
  }

  @Test func answersAreReadBackInWords() throws {
    let talk = try Talk(mode: .focus, skill: "python.numpy")
    var item = try talk.item
    func heard(_ task: ItemTask, _ answer: Answer, _ order: [Int]) -> String {
      item.task = task
      return PlainText.understood(answer, item, order: order).joined(separator: "\n")
    }
    let options = ["alpha", "beta", String(repeating: "long ", count: 40)].map {
      Option(text: $0, isKey: false, rationale: "")
    }
    #expect(
      heard(.singleChoice(options: options, shuffled: true), .choice(1), [1, 0, 2]) == "Your answer: 1, beta."
    )
    let cut = heard(.singleChoice(options: options, shuffled: true), .choice(2), [1, 0, 2])
    #expect(cut.hasSuffix("long long long ."), "one option is heard whole")
    let several = heard(.multipleChoice(options: options, shuffled: true), .choices([1, 2]), [1, 0, 2])
    #expect(several.hasPrefix("Your answer: 2, alpha; 3, long ") || several.contains("long ."))
    #expect(
      heard(.multipleChoice(options: options, shuffled: true), .choices([0, 1]), [1, 0, 2])
        == "Your answer: 1, beta; 2, alpha.")
    #expect(
      heard(.ordering(steps: ["load", "fit"]), .order([1, 0]), [0, 1]) == "Your answer: 2, fit; 1, load.")
    #expect(
      heard(
        .matching(pairs: [MatchingPair(left: "drift", right: "inputs change")], extras: ["none"]),
        .matches([1]), [0, 1]) == "Your answer: row 1, drift: 2, none.")
    #expect(
      heard(.situational(options: options), .ratings([4, 1, nil]), [1, 0, 2]).hasPrefix(
        "Your answer: action 1, beta: 1, ineffective; action 2, alpha: 4, very effective; action 3, long "))
  }

  @Test func answersAreNumberedAsTheyWereAsked() throws {
    let item = try #require(try TestApp().workspace.bank.item(id: "python.numpy.sample-1"))
    let order = [2, 0, 3, 1]
    let hit = PlainText.answer("2 4", to: item, order: order)
    #expect(hit == .success(.choices([0, 1])))
    #expect(PlainText.said(.choices([0, 1]), to: item, order: order) == "2, 4")
    #expect(PlainText.said(.choice(2), to: item, order: order) == "1")
    #expect(PlainText.said(.order([3, 1, 0, 2]), to: item, order: order) == "3, 4, 2, 1")
  }

  // MARK: Writes that fail

  @Test func nothingIsSaidToBeSavedBeforeItIsStored() throws {
    let talk = try Talk()
    try talk.say("dunno")
    // Guards against: "Saved." composed before the write was tried.
    let told = try talk.say("yes", failing: "another program holds the journal")
    #expect(told.hasPrefix("That is not saved: another program holds the journal."))
    #expect(!told.contains("Saved.") && !talk.isOver)
    #expect(try talk.responses.isEmpty)
    // The same answer counts once it can be stored, with its time once.
    #expect(try talk.say("yes").contains("Saved.\n\nQuestion 2 of at most 30"))
    #expect(try talk.responses.map(\.milliseconds) == [90_000])
    let flag = try talk.say("flag", failing: "the disk is full")
    #expect(flag.hasPrefix("That is not saved: the disk is full.") && !flag.contains("Flagged"))
    #expect(try talk.say("again").contains("flagged"), "it is kept with the answer")
  }

  @Test func anAnswerWithoutConfidenceIsTriedOnceMoreByAnEmptyLine() throws {
    let talk = try Talk(mode: .drill)
    let asksConfidence = try #require(talk.sitting).session.plan.asksConfidence
    if asksConfidence { try talk.say("dunno") }
    let line = asksConfidence ? "yes" : "dunno"
    let told = try talk.say(line, failing: "the disk is full")
    #expect(!told.contains("Source: "), "the correct answer comes once the answer is stored")
    #expect(try talk.say("").contains("Source: ") && talk.responses.count == 1)
  }

  @Test func whatWasGivenAndNotConfirmedOutlivesTheProgram() throws {
    let talk = try Talk()
    try talk.say("dunno")
    let opening = try talk.restart(after: .terminate)
    let pending = try talk.app.workspace.resumeAttempt(id: talk.id).pending
    #expect(pending?.answer == "?" && pending?.milliseconds == 30_000)
    #expect(opening.contains("It is not saved yet; an empty line saves it."))
    try talk.say("")
    try talk.say("yes")
    #expect(try talk.responses.map(\.isUnknown) == [true])
  }

  @Test func anAttemptWithAllItsAnswersIsAskedNothingMore() throws {
    let app = try TestApp()
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 1, seed: 3)
    let talk = PlainTalk(app, .attempt(session))
    talk.say("dunno")
    // The program is killed before the attempt is closed.
    app.world.fail { if case .finish = $0 { true } else { false } }
    talk.say("yes")
    app.world.heal()
    let again = try app.workspace.resumeAttempt(id: session.record.id)
    #expect(PlainAttempt(session: again, clock: 0) == nil)
  }
}
