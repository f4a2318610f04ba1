import Psychometrics
import PsychometricsStudies

/// Adaptive tests of one ability on a table of items.
extension SimulateCommand {
  private struct TableReport: Encodable {
    var people: Int
    var items: Int
    var seed: UInt64
    var threads: Int
    var seconds: Double
    var rmse: Double
    var bias: Double
    var coverage: Double
    var neverUsed: Int
    var maxExposure: Double
    var meanLength: Double
  }

  func simulateTable(_ path: String) throws {
    let table = try NumberTable(path: path)
    let slope = try table.column("a")
    let difficulty = try table.column("b")
    let guessing = table.has("c") ? try table.column("c") : Array(repeating: 0, count: slope.count)
    for (row, values) in zip(slope, guessing).enumerated() where values.0 <= 0 || !(0..<1).contains(values.1)
    {
      throw CommandFailure(
        "\(path): line \(row + 2): a must be above 0, and c from 0 to below 1", code: .badData)
    }
    if table.has("d"), let row = try table.column("d").firstIndex(where: { $0 != 1 }) {
      throw CommandFailure(
        "\(path): line \(row + 2): d, the upper asymptote, must be 1 or left out", code: .badData)
    }
    guard !slope.isEmpty else { throw CommandFailure("\(path): there are no items", code: .badData) }
    let bank = slope.indices.map {
      LogisticModel(discrimination: slope[$0], difficulty: difficulty[$0], guessing: guessing[$0])
    }
    var generator = SeededGenerator(seed: seed)
    let abilities =
      try people.map { try NumberTable(path: $0).column("theta") }
      ?? (0..<count).map { _ in generator.normal() }
    let length = min(items ?? 20, bank.count)
    let clock = ContinuousClock()
    let start = clock.now
    let simulator = AdaptiveTestSimulator(bank: bank, settings: .init(length: length))
    var random = SeededGenerator(seed: seed, stream: 1)
    let result = simulator.run(abilities: abilities, using: &random)
    let report = TableReport(
      people: abilities.count, items: length, seed: seed, threads: 1, seconds: seconds(clock.now - start),
      rmse: result.rmse, bias: result.bias, coverage: result.coverage, neverUsed: result.neverUsed,
      maxExposure: result.maxExposure, meanLength: result.meanLength)
    if json {
      try Output.json(report)
      return
    }
    Output.line("\(report.people) adaptive tests of \(length) items from \(bank.count), seed \(seed)")
    Output.line("")
    Output.line("Bias              \(Self.text(result.bias, 3)) logits")
    Output.line("RMSE              \(Self.text(result.rmse, 3)) logits")
    Output.line("In 95 % interval  \(Self.percent(result.coverage))")
    Output.line("Never used        \(result.neverUsed) items")
    Output.line("Most used item    \(Self.percent(result.maxExposure)) of people")
    Output.line("Time              \(Self.text(report.seconds, 3)) s")
  }
}
