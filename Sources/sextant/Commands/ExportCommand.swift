import ArgumentParser
import Foundation
import Interchange
import ItemBank
import SextantCore

/// Writes the person's data for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write your own data for other programs.",
    discussion: """
      Examples:
        sextant export answers --format csv -o answers.csv
        sextant export answers --format xapi --person ann > answers.jsonl
        sextant export resume > resume.json
      Questions are written by `sextant bank export`.
      """,
    subcommands: [ExportAnswersCommand.self, ExportResumeCommand.self])
}

/// Writes every answer.
struct ExportAnswersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers", abstract: "Write every answer of attempts that have ended.",
    discussion: """
      Examples:
        sextant export answers --format csv -o answers.csv
        sextant export answers --format json > answers.json
        sextant export answers --format xapi --person ann > answers.jsonl
      csv is the table that `sextant bank calibrate` reads: 1 for a right answer, 0 for any other, also for one that \
      came too fast; attempts that you excluded are left out. \
      json has all that is known of each answer (schema: Assessments/schema/answers.schema.json). xapi has \
      a statement on each line, with an identity that stays the same the next time.
      """)

  /// The forms of the file.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case csv, json, xapi
  }

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(help: "The form: csv, json or xapi.") var format: Form = .csv
  @ArgumentParser.Option(help: "The name that stands for you in the file.") var person = "learner"
  @ArgumentParser.Option(
    name: .shortAndLong,
    help: ArgumentHelp("The new file; without it, the standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  private struct Document: Encodable {
    var schema = "sextant-answers/1"
    var assessment: String
    var person: String
    /// The places in public classifications, by the identity of the assessment, a domain or a skill.
    var alignment: [String: [Alignment]]?
    var answers: [ExportedAnswer]
  }

  func validate() throws {
    if person.isEmpty { throw ValidationError("--person takes a name.") }
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let answers = try CommandFailure.wrapping { try space.exportedAnswers() }
      let assessment = space.framework.id
      let alignment = space.framework.alignments
      let text =
        switch format {
        case .csv: table(answers)
        case .json:
          try Output.jsonText(
            Document(
              assessment: assessment, person: person, alignment: alignment.isEmpty ? nil : alignment,
              answers: answers))
        case .xapi:
          try answers.map {
            try AnswerStatement($0, person: person, assessment: assessment).line
          }.joined()
        }
      if let output {
        try TextFile.create(output, with: Array(text.utf8))
      } else {
        Output.data(text)
      }
      let left = answers.count { $0.excluded != nil }
      let count = format == .csv ? answers.count - left : answers.count
      var note = Words.count(count, "answer") + (output.map { " written to \($0)" } ?? " written")
      if format == .csv, left > 0 {
        note += "; \(Words.count(left, "answer")) of excluded attempts left out"
      }
      Output.note(note + ".")
    }
  }

  private func table(_ answers: [ExportedAnswer]) -> String {
    let rows = answers.filter { $0.excluded == nil }.map {
      [person, $0.item, $0.score >= 1 ? "1" : "0", $0.mode, "\($0.attempt)", $0.at]
    }
    return CSV.text([["person", "item", "score", "mode", "attempt", "at"]] + rows)
  }
}

/// Writes what a résumé can use.
struct ExportResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Write your skills and projects as part of a JSON Resume.",
    discussion: """
      Examples:
        sextant export resume > resume.json
        sextant export resume -o resume.json
      Skills are the domains in which enough was asked for a word such as competent, each with the skills that are at \
      your target. Projects are the finished actions of your plan, and what you reported of your portfolio, with what \
      shows them. The form is JSON Resume 1.0.0 (jsonresume.org); add your name and the rest there.
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(
    name: .shortAndLong,
    help: ArgumentHelp("The new file; without it, the standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let resume = try CommandFailure.wrapping { try space.resume() }
      let text = try Output.jsonText(resume)
      if let output {
        try TextFile.create(output, with: Array(text.utf8))
      } else {
        Output.data(text)
      }
      Output.note(
        "\(Words.count(resume.skills.count, "skill")) and \(Words.count(resume.projects.count, "project"))"
          + (output.map { " written to \($0)." } ?? " written."))
    }
  }
}
