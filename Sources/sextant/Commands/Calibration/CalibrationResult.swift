import Interchange
import ItemBank
import Psychometrics
import SextantCore

/// What a calibration found, ready to be printed and written.
struct CalibrationResult {
  /// One item; its numbers are nil where there are none.
  struct Row: Encodable {
    var id: String
    var answers: Int
    var right: Int
    /// False if the numbers are those of the level, or if there are none.
    var isEstimated: Bool
    /// Why the item is not estimated, or what to know about its numbers.
    var remark: String?
    var a: Double?
    var b: Double?
    var c: Double?
    var aStandardError: Double?
    var bStandardError: Double?
    var cStandardError: Double?
    var level: Int?
    var proposedLevel: Int?
  }

  let model: String
  let table: ResponseTable
  let rows: [Row]
  var logLikelihood: Double?
  var passes = 0
  var isConverged = false
  /// The distribution of these people's ability, in logits; nil if it is taken as standard normal.
  var ability: (mean: Double, sd: Double)?

  init(model: String, table: ResponseTable, rows: [Row]) {
    self.model = model
    self.table = table
    self.rows = rows
  }

  // MARK: JSON

  /// The content of `--json`.
  struct Report: Encodable {
    var model: String
    var people: Int
    var answers: Int
    var logLikelihood: Double?
    var iterations: Int
    var isConverged: Bool
    var abilityMean: Double
    var abilitySD: Double
    /// Answers that weren't used, by reason.
    var leftOut: [String: Int]
    var repeats: Int
    var items: [Row]
  }

  /// The report; a number that isn't finite is left out, because JSON has no infinity.
  var report: Report {
    Report(
      model: model, people: table.personCount, answers: table.rows.count,
      logLikelihood: Self.finite(logLikelihood), iterations: passes, isConverged: isConverged,
      abilityMean: ability?.mean ?? 0, abilitySD: ability?.sd ?? 1,
      leftOut: Dictionary(uniqueKeysWithValues: table.leftOut.map { ($0.key.rawValue, $0.value) }),
      repeats: table.repeats, items: rows.map(Self.finite))
  }

  private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

  private static func finite(_ row: Row) -> Row {
    var row = row
    (row.a, row.b, row.c) = (finite(row.a), finite(row.b), finite(row.c))
    row.aStandardError = finite(row.aStandardError)
    row.bStandardError = finite(row.bStandardError)
    row.cStandardError = finite(row.cStandardError)
    return row
  }

  // MARK: Text

  /// Prints a line for each item, and what they rest on.
  func printTable() {
    func text(_ value: Double?) -> String {
      Self.finite(value).map { SimulateCommand.text($0, 3) } ?? "–"
    }
    let hasGuessingErrors = rows.contains { $0.cStandardError != nil }
    var lines = [
      ["Item", "Answers", "Right", "a", "± SE", "b", "± SE", "c"] + (hasGuessingErrors ? ["± SE"] : [])
        + ["Level", "Proposed", "Remark"]
    ]
    for row in rows {
      let proposed = row.proposedLevel == row.level ? "" : row.proposedLevel.map { "\($0)" } ?? ""
      lines.append(
        [
          row.id, "\(row.answers)", "\(row.right)", text(row.a), text(row.aStandardError), text(row.b),
          text(row.bStandardError), text(row.c),
        ] + (hasGuessingErrors ? [text(row.cStandardError)] : [])
          + [row.level.map { "\($0)" } ?? "", proposed, row.remark ?? ""])
    }
    Output.table(lines, right: Set(1...(hasGuessingErrors ? 10 : 9)))
    Output.line("")
    let people = table.personCount == 1 ? "1 person" : "\(table.personCount) people"
    Output.line(
      "\(people), \(Words.count(table.rows.count, "answer")), log-likelihood \(logLikelihood.map { SimulateCommand.text($0, 4) } ?? "–"), "
        + Words.count(passes, "pass", "passes") + (isConverged ? "" : "; the estimates did not settle"))
  }

  // MARK: Messages

  /// What to know about the numbers, for standard error.
  var remarks: [String] {
    var remarks: [String] = []
    for (reason, count) in table.leftOut.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      remarks.append("\(Words.count(count, "answer")) left out: \(reason.rawValue)")
    }
    if table.repeats > 0 {
      remarks.append(
        "\(Words.count(table.repeats, "answer")) not used: the person had answered the same item before")
    }
    if model == "levels" { remarks += levelRemarks } else { remarks += likelihoodRemarks }
    let known = rows.count { $0.level != nil }
    if known > 0 {
      let changes = rows.count { $0.proposedLevel != $0.level }
      remarks.append(
        "\(changes) of \(known) levels would change if authors followed the answers; the Proposed column says which"
      )
    }
    return remarks
  }

  private var levelRemarks: [String] {
    var remarks: [String] = []
    let kept = rows.filter { !$0.isEstimated }
    if let first = kept.first {
      remarks.append(
        "\(kept.count) of \(Words.count(rows.count, "item")) not estimated, such as \(first.id) (\(first.remark ?? ""))"
      )
    }
    let foreign = rows.filter { $0.remark == "no level to start from" || $0.b == nil }
    if let first = foreign.first {
      remarks.append(
        "\(Words.count(foreign.count, "item")) not in the bank or in --items, such as \(first.id); check the item ids, because nothing is known about them beforehand"
      )
    }
    if let ability {
      remarks.append(
        "the ability of these people has mean \(SimulateCommand.text(ability.mean, 2)) and SD \(SimulateCommand.text(ability.sd, 2)), on the scale of the levels"
      )
    }
    return remarks
  }

  private var likelihoodRemarks: [String] {
    var remarks: [String] = []
    let same = rows.filter { $0.answers > 0 && ($0.right == 0 || $0.right == $0.answers) }
    if let first = same.first, !first.isEstimated {
      remarks.append(
        "\(Words.count(same.count, "item")) had the same answer from everyone, such as \(first.id); without --priors \(same.count == 1 ? "it" : "they") cannot be estimated"
      )
    }
    if rows.allSatisfy({ $0.level == nil }) {
      remarks.append("none of the items is in the bank, so there are no levels to start from")
    }
    remarks.append("ability is taken as normal with mean 0 and SD 1")
    return remarks
  }

  // MARK: The file

  /// The content of the file beside the bank; it has only items of the bank.
  func file(bank: Bank) -> CalibrationFile {
    let summaries = Dictionary(bank.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let entries = rows.compactMap { row -> CalibrationFile.Entry? in
      guard row.isEstimated, let item = summaries[row.id], let a = row.a, let b = row.b, let c = row.c,
        let slopeError = row.aStandardError, let error = row.bStandardError
      else { return nil }
      return CalibrationFile.Entry(
        id: row.id, revision: item.revision, difficulty: CalibrationFile.Parameter(b, error: error),
        // The slope of full marks isn't the slope of the steps.
        discrimination: item.categoryCount == 2 ? CalibrationFile.Parameter(a, error: slopeError) : nil,
        guessing: c,
        answers: row.answers, right: row.right)
    }
    return CalibrationFile(
      bank: bank.fingerprint, people: table.personCount, answers: table.rows.count,
      levelSD: SparseCalibration.Prior.levelSD, abilityMean: ability?.mean ?? 0,
      abilitySD: ability?.sd ?? 1,
      entries: entries.sorted { $0.id < $1.id })
  }
}
