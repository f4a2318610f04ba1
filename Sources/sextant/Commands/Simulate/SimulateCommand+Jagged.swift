import QuizEngine
import QuizStudies

/// People with jagged profiles.
extension SimulateCommand {
  private struct JaggedReport: Encodable {
    struct Group: Encodable {
      var name: String
      var overall: PlacementTally.Quality
      var domains: PlacementTally.Quality
      var skills: PlacementTally.Quality
      var rankCorrelation: Double
      /// The verdicts about skills that were asked about, and about all.
      var asked: JaggedSimulation.Tally.Shares
      var all: JaggedSimulation.Tally.Shares
      var firstFiveInLowestThird: Double
    }
    var people: Int
    var items: Int
    var focus: Int
    var focusItems: Int
    var rho: Double
    var kappa: Double
    var levelError: Double
    var shift: Double
    var seed: UInt64
    var seconds: Double
    var groups: [Group]
  }

  /// How far the two groups are from the target, in logits.
  private static let groups = [(name: "weaker", distance: -0.75), (name: "stronger", distance: 0.75)]

  func simulateJagged() throws {
    let study = try placementStudy()
    let (focus, focusItems) = (self.focus, self.focusItems)
    let clock = ContinuousClock()
    let start = clock.now
    var report = JaggedReport(
      people: count, items: study.itemLimit, focus: focus, focusItems: focusItems,
      rho: study.pool.structure.rho, kappa: study.pool.structure.kappa, levelError: levelError, shift: shift,
      seed: seed, seconds: 0, groups: [])
    for (name, distance) in Self.groups {
      let simulation = JaggedSimulation(
        placements: study, distance: distance, focusCount: focus, focusItems: focusItems)
      let shares = Parallel.run(count: count, share: 10, workers: workers, label: "Simulating people") {
        simulation.run(people: $0)
      }
      guard var tally = shares.first else { return }
      for share in shares.dropFirst() { tally.add(share) }
      report.groups.append(
        .init(
          name: name, overall: tally.overall, domains: tally.domains, skills: tally.skills,
          rankCorrelation: tally.rankCorrelation, asked: tally.asked, all: tally.all,
          firstFiveInLowestThird: tally.firstFiveShare))
    }
    report.seconds = seconds(clock.now - start)
    if json {
      try Output.json(report)
      return
    }
    Output.line(
      "\(count) weaker and \(count) stronger people with jagged profiles, a placement of \(study.itemLimit) items and "
        + "\(focus) focus of \(focusItems), rho \(Self.text(report.rho, 2)), kappa \(Self.text(report.kappa, 2)), "
        + "seed \(seed)")
    Output.line("")
    func row(_ name: String, _ value: (JaggedReport.Group) -> String) -> [String] {
      [name] + report.groups.map(value)
    }
    Output.table(
      [
        row("") { "\($0.name.prefix(1).uppercased())\($0.name.dropFirst()) people" },
        row("Overall score in 95 % interval") { Self.percent($0.overall.coverage) },
        row("Domains in 95 % interval") { Self.percent($0.domains.coverage) },
        row("Skills in 95 % interval") { Self.percent($0.skills.coverage) },
        row("Rank correlation within a person") { Self.text($0.rankCorrelation, 3) },
        row("Asked: good skills said to be below") { Self.percent($0.asked.falseGaps) },
        row("Asked: low skills said to be below") { Self.percent($0.asked.found) },
        row("All: good skills said to be below") { Self.percent($0.all.falseGaps) },
        row("All: low skills said to be below") { Self.percent($0.all.found) },
        row("First five truly in the lowest third") { Self.percent($0.firstFiveInLowestThird) },
      ], right: [1, 2])
    Output.line("")
    Output.line("Good: at the target or above. Low: at least 0.5 logits below it.")
    Output.line("Time  \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }
}
