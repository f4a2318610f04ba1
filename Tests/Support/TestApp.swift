import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Synchronization
import TerminalUI

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

/// A clock that a test moves.
final class TestClock: Sendable {
  private let time = Mutex<(date: Double, clock: Int)>((1_777_885_200, 0))
  var date: Date { Date(timeIntervalSince1970: time.withLock { $0.date }) }
  var clock: Int { time.withLock { $0.clock } }
  func pass(milliseconds: Int) {
    time.withLock {
      $0.date += Double(milliseconds) / 1000
      $0.clock += milliseconds
    }
  }
  func pass(days: Double) { time.withLock { $0.date += days * 86_400 } }
}

/// The world as a test wants it: effects are carried out, but for those that are to fail.
final class TestWorld: Sendable {
  private let runner: EffectRunner
  private let folder: String
  private let fault = Mutex<(holds: @Sendable (Effect) -> Bool, reason: String)?>(nil)
  private let failed = Mutex(0)

  init(runner: EffectRunner, folder: URL) {
    self.runner = runner
    self.folder = folder.path
  }

  /// How many effects have failed.
  var failures: Int { failed.withLock { $0 } }

  /// From now on the effects that fulfil the condition fail, as with a journal that another program holds.
  func fail(
    because reason: String = "the journal is held by another program",
    where condition: @escaping @Sendable (Effect) -> Bool
  ) {
    fault.withLock { $0 = (condition, reason) }
  }

  /// True while something is to fail.
  var isFaulty: Bool { fault.withLock { $0 != nil } }

  /// From now on every effect is carried out.
  func heal() { fault.withLock { $0 = nil } }

  func perform(_ effect: Effect) -> [Outcome] {
    if let reason = fault.withLock({ $0.flatMap { $0.holds(effect) ? $0.reason : nil } }) {
      failed.withLock { $0 += 1 }
      return [.failed(Failure(reason, exitCode: 74))]
    }
    // Files that are asked for outside the test's folder are not written.
    if case .export(_, let file) = effect, !file.hasPrefix(folder) { return [] }
    if case .exportPlan(let file) = effect, !file.hasPrefix(folder) { return [] }
    return runner.run(effect)
  }
}

