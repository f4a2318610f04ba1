import ArgumentParser
import Foundation
import ItemBank
import SextantCore
import SextantPlain
import TextLayout

/// Groups the commands on the item bank.
struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: "Look into the item bank, and check it.",
    subcommands: [
      BankListCommand.self, BankShowCommand.self, BankStatsCommand.self, BankLintCommand.self,
      BankAuditCommand.self, BankVerifyCommand.self, BankNewCommand.self, BankImportCommand.self,
      BankExportCommand.self,
      BankFamiliesCommand.self, BankCalibrateCommand.self, BankRankCommand.self, BankCompileCommand.self,
    ])
}

/// Opens the bank for a command.
func bank(_ options: GlobalOptions) throws -> Bank {
  let folders = try options.values.folders()
  return try CommandFailure.wrapping {
    try BankLoader.load(folder: folders.assessmentPath, cache: folders.cachePath)
  }
}

/// Lists items.
struct BankListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the items.",
    discussion: """
      Examples:
        sextant bank list --skill python.numpy
        sextant bank list --domain mlops --level 5 --json
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(help: "Only this domain.") var domain: String?
  @ArgumentParser.Option(help: "Only this skill.") var skill: String?
  @ArgumentParser.Option(help: "Only this level, 1 to 5.") var level: Int?
  @ArgumentParser.Option(help: "Only this type, such as numeric.") var type: String?
  @Flag(help: "Print JSON.") var json = false

  struct Row: Encodable {
    var id: String
    var skill: String
    var type: String
    var level: Int
    var bloom: String
    var revision: Int
  }

  func validate() throws {
    if let level, !(1...5).contains(level) { throw ValidationError("--level takes a number from 1 to 5.") }
  }

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let skills = bank.content.framework.skills
      if let skill, !skills.contains(where: { $0.id == skill }) {
        throw CommandFailure(bank.content.framework.unknownSkill(skill), code: .usage)
      }
      if let domain, !bank.content.framework.domains.contains(where: { $0.id == domain }) {
        throw CommandFailure(bank.content.framework.unknownDomain(domain), code: .usage)
      }
      if let type, ItemKind(rawValue: type) == nil {
        let known = ItemKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure("there is no type \(type); there are \(known)", code: .usage)
      }
      let criteria = BankList.Criteria(
        skill: skills.firstIndex { $0.id == skill },
        domain: bank.content.framework.domains.firstIndex { $0.id == domain }, level: level,
        kind: type.flatMap { ItemKind(rawValue: $0) })
      let listed = try CommandFailure.wrapping {
        Set(try BankList(BankListing(bank)).rows(criteria).map(\.id))
      }
      let rows = bank.items.filter { listed.contains($0.id) }.map {
        Row(
          id: $0.id, skill: skills[$0.skillIndex].id, type: $0.kind.rawValue, level: $0.level,
          bloom: $0.bloom.rawValue, revision: $0.revision)
      }
      if json {
        try Output.json(rows)
      } else {
        Output.table(
          [["Item", "Type", "Level", "Bloom"]] + rows.map { [$0.id, $0.type, "\($0.level)", $0.bloom] },
          right: [2])
        Output.note(Words.count(rows.count, "item"))
      }
    }
  }
}

/// Shows one item.
struct BankShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an item with its key and its rationales.",
    discussion: """
      Example:
        sextant bank show python.numpy.count-above
      Of a family it shows the first variant, or the one that --variant names by its id.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The item's id.") var id: String
  @ArgumentParser.Option(help: ArgumentHelp("A variant of a family.", valueName: "id")) var variant: String?

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      guard let item = try bank.item(id: id) else {
        throw CommandFailure("there is no item \(id); `sextant bank list` lists them", code: .noInput)
      }
      guard let shown = try bank.item(id: id, variant: variant ?? item.variant) else {
        throw CommandFailure("\(id) has no variant \(variant ?? "")", code: .noInput)
      }
      for line in ItemCard.lines(shown) { Output.line(line) }
      if let family = try bank.family(id: id), let name = shown.variant {
        Output.line(
          "A question with changing numbers: this is variant \(name), one of \(family.variants.count).")
      }
      if let measured = bank.items.first(where: { $0.id == id })?.measured {
        let source = measured.source == .calibration ? "people's answers" : "judges' rankings"
        let level = SimulateCommand.text(measured.difficulty + 3, 1)
        Output.line(
          "Difficulty from \(source): \(level) on the scale of the levels, SD \(SimulateCommand.text(measured.standardError, 1))."
        )
      }
    }
  }
}

/// Counts items.
struct BankStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count the items by domain, skill, level, type and Bloom level.",
    discussion: """
      Examples:
        sextant bank stats
        sextant bank stats --json
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let statistics = BankStatistics(bank)
      if json {
        try Output.json(statistics)
        return
      }
      let thinking = [Bloom.apply, .analyse, .evaluate].map(\.rawValue)
      func share(_ skills: [BankStatistics.SkillCount]) -> String {
        let items = skills.reduce(0) { $0 + $1.items }
        let apply = skills.reduce(0) { sum, skill in sum + thinking.reduce(0) { $0 + (skill.bloom[$1] ?? 0) }
        }
        return items == 0 ? "" : DecimalText.percent(Double(apply) / Double(items))
      }
      var rows = [["Skill", "Items", "L1", "L2", "L3", "L4", "L5", "Apply+", "Types"]]
      for domain in statistics.domains {
        rows.append(
          [domain.id, "\(domain.items)"] + domain.levels.map { "\($0)" } + [share(domain.skills)])
        for skill in domain.skills {
          rows.append(
            ["  " + skill.id, "\(skill.items)"] + skill.levels.map { "\($0)" }
              + [share([skill]), Self.counted(skill.types)])
        }
      }
      Output.table(rows, right: [1, 2, 3, 4, 5, 6, 7])
      Output.line("")
      Output.line(Words.count(statistics.items, "item") + ": " + Self.counted(statistics.types))
      Output.line("Bloom: " + Self.counted(statistics.bloom))
      Output.line("Apply+: the share that asks to apply, analyse or evaluate.")
      for hole in statistics.holes { Output.line("hole: " + hole) }
    }
  }

  private static func counted(_ table: [String: Int]) -> String {
    let rows = table.sorted { $0.value > $1.value || ($0.value == $1.value && $0.key < $1.key) }
    return rows.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
