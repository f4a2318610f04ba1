import ArgumentParser
import Reporting
import SextantApp

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case json
}

/// Prints where the person stands.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print where you stand: overall, domains, skills, the four steps.",
    discussion: """
      Examples:
        sextant report
        sextant report --attempt 2 --format markdown > result.md
        sextant report --json | jq .overall.score
      The JSON form is documented by Assessments/schema/report.schema.json.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("Only the answers of this attempt.", valueName: "number")) var attempt: Int?
  @Option(help: "text, markdown or json.") var format: ReportFormat = .text
  @Flag(help: "The same as --format json.") var json = false

  func run() throws {
    try sextant.run {
      let report = try options.workspace().report(attempt: attempt)
      switch json ? .json : format {
      case .text: Output.data(report.text())
      case .markdown: Output.data(report.markdown())
      case .json: Output.data(try report.json())
      }
    }
  }
}

/// Prints what to do, best first.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Print what to do next, sorted by what it is worth for the hours.",
    discussion: """
      Examples:
        sextant plan
        sextant plan --hours 20
        sextant plan --json
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("As much as fits into this many hours.", valueName: "n")) var hours: Double?
  @Option(help: ArgumentHelp("At most this many actions.", valueName: "n")) var count = 12
  @Flag(help: "Print JSON.") var json = false

  struct Row: Encodable {
    var id: String
    var title: String
    var details: String
    var step: Int
    var hours: Double
    var proof: String
    var closes: [String]
    var worth: Double
    var state: String
  }

  func run() throws {
    try sextant.run {
      let overview = try options.workspace().overview()
      var left = hours ?? .infinity
      var rows: [Row] = []
      for ranked in overview.plan.ranked where rows.count < max(1, count) {
        let action = ranked.action
        guard action.hours <= left else { continue }
        left -= action.hours
        rows.append(
          Row(
            id: action.id, title: action.title, details: action.details, step: action.step,
            hours: action.hours,
            proof: action.proof, closes: action.closes, worth: (ranked.worth * 100).rounded() / 100,
            state: overview.actions[action.id]?.state.rawValue ?? "todo"))
      }
      if json {
        try Output.json(rows)
        return
      }
      if overview.answerCount == 0 {
        Output.note("Nothing is measured yet, so the order rests on the framework's weights alone.")
      }
      for row in rows {
        Output.line(
          Output.safe(
            "[\(row.state == "done" ? "x" : row.state == "doing" ? "~" : " ")] \(row.title), \(Words.decimal(row.hours)) h, step \(row.step)"
          ))
        Output.line(Output.safe("    \(row.details)"))
        Output.line(Output.safe("    proof: \(row.proof)"))
      }
    }
  }
}
