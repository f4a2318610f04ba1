import Psychometrics
import PsychometricsStudies
import QuizEngine
import QuizStudies

/// People who change between attempts.
extension SimulateCommand {
  private struct GrowthReport: Encodable {
    struct Course: Encodable {
      var name: String
      var attempts: [GrowthSimulation.Quality]
      /// The share of people whose trend is called improving.
      var improving: Double
      /// The quality at the last attempt, in multiples of the attempt alone.
      var relativeRMSE: Double
      var relativeWidth: Double
    }
    /// How often the trend says "improving" over five attempts of 30 items, a month apart.
    struct Power: Encodable {
      /// The true gain a month, in logits.
      var gain: Double
      /// The number of people.
      var people: Int
      /// The share of people of whom the trend says it, from 0 to 1; without a gain it is wrong.
      var improving: Double
      /// The share of the best possible test, which knows every answer and the true difficulties.
      var bestPossible: Double
    }
    var assessment: String
    var people: Int
    var items: Int
    var levelError: Double
    var shift: Double
    var seed: UInt64
    var seconds: Double
    var courses: [Course]
    var power: [Power]
  }

  /// The gains a month for which the power of "improving" is measured, in logits.
  private static let gains = [0, 0.1, 0.15, 0.25]

  /// How often the trend says "improving", rightly and wrongly.
  ///
  /// A share near 5 % takes thousands of people to measure. Without a bank they cost little, so they are many more than
  /// those who take placements.
  private func power() -> [GrowthReport.Power] {
    let (count, seed) = (min(count, 250_000) * 40, seed)
    return Parallel.run(
      count: Self.gains.count, share: 1, workers: workers, label: "Measuring the trend"
    ) { range in
      range.map { place in
        var random = SeededGenerator(seed: seed, stream: UInt64(1_000_000 + place))
        let gain = Self.gains[place]
        let result = GrowthStudy(gain: gain).run(persons: count, using: &random)
        return GrowthReport.Power(
          gain: gain, people: count, improving: result.improving, bestPossible: result.likelihoodRatio)
      }
    }.flatMap { $0 }
  }

  func simulateGrowth() throws {
    let study = try placementStudy()
    let courses: [(name: String, course: GrowthSimulation.Course)] = [
      ("stay", .steady), ("gain 0.1 a month", .gain(perMonth: 0.1)),
      ("jump of 1.0 before the fourth", .jump(by: 1, before: 3)),
    ]
    let clock = ContinuousClock()
    let start = clock.now
    var report = GrowthReport(
      assessment: study.pool.framework.id, people: count, items: study.itemLimit, levelError: levelError,
      shift: shift, seed: seed, seconds: 0, courses: [], power: power())
    for (name, course) in courses {
      let simulation = GrowthSimulation(placements: study, course: course)
      let shares = Parallel.run(count: count, share: 10, workers: workers, label: "Simulating people") {
        simulation.run(people: $0)
      }
      guard var tally = shares.first else { return }
      for share in shares.dropFirst() { tally.add(share) }
      guard let last = tally.attempts.last else { return }
      report.courses.append(
        .init(
          name: name, attempts: tally.attempts, improving: tally.improvingShare,
          relativeRMSE: last.rmse / last.rmseAlone, relativeWidth: last.width / last.widthAlone))
    }
    report.seconds = seconds(clock.now - start)
    if json {
      try Output.json(report)
      return
    }
    Output.line("\(count) people, six placements of \(study.itemLimit) items, six weeks apart, seed \(seed)")
    for course in report.courses {
      Output.line("")
      Output.table(
        [
          [
            "People who \(course.name)", "In 95 %", "RMSE", "Alone", "Ratio", "Bias", "Width",
            "Domains in 95 %",
          ]
        ]
          + course.attempts.enumerated().map { index, quality in
            [
              "Attempt \(index + 1)", Self.percent(quality.coverage),
              Self.text(quality.rmse, 3), Self.text(quality.rmseAlone, 3),
              Self.text(quality.rmse / quality.rmseAlone, 2), Self.text(quality.bias, 3),
              Self.text(quality.width / quality.widthAlone, 2),
              Self.percent(quality.domainCoverage),
            ]
          }, right: [1, 2, 3, 4, 5, 6, 7])
      Output.line("The trend says improving: \(Self.percent(course.improving)) of people.")
    }
    Output.line("")
    Output.table(
      [
        [
          "\(report.power.first?.people ?? 0) people, five attempts, a month apart: gain a month",
          "Said improving",
          "Best possible",
        ]
      ]
        + report.power.map {
          [
            $0.gain == 0 ? "none" : "\(Self.text($0.gain, 2)) logits",
            Self.percent($0.improving), Self.percent($0.bestPossible),
          ]
        }, right: [1, 2])
    Output.line("")
    Output.line("Ratio and width are those of today's score, in multiples of the attempt alone.")
    Output.line("Time  \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }
}
