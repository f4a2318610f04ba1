/// How abilities move between two days: a random walk with heavy-tailed steps.
///
/// Most steps are small. Now and then one is large, as after a course or a new job. A mixture of two normal
/// distributions describes both, so that the belief follows a jump without being vague all the time (Kitagawa, 1987,
/// for state spaces that are not Gaussian). Part of a step is shared by all skills, part by those of a domain, and
/// part belongs to a single skill.
///
/// Without answers, every ability has its prior at all times. So the belief about an ability is never wider than its
/// prior: where a walk would make it so, it is pulled back towards the prior.
public struct AbilityWalk: Sendable, Equatable {
  /// Small steps, of which large ones are a part.
  public struct Steps: Sendable, Equatable {
    /// The variance that small steps add in 30 days, in squared logits of a domain's ability.
    public var variancePerMonth: Double
    /// The probability of a large step within 30 days.
    public var largeStepsPerMonth: Double
    /// The variance of a large step, in squared logits of a domain's ability.
    public var largeVariance: Double

    /// Creates steps.
    public init(variancePerMonth: Double, largeStepsPerMonth: Double, largeVariance: Double) {
      self.variancePerMonth = variancePerMonth
      self.largeStepsPerMonth = largeStepsPerMonth
      self.largeVariance = largeVariance
    }

    /// The mixture over some days: the weights and the variances, in squared logits.
    func mixture(days: Double) -> [(weight: Double, variance: Double)] {
      let small = variancePerMonth * days / 30
      let large = 1 - pow(1 - largeStepsPerMonth, days / 30)
      return [(1 - large, small), (large, small + largeVariance)]
    }

    /// The variance over some days, in squared logits.
    func variance(days: Double) -> Double {
      mixture(days: days).reduce(0) { $0 + $1.weight * $1.variance }
    }
  }

  /// The steps that all abilities share.
  public var shared: Steps
  /// The further steps of each domain.
  public var domain: Steps
  /// The further steps of each skill; they are small, so only their variance matters.
  public var skill: Steps

  /// The walk that the program assumes.
  ///
  /// In a month, the overall ability moves by an SD of 0.08, and with a probability of 8 % by another 1.2.
  ///
  /// Small steps set how much people lose who stay the same, so they are small. Rare and wide large steps set how soon
  /// a jump is believed, at little cost for the others. `sextant simulate --growth` shows both.
  public static let standard = AbilityWalk(
    shared: Steps(variancePerMonth: 0.006, largeStepsPerMonth: 0.08, largeVariance: 1.44),
    domain: Steps(variancePerMonth: 0.004, largeStepsPerMonth: 0.02, largeVariance: 0.36),
    skill: Steps(variancePerMonth: 0.01, largeStepsPerMonth: 0, largeVariance: 0))

  /// Creates a walk.
  public init(shared: Steps, domain: Steps, skill: Steps) {
    self.shared = shared
    self.domain = domain
    self.skill = skill
  }
}
