import ArgumentParser
import Foundation
import Interchange
import ItemBank
import Psychometrics
import SextantCore

/// Estimates difficulties from answers.
struct BankCalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: "Estimate the items' difficulties from many people's answers.",
    discussion: """
      Examples:
        sextant bank calibrate answers.csv
        sextant bank calibrate answers.csv --apply
        sextant bank calibrate answers.csv --items items.csv --json
        sextant bank calibrate responses.csv --model 2pl
      The file is a long table with the columns person, item and score, and if you like mode, attempt and at; \
      or a wide one: a line of item ids, then a line for each person. A score is 1 for full marks and 0 for \
      anything else; leave it empty where nothing was asked.

      Estimates start from the levels of the bank, or from the columns id, b and c of --items, so that few \
      answers suffice. Items with fewer than 5 answers or with the same answer from everyone keep their level. \
      With --model 1pl, 2pl or 3pl the levels play no part: maximum likelihood, for tables with many answers \
      for each item.

      Drills, reviews, focus attempts and retakes without their first attempt are refused: their questions were \
      chosen because of answers that the file doesn't have.

      --apply writes the result as calibration.yaml beside the bank. Scoring then uses it instead of the \
      levels. Items are never changed. Delete the file to go back to the levels.
      """)

  enum Model: String, ExpressibleByArgument, CaseIterable {
    case levels
    case onePL = "1pl"
    case twoPL = "2pl"
    case threePL = "3pl"
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The CSV file of answers.", completion: .file(extensions: ["csv"])) var file: String
  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Difficulties to start from, instead of the bank's levels: id, b, c.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var items: String?
  @ArgumentParser.Option(
    help: "How to estimate: levels, 1pl, 2pl or 3pl. By default levels, or 2pl where no item has a level.")
  var model: Model?
  @Flag(help: "Weak priors for 1pl and 2pl with few people; 3pl always has them.") var priors = false
  @ArgumentParser.Option(
    help: "Use these answers all the same: drill, review, focus, retake; several with commas.")
  var include: String?
  @Flag(name: .customLong("leave-out"), help: "Go on without the answers that would be refused.")
  var leaveOut = false
  @Flag(help: "Write the result beside the bank, where scoring uses it.") var apply = false
  @ArgumentParser.Option(help: ArgumentHelp("Write the result to this file.", valueName: "file"))
  var output: String?
  @ArgumentParser.Option(help: "Threads; all cores where missing. The result is the same.") var threads: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard (1...1024).contains(threads ?? 1) else { throw ValidationError("--threads is 1 to 1024") }
    _ = try included()
    if let model, model != .levels {
      if apply || output != nil {
        throw ValidationError("--apply and --output go with the levels; leave --model \(model.rawValue) out")
      }
      if items != nil {
        throw ValidationError("--items goes with the levels; leave --model \(model.rawValue) out")
      }
    }
  }

  private func included() throws -> Set<ResponseTable.Selection> {
    try Set(
      (include ?? "").split(separator: ",").map { word in
        let name = word.trimmingCharacters(in: .whitespaces)
        guard let reason = ResponseTable.Selection(rawValue: name) else {
          throw ValidationError("--include takes drill, review, focus and retake, not \(name)")
        }
        return reason
      })
  }

  func run() throws {
    try sextant.run {
      let table = try CalibrationInput.table(
        file, policy: ResponseTable.Policy(includes: included(), leavesOut: leaveOut))
      let bank: Bank? = apply || output != nil ? try sextant.bank(options) : try? sextant.bank(options)
      let start = try items.map { try CalibrationInput.difficulties($0) }
      let job = CalibrationJob(
        table: table, bank: bank, start: start,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
      let hasLevels = job.knownItems > 0
      if !hasLevels, apply || model == .levels || items != nil {
        throw CommandFailure(
          "\(file): none of the items is in \(items ?? "the bank"); check the item ids, give --items, or use --model 2pl",
          code: .badData)
      }
      let result: CalibrationResult
      switch model ?? (hasLevels ? .levels : .twoPL) {
      case .levels: result = job.fromLevels()
      case .onePL: result = try job.byLikelihood(.onePL, name: "1pl", hasPriors: priors, file: file)
      case .twoPL: result = try job.byLikelihood(.twoPL, name: "2pl", hasPriors: priors, file: file)
      case .threePL: result = try job.byLikelihood(.threePL, name: "3pl", hasPriors: true, file: file)
      }
      if json { try Output.json(result.report) } else { result.printTable() }
      for remark in result.remarks { Output.note(remark) }
      if let bank, apply || output != nil { try write(result, bank: bank) }
    }
  }

  private func write(_ result: CalibrationResult, bank: Bank) throws {
    let content = result.file(bank: bank)
    guard !content.entries.isEmpty else {
      throw CommandFailure(
        "\(file): no item of the bank has enough answers to be estimated, so nothing is written",
        code: .badData)
    }
    let bytes = Array(content.text.utf8)
    var places = output.map { [$0] } ?? []
    if apply { places.append(try options.values.folders().assessment.path + "/" + CalibrationFile.name) }
    for place in places {
      do {
        // A file that exists keeps its mode, and a link stays a link.
        if FileManager.default.fileExists(atPath: place) {
          try FileText.rewrite(place, with: bytes)
        } else {
          try FileText.replace(
            place, with: bytes, permissions: [.ownerReadWrite, .groupRead, .otherRead])
        }
      } catch {
        throw CommandFailure("\(place) cannot be written: \(error.reason)", code: .cannotWrite)
      }
      Output.note(
        "\(Words.count(content.entries.count, "difficulty", "difficulties")) written to \(place)")
    }
    if apply { Output.note("scoring uses them from now on; delete the file to go back to the levels") }
  }
}
