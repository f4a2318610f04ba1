import ItemBank
import Psychometrics

/// Decides when an attempt has asked enough items.
public enum StoppingRule {
  /// The overall standard deviation to reach, in logits.
  public static let overallDeviation = 0.30
  /// The domain standard deviation that is enough if a domain stays undecided, in logits.
  public static let domainDeviation = 0.45
  /// The probability from which a domain counts as decided, at the target or below it.
  public static let decided = 0.9

  /// The reason to stop before the next item; nil to go on.
  public static func reason(
    plan: AttemptPlan, responses: Int, posterior: CompetencyPosterior, framework: Framework
  ) -> StopReason? {
    if responses >= plan.itemLimit { return .itemLimit }
    guard plan.mode.measures, responses > 0 else { return nil }
    let target = framework.target(ofProfile: plan.profile)
    switch plan.scope {
    case .all:
      let overall = posterior.weightedMoments(ofDomains: framework.weights(ofProfile: plan.profile))
      guard overall.sd <= overallDeviation else { return nil }
      let settled = framework.domains.indices.allSatisfy {
        isSettled(posterior.estimate(of: .domain($0)), target: target)
      }
      return settled ? .precise : nil
    case .domain(let id):
      guard let domain = framework.domains.firstIndex(where: { $0.id == id }) else { return nil }
      return posterior.domainDeviations()[domain] <= overallDeviation ? .precise : nil
    case .skill(let id):
      guard let skill = framework.skills.firstIndex(where: { $0.id == id }) else { return nil }
      return posterior.estimate(of: .skill(skill)).sd <= overallDeviation ? .precise : nil
    }
  }

  private static func isSettled(_ estimate: Estimate, target: Double) -> Bool {
    let probability = estimate.withSharedError().probability(atLeast: target)
    return probability > decided || probability < 1 - decided || estimate.sd <= domainDeviation
  }
}
