import ItemBank
import QuizEngine

extension Overview {
  /// The measurement that would settle most, and what it costs.
  public struct Measurement: Sendable, Hashable {
    /// The name of the domain.
    public var name: String
    /// What it covers.
    public var scope: Scope
    /// The time it takes, in words.
    public var time: String

    /// The advice, as a sentence without its full stop.
    public var sentence: String { "\(name), \(time): that would tell us most about your skills" }
  }

  /// The focus attempt that would settle most; nil before a placement, or while an attempt is open.
  public var nextMeasurement: Measurement? {
    guard let measurement, open == nil, !wantsPlacement,
      content.framework.domains.indices.contains(measurement)
    else { return nil }
    let domain = content.framework.domains[measurement]
    return Measurement(
      name: domain.shortName, scope: .domain(domain.id),
      time: Words.about(
        minutes: minutes(
          of: .focus, scope: .domain(domain.id), items: AttemptPlan.usualLength(of: .focus))))
  }
}
