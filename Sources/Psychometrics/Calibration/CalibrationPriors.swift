/// The prior distributions of the item parameters; nil means no prior.
public struct CalibrationPriors: Sendable, Equatable {
  /// The distribution of the logarithm of the discrimination.
  public var logDiscrimination: NormalDistribution?
  /// The distribution of the difficulty, in logits.
  public var difficulty: NormalDistribution?
  /// The two parameters of the beta distribution of the guessing probability, each above 1.
  public var guessing: BetaParameters?

  /// The parameters of a beta distribution.
  public struct BetaParameters: Sendable, Equatable {
    /// The parameter that counts right guesses.
    public var alpha: Double
    /// The parameter that counts wrong guesses.
    public var beta: Double

    /// Creates the parameters.
    public init(alpha: Double, beta: Double) {
      self.alpha = alpha
      self.beta = beta
    }
  }

  /// Creates priors.
  public init(
    logDiscrimination: NormalDistribution? = nil, difficulty: NormalDistribution? = nil,
    guessing: BetaParameters? = nil
  ) {
    self.logDiscrimination = logDiscrimination
    self.difficulty = difficulty
    self.guessing = guessing
  }

  /// No priors: plain maximum likelihood.
  public static let none = CalibrationPriors()

  /// Returns weak priors for items with the given number of options, worth 20 imagined guesses.
  ///
  /// The form follows Mislevy (1986).
  public static func guessing(options: Int) -> CalibrationPriors {
    let chance = 1 / Double(max(2, options))
    return CalibrationPriors(
      logDiscrimination: NormalDistribution(mean: 0, sd: 0.5), difficulty: NormalDistribution(mean: 0, sd: 2),
      guessing: BetaParameters(alpha: 1 + 20 * chance, beta: 1 + 20 * (1 - chance)))
  }

  /// The gradient of the log-density and an approximation of its negative curvature.
  func terms(for item: CalibrationItem) -> (gradient: [Double], information: SymmetricMatrix3) {
    var gradient = [0.0, 0.0, 0.0]
    var information = SymmetricMatrix3()
    if let prior = logDiscrimination, item.slope > 0 {
      let precision = 1 / (prior.sd * prior.sd)
      let logarithm = log(item.slope)
      gradient[0] -= (1 + (logarithm - prior.mean) * precision) / item.slope
      information[0, 0] += precision / (item.slope * item.slope)
    }
    if let prior = difficulty, item.slope != 0 {
      let precision = 1 / (prior.sd * prior.sd)
      let difficulty = -item.intercept / item.slope
      let bySlope = -difficulty / item.slope
      let byIntercept = -1 / item.slope
      gradient[0] -= precision * (difficulty - prior.mean) * bySlope
      gradient[1] -= precision * (difficulty - prior.mean) * byIntercept
      information[0, 0] += precision * bySlope * bySlope
      information[1, 0] += precision * bySlope * byIntercept
      information[1, 1] += precision * byIntercept * byIntercept
    }
    if let prior = guessing, let guessing = item.guessing {
      gradient[2] += (prior.alpha - 1) * (1 - guessing) - (prior.beta - 1) * guessing
      information[2, 2] += (prior.alpha + prior.beta - 2) * guessing * (1 - guessing)
    }
    return (gradient, information)
  }

  /// The log-density of an item, up to a constant.
  func logDensity(of item: CalibrationItem) -> Double {
    var total = 0.0
    if let prior = logDiscrimination, item.slope > 0 {
      let logarithm = log(item.slope)
      total -= logarithm + 0.5 * squared((logarithm - prior.mean) / prior.sd)
    }
    if let prior = difficulty, item.slope != 0 {
      total -= 0.5 * squared((-item.intercept / item.slope - prior.mean) / prior.sd)
    }
    if let prior = guessing, let guessing = item.guessing {
      total += (prior.alpha - 1) * flooredLog(guessing) + (prior.beta - 1) * flooredLog(1 - guessing)
    }
    return total
  }
}
