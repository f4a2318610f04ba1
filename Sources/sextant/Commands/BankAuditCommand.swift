import ArgumentParser
import Foundation
import ItemBank
import SextantCore
import TextLayout

/// Runs bots without knowledge on the bank.
struct BankAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Let bots without knowledge answer the single choices.",
    discussion: """
      Examples:
        sextant bank audit
        sextant bank audit --assessments path/to/assessment --json
      A bot must stay within 5 points of chance over the bank, and within 10 in a domain with 40 single choices \
      or more; one that does not ends the command with exit code 65.
      Below the bots stand the last readings in which experts saw the options alone, if the assessment's folder \
      keeps them in readings.yaml.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let audit = try BankAudit(bank)
      let (covered, mistakes) = CoveredReading.read(folder: try options.values.folders().assessmentPath)
      for mistake in mistakes { Output.note(mistake.description) }
      if json {
        try Output.json(Result(rows: audit.rows, covered: covered))
      } else {
        Output.table(Self.table(audit), right: Set(1..<2 + AuditBot.allCases.count + 1))
        Output.line("")
        Output.line(
          "Points above or below chance; ! marks a broken bound, and brackets a domain with too few to judge."
        )
        for reading in covered { Self.lines(reading, bank).forEach { Output.line($0) } }
      }
      let broken = audit.broken
      for row in broken {
        Output.note(
          "\(row.domain ?? "the bank"): \(row.bot.rawValue) gets \(DecimalText.percent(row.score)) where chance is "
            + DecimalText.percent(row.chance))
      }
      if !broken.isEmpty { throw ExitCode(Exit.badData.rawValue) }
    }
  }

  /// What `--json` prints: the bots' rows, and the readings.
  private struct Result: Encodable {
    var rows: [BankAudit.Row]
    var covered: [CoveredReading]
  }

  /// A reading in words: what was named of all, by domain, and of what the reader was sure of.
  private static func lines(_ reading: CoveredReading, _ bank: Bank) -> [String] {
    func share(_ count: CoveredReading.Count) -> String {
      let parts = [Double(count.named), count.chance].map {
        DecimalText.percent($0 / Double(max(1, count.items)))
      }
      return "\(count.named) of \(count.items) named (\(parts[0]), chance \(parts[1]))"
    }
    let domains = bank.content.framework.domains.compactMap { domain -> String? in
      let count = reading.count(ofDomain: domain.id)
      return count.items > 0 ? "\(domain.shortName) \(count.named)/\(count.items)" : nil
    }
    let stale = reading.staleCount(in: bank.items)
    return [
      "",
      "Options alone, \(reading.type.rawValue), \(reading.date), \(Words.count(reading.readers, "reader")): "
        + share(reading.all) + ".",
      "  " + domains.joined(separator: ", ") + ".",
      "  Of those the reader was sure of: \(share(reading.sure)).",
    ] + (stale > 0 ? ["  Revised or removed since: \(Words.count(stale, "item"))."] : [])
  }

  private static func table(_ audit: BankAudit) -> [[String]] {
    var domains: [String?] = []
    for row in audit.rows where !domains.contains(row.domain) { domains.append(row.domain) }
    let head = ["", "Items", "Chance"] + AuditBot.allCases.map(\.rawValue)
    return [head]
      + domains.map { domain in
        let rows = audit.rows.filter { $0.domain == domain }
        guard let first = rows.first else { return [] }
        return [domain ?? "whole bank", "\(first.items)", DecimalText.percent(first.chance)]
          + AuditBot.allCases.map { bot in rows.first { $0.bot == bot }.map(cell) ?? "" }
      }
  }

  private static func cell(_ row: BankAudit.Row) -> String {
    let points = ((row.score - row.chance) * 1000).rounded() / 10
    let text = (points > 0 ? "+" : "") + "\(points)"
    if row.isBroken { return "!" + text }
    return row.bound == nil ? "(\(text))" : text
  }
}
