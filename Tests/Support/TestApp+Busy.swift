import Foundation
import Psychometrics

@testable import SextantCore
@testable import SextantPlain

extension TestApp {
  /// A person with two placements, actions in every state, notes, and reported items.
  static func busy() throws -> TestApp { try TestApp(copying: try busyPast.get()) }

  /// The journal of that person, made once for all tests.
  private static let busyPast = Result {
    let app = try TestApp.experienced()
    let space = app.workspace
    var generator = SeededGenerator(seed: 1)
    for action in TestApp.bank.content.roadmap.actions {
      switch generator.uniform() {
      case ..<0.1:
        try space.setAction(action.id, to: .doing)
        try space.editAction(action.id, .note("Ask Zoë"))
      case ..<0.2:
        try space.setAction(action.id, to: .done)
        try space.editAction(action.id, .artefact("notes.md"))
      default: break
      }
    }
    for item in TestApp.bank.items where generator.uniform() < 0.03 {
      try space.report(item: item.id, "the key is wrong")
    }
    let copy = app.folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: app.folder, to: copy)
    return Past(folder: copy, date: app.clock.date, clock: app.clock.clock)
  }

  /// Says lines to a dialogue that asks nothing of the world.
  func tell<Dialogue: PlainDialogue>(_ dialogue: inout Dialogue, _ lines: [String], _ overview: Overview) {
    for line in lines { _ = dialogue.handle(line: line, TestApp.bank.content, overview) }
  }
}
