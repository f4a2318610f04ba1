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
  @Flag(help: "Show which answers the numbers came from, and how much each moved them.") var explain = false

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      if explain {
        try tell(try space.explanation(attempt: attempt), space)
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
    /// True for a question that an exam left without an answer; it has no credit.
    var unanswered: Bool
    var overall: Double
    var domain: Double?
  }

  /// Prints how much each answer moved the overall score and that of its domain, in points.
  fileprivate func tell(_ answers: [ExplainedAnswer], _ space: Workspace) throws {
    let rows = answers.map {
      Row(
        attempt: $0.attempt, item: $0.item, answers: $0.count, answered: Timestamps.text($0.answeredAt),
        credit: $0.credit, unanswered: $0.isUnanswered,
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
    let questions = try answers.map { answer in
      try answer.item.map { try space.bank.item(id: $0)?.headline ?? $0 }
        ?? "\(Words.count(answer.count, "answer")) of attempt \(answer.attempt), which isn't over yet"
    }
    Output.table(
      [["Overall", "Domain", "Credit", "Answered", "Question"]]
        + zip(rows, questions).map { row, question in
          [
            points(row.overall), row.domain.map(points) ?? "",
            row.credit.map { DecimalText.fixed($0, decimals: 2) } ?? (row.unanswered ? "no answer" : ""),
            String(row.answered.prefix(10)), question,
          ]
        }, right: [0, 1, 2], wrapped: 4)
    let sum = Double(answers.reduce(0) { $0 + $1.tenthsOfPoints }) / 10
    Output.note(
      "Overall: how many points each answer moved your score by. Before any answer it was \(ReportingScale.middle); the rows add up to "
        + "\(points(sum)) points, which makes \(DecimalText.tenths(Double(ReportingScale.middle) + sum)), shown as "
        + "\(ReportingScale.score(answers.reduce(0) { $0 + $1.overall })). Domain: how far the answer moved the score of its own domain. Answers in other "
        + "domains move that one too.")
  }
}
