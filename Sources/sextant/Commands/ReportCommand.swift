import ArgumentParser
import Psychometrics
import QuizEngine
import Reporting
import SextantCore
import SextantPlain
import SextantScreens
import TextLayout

/// The formats of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case markdown
  case html
  case json
}

/// Prints the person's scores and gaps.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print where you stand: overall, domains, skills, the four steps.",
    discussion: """
      Examples:
        sextant report
        sextant report --attempt 2 --format markdown > result.md
        sextant report --format html > report.html
        sextant report --json | jq .overall.score
        sextant report --attempt 2 --explain
      The JSON form is documented by Assessments/schema/report.schema.json.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("Only the answers of this attempt.", valueName: "number")) var attempt: Int?
  @Option(help: "text, markdown, html or json.") var format: ReportFormat = .text
  @Flag(help: "The same as --format json.") var json = false
  @Flag(help: "Which answers the numbers came from, and how much each moved them.") var explain = false

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      if explain {
        try tell(try space.explanation(attempt: attempt))
        return
      }
      let report = try space.report(attempt: attempt)
      switch json ? .json : format {
      case .text: Output.data(report.text())
      case .markdown: Output.data(report.markdown())
      case .html: Output.data(report.html())
      case .json: Output.data(try report.json())
      }
    }
  }
}

extension ReportCommand {
  fileprivate struct Row: Encodable {
    var attempt: Int
    /// Missing for the answers of an open attempt, which are combined.
    var item: String?
    var answers: Int
    var answered: String
    var credit: Double?
    var overall: Double
    var domain: Double?
  }

  /// Prints how much each answer moved the overall score and that of its domain, in points.
  fileprivate func tell(_ answers: [ExplainedAnswer]) throws {
    let rows = answers.map {
      Row(
        attempt: $0.attempt, item: $0.item, answers: $0.count, answered: Timestamps.text($0.answeredAt),
        credit: $0.credit,
        overall: Double($0.tenthsOfPoints) / 10, domain: $0.domain.map { ($0 * 1000).rounded() / 10 })
    }
    if json || format == .json {
      try Output.json(rows)
      return
    }
    guard !rows.isEmpty else {
      Output.note("No answer counts yet; `sextant take` begins a placement.")
      return
    }
    func points(_ value: Double) -> String { (value > 0 ? "+" : "") + DecimalText.tenths(value) }
    Output.table(
      [["Overall", "Domain", "Credit", "Answered", "Item"]]
        + rows.map {
          [
            points($0.overall), $0.domain.map(points) ?? "",
            $0.credit.map { DecimalText.fixed($0, decimals: 2) } ?? "",
            String($0.answered.prefix(10)),
            $0.item ?? "\(Words.count($0.answers, "answer")) of attempt \($0.attempt), which isn't over yet",
          ]
        }, right: [0, 1, 2])
    let sum = Double(answers.reduce(0) { $0 + $1.tenthsOfPoints }) / 10
    Output.note(
      "Overall: how many points each answer moved your score by. Before any answer it was 500; the rows add up to "
        + "\(points(sum)) points, which makes \(DecimalText.tenths(500 + sum)), shown as "
        + "\(ReportingScale.score(answers.reduce(0) { $0 + $1.overall })). Domain: how far the answer moved the score of its own domain. Answers in other "
        + "domains move that one too.")
  }
}

/// Prints the plan, best actions first.
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
    /// The due date, such as `2027-01-31`.
    var due: String?
    var note: String?
    /// The proof that the person wrote down.
    var shownBy: String?
    /// Open resources that help.
    var links: [Report.Action.Link]
  }

  func validate() throws {
    if let hours, !(hours >= 0) { throw ValidationError("--hours takes a number from 0.") }
    if count < 1 { throw ValidationError("--count takes a number from 1.") }
  }

  func run() throws {
    try sextant.run {
      let overview = try options.values.workspace().overview()
      var left = hours ?? .infinity
      var rows: [Row] = []
      for ranked in overview.plan.ranked where rows.count < count {
        let action = ranked.action
        guard action.hours <= left else { continue }
        left -= action.hours
        let record = overview.actions[action.id]
        rows.append(
          Row(
            id: action.id, title: action.title, details: action.details, step: action.step,
            hours: action.hours,
            proof: action.proof, closes: action.closes, worth: (ranked.worth * 100).rounded() / 100,
            state: record?.state.rawValue ?? "todo",
            due: record?.due?.iso, note: record?.note,
            shownBy: record?.artefact,
            links: action.links.map { Report.Action.Link(title: $0.title, url: $0.address) }))
      }
      if json {
        try Output.json(rows)
        return
      }
      if let retake = overview.retake { Output.note(retake.line) }
      if overview.answerCount == 0 {
        Output.note("Nothing is measured yet, so the order rests on the framework's weights alone.")
      }
      if rows.isEmpty {
        let shortest = overview.plan.ranked.map(\.action.hours).min()
        Output.note(
          shortest.map {
            "No action fits into \(Words.decimal(hours ?? 0)) h; the shortest takes \(Words.decimal($0)) h."
          } ?? "Every action is done.")
      }
      for row in rows {
        let state = row.state == "todo" ? "to do" : row.state
        Output.line("\(row.title), \(Words.decimal(row.hours)) h, step \(row.step), \(state)")
        Output.line("    \(row.details)")
        Output.line("    proof: \(row.proof)")
        for link in row.links { Output.line("    see: \(link.title), \(link.url)") }
        if let due = row.due { Output.line("    by: \(due)") }
        if let text = row.shownBy { Output.line("    shown by: \(text)") }
        if let text = row.note { Output.line("    note: \(text)") }
      }
    }
  }
}
