import Foundation
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens

extension Bed {
  /// Sends lines to a plain dialogue; returns all that was printed.
  func talk<Dialogue: PlainDialogue>(_ start: inout Dialogue, _ lines: [String]) throws -> [String] {
    var printed: [String] = []
    var dialogue = PlainConversation(start)
    defer { start = dialogue.dialogue }
    func carryOut(_ effects: [Effect]) throws {
      for effect in effects {
        for outcome in runner.run(effect) {
          printed += dialogue.take(outcome, Bed.bank.content, try workspace.overview())
        }
      }
    }
    try carryOut(dialogue.firstEffects)
    for line in lines where !dialogue.isOver {
      let overview = try workspace.overview()
      printed += dialogue.prompt(Bed.bank.content, overview)
      let (said, effects) = dialogue.handle(line: line, Bed.bank.content, overview)
      try carryOut(effects)
      printed += said
    }
    return printed
  }

  /// A bed with two placements, of which the second went better.
  static func experienced() throws -> Bed { try Bed(copying: try experience.get()) }

  /// A journal with these placements, made once for all tests.
  private static let experience = Result {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 1, share: 0.4)
    bed.press(.escape)
    bed.clock.pass(days: 60)
    bed.takePlacement(seed: 2, share: 0.9)
    let copy = bed.folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: bed.folder, to: copy)
    return Past(folder: copy, date: bed.clock.date, clock: bed.clock.clock)
  }
}

extension Bed {
  /// Says a line to a session in plain text and carries out what it asks for, as the shell does.
  ///
  /// - Parameter failing: Why every write fails; nil where they succeed.
  func say(
    _ line: String, to session: inout some PlainSession, clock: Int, failing: String? = nil
  ) -> [String] {
    var (told, waiting) = session.handle(line: line, clock: clock)
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      let outcomes = failing.map { [Outcome.failed(Failure($0))] } ?? runner.run(effect)
      for outcome in outcomes {
        if failing == nil, let failure = outcome.failure { Issue.record("\(failure.message)") }
        let (lines, more) = session.take(outcome, clock: clock)
        told += lines
        waiting += more
      }
    }
    return told
  }
}
