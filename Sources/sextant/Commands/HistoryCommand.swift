import ArgumentParser
import Foundation
import Interchange
import Psychometrics
import SextantCore
import SextantPlain
import SextantScreens

/// The formats of a history.
enum HistoryFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case csv
}

/// Prints all finished attempts.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Print all finished attempts with what each found.",
    discussion: """
      Examples:
        sextant history
        sextant history --format csv > history.csv
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: "text, json or csv.") var format: HistoryFormat = .text
  @Flag(help: "The same as --format json.") var json = false

  struct Row: Encodable {
    var attempt: Int
    var finished: String
    var mode: String
    var items: Int
    var mean: Double
    var sd: Double
    var score: Int
    var domains: [String: Measure]
    /// True for a focus attempt, whose overall number would rest on assumptions about the other domains.
    var isOfOneDomain: Bool
  }

  struct Measure: Encodable {
    var mean: Double
    var sd: Double
    var score: Int
    var answers: Int
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let data = try space.history()
      let rows = data.entries.map { entry in
        Row(
          attempt: entry.record.number,
          finished: Timestamps.text(entry.record.finishedAt ?? entry.record.startedAt),
          mode: entry.record.mode, items: entry.record.responseCount, mean: four(entry.overall.mean),
          sd: four(entry.overall.sd), score: ReportingScale.score(entry.overall.mean),
          domains: Dictionary(
            uniqueKeysWithValues: space.framework.domains.indices.map {
              (
                space.framework.domains[$0].id,
                Measure(
                  mean: four(entry.domains[$0].mean), sd: four(entry.domains[$0].sd),
                  score: ReportingScale.score(entry.domains[$0].mean), answers: entry.answersOfDomain[$0])
              )
            }), isOfOneDomain: !entry.says(ofDomain: nil))
      }
      switch json ? .json : format {
      case .json: try Output.json(rows)
      case .csv:
        let domains = space.framework.domains.map(\.id)
        var table = [
          ["attempt", "finished", "mode", "items", "mean", "sd", "score"]
            + domains.flatMap { ["\($0)_mean", "\($0)_sd"] }
        ]
        for row in rows {
          table.append(
            ["\(row.attempt)", row.finished, row.mode, "\(row.items)"]
              // A focus has no overall number, and domains that weren't asked about have none.
              + (row.isOfOneDomain ? ["", "", ""] : ["\(row.mean)", "\(row.sd)", "\(row.score)"])
              + domains.flatMap { id in
                row.domains[id].map { $0.answers > 0 ? ["\($0.mean)", "\($0.sd)"] : ["", ""] } ?? ["", ""]
              })
        }
        Output.data(CSV.text(table))
      case .text:
        if rows.isEmpty {
          let drills = try space.attempts()
          Output.note(
            drills.contains { $0.finishedAt != nil }
              ? "Drills are practice, and no other attempt is finished yet; `sextant take` begins one."
              : "No attempt is finished yet; `sextant take` begins one.")
          return
        }
        Output.table(
          [["Attempt", "Finished", "Mode", "Items", "Overall"]]
            + data.entries.map { entry in
              [
                "\(entry.record.number)",
                space.environment.days().long(entry.record.finishedAt ?? entry.record.startedAt),
                entry.record.mode, "\(entry.record.responseCount)",
                entry.says(ofDomain: nil)
                  ? "\(ReportingScale.score(entry.overall.mean)) ± \(ReportingScale.points(entry.overall.margin))"
                  : "one domain",
              ]
            }, right: [0, 3])
        Output.line("± is a 95 % margin.")
      }
    }
  }

  private func four(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

/// Compares two attempts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two attempts, and tell whether the change is more than noise.",
    discussion: """
      Examples:
        sextant compare 1 3
        sextant compare 1 3 --json
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The number of one attempt.") var first: Int
  @Argument(help: "The number of the other.") var second: Int
  @Flag(help: "Print JSON.") var json = false

  struct Row: Encodable {
    var id: String
    var before: Double
    var after: Double
    var change: Double
    var z: Double
    var probabilityImproved: Double
    var smallestDetectable: Double
    var verdict: String
    var answersBefore: Int
    var answersAfter: Int
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let attempts = try space.attempts()
      func identity(_ number: Int) throws -> String {
        guard let record = attempts.first(where: { $0.number == number }) else {
          throw WorkspaceError.noAttempt("\(number)")
        }
        return record.id
      }
      guard first != second else {
        throw CommandFailure("an attempt compared with itself shows nothing; name two", code: .usage)
      }
      let comparison = try space.comparison(of: identity(first), and: identity(second))
      if comparison.before.number != first {
        Output.note("Attempt \(comparison.before.number) came first, so it stands under Before.")
      }
      for (record, isCounted) in [
        (comparison.before, comparison.isCountedBefore), (comparison.after, comparison.isCountedAfter),
      ] where !isCounted {
        throw CommandFailure(
          "no answer of attempt \(record.number), a \(record.modeName), counts; there is nothing to compare",
          code: .failed)
      }
      let named =
        [("overall", comparison.overall)] + zip(space.framework.domains.map(\.id), comparison.domains)
      if json {
        try Output.json(
          named.map { id, row in
            Row(
              id: id, before: row.before, after: row.after, change: row.change.difference, z: row.change.z,
              probabilityImproved: row.change.probabilityImproved,
              smallestDetectable: row.change.smallestDetectable, verdict: row.verdict,
              answersBefore: row.answers.before, answersAfter: row.answers.after)
          })
        return
      }
      let isPart = [comparison.before.mode, comparison.after.mode].contains("focus")
      if isPart { Output.note("A focus asks about one domain, so there is no overall to compare.") }
      Output.table(
        [["", "Before", "Now", "Change", "Improved at all?"]]
          + named.filter { $0.0 != "overall" || !isPart }.map { id, row in
            func score(_ mean: Double, _ margin: Double, _ answers: Int) -> String {
              answers == 0
                ? "not asked" : "\(ReportingScale.score(mean)) ± \(ReportingScale.points(margin))"
            }
            let cells = [
              space.framework.domains.first { $0.id == id }?.shortName ?? "Overall",
              score(row.before, row.beforeMargin, row.answers.before),
              score(row.after, row.afterMargin, row.answers.after),
            ]
            // Domains that weren't asked about have no change.
            guard row.answers.before > 0, row.answers.after > 0 else { return cells }
            return cells + [
              Words.change(from: row.before, to: row.after),
              Words.improved(row.change),
            ]
          })
      Output.note("Yes and no are told from 95 % on; what is open may be chance.")
    }
  }
}
