import Foundation
import Psychometrics
import PsychometricsStudies

/// The tree of the program's own assessment.
let structure = TreeStructure(skillsPerDomain: [8, 8, 8, 8, 8, 8, 8, 7])

func measureAdaptiveTest() throws -> Report.AdaptiveTest {
  let bank = try BenchmarkData.bank()
  let abilities = try BenchmarkData.abilities()
  var result: AdaptiveTestSimulator.Result?
  let time = seconds {
    let simulator = AdaptiveTestSimulator(bank: bank)
    var random = SeededGenerator(seed: 1)
    result = simulator.run(abilities: abilities, using: &random)
  }
  let simulator = AdaptiveTestSimulator(bank: bank)
  let others = (1...100 as ClosedRange<UInt64>).map { seed in
    var random = SeededGenerator(seed: seed)
    return simulator.run(abilities: abilities, using: &random)
  }
  let within = others.filter { $0.rmse <= 0.36 }.count
  return Report.AdaptiveTest(
    persons: abilities.count, bank: bank.count, length: simulator.settings.length, seconds: time,
    rmse: result?.rmse ?? .nan, bias: result?.bias ?? .nan, coverage: result?.coverage ?? .nan,
    neverUsed: others.map(\.neverUsed).max() ?? 0, maxExposure: result?.maxExposure ?? .nan,
    meanRMSE: others.map(\.rmse).reduce(0, +) / Double(others.count),
    shareOfSeedsAtMost036: Double(within) / Double(others.count),
    meanCoverage: others.map(\.coverage).reduce(0, +) / Double(others.count))
}

func measureChoice(items: Int) -> Report.Choice {
  var random = SeededGenerator(seed: 1)
  let models = (0..<items).map { _ in
    ResponseModel.logistic(
      LogisticModel(
        discrimination: 0.8 + 0.8 * random.uniform(), difficulty: random.normal(), guessing: 0.25))
  }
  let tables = ResponseTables(models)
  let prior = Grid.standard.masses(of: NormalDistribution(mean: 0.3, sd: 0.5))
  return Report.Choice(
    items: items,
    expectedVarianceSeconds: seconds(rounds: 20) {
      let values = tables.expectedPosteriorVariances(prior: prior)
      keep(values.indices.min { values[$0] < values[$1] })
    },
    mutualInformationSeconds: seconds(rounds: 20) {
      let values = tables.mutualInformations(prior: prior)
      keep(values.indices.max { values[$0] < values[$1] })
    },
    tabulateSeconds: seconds(rounds: 1) { keep(ResponseTables(models)) })
}

func measureTree() -> Report.Tree {
  let row = ResponseModel.logistic(LogisticModel(difficulty: 0.2)).logLikelihoods(on: .standard)[1]
  var posterior = CompetencyPosterior(structure: structure)
  for skill in 0..<structure.skillCount { posterior.observe(row, at: .skill(skill)) }
  let weights = Array(repeating: 1.0, count: structure.domainCount)
  return Report.Tree(
    domains: structure.domainCount, skills: structure.skillCount,
    observeSeconds: seconds {
      for _ in 0..<1000 { posterior.observe(row, weight: 1e-6, at: .skill(7)) }
    } / 1000,
    estimatesSeconds: seconds(rounds: 50) { keep(posterior.estimates()) },
    weightedMeanSeconds: seconds(rounds: 50) { keep(posterior.weightedMean(ofDomains: weights)) })
}

