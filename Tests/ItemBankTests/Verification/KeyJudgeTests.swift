import Testing
import TextLayout

@testable import ItemBank

/// What a run says of a key, without running anything.
@Suite struct KeyJudgeTests {
  static func item(_ task: ItemTask, _ expectation: Verification.Expectation = .key) -> Item {
    Item(
      id: "plan.aims.one", skill: "plan.aims", level: 3, bloom: .apply, stem: "?", task: task,
      explanation: "", source: "",
      verification: Verification(program: .expression("1"), expectation: expectation))
  }

  static func run(_ output: String, errors: String = "", status: Int = 0) -> ProgramRun {
    ProgramRun(id: "plan.aims.one", output: output, errors: errors, status: status, seconds: 0)
  }

  static let choice = ItemTask.singleChoice(
    options: [Option(text: "[1,  2]", isKey: true, rationale: ""), Option(text: "[2]", rationale: "")],
    shuffled: true)

  static func isConfirmed(_ run: ProgramRun, _ item: Item) -> Bool {
    KeyJudge.outcome(of: run, for: item) == .confirmed
  }

  @Test func whiteSpaceMakesNoDifference() {
    #expect(Self.isConfirmed(Self.run(" [1, 2]\n"), Self.item(Self.choice)))
    #expect(!Self.isConfirmed(Self.run("[2]"), Self.item(Self.choice)))
    #expect(Self.isConfirmed(Self.run("a\nb\n"), Self.item(Self.choice, .output("a b"))))
  }

  @Test func numbersCountWithinTheirTolerance() {
    let item = Self.item(.numeric(NumericKey(value: 0.8, tolerance: 0.005)))
    #expect(Self.isConfirmed(Self.run("0.8049\n"), item) && Self.isConfirmed(Self.run("8e-1"), item))
    #expect(!Self.isConfirmed(Self.run("0.806"), item) && !Self.isConfirmed(Self.run("about 0.8"), item))
    #expect(!Self.isConfirmed(Self.run("nan"), item))
  }

  @Test func caseCountsUnlessTheItemSaysOtherwise() {
    #expect(!Self.isConfirmed(Self.run("PWD"), Self.item(.shortText(answers: ["pwd"], ignoresCase: false))))
    #expect(Self.isConfirmed(Self.run("PWD"), Self.item(.shortText(answers: ["pwd"], ignoresCase: true))))
  }

  @Test func exceptionsAreReadFromTheLastLine() {
    let item = Self.item(Self.choice, .raises("ValueError"))
    let trace = "Traceback (most recent call last):\n  File \"<string>\", line 1\nValueError: no\n"
    #expect(Self.isConfirmed(Self.run("", errors: trace, status: 1), item))
    #expect(Self.isConfirmed(Self.run("", errors: "a.b.ValueError", status: 1), item))
    #expect(!Self.isConfirmed(Self.run("", errors: "KeyError: ValueError", status: 1), item))
    #expect(!Self.isConfirmed(Self.run("", errors: "MyValueError: no", status: 1), item))
    #expect(!Self.isConfirmed(Self.run("ValueError"), item))
  }

  @Test func whatFailsIsRefutedAndWhatIsMissingSkipped() {
    let item = Self.item(Self.choice)
    #expect(!Self.isConfirmed(Self.run("[1, 2]", status: 1), item))
    var slow = Self.run("[1, 2]")
    slow.stopped = "it took longer than 1 seconds"
    #expect(KeyJudge.outcome(of: slow, for: item) == .refuted("it took longer than 1 seconds"))
    var poor = Self.run("")
    poor.missing = "torch"
    #expect(KeyJudge.outcome(of: poor, for: item) == .skipped("torch is not installed"))
  }

  @Test func whatAProgramPrintsIsDataInTheReasonToo() {
    guard
      case .refuted(let reason) = KeyJudge.outcome(
        of: Self.run("\u{1B}[2J\u{202E}"), for: Self.item(Self.choice))
    else { return #expect(Bool(false)) }
    #expect(ForbiddenCharacters.first(in: reason) == nil)
  }

  @Test func expressionsGetTheModulesThatTheGuideNames() throws {
    var item = Self.item(Self.choice)
    item.verification = Verification(program: .expression("np.sum([1])"), expectation: .key)
    let job = try #require(VerificationJob(item))
    #expect(job.source.contains("import numpy as np\nprint(np.sum([1]))") && job.requires == ["numpy"])
    item.verification = nil
    #expect(VerificationJob(item) == nil)
  }
}
