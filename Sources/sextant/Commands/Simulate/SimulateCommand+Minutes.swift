import QuizEngine
import QuizStudies

/// Placements by the clock.
extension SimulateCommand {
  private struct MinutesReport: Encodable {
    struct Result: Encodable {
      var rule: String
      var within: Moment
      var whole: Moment
      var answersWithin: Double
      var medianMinutes: Double
      /// The median difference from the announced minutes, as a share: pace unknown, and known from a placement before.
      var medianDifference: Double
      var medianDifferenceAtPace: Double
      /// The median of its size, and the share of people within 20 %, if the pace is known.
      var medianSizeAtPace: Double
      var keptAtPace: Double
      var overlap: Double
      var maxExposure: Double
      /// The share of each type.
      var mix: [String: Double]
      var largestMixError: Double
      var otherStarts: Int
      var laboriousPairs: Int
      var thinDomains: Int
    }
    struct Moment: Encodable {
      var overall: PlacementTally.Quality
      var domains: PlacementTally.Quality
      var skills: PlacementTally.Quality

      init(_ moment: MinutesTally.Moment) {
        (overall, domains, skills) = (moment.overall, moment.domains, moment.skills)
      }
    }
    var assessment: String
    var people: Int
    var items: Int
    var minutes: Double
    var seed: UInt64
    /// What a placement announces.
    var announcedMinutes: Double
    var results: [Result]
  }

  func simulateMinutes(_ minutes: Double) throws {
    var study = MinutesStudy(placements: try placementStudy(), minutes: minutes)
    let pool = study.placements.pool
    var report = MinutesReport(
      assessment: pool.framework.id, people: count, items: study.placements.itemLimit, minutes: minutes,
      seed: seed,
      announcedMinutes: AttemptTime.minutes(of: .placement, items: study.placements.itemLimit, pool: pool),
      results: [])
    for rule in SelectionRule.allCases {
      study.placements.rule = rule
      let part = study
      let shares = Parallel.run(count: count, share: 20, workers: workers, label: "Simulating people") {
        part.run(people: $0)
      }
      guard var tally = shares.first else { return }
      for share in shares.dropFirst() { tally.add(share) }
      report.results.append(
        MinutesReport.Result(
          rule: rule.rawValue, within: .init(tally.within), whole: .init(tally.whole),
          answersWithin: Double(tally.answersWithin) / Double(max(1, tally.people)),
          medianMinutes: tally.medianMinutes, medianDifference: MinutesTally.median(tally.differences),
          medianDifferenceAtPace: MinutesTally.median(tally.differencesAtPace),
          medianSizeAtPace: MinutesTally.median(tally.differencesAtPace.map(abs)),
          keptAtPace: tally.keptAtPace,
          overlap: tally.overlap, maxExposure: tally.maxExposure,
          mix: Dictionary(
            tally.kinds.map { ($0.key.rawValue, Double($0.value) / Double(max(1, tally.served))) },
            uniquingKeysWith: +), largestMixError: tally.largestMixError, otherStarts: tally.otherStarts,
          laboriousPairs: tally.laboriousPairs, thinDomains: tally.thinDomains))
    }
    if json {
      try Output.json(report)
      return
    }
    Output.line(
      "\(count) placements of at most \(report.items) items, seed \(seed); announced: "
        + "\(Self.text(report.announcedMinutes, 1)) minutes")
    Output.line("")
    func row(_ name: String, _ value: (MinutesReport.Result) -> Double, _ decimals: Int = 3) -> [String] {
      let values = report.results.map(value)
      let share = values.count == 2 && values[1] > 0 ? Self.text(values[0] / values[1] - 1, 3) : ""
      return [name] + values.map { Self.text($0, decimals) } + [share]
    }
    let after = "after \(Self.text(minutes, 0)) min"
    Output.table(
      [
        ["", "Per second", "Per item", "Difference"],
        row("RMSE \(after), overall", { $0.within.overall.rmse }),
        row("RMSE \(after), domains", { $0.within.domains.rmse }),
        row("RMSE \(after), skills", { $0.within.skills.rmse }),
        row("RMSE of all items, overall", { $0.whole.overall.rmse }),
        row("RMSE of all items, domains", { $0.whole.domains.rmse }),
        row("RMSE of all items, skills", { $0.whole.skills.rmse }),
        row("Answers \(after)", { $0.answersWithin }, 1),
        row("Minutes of the median person", { $0.medianMinutes }, 1),
        row("Minutes differ from those announced", { $0.medianDifference }),
        row("The same, pace known", { $0.medianDifferenceAtPace }),
        row("Size of it, median person", { $0.medianSizeAtPace }),
        row("People within 20 %, pace known", { $0.keptAtPace }),
        row("Most used item", { $0.maxExposure }),
        row("Items that two people share", { $0.overlap }),
        row("Largest difference from the bank's mix", { $0.largestMixError }),
        row("Other starts", { Double($0.otherStarts) }, 0),
        row("Two laborious items in a row", { Double($0.laboriousPairs) }, 0),
        row("A domain asked less than twice", { Double($0.thinDomains) }, 0),
      ], right: [1, 2, 3])
  }
}
