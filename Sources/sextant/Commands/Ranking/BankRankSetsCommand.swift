import ArgumentParser
import Foundation
import ItemBank
import Psychometrics
import SextantCore

/// Writes the sheets that judges rank.
struct BankRankSetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "Write sheets with sets of seven items for judges to rank.",
    discussion: """
      Examples:
        sextant bank rank sets ranking --judges 9
        sextant bank rank sets ranking --judges 5 --domain mlops --repeats 8
      Each judge gets a folder with sheets: sets of seven items of one domain as a learner sees them, and a line \
      below each set to fill in, such as `set 12: C A F B E D G`, the easiest first. Every item is in six sets or \
      more, and at least three judges rank it.

      key.json says which items the letters stand for. Keep it away from the judges. `sextant bank rank read` \
      needs it to read their rankings.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The folder to write; it must not have a key.json yet.", completion: .directory)
  var folder: String
  @ArgumentParser.Option(help: ArgumentHelp("How many people judge, 3 or more.", valueName: "n"))
  var judges = 9
  @ArgumentParser.Option(help: ArgumentHelp("In how many sets each item is.", valueName: "n")) var repeats = 6
  @ArgumentParser.Option(help: "Only this domain.") var domain: String?
  @ArgumentParser.Option(help: ArgumentHelp("Sets in a sheet.", valueName: "n"))
  var length = RankingSheet.usualLength

  func validate() throws {
    guard (RankingDesign.leastJudges...99).contains(judges) else {
      throw ValidationError("--judges is 3 to 99, because at least three must rank each item")
    }
    guard (RankingDesign.leastJudges...50).contains(repeats) else {
      throw ValidationError("--repeats is 3 to 50; six or more give usable numbers")
    }
    guard (1...1000).contains(length) else { throw ValidationError("--length is 1 to 1000") }
  }

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let domains = bank.content.framework.domains.filter { domain == nil || $0.id == domain }
      guard !domains.isEmpty else {
        throw CommandFailure(bank.content.framework.unknownDomain(domain ?? ""), code: .usage)
      }
      let items = Dictionary(grouping: try bank.allItems(), by: \.domain)
      var generator = SeededGenerator(seed: options.seed ?? 1)
      var load = Array(repeating: 0, count: judges)
      var groups: [RankingKey.Group] = []
      var byID: [String: Item] = [:]
      for domain in domains {
        let items = items[domain.id] ?? []
        guard items.count >= 2 else {
          Output.note("\(domain.id): there is nothing to compare, so it has no sets")
          continue
        }
        let design = RankingDesign(
          itemCount: items.count, repeats: repeats, load: &load, using: &generator)
        guard design.isConnected else {
          throw CommandFailure(
            "\(domain.id): the sets don't connect all items; raise --repeats, or try another --seed",
            code: .failed)
        }
        Output.note(
          "\(domain.id): \(Words.count(items.count, "item")) in \(Words.count(design.groups.count, "set")), "
            + "each in \(Self.range(design.uses)) and with \(Self.range(design.judgesOfItem)) judges, "
            + "\(Words.count(design.repeatedMeetings, "pair")) compared again")
        for item in items { byID[item.id] = item }
        groups += design.groups.map { group in
          RankingKey.Group(
            number: 0, judge: group.judge + 1, domain: domain.id,
            items: group.items.map {
              RankingKey.Entry(id: items[$0].id, revision: items[$0].revision)
            })
        }
      }
      guard !groups.isEmpty else { throw CommandFailure("there is nothing to rank", code: .noInput) }
      // Numbers run through a judge's sheets, domain after domain.
      groups = (1...judges).flatMap { judge in groups.filter { $0.judge == judge } }
      for place in groups.indices { groups[place].number = place + 1 }
      let key = RankingKey(bank: bank.fingerprint, judges: judges, groups: groups)
      try write(key, items: byID, role: bank.content.framework.name, using: &generator)
    }
  }

  private static func range(_ counts: [Int]) -> String {
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    return least == most ? "\(least)" : "\(least) to \(most)"
  }

  private func write(
    _ key: RankingKey, items: [String: Item], role: String, using generator: inout SeededGenerator
  ) throws {
    func create(_ path: String, _ text: String) throws {
      do throws(FileFailure) {
        try FileText.create(path, with: Array(text.utf8))
      } catch {
        throw CommandFailure("\(path) cannot be written: \(error.reason)", code: .cannotCreate)
      }
    }
    FileText.makeFolder(folder)
    // First, so that the sheets of another key are never mixed with these.
    try create(folder + "/" + RankingKey.name, key.text)
    for judge in 1...judges {
      let groups = key.groups.filter { $0.judge == judge }
      let count = (groups.count + length - 1) / length
      FileText.makeFolder("\(folder)/judge-\(judge)")
      for part in 0..<count {
        let sets = groups[part * length..<min(groups.count, (part + 1) * length)].map {
          (number: $0.number, items: $0.items.compactMap { items[$0.id] })
        }
        let sheet = RankingSheet(role: role, judge: judge, part: (part + 1, count))
        try create(
          "\(folder)/judge-\(judge)/sheet-\(part + 1).txt", sheet.text(sets, using: &generator))
      }
    }
    Output.note(
      "\(Words.count(key.groups.count, "set")) for \(Words.count(judges, "judge")) written to \(folder); keep \(RankingKey.name) away from the judges"
    )
  }
}
