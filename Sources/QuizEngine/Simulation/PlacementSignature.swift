import ItemBank
import Psychometrics

/// One number over many simulated placements: it changes if the items asked, the scores or the verdicts do.
///
/// A commit that isn't meant to change the measurement must leave it as it is.
public struct PlacementSignature: Sendable {
  /// The number of placements.
  public static let people = 200

  private let study: PlacementStudy
  private let framework: Framework

  /// Creates the signature of a bank under its first profile, with levels that are off as usual.
  public init(pool: ItemPool) {
    framework = pool.framework
    study = PlacementStudy(
      pool: pool, profile: pool.framework.profiles.first?.id ?? "",
      levelError: ItemDifficulty.standardDeviation, seed: 1)
  }

  /// The part of one person; the signature is the sum over all people, so the order doesn't matter.
  public func part(person number: Int) -> UInt64 {
    let attempt = study.placement(ofPerson: number).attempt
    var hash = Hash()
    for response in attempt.responses {
      hash.add(response.item)
      hash.add(response.score.category)
    }
    let scores = ScoreEstimates(
      posterior: attempt.posterior, framework: framework, profile: study.profile)
    let estimates = [scores.overall.mean, scores.overall.sd] + scores.domains.flatMap { [$0.mean, $0.sd] }
    // Mathematical libraries differ in the last digits.
    for value in estimates { hash.add(Int((value * 1000).rounded())) }
    for skill in scores.skills {
      hash.add(SkillVerdict.Model(probabilityAtTarget: skill.probability(atLeast: scores.target)).rawValue)
    }
    return hash.value
  }

  /// FNV-1a (Fowler, Noll and Vo).
  private struct Hash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
      for byte in text.utf8 { add(byte) }
      add(0xFF)
    }

    mutating func add(_ number: Int) {
      withUnsafeBytes(of: number.littleEndian) { bytes in for byte in bytes { add(byte) } }
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
