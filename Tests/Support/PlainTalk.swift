import Foundation
import ItemBank
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

/// The plain mode as a person uses it, over a journal of the tests: it is driven as by the shell, without a terminal.
final class PlainTalk {
  let app: TestApp
  private(set) var driver: Driver<PlainInterface>
  /// What was said on its way to a place, for a test that looks at all of it.
  private(set) var said: [String] = []
  /// The dialogue that the talk began with, or the first above the menu, even where it is over.
  private(set) var dialogue: (any PlainDialogue)?

  init(_ app: TestApp, _ start: PlainInterface.Start = .menu, hasMenu: Bool? = nil) {
    self.app = app
    let (clock, world) = (app.clock, app.world)
    driver = Driver(
      PlainInterface(start, hasMenu: hasMenu),
      now: { EventTime(date: clock.date, clock: clock.clock) },
      perform: { effect in
        let outcomes = world.perform(effect)
        for outcome in outcomes where !world.isFaulty {
          if let failure = outcome.failure { Issue.record("\(effect): \(failure.message)") }
        }
        return outcomes
      })
    if case .dialogue(let first) = start { dialogue = first }
    driver.begin()
  }

  /// The line that is wanted, with what is said before it.
  @discardableResult
  func listen() -> [String] {
    driver.advance()
    note()
    return printed()
  }

  /// Types a line, once it is wanted; returns what is said to it alone.
  @discardableResult
  func say(_ line: String) -> [String] {
    listen()
    driver.send(.input(line))
    note()
    return printed()
  }

  /// Ends the program from outside; returns what is said.
  @discardableResult
  func stop(_ cause: StopCause) -> [String] {
    listen()
    driver.send(.stop(cause))
    return printed()
  }

  /// Lets the program know that time has passed.
  func tick() { driver.send(.tick) }

  /// Types a line while every write fails; returns what is said to it alone.
  func say(_ line: String, failing reason: String) -> [String] {
    app.world.fail(because: reason, where: \.isWrite)
    defer { app.world.heal() }
    return say(line)
  }

  /// The session that is not over, where there is one.
  var sitting: PlainAttempt? { running as? PlainAttempt }
  var exam: PlainExam? { running as? PlainExam }

  private var running: (any PlainSession)? {
    guard case .session(let session)? = driver.face.levels.last, !session.isOver else { return nil }
    return session
  }

  private func note() {
    if case .conversation(let conversation)? = driver.face.levels.first { dialogue = conversation.dialogue }
  }

  private func printed() -> [String] {
    let lines = driver.takeRequests().map { request in
      switch request {
      case .say(let line), .note(let line): line
      }
    }
    said += lines
    return lines
  }
}

extension TestApp {
  /// Sends lines to a plain dialogue; returns all that was printed.
  func talk<Dialogue: PlainDialogue>(_ start: inout Dialogue, _ lines: [String]) throws -> [String] {
    let talk = PlainTalk(self, .dialogue(start))
    for line in lines where !(talk.dialogue?.isOver ?? false) { talk.say(line) }
    start = try #require(talk.dialogue as? Dialogue)
    return talk.said
  }

  /// An app with two placements, of which the second went better.
  static func experienced() throws -> TestApp { try TestApp(copying: try experience.get()) }

  /// A journal with these placements, made once for all tests.
  private static let experience = Result {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.4)
    app.press(.escape)
    app.clock.pass(days: 60)
    app.takePlacement(seed: 2, share: 0.9)
    let copy = app.folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: app.folder, to: copy)
    return Past(folder: copy, date: app.clock.date, clock: app.clock.clock)
  }
}
