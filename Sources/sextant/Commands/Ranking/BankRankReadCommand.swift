import ArgumentParser
import Foundation
import ItemBank
import Psychometrics
import QuizEngine
import SextantCore

/// Turns judges' rankings into difficulties.
struct BankRankReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read the judges' rankings, and write difficulty.yaml beside the bank.",
    discussion: """
      Examples:
        sextant bank rank read ranking
        sextant bank rank read ranking --key safe/key.json --output /tmp/difficulty.yaml
        sextant bank rank read ranking --output /tmp/difficulty.yaml --json
      Each judge's folder has sheets with filled-in lines, or other .txt files with lines such as \
      `set 12: C A F B E D G`, the easiest first. A line that can't be read ends the command with exit code 65; a set \
      that a judge left out doesn't. Items that were revised since the sheets were written are left out.

      A Plackett-Luce model gives each item a difficulty with its uncertainty. Each domain keeps the mean and the \
      spread of its levels. Halves r is the correlation between the difficulties from two random halves of the judges, \
      All r what follows from it for all judges together, Levels r the correlation with the levels. Judges SD is how \
      far the judges' disagreement leaves a difficulty open, in logits. What all judges get wrong isn't in it, so τ \
      adds half of the variance between rankings and levels.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The folder with the judges' folders.", completion: .directory) var folder: String
  @ArgumentParser.Option(
    help: ArgumentHelp("The key, if it isn't in the folder.", valueName: "file"), completion: .file())
  var key: String?
  @ArgumentParser.Option(
    help: ArgumentHelp("Write the difficulties to this file instead.", valueName: "file"))
  var output: String?
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let path = key ?? folder + "/" + RankingKey.name
      guard FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure(
          "\(path): there is no such file; copy key.json back into the folder, or name it with --key",
          code: .noInput)
      }
      let text = try TextFile.read(path)
      let key: RankingKey
      do throws(RankingKey.Unreadable) {
        key = try RankingKey(text: text)
      } catch {
        throw CommandFailure("\(path): \(error.reason)", code: .badData)
      }
      let rankings = try readRankings(key)
      let result = RankingResult(key: key, rankings: rankings, bank: bank)
      guard let overall = result.study.overall else {
        throw CommandFailure(
          "\(folder): no item was ranked by \(RankingDesign.leastJudges) judges in connected sets, so nothing is written",
          code: .badData)
      }
      if json { try Output.json(result.report) } else { result.printTables() }
      for remark in result.remarks { Output.note(remark) }
      try write(result.file(overall))
    }
  }

  /// The rankings by set, with a remark for each judge who left sets out.
  private func readRankings(_ key: RankingKey) throws -> [Int: [Int]] {
    var rankings: [Int: [Int]] = [:]
    var mistakes: [RankingAnswers.Mistake] = []
    for judge in Set(key.groups.map(\.judge)).sorted() {
      let place = "\(folder)/judge-\(judge)"
      var answers = RankingAnswers(judge: judge, key: key)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      for name in names.sorted() where name.hasSuffix(".txt") && !name.hasPrefix(".") {
        let file = place + "/" + name
        answers.read(try TextFile.read(file), file: file, isSheet: name.hasPrefix("sheet-"))
      }
      mistakes += answers.mistakes
      rankings.merge(answers.rankings) { first, _ in first }
      let missing = key.groups.filter { $0.judge == judge && answers.rankings[$0.number] == nil }
        .map(\.number)
      if !missing.isEmpty {
        let some = missing.prefix(5).map(String.init).joined(separator: ", ")
        Output.note(
          "\(place): \(Words.count(missing.count, "set")) not ranked: \(some)\(missing.count > 5 ? ", …" : "")"
        )
      }
    }
    for mistake in mistakes { Output.line(mistake.description) }
    guard mistakes.isEmpty else {
      throw CommandFailure(
        "\(Words.count(mistakes.count, "line")) can't be read, so nothing is written", code: .badData)
    }
    return rankings
  }

  private func write(_ file: ComparisonFile) throws {
    let place = try output ?? options.values.folders().assessment.path + "/" + ComparisonFile.name
    let bytes = Array(file.text.utf8)
    do throws(FileFailure) {
      // A file that exists keeps its mode, and a link stays a link.
      if FileManager.default.fileExists(atPath: place) {
        try FileText.rewrite(place, with: bytes)
      } else {
        try FileText.replace(place, with: bytes, permissions: [.ownerReadWrite, .groupRead, .otherRead])
      }
    } catch {
      throw CommandFailure("\(place) cannot be written: \(error.reason)", code: .cannotWrite)
    }
    Output.note("\(Words.count(file.entries.count, "difficulty", "difficulties")) written to \(place)")
    if output == nil {
      Output.note("scoring uses them from now on; delete the file to go back to the levels")
    }
  }
}
