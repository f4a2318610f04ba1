import ItemBank
import Psychometrics
import QuizEngine

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

  private struct Hash {
    private var hash = FNV1a()
    var value: UInt64 { hash.value }

    mutating func add(_ text: String) {
      hash.mix(bytes: text.utf8)
      hash.mix(0xFF)
    }

    mutating func add(_ number: Int) { hash.mix(number: number) }
  }
}
