import ArgumentParser
import Dispatch
import Foundation
import Interchange
import ItemBank
import Psychometrics
import PsychometricsStudies
import QuizEngine
import Synchronization
import TextLayout

/// Runs attempts with simulated people.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Give attempts to simulated people, and see how well they are measured.",
    discussion: """
      Examples:
        sextant simulate
        sextant simulate --count 5000 --level-error 0.7 --shift 0.3 --json
        sextant simulate --growth --count 500
        sextant simulate --minutes 15
        sextant simulate --signature
        sextant simulate --jagged --focus 3 --focus-items 15
        sextant simulate --bank bank.csv --people theta.csv --items 20 --json
      Without --bank, placements on the real bank; with it, adaptive tests of one ability on a table of items \
      (columns a, b and c) and of abilities (column theta), both in logits.
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(help: ArgumentHelp("A table of items: a, b, c.", valueName: "csv")) var bank: String?
  @ArgumentParser.Option(help: ArgumentHelp("A table of abilities: theta.", valueName: "csv"))
  var people: String?
  @ArgumentParser.Option(help: "Simulated people, where no table names them.") var count = 1000
  @ArgumentParser.Option(help: "Items of an attempt.") var items: Int?
  @ArgumentParser.Option(
    name: .customLong("level-error"), help: "Standard deviation by which levels are wrong, in logits.")
  var levelError = 0.0
  @ArgumentParser.Option(
    help: "Standard deviation by which all levels of a domain are wrong together, in logits.")
  var shift = 0.0
  @Flag(help: "Six placements, six weeks apart, of people who stay as they are, gain or jump.")
  var growth = false
  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Placements by the clock, chosen per second and, for comparison, per item: what is known after so many minutes.",
      valueName: "n")) var minutes: Double?
  @Flag(help: "Print one number that changes if the measurement does, from 200 placements on a frozen bank.")
  var signature = false
  @Flag(name: .customLong("freeze"), help: "Freeze the present bank for --signature.") var freezes = false
  @Flag(
    help: "A placement and focus attempts of people with jagged profiles: what is said about their skills.")
  var jagged = false
  @ArgumentParser.Option(help: "With --jagged: the focus attempts after the placement.") var focus = 1
  @ArgumentParser.Option(
    name: .customLong("focus-items"), help: "With --jagged: the items of a focus attempt.")
  var focusItems = 12
  @ArgumentParser.Option(help: "Try another share of a domain's variance that is overall ability.")
  var rho: Double?
  @ArgumentParser.Option(help: "Try another share of a skill's variance that is its domain's.")
  var kappa: Double?
  @ArgumentParser.Option(help: "The target profile.") var profile: String?
  @ArgumentParser.Option(help: "Threads; all cores where missing.") var threads: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard count >= 1, count <= 10_000_000 else { throw ValidationError("--count is 1 to 10000000") }
    guard (items ?? 1) >= 1 else { throw ValidationError("--items is at least 1") }
    guard (threads ?? 1) >= 1, (threads ?? 1) <= 1024 else { throw ValidationError("--threads is 1 to 1024") }
    guard levelError.isFinite, levelError >= 0 else { throw ValidationError("--level-error is 0 or more") }
    guard shift.isFinite, shift >= 0 else { throw ValidationError("--shift is 0 or more") }
    if let minutes, !(minutes > 0 && minutes <= 600) { throw ValidationError("--minutes is up to 600") }
    guard (0...20).contains(focus) else { throw ValidationError("--focus is 0 to 20") }
    guard (1...100).contains(focusItems) else { throw ValidationError("--focus-items is 1 to 100") }
    for share in [rho, kappa].compactMap({ $0 }) where !(0..<1).contains(share) {
      throw ValidationError("--rho and --kappa are from 0 to below 1")
    }
    if growth, jagged { throw ValidationError("--growth and --jagged are two studies; choose one") }
    if people != nil, bank == nil { throw ValidationError("--people goes with --bank") }
  }

  func run() throws {
    try sextant.run {
      if let bank {
        try simulateTable(bank)
      } else if signature {
        try printSignature()
      } else if freezes {
        try freeze()
      } else if growth {
        try simulateGrowth()
      } else if let minutes {
        try simulateMinutes(minutes)
      } else if jagged {
        try simulateJagged()
      } else {
        try simulatePlacements()
      }
    }
  }

  var seed: UInt64 { options.seed ?? 1 }
  var workers: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  // MARK: The real bank

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

  /// The study of the real bank that the options describe.
  func placementStudy() throws -> PlacementStudy {
    let bank = try sextant.bank(options)
    let framework = bank.content.framework
    if let profile, !framework.profiles.contains(where: { $0.id == profile }) {
      let known = framework.profiles.map(\.id).joined(separator: ", ")
      throw CommandFailure("there is no profile \(profile); there are \(known)", code: .usage)
    }
    return PlacementStudy(
      pool: ItemPool(
        items: bank.items, framework: framework, rho: rho ?? ItemPool.rho, kappa: kappa ?? ItemPool.kappa),
      itemLimit: items ?? AttemptPlan.usualLength(of: .placement),
      profile: profile ?? framework.profiles.first?.id ?? "", levelError: levelError, shift: shift, seed: seed
    )
  }

  private func simulatePlacements() throws {
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
        Self.text(quality.coverage * 100, 1) + " %",
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
      "Most used item      \(Self.text(tally.maxExposure * 100, 1)) % of people")
    Output.line("Never used          \(tally.neverUsed) of \(tally.uses.count) items")
    Output.line("In common           \(Self.text(tally.overlap * 100, 1)) % of two people's items")
    Output.line("Time                \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }

  // MARK: Placements by the clock

  private struct MinutesReport: Encodable {
    struct Result: Encodable {
      var rule: String
      var within: Moment
      var whole: Moment
      var answersWithin: Double
      var medianMinutes: Double
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

  private func simulateMinutes(_ minutes: Double) throws {
    var study = MinutesStudy(placements: try placementStudy(), minutes: minutes)
    let pool = study.placements.pool
    var report = MinutesReport(
      assessment: pool.framework.id, people: count, items: study.placements.itemLimit, minutes: minutes,
      seed: seed,
      announcedMinutes: AttemptTime.minutes(ofPlacementWith: study.placements.itemLimit, pool: pool),
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
          medianMinutes: tally.medianMinutes, maxExposure: tally.maxExposure,
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
        row("Most used item", { $0.maxExposure }),
        row("Largest difference from the bank's mix", { $0.largestMixError }),
        row("Other starts", { Double($0.otherStarts) }, 0),
        row("Two laborious items in a row", { Double($0.laboriousPairs) }, 0),
        row("A domain asked less than twice", { Double($0.thinDomains) }, 0),
      ], right: [1, 2, 3])
  }

  // MARK: People who change

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

  /// How often the trend says "improving", rightly and wrongly, among as many people as asked for.
  private func power() -> [GrowthReport.Power] {
    let (count, seed) = (count, seed)
    return Parallel.run(
      count: Self.gains.count, share: 1, workers: workers, label: "Measuring the trend"
    ) { range in
      range.map { place in
        var random = SeededGenerator(seed: seed, stream: UInt64(1_000_000 + place))
        let gain = Self.gains[place]
        let result = GrowthStudy(gain: gain).run(persons: count, using: &random)
        return GrowthReport.Power(
          gain: gain, improving: result.improving, bestPossible: result.likelihoodRatio)
      }
    }.flatMap { $0 }
  }

  private func simulateGrowth() throws {
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
              "Attempt \(index + 1)", Self.text(quality.coverage * 100, 1) + " %",
              Self.text(quality.rmse, 3), Self.text(quality.rmseAlone, 3),
              Self.text(quality.rmse / quality.rmseAlone, 2), Self.text(quality.bias, 3),
              Self.text(quality.width / quality.widthAlone, 2),
              Self.text(quality.domainCoverage * 100, 1) + " %",
            ]
          }, right: [1, 2, 3, 4, 5, 6, 7])
      Output.line("The trend says improving: \(Self.text(course.improving * 100, 1)) % of people.")
    }
    Output.line("")
    Output.table(
      [["Five attempts, a month apart: gain a month", "Said improving", "Best possible"]]
        + report.power.map {
          [
            $0.gain == 0 ? "none" : "\(Self.text($0.gain, 2)) logits",
            Self.text($0.improving * 100, 1) + " %", Self.text($0.bestPossible * 100, 1) + " %",
          ]
        }, right: [1, 2])
    Output.line("")
    Output.line("Ratio and width are those of today's score, in multiples of the attempt alone.")
    Output.line("Time  \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }

  // MARK: A table of items

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

  private func simulateTable(_ path: String) throws {
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
    Output.line("In 95 % interval  \(Self.text(result.coverage * 100, 1)) %")
    Output.line("Never used        \(result.neverUsed) items")
    Output.line("Most used item    \(Self.text(result.maxExposure * 100, 1)) % of people")
    Output.line("Time              \(Self.text(report.seconds, 3)) s")
  }

  func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  static func text(_ value: Double, _ digits: Int) -> String {
    DecimalText.fixed(value, decimals: digits)
  }
}

/// A CSV file of numbers with a header.
struct NumberTable {
  /// The largest absolute value of a parameter or an ability; real ones lie between -6 and 6 logits.
  private static let largest = 100.0
  private let path: String
  private let header: [String]
  private let isPlain: Bool
  private let rows: [[String]]

  init(path: String) throws {
    self.path = path
    let text = try TextFile.read(path)
    do {
      let all = try CSV.rows(text).filter { $0 != [""] }
      let first = (all.first ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
      // A single column of numbers needs no header.
      isPlain = first.count == 1 && Double(first[0]) != nil
      header = first
      rows = isPlain ? all : Array(all.dropFirst())
    } catch {
      throw CommandFailure("\(path): \(error.message)", code: .badData)
    }
  }

  func has(_ name: String) -> Bool { header.contains(name) }

  func column(_ name: String) throws -> [Double] {
    guard let place = isPlain ? 0 : header.firstIndex(of: name) else {
      throw CommandFailure(
        "\(path): there is no column \(name) in the first line; it has \(header.joined(separator: ", "))",
        code: .badData)
    }
    return try rows.enumerated().map { number, row in
      guard row.indices.contains(place), let value = Double(row[place].trimmingCharacters(in: .whitespaces)),
        abs(value) <= Self.largest
      else {
        throw CommandFailure(
          "\(path): line \(number + (isPlain ? 1 : 2)): \(name) must be a number from -\(Int(Self.largest)) to \(Int(Self.largest))",
          code: .badData)
      }
      return value
    }
  }
}

/// Distributes work over all cores, with a progress bar.
enum Parallel {
  static func run<Value: Sendable>(
    count: Int, share: Int, workers: Int, label: String, _ work: @escaping @Sendable (Range<Int>) -> Value
  ) -> [Value] {
    let shares = (count + share - 1) / share
    let next = Mutex(0)
    let done = Mutex<[Int: Value]>([:])
    let bar = ProgressLine(label)
    let group = DispatchGroup()
    for _ in 0..<min(workers, shares) {
      let thread = Thread {
        while true {
          let index = next.withLock { value in
            defer { value += 1 }
            return value
          }
          guard index < shares else { break }
          let value = work(index * share..<min(count, (index + 1) * share))
          done.withLock { $0[index] = value }
        }
        group.leave()
      }
      thread.stackSize = 8 << 20
      group.enter()
      thread.start()
    }
    while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      bar.show(done: min(count, done.withLock { $0.count } * share), all: count)
    }
    bar.clear()
    return done.withLock { values in (0..<shares).compactMap { values[$0] } }
  }
}
