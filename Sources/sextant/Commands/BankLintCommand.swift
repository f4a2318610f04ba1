import ArgumentParser
import Foundation
import ItemBank
import SextantCore
import SextantPlain
import SextantScreens

/// Checks the files of the bank.
struct BankLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check framework, roadmap and items; every mistake with its place and remedy.",
    discussion: """
      Examples:
        sextant bank lint
        sextant bank lint --assessments path/to/assessment --json
      Errors end it with exit code 65; warnings alone do not.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  struct Row: Encodable {
    var severity: String
    var rule: String
    var file: String
    var line: Int
    var column: Int
    var item: String?
    var message: String
    var remedy: String
  }

  func run() throws {
    try sextant.run {
      let folder = try options.values.folders().assessment
      let (parsed, found) = BankLoader.parse(assessment: folder)
      let now = try options.values.environment().today
      let (misconceptions, mistakes) = MisconceptionFile.read(folder: folder.path)
      let checked =
        parsed.map { parsed in
          BankLint.check(parsed, year: now.year, month: now.month)
            + MisconceptionFile.check(
              misconceptions, items: parsed.items.map { parsed.families[$0.id]?.template ?? $0 },
              actions: Set(parsed.content.roadmap.actions.map(\.id)))
        } ?? []
      let diagnostics = (found + mistakes + checked).sorted()
      if json {
        try Output.json(
          diagnostics.map {
            Row(
              severity: $0.severity.rawValue, rule: $0.rule, file: $0.location.file, line: $0.location.line,
              column: $0.location.column, item: $0.item, message: $0.message, remedy: $0.remedy)
          })
      } else {
        diagnostics.forEach { Output.line($0.description) }
      }
      let errors = diagnostics.filter { $0.severity == .error }.count
      Output.note(
        "\(parsed?.items.count ?? 0) items, \(errors) errors, \(diagnostics.count - errors) warnings")
      if errors > 0 { throw ExitCode(Exit.badData.rawValue) }
    }
  }
}
