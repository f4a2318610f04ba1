import ArgumentParser
import Foundation
import ItemBank
import SextantCore

/// Groups the commands on families: items whose variants are computed.
struct BankFamiliesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "families", abstract: "Compute the variants of families, and verify them.",
    subcommands: [BankFamiliesBuildCommand.self, BankFamiliesVerifyCommand.self])
}

/// Computes variants and stores them beside the items.
struct BankFamiliesBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Compute the variants of families that are new or have changed.",
    discussion: """
      Examples:
        sextant bank families build
        sextant bank families build --assessments path/to/assessment --all
      The variants go to items/<domain>/variants.jsonl. Nothing is written if any family has a mistake; the \
      command then ends with exit code 65. Families that need a Python library that isn't installed are named, and \
      keep their variants.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var python: PythonOptions
  @Flag(help: "Compute the variants of every family again.") var all = false
  @Flag(help: "Write nothing; fail if a file would change.") var check = false

  func run() throws {
    try sextant.run {
      let folder = try options.values.folders().assessmentPath
      let verifier = try python.verifier()
      let bar = ProgressLine("Computing variants")
      let outcome: FamilyBuilder.Outcome
      do {
        outcome = try FamilyBuilder(interpreter: verifier.interpreter, limits: verifier.limits).build(
          folder: folder, all: all || check
        ) { bar.show(done: $0, all: $1) }
      } catch let error as VerificationError {
        throw CommandFailure(error.message, code: .failed)
      }
      bar.clear()
      outcome.diagnostics.forEach { Output.line($0.description) }
      for (library, families) in Dictionary(grouping: outcome.unchecked, by: \.library).sorted(by: {
        $0.key < $1.key
      }) {
        Output.line(
          "not checked, because \(library) is not installed: \(families.map(\.family).joined(separator: ", "))"
        )
      }
      if outcome.isBroken {
        Output.note("nothing was written")
        throw ExitCode(Exit.badData.rawValue)
      }
      if check {
        let changed = outcome.files.filter {
          $0.text != (try? TextFile.read($0.path)) ?? ""
        }
        changed.forEach { Output.line("\($0.path): differs from what its families give") }
        if !changed.isEmpty { throw ExitCode(Exit.badData.rawValue) }
      } else {
        try CommandFailure.wrapping { try outcome.write() }
      }
      Output.note(
        "\(Words.count(outcome.built.count, "family", "families")) computed, \(outcome.kept) unchanged"
          + (outcome.unchecked.isEmpty ? "" : ", \(outcome.unchecked.count) not checked"))
    }
  }
}

/// Verifies fresh and stored variants of families alone.
struct BankFamiliesVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Draw variants, and run the programs behind their keys.",
    discussion: """
      Examples:
        sextant bank families verify
        sextant bank families verify --item ml.evaluation.f1-from-counts --variants 20
      It does what `sextant bank verify` does, for families alone. A refuted key is named with its variant and \
      its seed, and ends the command with exit code 65.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var python: PythonOptions
  @ArgumentParser.Option(help: "Only this family.") var item: String?
  @ArgumentParser.Option(
    help: ArgumentHelp("Freshly drawn variants of each family, and stored ones at most.", valueName: "n"))
  var variants = 200

  func validate() throws {
    guard (1...1000).contains(variants) else {
      throw ValidationError("--variants is a number from 1 to 1000")
    }
  }

  func run() throws {
    try sextant.run {
      let families = Set(
        try bank(options).allItems().filter { $0.variant != nil && (item == nil || $0.id == item) }.map(\.id))
      guard !families.isEmpty else {
        throw CommandFailure(
          item.map { "there is no family \($0)" } ?? "the bank has no families", code: .noInput)
      }
      let bar = ProgressLine("Running programs")
      let report: VerificationReport
      do {
        report = try FamilyVerifier(try python.verifier()).verify(
          folder: try options.values.folders().assessmentPath, families: families, fresh: variants,
          stored: variants
        ) { bar.show(done: $0, all: $1) }
      } catch let error as VerificationError {
        throw CommandFailure(error.message, code: .failed)
      }
      bar.clear()
      for result in report.refuted {
        if case .refuted(let reason) = result.outcome { Output.line("refuted  \(result.item): \(reason)") }
      }
      Output.note(
        "\(Words.count(families.count, "family", "families")): \(report.confirmed) variants confirmed, "
          + "\(report.refuted.count) refuted, \(report.skipped.count) skipped")
      if !report.refuted.isEmpty { throw ExitCode(Exit.badData.rawValue) }
    }
  }
}
