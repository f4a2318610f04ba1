import ArgumentParser
import Foundation
import SextantCore
import SextantPlain
import SextantScreens

/// Lists what is due for review.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "List what is due for review, and what comes.",
    discussion: """
      Examples:
        sextant review
        sextant review --json
        sextant take --mode drill
      What was missed is asked again when it is about to be forgotten (FSRS-6), at most as many a day as the \
      settings say.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  private struct Row: Encodable {
    var item: String
    var due: String
    var answered: String
    var recall: Double
    var reviews: Int
    var lapses: Int
    var isDue: Bool
    var isMissed: Bool
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let (schedule, days) = (try space.reviewSchedule(), space.environment.days())
      let rows = (schedule.due + schedule.later).enumerated().map { index, entry in
        Row(
          item: entry.item, due: Timestamps.text(entry.due), answered: Timestamps.text(entry.last),
          recall: (entry.recall * 1000).rounded() / 1000, reviews: entry.reviews, lapses: entry.lapses,
          isDue: index < schedule.due.count, isMissed: entry.isMissed)
      }
      if json {
        try Output.json(rows)
        return
      }
      let now = space.environment.now()
      let questions = try (schedule.due + schedule.later).map { entry in
        try space.itemAsAsked(entry.item)?.headline ?? entry.item
      }
      Output.table(
        [["Due", "Answered", "Memory", "Question"]]
          + zip(schedule.due + schedule.later, questions).map { entry, question in
            let day = days.day(of: entry.last)
            return [
              days.coming(entry.due, now: now), day.iso,
              entry.memory(now: now, in: days),
              Words.fit(question, 46).trimmingCharacters(in: .whitespaces),
            ]
          }, right: [2])
      Output.note("\(schedule.summaries(now: now, in: days)[0]) · \(schedule.later.count) later")
    }
  }
}
