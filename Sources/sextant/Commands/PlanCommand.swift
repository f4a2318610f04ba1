import ArgumentParser
import Foundation
import QuizEngine
import Reporting
import SextantCore

/// The formats of a plan.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case json
  case ics
}

/// Prints the plan by weeks.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Print what to do this week, next week and later.",
    discussion: """
      Examples:
        sextant plan
        sextant plan --hours 5 --weeks 8
        sextant plan --interview "14 March"
        sextant plan --interview none
        sextant plan --format markdown --output plan.md
        sextant plan --format ics --output plan.ics
        sextant plan --json | jq '.weeks[0].actions[].title'
      A calendar that imports plan.ics again moves the events. An existing file is replaced.
      Work that you miss moves on by itself: the plan is laid out again from what is open.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("Lay it out for this many hours a week, this time only.", valueName: "n"))
  var hours: Double?
  @Option(help: ArgumentHelp("Write out this many weeks and sum up the others.", valueName: "n")) var weeks =
    4
  @Option(
    help: ArgumentHelp(
      "Keep the day of your interview, such as 2027-03-14, \"14 March\" or \"in 6 weeks\"; none removes it.",
      valueName: "day"))
  var interview: String?
  @Flag(help: "Also list the actions that aren't planned.") var all = false
  @Option(help: "text, markdown, ics for a calendar, or json.") var format: PlanFormat = .text
  @Option(help: ArgumentHelp("Write it to this file.", valueName: "file")) var output: String?
  @Flag(help: "The same as --format json.") var json = false

  func validate() throws {
    if let hours, !(hours > 0 && hours <= 100) {
      throw ValidationError("--hours takes a number above 0, up to 100.")
    }
    if weeks < 1 { throw ValidationError("--weeks takes a number from 1.") }
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      if let interview { try keep(interview, space) }
      let overview = try space.overview(minutesAWeek: hours.map { max(1, Int(($0 * 60).rounded())) })
      let plan = overview.planDocument()
      let text =
        switch json ? .json : format {
        case .json: try plan.json()
        case .markdown: plan.markdown()
        case .ics: plan.calendar()
        case .text: plan.text(weeks: weeks, listsAll: all)
        }
      if !json, format == .text, let retake = overview.retake { Output.note(retake.line) }
      guard let output else {
        Output.data(text)
        return
      }
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        throw CommandFailure("cannot write \(output): \(Failure.reason(of: error))", code: .cannotWrite)
      }
      Output.note("Written to \(output).")
    }
  }

  /// Stores or removes the day of the interview.
  private func keep(_ text: String, _ space: Workspace) throws {
    var settings = try space.settings()
    let today = space.environment.today
    if ["none", "off"].contains(text.lowercased()) {
      settings.interview = nil
      Output.note("There is no interview any more.")
    } else {
      guard let day = CalendarDay.read(text, today: today) else {
        throw CommandFailure(
          "“\(text)” isn't a day; write it as 2027-03-14, \"14 March\" or \"in 6 weeks\"", code: .usage)
      }
      guard day > today else {
        throw CommandFailure("\(day.long) is past; name a day to come", code: .usage)
      }
      settings.interview = day
      Output.note("Interview on \(day.long).")
    }
    try space.save(settings)
  }
}
