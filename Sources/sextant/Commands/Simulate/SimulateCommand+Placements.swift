import QuizEngine
import QuizStudies

/// Placements on the real bank.
extension SimulateCommand {
  private struct PlacementReport: Encodable {
    var assessment: String
    var people: Int
    var items: Int
    var levelError: Double
    var shift: Double
    var seed: UInt64
    var threads: Int
    var seconds: Double
    var rmse: Double
    var bias: Double
    var coverage: Double
    var overall: PlacementTally.Quality
    var domains: PlacementTally.Quality
    var skills: PlacementTally.Quality
    var domainsScoredAlone: PlacementTally.Quality
    var neverUsed: Int
    var maxExposure: Double
    var overlap: Double
    var meanLength: Double
    var stops: [String: Int]
  }

  func simulatePlacements() throws {
    let study = try placementStudy()
    let clock = ContinuousClock()
    let start = clock.now
    let shares = Parallel.run(count: count, share: 20, workers: workers, label: "Simulating people") {
      study.run(people: $0)
    }
    guard var tally = shares.first else { return }
    for share in shares.dropFirst() { tally.add(share) }
    let report = PlacementReport(
      assessment: study.pool.framework.id, people: tally.people, items: study.itemLimit,
      levelError: levelError,
      shift: shift, seed: seed, threads: workers, seconds: seconds(clock.now - start),
      rmse: tally.overall.rmse,
      bias: tally.overall.bias, coverage: tally.overall.coverage, overall: tally.overall,
      domains: tally.domains, skills: tally.skills, domainsScoredAlone: tally.domainsAlone,
      neverUsed: tally.neverUsed, maxExposure: tally.maxExposure, overlap: tally.overlap,
      meanLength: tally.meanLength,
      stops: Dictionary(uniqueKeysWithValues: tally.reasons.map { ($0.key.rawValue, $0.value) }))
    if json {
      try Output.json(report)
      return
    }
    Output.line("\(tally.people) placements of at most \(study.itemLimit) items, seed \(seed)")
    Output.line("")
    func row(_ name: String, _ quality: PlacementTally.Quality) -> [String] {
      [
        name, Self.text(quality.bias, 3), Self.text(quality.rmse, 3),
        Self.percent(quality.coverage),
      ]
    }
    Output.table(
      [
        ["In logits", "Bias", "RMSE", "In 95 % interval"], row("Overall", tally.overall),
        row("Domains", tally.domains), row("Skills", tally.skills),
        row("Domains, each alone", tally.domainsAlone),
      ], right: [1, 2, 3])
    Output.line("")
    Output.line("Items an attempt    \(Self.text(tally.meanLength, 1))")
    Output.line(
      "Most used item      \(Self.percent(tally.maxExposure)) of people")
    Output.line("Never used          \(tally.neverUsed) of \(tally.uses.count) items")
    Output.line("In common           \(Self.percent(tally.overlap)) of two people's items")
    Output.line("Time                \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }
}
