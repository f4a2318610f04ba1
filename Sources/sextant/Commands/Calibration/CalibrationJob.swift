import Interchange
import ItemBank
import Psychometrics
import QuizEngine

/// A calibration: the answers, and what was known about the items before.
struct CalibrationJob {
  let table: ResponseTable
  let bank: Bank?
  /// The difficulties to start from; nil for the bank's levels.
  let start: CalibrationInput.Starts?
  let threads: Int
  private let summaries: [String: ItemSummary]

  /// The standard deviation of the difficulty of an item about which nothing is known, in logits.
  private static let unknownSD = 2.0
  /// The largest number of items by maximum likelihood, because its time grows with the cube of their number.
  private static let mostItems = 1000
  /// The largest number of people times items by maximum likelihood, which needs a dense table.
  private static let mostCells = 100_000_000

  init(
    table: ResponseTable, bank: Bank?, start: CalibrationInput.Starts?, threads: Int
  ) {
    self.table = table
    self.bank = bank
    self.start = start
    self.threads = threads
    summaries = Dictionary((bank?.items ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of items with a difficulty to start from.
  var knownItems: Int { table.items.count { isKnown($0) } }

  private func isKnown(_ id: String) -> Bool { start.map { $0.byID[id] != nil } ?? (summaries[id] != nil) }

  // MARK: From levels

  /// Estimates that start from the levels and use whatever answers there are.
  func fromLevels() -> CalibrationResult {
    // Items of --items that nobody answered are listed too, with the difficulty that they keep.
    let answered = Set(table.items)
    let ids = table.items + (start?.items ?? []).filter { !answered.contains($0) }
    // Full marks on an item with partial credit are harder than the item, which is what a level is about.
    let shifts = ids.map { id in
      summaries[id].map {
        ItemDifficulty.fullMarksShift(kind: $0.kind, optionCount: $0.optionCount, keyCount: $0.keyCount)
      } ?? 0
    }
    let priors = ids.indices.map { prior(of: ids[$0], shift: shifts[$0]) }
    let responses = try? SparseResponses(
      rows: table.rows, starts: table.starts, itemCount: ids.count)
    guard let responses,
      let calibration = SparseCalibration(responses, priors: priors, options: .init(threads: threads))
    else { return CalibrationResult(model: "levels", table: table, rows: []) }
    let rows = ids.indices.map { index -> CalibrationResult.Row in
      let (id, item) = (ids[index], calibration.items[index])
      let isEstimated = item.finding == .estimated
      let difficulty = item.model.difficulty - shifts[index]
      let hasStart = isKnown(id)
      var row = CalibrationResult.Row(
        id: id, answers: item.answers, right: item.right, isEstimated: isEstimated,
        remark: isEstimated
          ? (hasStart ? nil : "no level to start from")
          : "\(Self.reason(item)): cannot be estimated" + (hasStart ? ", keeps its level" : ""))
      if isEstimated || hasStart {
        row.a = item.model.discrimination
        row.b = difficulty
        row.c = item.model.guessing
        row.aStandardError = item.discriminationError
        row.bStandardError = item.difficultyError
      }
      row.level = summaries[id]?.level
      row.proposedLevel = row.level.map {
        isEstimated
          ? ItemDifficulty.proposedLevel(
            instead: $0, difficulty: difficulty, standardError: item.difficultyError) : $0
      }
      return row
    }
    var result = CalibrationResult(model: "levels", table: table, rows: rows)
    result.logLikelihood = calibration.logLikelihood
    result.passes = calibration.passes
    result.isConverged = calibration.isConverged
    result.ability = (calibration.ability.mean, calibration.ability.sd)
    return result
  }

  private func prior(of id: String, shift: Double) -> SparseCalibration.Prior {
    let summary = summaries[id]
    let atLevel = summary.map {
      ItemDifficulty.judgedModel(
        kind: $0.kind, level: $0.level, optionCount: $0.optionCount, keyCount: $0.keyCount)
    }
    var guessing = 0.0
    if case .logistic(let model) = atLevel { guessing = model.guessing }
    if let start {
      guard let known = start.byID[id] else {
        return SparseCalibration.Prior(
          difficulty: NormalDistribution(mean: 0, sd: Self.unknownSD), guessing: guessing)
      }
      return SparseCalibration.Prior(
        difficulty: NormalDistribution(mean: known.difficulty + shift, sd: SparseCalibration.Prior.levelSD),
        guessing: known.guessing ?? guessing)
    }
    guard let summary else {
      return SparseCalibration.Prior(difficulty: NormalDistribution(mean: 0, sd: Self.unknownSD))
    }
    return SparseCalibration.Prior(
      difficulty: NormalDistribution(
        mean: ItemDifficulty.difficulty(ofLevel: summary.level) + shift,
        sd: SparseCalibration.Prior.levelSD),
      guessing: guessing)
  }

  private static func reason(_ item: SparseCalibration.Item) -> String {
    switch item.finding {
    case .allRight: "all right"
    case .allWrong: "all wrong"
    case .tooFew: item.answers == 1 ? "1 answer" : "only \(item.answers) answers"
    case .unanswered, .estimated: "no answers"
    }
  }

  // MARK: By maximum likelihood

  /// Maximum-likelihood estimates, which need many answers for each item and don't use the levels.
  ///
  /// - Throws: `CommandFailure` if the table is too large for it.
  func byLikelihood(
    _ model: ItemCalibration.Model, name: String, hasPriors: Bool, file: String
  ) throws -> CalibrationResult {
    let count = table.items.count
    guard count <= Self.mostItems else {
      throw CommandFailure(
        "\(file): line 1: there are \(count) items; \(name) takes at most \(Self.mostItems) at a time, so split the file or start from levels with --items",
        code: .badData)
    }
    guard count * table.personCount <= Self.mostCells else {
      throw CommandFailure(
        "\(file): \(table.personCount) people and \(count) items are too many for \(name); start from levels with --items",
        code: .badData)
    }
    var given = Array(repeating: 0, count: count)
    var right = given
    for row in table.rows {
      given[Int(row / 2)] += 1
      right[Int(row / 2)] += Int(row % 2)
    }
    // Without priors the best difficulty of a constant item is infinite, and it says nothing about the others.
    let kept = (0..<count).filter { given[$0] > 0 && (hasPriors || (right[$0] > 0 && right[$0] < given[$0])) }
    var column = Array(repeating: -1, count: count)
    for (place, item) in kept.enumerated() { column[item] = place }
    let answers = (0..<table.personCount).map { person in
      var answers = [Bool?](repeating: nil, count: kept.count)
      for row in table.rows[table.starts[person]..<table.starts[person + 1]] {
        let place = column[Int(row / 2)]
        if place >= 0 { answers[place] = row % 2 == 1 }
      }
      return answers
    }
    let calibration = (try? ResponseMatrix(rows: answers)).flatMap {
      ItemCalibration($0, model: model, options: .init(priors: hasPriors ? .guessing(options: 4) : .none))
    }
    let rows = (0..<count).map { item -> CalibrationResult.Row in
      var row = CalibrationResult.Row(
        id: table.items[item], answers: given[item], right: right[item], isEstimated: false)
      row.level = summaries[row.id]?.level
      row.proposedLevel = row.level
      guard column[item] >= 0, let estimate = calibration?.items[column[item]] else {
        let reason =
          given[item] == 0 ? "no answers" : right[item] == 0 ? "all wrong" : "all right"
        row.remark = "\(reason): cannot be estimated" + (hasPriors ? "" : ", see --priors")
        return row
      }
      // Far outside every bank, the likelihood rises without end, and the number is where it was stopped.
      guard estimate.model.difficulty.isFinite, abs(estimate.model.difficulty) <= 20 else {
        row.remark =
          "the answers don't determine it: cannot be estimated" + (hasPriors ? "" : ", see --priors")
        return row
      }
      row.isEstimated = true
      row.a = estimate.model.discrimination
      row.b = estimate.model.difficulty
      row.c = estimate.model.guessing
      row.aStandardError = estimate.discriminationError
      row.bStandardError = estimate.difficultyError
      row.cStandardError = estimate.guessingError
      row.proposedLevel = row.level.map {
        ItemDifficulty.proposedLevel(
          instead: $0, difficulty: estimate.model.difficulty, standardError: estimate.difficultyError)
      }
      return row
    }
    var result = CalibrationResult(model: name, table: table, rows: rows)
    result.logLikelihood = calibration?.logLikelihood
    result.passes = calibration?.iterations ?? 0
    result.isConverged = calibration?.isConverged ?? false
    return result
  }
}
