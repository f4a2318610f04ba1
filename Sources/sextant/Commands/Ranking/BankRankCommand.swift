import ArgumentParser

/// Groups the commands that measure difficulty by comparison.
struct BankRankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "Measure the items' difficulties by letting judges rank them.",
    subcommands: [BankRankSetsCommand.self, BankRankReadCommand.self])
}
