import ItemBank
import Psychometrics
import QuizEngine
import SextantCore
import TextLayout

/// Rankings and what they say about the items of a bank.
struct RankingResult {
  /// An item with its difficulty.
  struct Row: Encodable {
    var id: String
    var revision: Int
    var level: Int
    var b: Double
    var sd: Double
    var judges: Int
    var sets: Int
    /// How far the difficulty is from the level's, in logits.
    var shift: Double { b - ItemDifficulty.difficulty(ofLevel: level) }
  }

  let study: RankingStudy
  private let bank: Bank
  private let domains: [String]
  private let rows: [Row]
  private let judges: Int
  private let sets: Int
  private let ranked: Int
  private let revised: Int

  init(key: RankingKey, rankings: [Int: [Int]], bank: Bank) {
    self.bank = bank
    let summaries = Dictionary(bank.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = bank.content.framework.domains.map(\.id)
    var places: [String: (domain: Int, index: Int)] = [:]
    var items: [[ItemSummary]] = Array(repeating: [], count: ids.count)
    var ranked: Set<String> = []
    var revised: Set<String> = []
    for group in key.groups {
      guard let domain = ids.firstIndex(of: group.domain) else { continue }
      for entry in group.items where ranked.insert(entry.id).inserted {
        guard let item = summaries[entry.id], item.revision == entry.revision else {
          revised.insert(entry.id)
          continue
        }
        places[entry.id] = (domain, items[domain].count)
        items[domain].append(item)
      }
    }
    var sets: [[RankingStudy.Ranking]] = Array(repeating: [], count: ids.count)
    for group in key.groups {
      guard let order = rankings[group.number], let domain = ids.firstIndex(of: group.domain) else {
        continue
      }
      // The model holds for any part of a set, so the others still count.
      let indices = order.compactMap { places[group.items[$0].id]?.index }
      if indices.count >= 2 { sets[domain].append(.init(judge: group.judge, order: indices)) }
    }
    study = RankingStudy(
      ids.indices.map { domain in
        RankingStudy.Domain(
          levels: items[domain].map { ItemDifficulty.difficulty(ofLevel: $0.level) }, rankings: sets[domain])
      })
    var rows: [Row] = []
    for (domain, found) in study.items.enumerated() {
      for (place, item) in found.enumerated() {
        guard let item else { continue }
        let summary = items[domain][place]
        rows.append(
          Row(
            id: summary.id, revision: summary.revision, level: summary.level, b: item.difficulty,
            sd: item.deviation, judges: item.judges, sets: item.sets))
      }
    }
    self.rows = rows.sorted { $0.id < $1.id }
    domains = bank.content.framework.domains.map(\.shortName)
    judges = Set(sets.joined().map(\.judge)).count
    self.sets = sets.joined().count
    self.ranked = ranked.count
    self.revised = revised.count
  }

  // MARK: Text

  /// Prints a row for each domain, and the items that are farthest from their level.
  func printTables() {
    var table = [
      [
        "Domain", "Items", "Sets", "Halves r", "All r", "Levels r", "Judges SD", "τ", "95 %",
        "Over a level off",
      ]
    ]
    let summaries = zip(domains, study.domains).map { ($0, $1) } + [("all", study.overall)]
    for (name, summary) in summaries {
      guard let summary else { continue }
      func text(_ value: Double?) -> String { value.map { SimulateCommand.text($0, 2) } ?? "–" }
      table.append([
        name, "\(summary.items)", "\(summary.sets)", text(summary.halves), text(summary.whole),
        text(summary.agreement), text(summary.disagreement), text(summary.tau.value),
        "\(text(summary.tau.interval.lowerBound)) to \(text(summary.tau.interval.upperBound))",
        "\(summary.farOff) (\(DecimalText.percent(Double(summary.farOff) / Double(max(1, summary.items)))))",
      ])
    }
    Output.table(table, right: [1, 2, 3, 4, 5, 6, 7, 9])
    Output.line("")
    Output.line("Farthest from their level:")
    let far = rows.sorted { (-abs($0.shift), $0.id) < (-abs($1.shift), $1.id) }.prefix(10)
    Output.table(
      [["  Item", "Level", "Ranked", "SD"]]
        + far.map {
          ["  " + $0.id, "\($0.level)", SimulateCommand.text($0.b + 3, 1), SimulateCommand.text($0.sd, 2)]
        }, right: [1, 2, 3])
  }

  /// What to know about the numbers, for standard error.
  var remarks: [String] {
    var remarks: [String] = []
    if revised > 0 {
      remarks.append(
        "\(Words.count(revised, "item")) left out, revised or removed since the sheets were written; rank them again"
      )
    }
    let few = ranked - revised - rows.count
    if few > 0 {
      remarks.append(
        "\(Words.count(few, "item")) left out, with fewer than \(RankingDesign.leastJudges) judges or in sets that don't connect"
      )
    }
    if let halves = study.overall?.halves, halves < 0.8 {
      remarks.append("the halves correlate below 0.8; more judges or more sets would help")
    }
    return remarks
  }

  // MARK: Files

  /// What `--json` prints.
  struct Report: Encodable {
    struct Domain: Encodable {
      var name: String
      var items: Int
      var sets: Int
      var splitHalf: Double?
      var spearmanBrown: Double?
      var levelCorrelation: Double
      var levelDifference: Double
      var judgesSD: Double
      var tau: Double
      var tauLow: Double
      var tauHigh: Double
      var moreThanOneLevelOff: Int
    }

    var judges: Int
    var sets: Int
    var domains: [Domain]
    var overall: Domain?
    var items: [Row]
  }

  var report: Report {
    func domain(_ name: String, _ summary: RankingStudy.Summary) -> Report.Domain {
      Report.Domain(
        name: name, items: summary.items, sets: summary.sets, splitHalf: summary.halves,
        spearmanBrown: summary.whole, levelCorrelation: summary.agreement,
        levelDifference: summary.difference, judgesSD: summary.disagreement, tau: summary.tau.value,
        tauLow: summary.tau.interval.lowerBound, tauHigh: summary.tau.interval.upperBound,
        moreThanOneLevelOff: summary.farOff)
    }
    return Report(
      judges: judges, sets: sets,
      domains: zip(domains, study.domains).compactMap { name, summary in summary.map { domain(name, $0) } },
      overall: study.overall.map { domain("all", $0) }, items: rows)
  }

  /// The content of the file beside the bank.
  func file(_ overall: RankingStudy.Summary) -> ComparisonFile {
    ComparisonFile(
      bank: bank.fingerprint, judges: judges, sets: sets, halves: overall.halves, tau: overall.tau.value,
      tauInterval: overall.tau.interval,
      entries: rows.map {
        ComparisonFile.Entry(
          id: $0.id, revision: $0.revision, difficulty: $0.b, deviation: $0.sd, judges: $0.judges,
          sets: $0.sets)
      })
  }
}
