import ArgumentParser
import Foundation
import Interchange
import Psychometrics
import QuizEngine
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
    commandName: "history", abstract: "Print all finished attempts, and what your score was after each.",
    discussion: """
      Examples:
        sextant history
        sextant history --format csv > history.csv
      The score is that after the attempt, from all answers up to then; the last row is today's, as on home. What an \
      attempt says on its own is beside it and has "attempt" in its name. Other commands take these numbers; \
      drills have numbers too and aren't listed.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: "text, json or csv.") var format: HistoryFormat = .text
  @Flag(help: "The same as --format json.") var json = false

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let data = try space.history()
      let overview = try space.overview()
      let rows = HistoryTable.rows(data, overview)
      switch json ? .json : format {
      case .json: try Output.json(rows)
      case .csv:
        Output.data(CSV.text(HistoryTable.csv(rows, domains: space.framework.domains.map(\.id))))
      case .text:
        if data.entries.isEmpty {
          Output.note(overview.nothingFinished + " `sextant take` begins one.")
          return
        }
        func score(_ measure: HistoryTable.Measure?, orElse words: String) -> String {
          measure.map { "\($0.score) ± \(ReportingScale.points($0.margin))" } ?? words
        }
        let days = space.environment.days()
        Output.table(
          [["No.", "Finished", "Kind", "Questions", "Score after it", "On its own"]]
            + zip(data.entries, rows).map { entry, row in
              [
                "\(entry.record.number)",
                days.long(entry.date) + " " + days.hour(entry.date),
                entry.mode.name, "\(entry.record.responseCount)", score(row.score, orElse: "–"),
                score(
                  row.attemptScore,
                  orElse: entry.hasScore
                    ? "one domain" : entry.exam == nil ? SkillVerdict.LeftOut.notCounted : "too few answers"),
              ]
            }, right: [0, 3],
          below: [[]]
            + zip(data.entries, rows).map { entry, row in
              [entry.exam?.headline, row.excluded.map { "Excluded: \($0)" }].compactMap { $0 }
            })
        if let today = rows.last, today.attempt == nil {
          Output.line(
            "Your score today, from \(Words.count(today.items, "answer")): \(score(today.score, orElse: "–"))"
          )
        }
        Output.line("± is a 95 % margin.")
      }
    }
  }
}

/// Compares two attempts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two attempts, and say whether the change is more than noise.",
    discussion: """
      Examples:
        sextant compare
        sextant compare 1 3
        sextant compare 1 3 --json
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The number of one attempt; without numbers, the two that compare best.")
  var first: Int?
  @Argument(help: "The number of the other.") var second: Int?
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

  /// The numbers of the two attempts.
  private func numbers(in space: Workspace) throws -> (Int, Int) {
    if let first, let second { return (first, second) }
    guard first == nil else { throw CommandFailure("name the other attempt too, or none", code: .usage) }
    guard let pair = try space.history().lastPair else {
      throw CommandFailure("there are no two attempts to compare yet", code: .failed)
    }
    return (pair.before.record.number, pair.after.record.number)
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let (first, second) = try numbers(in: space)
      guard first != second else {
        throw CommandFailure("comparing an attempt with itself shows nothing; name two", code: .usage)
      }
      let comparison = try space.comparison(
        of: space.attempt(number: first).id, and: space.attempt(number: second).id)
      if comparison.before.number != first {
        Output.remark("Attempt \(comparison.before.number) came first, so it is under Before.")
      }
      let days = space.environment.days()
      let names = comparison.names(day: days.long, hour: days.hour)
      Output.remark("From the \(names[0]) to the \(names[1]).")
      for sentence in comparison.examSentences(names) { Output.remark(sentence) }
      if let repeats = comparison.repeats { Output.remark(repeats.sentence) }
      guard comparison.hasScores else {
        guard !json else {
          throw CommandFailure(
            "one of the two has too few answers for a score, so there are no scores to compare", code: .failed
          )
        }
        Self.tellCounts(comparison)
        return
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
              smallestDetectable: row.change.smallestDetectable,
              verdict: comparison.claim(of: row).conclusion,
              answersBefore: row.answers.before, answersAfter: row.answers.after)
          })
        return
      }
      let isPart = comparison.isPart
      func score(_ mean: Double, _ margin: Double, _ missing: String?) -> String {
        missing ?? "\(ReportingScale.score(mean)) ± \(ReportingScale.points(margin))"
      }
      Output.remark(comparison.comparable)
      if !isPart { Output.remark("Overall: \(comparison.claim.sentence())") }
      Output.table(
        [["", "Before", "After", "Change", "Sure"]]
          + named.filter { $0.0 != "overall" || !isPart }.map { id, row in
            let cells = [
              space.framework.domains.first { $0.id == id }?.shortName ?? "Overall",
              score(row.before, row.beforeMargin, row.missingBefore),
              score(row.after, row.afterMargin, row.missingAfter),
            ]
            // Domains that weren't asked about have no change.
            guard row.answers.before > 0, row.answers.after > 0 else { return cells }
            return cells + [
              Words.change(from: row.before, to: row.after),
              comparison.claim(of: row).sureness,
            ]
          }, wrapped: 0)
      let skills = space.framework.skills
      if !comparison.skills.isEmpty {
        Output.table(
          [["Skill", "Before", "Right", "After", "Right", "Change"]]
            + comparison.skills.map {
              [
                skills[$0.skill].name, score($0.row.before, $0.row.beforeMargin, nil), Self.count($0.before),
                score($0.row.after, $0.row.afterMargin, nil), Self.count($0.after),
                Words.change(from: $0.row.before, to: $0.row.after),
              ]
            }, wrapped: 0)
        if comparison.skills.contains(where: { !$0.isInBoth }) {
          Output.remark(
            "A skill's score without answers comes from the other answers in its domain.")
        }
      }
      if !comparison.items.isEmpty { Output.remark(comparison.sharedSentence) }
      for sentence in comparison.incomparable { Output.remark(sentence) }
      if let better = comparison.better { Output.remark("A better comparison: \(better.words).") }
      Output.remark("We call a change real when we are 95 % sure of it. Below that it may be chance.")
    }
  }

  /// The right answers by domain, where there are no scores to compare.
  private static func tellCounts(_ comparison: Comparison) {
    let rows = zip(comparison.frameworkDomains, comparison.domains).filter {
      $0.1.asked.before.questions + $0.1.asked.after.questions > 0
    }
    Output.table(
      [["Right answers", "Before", "After"]]
        + rows.map { [$0.shortName, count($1.asked.before), count($1.asked.after)] })
    if !comparison.items.isEmpty { Output.remark(comparison.sharedSentence) }
  }

  /// The right answers of those given, such as `2 of 3`; a dash if nothing was asked.
  private static func count(_ count: AnswerCount) -> String {
    count.questions == 0 ? "–" : count.given == 0 ? "unanswered" : "\(count.right) of \(count.given)"
  }
}
