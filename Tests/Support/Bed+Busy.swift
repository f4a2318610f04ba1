import Foundation
import Psychometrics

@testable import SextantCore
@testable import SextantPlain

extension Bed {
  /// A person with two placements, actions in every state, notes, and reported items.
  static func busy() throws -> Bed { try Bed(copying: try busyPast.get()) }

  /// The journal of that person, made once for all tests.
  private static let busyPast = Result {
    let bed = try Bed.experienced()
    let space = bed.workspace
    var generator = SeededGenerator(seed: 1)
    for action in Bed.bank.content.roadmap.actions {
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
    for item in Bed.bank.items where generator.uniform() < 0.03 {
      try space.report(item: item.id, "the key is wrong")
    }
    let copy = bed.folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: bed.folder, to: copy)
    return Past(folder: copy, date: bed.clock.date, clock: bed.clock.clock)
  }

  /// Says lines to a dialogue that asks nothing of the world.
  func tell<Dialogue: PlainDialogue>(_ dialogue: inout Dialogue, _ lines: [String], _ overview: Overview) {
    for line in lines { _ = dialogue.handle(line: line, Bed.bank.content, overview) }
  }
}
