import Foundation
import Journal
import Psychometrics
import QuizEngine

@testable import SextantCore

/// Journals from seeds, for tests of what must hold whatever is in them.
enum SeededJournals {
  /// A journal at random: every mode, attempts left half-way or given up, rapid guesses, items that were changed or have
  /// gone, answers of days that are still to come, and an attempt that is not over.
  static func app(seed: Int, open: Mode?) throws -> TestApp {
    let app = try TestApp()
    let journal = app.workspace.journal
    let pool = app.workspace.pool
    var generator = SeededGenerator(seed: UInt64(seed))
    func below(_ count: Int) -> Int { Int(generator.uniform() * Double(count)) }
    let modes = (0..<(1 + below(5))).map { _ in Mode.allCases[below(4)] } + (open.map { [$0] } ?? [])
    for (number, mode) in modes.enumerated() {
      let id = "attempt-\(number)"
      let began = app.clock.date.addingTimeInterval(Double(below(800) - 740) * 86_400)
      _ = try journal.startAttempt(
        AttemptRecord(
          id: id, assessment: app.workspace.framework.id, mode: mode.rawValue, seed: 1,
          configuration: AttemptPlan(mode: mode, itemLimit: 30, seed: 1, profile: "entry").stored,
          bank: "test",
          startedAt: began))
      for position in 0..<(1 + below(8)) {
        let entry = pool.entries[below(pool.entries.count)]
        let count = pool.categoryCount(of: pool.index(of: entry.id) ?? 0)
        let score = Score(category: below(count), of: count)
        try journal.record(
          ResponseRecord(
            attempt: id, position: position, item: below(9) == 0 ? "gone.\(position)" : entry.id,
            itemRevision: 1, level: below(3) == 0 ? 1 + below(5) : nil,
            skill: app.workspace.framework.skills[entry.skill].id, answer: "?", category: score.category,
            categoryCount: count, credit: score.credit, isRapid: below(6) == 0, milliseconds: 9000,
            answeredAt: began.addingTimeInterval(Double(position) * 60)), nextItem: nil, activeMilliseconds: 1
        )
      }
      if open != nil, number == modes.count - 1 { break }
      if below(4) == 0 {
        try journal.abandon(attempt: id, at: began)
      } else {
        try journal.finish(attempt: id, at: began, reason: "ended")
      }
    }
    return app
  }
}
