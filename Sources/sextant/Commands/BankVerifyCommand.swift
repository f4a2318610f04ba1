import ArgumentParser
import Foundation
import ItemBank

/// Runs the programs that verify keys.
struct BankVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Run the code and recompute the numbers behind the keys.",
    discussion: """
      Examples:
        sextant bank verify
        sextant bank verify --python venv/bin/python --skill python.numpy
        sextant bank verify --variants 10
        sextant bank verify --item python.objects.alias-list,ml.evaluation.f1-from-counts
      Each program runs in a jail: an empty folder, limits on time, memory and output, no network, no file of \
      yours. Where no jail can be made, nothing is run; `sextant doctor` says why. A refuted key ends the command with exit code 65.
      Of a family, the stored variants and as many freshly drawn ones as --variants says are verified.
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var python: PythonOptions
  @ArgumentParser.Option(help: "Only this skill.") var skill: String?
  @ArgumentParser.Option(
    name: .customLong("item"),
    help: ArgumentHelp(
      "Only these items, separated by commas; may be given more than once.", valueName: "ids"))
  var itemLists: [String] = []
  @ArgumentParser.Option(
    help: ArgumentHelp("Freshly drawn variants of each family, and stored ones at most.", valueName: "n"))
  var variants = 200
  @Flag(help: "Fail too where NumPy, pandas or scikit-learn is not installed.") var complete = false
  @Flag(help: "Print JSON.") var json = false

  private struct Report: Encodable {
    struct Row: Encodable {
      var item: String
      var outcome: String
      var reason: String?
      var seconds: Double
    }

    var python: String
    var confirmed: Int
    var refuted: Int
    var skipped: Int
    var items: [Row]
  }

  func validate() throws {
    guard (0...1000).contains(variants) else {
      throw ValidationError("--variants is a number from 0 to 1000")
    }
  }

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let wanted = Set(
        itemLists.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) })
      let all = try bank.allItems()
      let unknown = wanted.subtracting(all.map(\.id)).sorted()
      guard unknown.isEmpty else {
        throw CommandFailure(
          "the bank has no item \(unknown.joined(separator: ", ")); `sextant bank list` lists them",
          code: .noInput)
      }
      let items = all.filter {
        (skill == nil || $0.skill == skill) && (wanted.isEmpty || wanted.contains($0.id))
      }
      guard !items.isEmpty else {
        throw CommandFailure("no item is meant; `sextant bank list` lists them", code: .noInput)
      }
      let verifier = try python.verifier()
      let bar = ProgressLine("Running programs")
      var report: VerificationReport
      do {
        report = try verifier.verify(items.filter { $0.variant == nil }) { bar.show(done: $0, all: $1) }
        let families = Set(items.filter { $0.variant != nil }.map(\.id))
        if !families.isEmpty {
          let more = try FamilyVerifier(verifier).verify(
            folder: try options.values.folders().assessmentPath, families: families, fresh: variants,
            stored: variants
          ) { bar.show(done: $0, all: $1) }
          report.results += more.results
        }
      } catch let error as VerificationError {
        throw CommandFailure(error.message, code: .failed)
      }
      bar.clear()
      try tell(report, interpreter: verifier.interpreter)
      let lacking = report.skipped.filter { !Self.isFramework($0) }
      if !report.refuted.isEmpty || (complete && !lacking.isEmpty) { throw ExitCode(Exit.badData.rawValue) }
    }
  }

  /// True if one of the large frameworks is missing, which a check may do without.
  private static func isFramework(_ result: VerificationResult) -> Bool {
    guard case .skipped(let missing) = result.outcome else { return false }
    return ["torch", "tensorflow", "keras", "transformers"].contains { missing.contains($0) }
  }

  private func tell(_ report: VerificationReport, interpreter: String) throws {
    if json {
      let rows = report.results.map { result -> Report.Row in
        let (outcome, reason): (String, String?) =
          switch result.outcome {
          case .confirmed: ("confirmed", nil)
          case .refuted(let reason): ("refuted", reason)
          case .skipped(let reason): ("skipped", reason)
          }
        return Report.Row(
          item: result.item, outcome: outcome, reason: reason,
          seconds: (result.seconds * 1000).rounded() / 1000)
      }
      try Output.json(
        Report(
          python: interpreter, confirmed: report.confirmed,
          refuted: report.refuted.count, skipped: report.skipped.count, items: rows))
    } else {
      for result in report.results {
        switch result.outcome {
        case .confirmed: break
        case .refuted(let reason): Output.line("refuted  \(result.item): \(reason)")
        case .skipped: break
        }
      }
    }
    if !json {
      let reasons = Dictionary(grouping: report.skipped) { result in
        if case .skipped(let reason) = result.outcome { reason } else { "" }
      }
      for (reason, results) in reasons.sorted(by: { $0.key < $1.key }) {
        Output.line("skipped \(results.count): \(reason)")
      }
    }
    Output.note(
      "\(report.confirmed) confirmed, \(report.refuted.count) refuted, \(report.skipped.count) skipped")
  }
}
