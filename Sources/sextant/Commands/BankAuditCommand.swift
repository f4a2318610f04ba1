import ArgumentParser
import Foundation
import ItemBank

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
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let audit = try BankAudit(bank)
      if json {
        try Output.json(audit)
      } else {
        Output.table(Self.table(audit), right: Set(1..<2 + AuditBot.allCases.count + 1))
        Output.line("")
        Output.line(
          "Points above or below chance; ! marks a broken bound, and brackets a domain with too few to judge."
        )
      }
      let broken = audit.broken
      for row in broken {
        Output.note(
          "\(row.domain ?? "the bank"): \(row.bot.rawValue) gets \(percent(row.score)) where chance is "
            + percent(row.chance))
      }
      if !broken.isEmpty { throw ExitCode(Exit.badData.rawValue) }
    }
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  private static func table(_ audit: BankAudit) -> [[String]] {
    var domains: [String?] = []
    for row in audit.rows where !domains.contains(row.domain) { domains.append(row.domain) }
    let head = ["", "Items", "Chance"] + AuditBot.allCases.map(\.rawValue)
    return [head]
      + domains.map { domain in
        let rows = audit.rows.filter { $0.domain == domain }
        guard let first = rows.first else { return [] }
        return [domain ?? "whole bank", "\(first.items)", "\(Int((first.chance * 100).rounded())) %"]
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