/// The whole program without a terminal: a real bank and a real journal in a folder of its own.
final class TestApp {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "sextant-app-\(UUID().uuidString)")
  let clock = TestClock()
  let workspace: Workspace
  let runner: EffectRunner
  private(set) var driver: Driver<ScreenStack>
  private(set) var suspensions = 0
  /// The texts that were copied, newest last.
  private(set) var copies: [String] = []
  /// What stands between the program and its world.
  let world: TestWorld

  /// What was done before a test begins: a journal, and when it was left.
  struct Past: Sendable {
    var folder: URL
    var date: Date
    var clock: Int
  }

  /// A program over a copy of a journal.
  convenience init(copying past: Past) throws {
    try self.init(past: past)
    clock.pass(days: past.date.timeIntervalSince(clock.date) / 86_400)
    restart()
  }

  init(
    size: Size = Size(columns: 80, rows: 24), seed: UInt64 = 11, bank: Bank = TestApp.bank, past: Past? = nil,
    days: @escaping @Sendable () -> LocalDays = { .utc }
  ) throws {
    if let past { try FileManager.default.copyItem(at: past.folder, to: folder) }
    let clock = clock
    // Identities of the copied journal are not given again.
    let count = Mutex(past == nil ? 0 : 1000)
    let environment = AppEnvironment(
      now: { clock.date }, days: days, milliseconds: { clock.clock }, seed: { seed },
      identity: {
        "id-\(count.withLock { $0 += 1; return $0 })"
      })
    workspace = Workspace(
      bank: bank, journal: try Journal.open(folder: folder, now: clock.date).journal,
      environment: environment)
    let space = workspace
    let runner = EffectRunner { space }
    self.runner = runner
    let world = TestWorld(runner: runner, folder: folder)
    self.world = world
    driver = Driver(
      ScreenStack(size: size), now: { EventTime(date: clock.date, clock: clock.clock) },
      perform: { world.perform($0) })
    driver.begin()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The shipped framework and road with items that stay the same whatever the bank becomes.
  static let bank: Bank = {
    let folder = root.appendingPathComponent("Assessments/ml-engineer")
    guard let parsed = BankLoader.parse(assessment: folder).assessment else {
      return Bank(
        ParsedAssessment(
          content: AssessmentContent(
            framework: Framework(id: "", name: "", version: 1, domains: [], profiles: [], evidence: []),
            roadmap: RoadmapContent(phases: [], actions: [])), items: [], contentKey: ""))
    }
    let items = parsed.content.framework.skills.flatMap { skill in (0..<6).map { item(skill, $0) } }
    return Bank(ParsedAssessment(content: parsed.content, items: items, contentKey: "test"))
  }()

  private static func item(_ skill: Skill, _ number: Int) -> Item {
    let tasks: [ItemTask] = [
      .singleChoice(
        options: ["[2, 2, 2]", "[0, 1, 2]", "[3, 3, 3]", "NameError"].enumerated().map {
          Option(text: $0.element, isKey: $0.offset == 0, rationale: "A reason for \($0.element).")
        }, shuffled: true),
      .multipleChoice(
        options: (0..<4).map {
          Option(text: "statement \($0) about the case", isKey: $0 < 2, rationale: "Reason \($0).")
        },
        shuffled: true),
      .numeric(NumericKey(value: 0.8, tolerance: 0.01, unit: "ms")),
      .shortText(answers: ["True"], ignoresCase: true),
      .ordering(steps: ["Load the data", "Split it", "Fit on the training part", "Score the rest"]),
      .matching(
        pairs: [("drift", "inputs change"), ("skew", "serving differs"), ("leak", "the answer is inside")].map
        {
          MatchingPair(left: $0.0, right: $0.1)
        }, extras: []),
    ]
    let isSoft = skill.id.hasPrefix("soft.")
    return Item(
      id: "\(skill.id).sample-\(number)", skill: skill.id, level: number % 5 + 1, bloom: .apply,
      stem: "What holds in case \(number) of \(skill.name.lowercased())?",
      code: number == 0 && !isSoft
        ? CodeBlock(
          language: "python", text: "fs = [lambda: i for i in range(3)]\nprint([f() for f in fs])  # one line"
        ) : nil,
      task: isSoft
        ? .situational(
          options: (0..<4).map {
            Option(text: "Do thing \($0) first", effectiveness: $0 + 1, rationale: "Reason \($0).")
          })
        : tasks[number], explanation: "A closure captures the variable, not its value.",
      source: "A primary document",
      misconceptions: [Misconception(answer: "0.5", rationale: "That halves it.")])
  }

  // MARK: Driving

  /// The screens as they are shown.
  var state: ScreenStack {
    get { driver.face }
    set { driver.face = newValue }
  }

  var hasQuit: Bool { driver.ending != nil }
  var moment: EventTime { EventTime(date: clock.date, clock: clock.clock) }
  var frame: Frame { state.view(at: clock.date) }
  var text: String { frame.surface.text }

  /// Presses keys; Ctrl-C arrives as the terminal sends it, as an interruption.
  func press(_ keys: Key...) {
    for key in keys { if key == .control("c") { stop(.interrupt) } else { send(.key(key)) } }
  }
  func type(_ text: String) { for character in text { send(.key(.character(character))) } }
  func send(_ event: Event) { hand(.input(event)) }
  func stop(_ cause: StopCause) { hand(.stop(cause)) }

  func hand(_ event: Program<ScreenStack>.Event) {
    driver.send(event)
    for request in driver.takeRequests() {
      switch request {
      case .suspend: suspensions += 1
      case .copy(let text): copies.append(text)
      case .redraw: break
      }
    }
  }

  /// What the screens read beside their own state.
  var context: Context? { state.context(at: moment) }

  /// Reads where the person stands, as after something that was done elsewhere.
  func reload() throws { hand(.outcome(.overview(try workspace.overview(), notices: []))) }

  /// The screen on top, where it is of a kind.
  func top<Kind: Screen>(_ kind: Kind.Type = Kind.self) -> Kind? { state.screens.last as? Kind }

  /// Starts the program again over the same journal, as after it has ended.
  func restart() {
    let (clock, world) = (clock, world)
    driver = Driver(
      ScreenStack(size: state.size), now: { EventTime(date: clock.date, clock: clock.clock) },
      perform: { world.perform($0) })
    driver.begin()
  }

  /// Leaves the first questions behind.
  func introduce() {
    press(.down, .enter)
  }

  /// The attempt on the screen, where there is one.
  var sitting: AttemptScreen? { top() }

  /// The mock exam on the screen, where there is one.
  var exam: ExamScreen? { top() }

  /// Answers the exam's item on the screen in one of the ways that its type allows; stays on it.
  func answerInExam() {
    guard let screen = exam else { return }
    switch screen.item.task {
    case .singleChoice, .multipleChoice: press(.character("a"))
    case .numeric: type("0.8")
    case .shortText: type("true")
    case .ordering: press(.down, .right)
    case .matching, .situational: press(.character("1"), .character("2"), .character("3"), .character("1"))
    case .linePick: press(.down, .character(" "))
    }
  }

  /// Chooses that the item on the screen is not known.
  func dontKnow() { press(AnswerKeys.unknownKey) }

  /// Lets the clock run, as the terminal's loop does.
  func tick(milliseconds: Int) {
    clock.pass(milliseconds: milliseconds)
    hand(.tick)
  }

  /// Answers the item on the screen, right or by not knowing.
  func answer(correctly: Bool, confidence: Int = 2, milliseconds: Int = 25_000) {
    guard let screen = sitting else { return }
    clock.pass(milliseconds: milliseconds)
    guard correctly else {
      dontKnow()
      press(.enter)
      return
    }
    switch screen.item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      for (row, index) in screen.presentation.order.enumerated() where options[index].isKey {
        press(.character(Character(AnswerKeys.letter(row))))
      }
    case .numeric: type("0.8")
    case .shortText: type("true")
    case .ordering(let steps):
      for target in steps.indices {
        guard case .order(let order)? = sitting?.draft.content, let row = order.firstIndex(of: target) else {
          continue
        }
        for _ in 0..<8 { press(.up) }
        for _ in 0..<row { press(.down) }
        for _ in 0..<max(0, row - target) { press(.left) }
      }
      if sitting?.draft.isTouched == false { press(.character(" ")) }
    case .matching(let pairs, _):
      press(.up, .up, .up, .up, .up, .up)
      for index in pairs.indices {
        let place = screen.presentation.order.firstIndex(of: index) ?? 0
        press(.character(Character("\(place + 1)")))
      }
    case .linePick(let lines, _): for _ in 0..<(lines.first ?? 1) { press(.down) }
    case .situational(let options):
      press(.up, .up, .up, .up, .up, .up)
      for index in screen.presentation.order {
        press(.character(Character("\(options[index].effectiveness ?? 1)")))
      }
    }
    press(.enter)
    if sitting?.isRating == true { press(.character(Character("\(confidence)"))) }
  }

  /// Takes a whole placement, answering right with a probability.
  func takePlacement(seed: UInt64, share: Double) {
    press(.character("t"), .enter)
    var generator = SeededGenerator(seed: seed)
    var guardrail = 0
    while sitting != nil, guardrail < 60 {
      answer(correctly: generator.uniform() < share, confidence: 1 + Int(generator.uniform() * 3))
      guardrail += 1
    }
  }

  /// Takes a whole placement, with each answer faster than its item can be read.
  func takeHurriedPlacement() {
    press(.character("t"), .enter)
    var guardrail = 0
    while sitting != nil, guardrail < 60 {
      answer(correctly: true, milliseconds: 100)
      guardrail += 1
    }
  }
}
