import ItemBank
import Psychometrics
import QuizEngine
import QuizStudies
import TextLayout

/// People with a planted misconception.
extension SimulateCommand {
  private struct MisconceptionReport: Encodable {
    struct Share: Encodable {
      var share: Double
      var low: Double
      var high: Double

      init(_ hits: Int, of count: Int) {
        share = Double(hits) / Double(max(1, count))
        (low, high) = ShareInterval.wilson(hits, of: count)
      }
    }
    struct Group: Encodable {
      /// How often a holder shows the idea; nil if nobody holds one.
      var consistency: Double?
      var drill: MisconceptionSimulation.Drill
      var reached: Share
      var foundBefore: Share
      var found: Share
      var falseAlarmsBefore: Share
      var falseAlarms: Share
      var falseAlarmsPerIdea: Share
      /// The questions that could show the idea of a holder.
      var chances: Double
      /// The share found, by the number of items that can show the idea.
      var foundByItems: [Int: Share]

      init(_ tally: MisconceptionSimulation.Tally, consistency: Double?, drill: MisconceptionSimulation.Drill)
      {
        self.consistency = consistency
        self.drill = drill
        reached = Share(tally.reached, of: tally.holders)
        foundBefore = Share(tally.foundBefore, of: tally.holders)
        found = Share(tally.found, of: tally.holders)
        falseAlarmsBefore = Share(tally.misjudgedBefore, of: tally.people)
        falseAlarms = Share(tally.misjudged, of: tally.people)
        falseAlarmsPerIdea = Share(tally.falseNames, of: tally.falsePairs)
        chances = Double(tally.chances) / Double(max(1, tally.holders))
        foundByItems = tally.byItems.mapValues { Share($0.found, of: $0.holders) }
      }
    }
    var people: Int
    var ideas: Int
    var items: Int
    var placementItems: Int
    var drillItems: Int
    var levelError: Double
    var shift: Double
    var seed: UInt64
    var seconds: Double
    var groups: [Group]
  }

  func simulateMisconceptions() throws {
    let study = try placementStudy()
    let bank = try sextant.bank(options)
    let (ideas, faults) = MisconceptionFile.read(folder: try options.values.folders().assessmentPath)
    guard !ideas.isEmpty, faults.isEmpty else {
      throw CommandFailure("the assessment names no misconceptions that can be read", code: .noInput)
    }
    var questions: [String: [Item]] = [:]
    for id in Set(ideas.flatMap { $0.signs.map(\.item) }) {
      questions[id] = try bank.family(id: id)?.items ?? bank.item(id: id).map { [$0] }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let cases: [(Double?, MisconceptionSimulation.Drill)] =
      (consistency.map { [$0] } ?? [1, 0.9, 0.75]).flatMap { value in
        MisconceptionSimulation.Drill.allCases.map { (value, $0) }
      } + MisconceptionSimulation.Drill.allCases.map { (nil, $0) }
    var report = MisconceptionReport(
      people: count, ideas: ideas.count, items: questions.count, placementItems: study.itemLimit,
      drillItems: drillItems, levelError: levelError, shift: shift, seed: seed, seconds: 0, groups: [])
    for (consistency, drill) in cases {
      let simulation = MisconceptionSimulation(
        placements: study, misconceptions: ideas, questions: questions, consistency: consistency,
        drill: drill, drillItems: drillItems)
      let shares = Parallel.run(count: count, share: 10, workers: workers, label: "Simulating people") {
        simulation.run(people: $0)
      }
      guard var tally = shares.first else { return }
      for share in shares.dropFirst() { tally.add(share) }
      report.groups.append(.init(tally, consistency: consistency, drill: drill))
    }
    report.seconds = seconds(clock.now - start)
    if json { try Output.json(report) } else { print(report) }
  }

  private static func name(_ drill: MisconceptionSimulation.Drill) -> String {
    switch drill {
    case .domain: "misconceptions, the idea's domain"
    case .misconceptions: "misconceptions, all domains"
    case .usual: "usual"
    }
  }

  private func print(_ report: MisconceptionReport) {
    func text(_ share: MisconceptionReport.Share, _ digits: Int = 1) -> String {
      let parts = [share.share, share.low, share.high].map { DecimalText.percent($0, decimals: digits) }
      return "\(parts[0]) (\(parts[1]) to \(parts[2]))"
    }
    Output.line(
      "\(report.people) people a row, \(report.ideas) ideas in \(report.items) items, two placements of at most "
        + "\(report.placementItems) items, a drill of \(report.drillItems), seed \(report.seed)")
    Output.line("")
    Output.table(
      [
        [
          "Shows the idea", "Drill", "Could show it before", "Named before", "Named after",
          "Another one named", "Per idea",
        ]
      ]
        + report.groups.map { group in
          let holds = group.consistency != nil
          return [
            group.consistency.map { "in \(DecimalText.percent($0)) of chances" } ?? "holds none",
            Self.name(group.drill), holds ? text(group.reached) : "", holds ? text(group.foundBefore) : "",
            holds ? text(group.found) : "", text(group.falseAlarms), text(group.falseAlarmsPerIdea, 3),
          ]
        }, right: [2, 3, 4, 5, 6])
    Output.line("")
    for group in report.groups where group.drill == .domain {
      guard let consistency = group.consistency else { continue }
      let parts = group.foundByItems.sorted { $0.key < $1.key }.map {
        "\($0.key): \(DecimalText.percent($0.value.share))"
      }
      Output.line(
        "Named by items that can show the idea, shown in \(DecimalText.percent(consistency)) of chances: "
          + parts.joined(separator: ", "))
    }
    Output.line(
      "In brackets, the 95 % interval. Other wrong answers come by chance, and explanations cure nobody.")
    Output.line("Time  \(Self.text(report.seconds, 1)) s on \(workers) threads")
  }
}