func measureCalibration() throws -> Report.Calibration {
  var random = SeededGenerator(seed: 1)
  let models = (0..<50).map { _ in
    LogisticModel(discrimination: 0.7 + random.uniform(), difficulty: random.normal())
  }
  let rows = (0..<5000).map { _ in
    let theta = random.normal()
    return models.map { model -> Bool? in random.uniform() < model.probability(at: theta) }
  }
  if let place = CommandLine.arguments.firstIndex(of: "--responses"),
    place + 1 < CommandLine.arguments.count
  {
    // The other programs get the same answers.
    let head = (0..<50).map { "i\($0)" }.joined(separator: ",")
    let lines = rows.map { row in row.map { $0 == true ? "1" : "0" }.joined(separator: ",") }
    try Data(([head] + lines).joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: CommandLine.arguments[place + 1]))
  }
  let matrix = try ResponseMatrix(rows: rows)
  var plain: ItemCalibration?
  let time = seconds(rounds: 3) {
    plain = ItemCalibration(matrix, model: .twoPL, options: .init(hasStandardErrors: false))
  }
  let withErrors = seconds(rounds: 2) { keep(ItemCalibration(matrix, model: .twoPL)) }
  func rmse(_ value: (LogisticModel) -> Double) -> Double {
    let squares = zip(plain?.items ?? [], models).map { item, truth in
      (value(item.model) - value(truth)) * (value(item.model) - value(truth))
    }
    return (squares.reduce(0, +) / Double(max(1, squares.count))).squareRoot()
  }
  return Report.Calibration(
    persons: 5000, items: 50, seconds: time, secondsWithErrors: withErrors,
    iterations: plain?.iterations ?? 0, isConverged: plain?.isConverged ?? false,
    logLikelihood: plain?.logLikelihood ?? .nan,
    slopeRMSE: rmse(\.discrimination), difficultyRMSE: rmse(\.difficulty))
}

func measureGrowth(gain: Double) -> Report.Growth {
  var random = SeededGenerator(seed: 1)
  let result = GrowthStudy(gain: gain).run(persons: 10_000, using: &random)
  return Report.Growth(
    gainPerAttempt: gain, improving: result.improving, declining: result.declining,
    likelihoodRatio: result.likelihoodRatio, coverage: result.coverage)
}

func measureCoverage(levelError: Double, assumedError: Double) -> Report.Coverage {
  var random = SeededGenerator(seed: 1)
  let study = CompetencyStudy(structure: structure, levelError: levelError, assumedError: assumedError)
  let result = study.run(persons: 3000, using: &random)
  return Report.Coverage(
    levelError: levelError, assumedError: assumedError, overall: result.overall.coverage,
    weightedMean: result.weightedMean.coverage, domains: result.domains.coverage,
    skills: result.skills.coverage, overallRMSE: result.overall.rmse,
    overallBelievedError: result.overall.believedError, weightedMeanRMSE: result.weightedMean.rmse,
    weightedMeanBelievedError: result.weightedMean.believedError, domainRMSE: result.domains.rmse,
    domainBelievedError: result.domains.believedError)
}

func measureMemory() -> Double {
  let scheduler = MemoryScheduler()
  let ratings: [MemoryRating] = [.good, .good, .good, .hard, .again, .good, .easy, .good, .good, .good]
  let time = seconds {
    for _ in 0..<10_000 {
      var card = MemoryCard(due: 0)
      for rating in ratings { card = scheduler.reviewed(card, rating: rating, at: card.due) }
      keep(card)
    }
  }
  return 100_000 / time
}

func measureTrend() -> Double {
  var random = SeededGenerator(seed: 1)
  var attempts: [(day: Double, mean: Double, sd: Double)] = []
  for index in 0..<100 { attempts.append((Double(7 * index), 0.3 * random.normal(), 0.35)) }
  return seconds { keep(GrowthTrend(attempts: attempts)) }
}

/// A small piece of work that takes the same number of instructions every time.
func runCase(_ name: String) throws {
  var random = SeededGenerator(seed: 1)
  switch name {
  case "adaptive":
    let simulator = AdaptiveTestSimulator(bank: try BenchmarkData.bank())
    keep(simulator.run(abilities: Array(try BenchmarkData.abilities().prefix(100)), using: &random))
  case "calibration":
    let rows = (0..<300).map { _ in
      let theta = random.normal()
      return (0..<10).map { item -> Bool? in
        random.uniform() < LogisticModel(difficulty: Double(item) / 4 - 1).probability(at: theta)
      }
    }
    keep(ItemCalibration(try ResponseMatrix(rows: rows), model: .twoPL))
  default: print("no case \(name)")
  }
}
