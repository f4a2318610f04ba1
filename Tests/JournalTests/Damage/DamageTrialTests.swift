import Foundation
import JournalDamage
import Testing

@testable import Journal

/// Seeded damage, as in `SEXTANT_DAMAGES=1000 swift test --filter DamageTrialTests`.
///
/// `SEXTANT_DAMAGE_FOLDER` keeps the files of each trial; `SEXTANT_DAMAGE_SEED` begins at another seed.
@Suite struct DamageTrialTests {
  @Test func whatIsWholeInADamagedFileComesBack() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["SEXTANT_DAMAGES"].flatMap(UInt64.init) ?? 65
    let first = environment["SEXTANT_DAMAGE_SEED"].flatMap(UInt64.init) ?? 0
    let kept = environment["SEXTANT_DAMAGE_FOLDER"].map { URL(fileURLWithPath: $0) }
    let sizes = count > 100 ? [300, 900, 2_500] : [150, 300, 500]
    var outcomes: [DamageTrial.Outcome] = []
    for seed in first..<first + count {
      let scratch = Scratch()
      let folder = kept?.appendingPathComponent("\(seed)") ?? scratch.folder
      let outcome = try DamageTrial(seed: seed, folder: folder, sizes: sizes).run()
      #expect(outcome.failure == nil, "seed \(seed), \(outcome.kind)")
      #expect(outcome.wrong.isEmpty, "seed \(seed), \(outcome.kind)")
      outcomes.append(outcome)
    }
    let (whole, back) = outcomes.reduce((0, 0)) { ($0.0 + $1.whole, $0.1 + $1.back) }
    #expect(whole > 0 && Double(back) >= 0.99 * Double(whole), "\(back) of \(whole) answers came back")
    let (otherWhole, otherBack) = outcomes.reduce((0, 0)) { ($0.0 + $1.otherWhole, $0.1 + $1.otherBack) }
    #expect(
      Double(otherBack) >= 0.98 * Double(otherWhole), "\(otherBack) of \(otherWhole) other rows came back")
    if kept != nil || count > 100 { print(table(outcomes)) }
  }

  /// One line for each kind of damage.
  private func table(_ outcomes: [DamageTrial.Outcome]) -> String {
    var lines = ["kind trials rebuilt failed whole back other-whole other-back altered wrong worst"]
    for kind in DamageKind.allCases {
      let these = outcomes.filter { $0.kind == kind }
      func sum(_ value: (DamageTrial.Outcome) -> Int) -> Int { these.reduce(0) { $0 + value($1) } }
      let worst = these.filter { $0.whole > 0 }.min { $0.back * $1.whole < $1.back * $0.whole }
      lines.append(
        "\(kind) \(these.count) \(sum { $0.wasRebuilt ? 1 : 0 }) \(sum { $0.failure == nil ? 0 : 1 }) "
          + "\(sum { $0.whole }) \(sum { $0.back }) \(sum { $0.otherWhole }) \(sum { $0.otherBack }) "
          + "\(sum { $0.altered }) \(sum { $0.wrong.count }) "
          + "\(worst.map { "\($0.back)/\($0.whole) (seed \($0.seed))" } ?? "-")")
    }
    return lines.joined(separator: "\n")
  }
}
