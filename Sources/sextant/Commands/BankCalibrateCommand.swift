import ArgumentParser
import Foundation
import Interchange
import ItemBank
import Psychometrics
import QuizEngine
import SextantCore

/// Estimates difficulties from answers.
struct BankCalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: "Estimate the items' difficulties from many people's answers.",
    discussion: """
      Examples:
        sextant bank calibrate responses.csv --model 2pl
        sextant bank calibrate responses.csv --model 1pl --apply
      The file has a line of item ids, then a line for each person: 1 right, 0 wrong, empty where not asked. \
      Levels of the bank are compared with what comes out; no file is changed without --apply.
      """)

  enum Model: String, ExpressibleByArgument, CaseIterable {
    case onePL = "1pl"
    case twoPL = "2pl"
    case threePL = "3pl"
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The CSV file of responses.", completion: .file(extensions: ["csv"])) var file: String
  @ArgumentParser.Option(help: "What is estimated: 1pl, 2pl or 3pl.") var model = Model.twoPL
  @Flag(help: "Weak priors for few people; 3pl always has them.") var priors = false
  @Flag(help: "Write the proposed levels into the bank's files.") var apply = false
  @Flag(help: "Print JSON.") var json = false

  /// The largest number of items to calibrate, since the time grows with the cube of their number.
  private static let mostItems = 1000

  private struct Report: Encodable {
    struct Row: Encodable {
      var id: String
      var answers: Int
      var a: Double
      var b: Double
      var c: Double
      var aStandardError: Double?
      var bStandardError: Double?
      var cStandardError: Double?
      var level: Int?
      var proposedLevel: Int?
    }

    var model: String
    var people: Int
    var logLikelihood: Double
    var iterations: Int
    var isConverged: Bool
    var items: [Row]
  }

  func run() throws {
    try sextant.run {
      let (ids, rows) = try responses()
      let bank = try? sextant.bank(options)
      let levels = Dictionary(
        (bank?.items ?? []).map { ($0.id, $0.level) }, uniquingKeysWith: { first, _ in first })
      let matrix: ResponseMatrix
      do {
        matrix = try ResponseMatrix(rows: rows)
      } catch {
        throw CommandFailure("\(file): the rows have different lengths", code: .badData)
      }
      let assumed: CalibrationPriors =
        model == .threePL || priors ? .guessing(options: 4) : .none
      let kind: ItemCalibration.Model =
        switch model {
        case .onePL: .onePL
        case .twoPL: .twoPL
        case .threePL: .threePL
        }
      guard let calibration = ItemCalibration(matrix, model: kind, options: .init(priors: assumed)) else {
        throw CommandFailure("\(file): there are no answers", code: .badData)
      }
      let items = zip(ids.indices, calibration.items).map { index, item -> Report.Row in
        let answers = rows.count { $0[index] != nil }
        let level = levels[ids[index]]
        return Report.Row(
          id: ids[index], answers: answers, a: item.model.discrimination, b: item.model.difficulty,
          c: item.model.guessing, aStandardError: item.discriminationError,
          bStandardError: item.difficultyError, cStandardError: item.guessingError, level: level,
          proposedLevel: level.map {
            ItemDifficulty.proposedLevel(
              instead: $0, difficulty: item.model.difficulty, standardError: item.difficultyError)
          })
      }
      let report = Report(
        model: model.rawValue, people: rows.count, logLikelihood: calibration.logLikelihood,
        iterations: calibration.iterations, isConverged: calibration.isConverged, items: items)
      try tell(report)
      let same = ids.indices.filter { index in Set(rows.compactMap { $0[index] }).count == 1 }
      if !same.isEmpty, assumed == .none {
        Output.note(
          "\(Words.count(same.count, "item")) had the same answer from everyone, such as \(ids[same[0]]); "
            + "without --priors \(same.count == 1 ? "its numbers mean" : "their numbers mean") nothing")
      }
      if apply { try write(items) }
    }
  }

  private func responses() throws -> (ids: [String], rows: [[Bool?]]) {
    let text = try TextFile.read(file)
    let table: [[String]]
    do {
      table = try CSV.rows(text)
    } catch {
      throw CommandFailure("\(file): \(error.message)", code: .badData)
    }
    let ids = (table.first ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
    guard ids.count <= Self.mostItems else {
      throw CommandFailure(
        "\(file): line 1: there are \(ids.count) items; calibrate at most \(Self.mostItems) at a time",
        code: .badData)
    }
    guard !ids.isEmpty, !ids.contains("") else {
      throw CommandFailure("\(file): line 1: write an item id above every column", code: .badData)
    }
    if let twice = Dictionary(grouping: ids, by: { $0 }).first(where: { $0.value.count > 1 })?.key {
      throw CommandFailure("\(file): line 1: \(twice) heads two columns; rename one", code: .badData)
    }
    var rows: [[Bool?]] = []
    for (number, fields) in table.dropFirst().enumerated() where fields != [""] || ids.count == 1 {
      guard fields.count == ids.count else {
        throw CommandFailure(
          "\(file): line \(number + 2): there are \(fields.count) fields for \(ids.count) items",
          code: .badData)
      }
      rows.append(
        try fields.enumerated().map { column, field in
          switch field.trimmingCharacters(in: .whitespaces) {
          case "1": true
          case "0": false
          case "": nil
          default:
            throw CommandFailure(
              "\(file): line \(number + 2), column \(column + 1): write 1, 0 or nothing, not \(field)",
              code: .badData)
          }
        })
    }
    return (ids, rows)
  }

  private func tell(_ report: Report) throws {
    if json {
      try Output.json(report)
    } else {
      func text(_ value: Double?) -> String { value.map { SimulateCommand.text($0, 3) } ?? "–" }
      Output.table(
        [["Item", "Answers", "a", "± SE", "b", "± SE", "c", "± SE", "Level", "Proposed"]]
          + report.items.map { row in
            let change = row.proposedLevel == row.level ? "" : row.proposedLevel.map { "\($0)" } ?? ""
            return [
              row.id, "\(row.answers)", text(row.a), text(row.aStandardError), text(row.b),
              text(row.bStandardError), text(row.c), text(row.cStandardError),
              row.level.map { "\($0)" } ?? "", change,
            ]
          }, right: Set(1...9))
      Output.line("")
      Output.line(
        "\(report.people) people, log-likelihood \(SimulateCommand.text(report.logLikelihood, 4)), \(report.iterations) passes"
          + (report.isConverged ? "" : "; the parameters did not come to rest"))
    }
    let known = report.items.compactMap(\.level).count
    let changes = report.items.count { $0.proposedLevel != $0.level }
    Output.note(
      known == 0
        ? "none of the items is in the bank, so no level is proposed"
        : "\(changes) of \(known) levels would change; abilities are taken as normal with mean 0 and SD 1")
  }

  private func write(_ items: [Report.Row]) throws {
    var levels: [String: Int] = [:]
    for row in items {
      if let proposed = row.proposedLevel, proposed != row.level { levels[row.id] = proposed }
    }
    // The item's identity in the file counts, whatever the file's name.
    let items = BankLoader.parse(assessment: try options.values.folders().assessment).assessment?.items ?? []
    let files = Set(items.compactMap { levels[$0.id] == nil ? nil : $0.location?.file })
    var changed = 0
    for place in files.sorted() {
      let result = LevelChange.apply(levels, to: try TextFile.read(place))
      do {
        try FileText.rewrite(place, with: Array(result.text.utf8))
      } catch {
        throw CommandFailure("\(place) cannot be written: \(error.reason)", code: .cannotWrite)
      }
      changed += result.changed.count
    }
    Output.note("\(changed) levels written into \(files.count) files, their revisions raised")
  }
}
