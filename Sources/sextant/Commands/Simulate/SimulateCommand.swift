import ArgumentParser
import Foundation
import ItemBank
import QuizEngine
import QuizStudies
import TextLayout

/// Runs attempts with simulated people.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Give attempts to simulated people, and see how well they are measured.",
    discussion: """
      Examples:
        sextant simulate
        sextant simulate --count 5000 --level-error 0.7 --shift 0.3 --json
        sextant simulate --growth --count 500
        sextant simulate --minutes 15
        sextant simulate --signature
        sextant simulate --jagged --focus 3 --focus-items 15
        sextant simulate --misconceptions --consistency 0.9
        sextant simulate --bank bank.csv --people theta.csv --items 20 --json
      Without --bank, placements on the real bank; with it, adaptive tests of one ability on a table of items \
      (columns a, b and c) and of abilities (column theta), both in logits.
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(help: ArgumentHelp("A table of items: a, b, c.", valueName: "csv")) var bank: String?
  @ArgumentParser.Option(help: ArgumentHelp("A table of abilities: theta.", valueName: "csv"))
  var people: String?
  @ArgumentParser.Option(help: "Simulated people, where no table names them.") var count = 1000
  @ArgumentParser.Option(help: "Items of an attempt.") var items: Int?
  @ArgumentParser.Option(
    name: .customLong("level-error"),
    help:
      "Standard deviation by which levels are wrong, in logits; measured difficulties are wrong in proportion to their own error."
  )
  var levelError = 0.0
  @ArgumentParser.Option(
    help: "Standard deviation by which all levels of a domain are wrong together, in logits.")
  var shift = 0.0
  @Flag(help: "Six placements, six weeks apart, of people who stay as they are, gain or jump.")
  var growth = false
  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Placements by the clock, chosen per second and, for comparison, per item: what is known after so many minutes.",
      valueName: "n")) var minutes: Double?
  @Flag(help: "Print one number that changes if the measurement does, from 200 placements on a frozen bank.")
  var signature = false
  @Flag(name: .customLong("freeze"), help: "Freeze the present bank for --signature.") var freezes = false
  @Flag(
    help: "A placement and focus attempts of people with jagged profiles: what is said about their skills.")
  var jagged = false
  @ArgumentParser.Option(help: "With --jagged: the focus attempts after the placement.") var focus = 1
  @ArgumentParser.Option(
    name: .customLong("focus-items"), help: "With --jagged: the items of a focus attempt.")
  var focusItems = 12
  @Flag(
    help:
      "Two placements and a drill of people who hold one misconception each: whether it is named, and no other."
  )
  var misconceptions = false
  @ArgumentParser.Option(
    help:
      "With --misconceptions: how often people show theirs where they could; 1, 0.9 and 0.75 where missing.")
  var consistency: Double?
  @ArgumentParser.Option(
    name: .customLong("drill-items"), help: "With --misconceptions: the questions of the drill.")
  var drillItems = MisconceptionProbes.usualLength
  @ArgumentParser.Option(help: "Try another share of a domain's variance that is overall ability.")
  var rho: Double?
  @ArgumentParser.Option(help: "Try another share of a skill's variance that is its domain's.")
  var kappa: Double?
  @ArgumentParser.Option(help: "The target profile.") var profile: String?
  @ArgumentParser.Option(help: "Threads; all cores where missing.") var threads: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard count >= 1, count <= 10_000_000 else { throw ValidationError("--count is 1 to 10000000") }
    guard (items ?? 1) >= 1 else { throw ValidationError("--items is at least 1") }
    guard (threads ?? 1) >= 1, (threads ?? 1) <= 1024 else { throw ValidationError("--threads is 1 to 1024") }
    guard levelError.isFinite, levelError >= 0 else { throw ValidationError("--level-error is 0 or more") }
    guard shift.isFinite, shift >= 0 else { throw ValidationError("--shift is 0 or more") }
    if let minutes, !(minutes > 0 && minutes <= 600) { throw ValidationError("--minutes is up to 600") }
    guard (0...20).contains(focus) else { throw ValidationError("--focus is 0 to 20") }
    guard (1...100).contains(focusItems) else { throw ValidationError("--focus-items is 1 to 100") }
    for share in [rho, kappa].compactMap({ $0 }) where !(0..<1).contains(share) {
      throw ValidationError("--rho and --kappa are from 0 to below 1")
    }
    if let consistency, !(0...1).contains(consistency) {
      throw ValidationError("--consistency is from 0 to 1")
    }
    guard (1...100).contains(drillItems) else { throw ValidationError("--drill-items is 1 to 100") }
    if [growth, jagged, misconceptions].count(where: { $0 }) > 1 {
      throw ValidationError("--growth, --jagged and --misconceptions are different studies; choose one")
    }
    if people != nil, bank == nil { throw ValidationError("--people goes with --bank") }
  }

  func run() throws {
    try sextant.run {
      if let bank {
        try simulateTable(bank)
      } else if signature {
        try printSignature()
      } else if freezes {
        try freeze()
      } else if growth {
        try simulateGrowth()
      } else if let minutes {
        try simulateMinutes(minutes)
      } else if misconceptions {
        try simulateMisconceptions()
      } else if jagged {
        try simulateJagged()
      } else {
        try simulatePlacements()
      }
    }
  }

  var seed: UInt64 { options.seed ?? 1 }
  var workers: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The study of the real bank that the options describe.
  func placementStudy() throws -> PlacementStudy {
    let bank = try sextant.bank(options)
    let framework = bank.content.framework
    if let profile, !framework.profiles.contains(where: { $0.id == profile }) {
      let known = framework.profiles.map(\.id).joined(separator: ", ")
      throw CommandFailure("there is no profile \(profile); there are \(known)", code: .usage)
    }
    return PlacementStudy(
      pool: ItemPool(
        items: bank.items, framework: framework, rho: rho ?? ItemPool.rho, kappa: kappa ?? ItemPool.kappa),
      itemLimit: items ?? AttemptPlan.usualLength(of: .placement),
      profile: profile ?? framework.profiles.first?.id ?? "", levelError: levelError, shift: shift, seed: seed
    )
  }

  func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// A share in percent with one decimal.
  static func percent(_ share: Double) -> String { DecimalText.percent(share, decimals: 1) }

  static func text(_ value: Double, _ digits: Int) -> String {
    DecimalText.fixed(value, decimals: digits)
  }
}
