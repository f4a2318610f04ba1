/// Item parameters estimated from answers by marginal maximum likelihood.
///
/// Abilities are integrated out over N(0, 1) on a grid with the EM algorithm of Bock and Aitkin (1981),
/// accelerated by the squared extrapolation of Varadhan and Roland (2008). Standard errors come from the
/// observed information, by the missing-information principle of Louis (1982).
public struct ItemCalibration: Sendable, Equatable {
  /// Which parameters are estimated.
  public enum Model: Sendable, Equatable, CaseIterable {
    /// Difficulties and one discrimination that all items share.
    case onePL
    /// A difficulty and a discrimination for each item.
    case twoPL
    /// A difficulty, a discrimination and a guessing probability for each item.
    case threePL
  }

  /// One item with its standard errors.
  public struct Item: Sendable, Equatable {
    /// The estimated parameters.
    public let model: LogisticModel
    /// The standard error of the discrimination; nil if it wasn't requested or can't be computed.
    public let discriminationError: Double?
    /// The standard error of the difficulty, in logits.
    public let difficultyError: Double?
    /// The standard error of the guessing probability; nil also if guessing isn't estimated.
    public let guessingError: Double?
  }

  /// The items, in the order of the matrix.
  public let items: [Item]
  /// The logarithm of the marginal likelihood, without the priors.
  public let logLikelihood: Double
  /// The number of passes over the data.
  public let iterations: Int
  /// Whether the parameters converged.
  public let isConverged: Bool

  /// How an estimation runs.
  public struct Options: Sendable, Equatable {
    /// The grid over which abilities are integrated out.
    public var grid: Grid
    /// The priors of the parameters.
    public var priors: CalibrationPriors
    /// The estimation stops when no parameter changes by more than this.
    public var tolerance: Double
    /// The number of passes over the data after which the estimation gives up.
    public var maximumIterations: Int
    /// Whether to compute standard errors, which takes about as long as the estimation.
    public var hasStandardErrors: Bool

    /// Creates options; without priors the estimates are maximum-likelihood estimates.
    public init(
      grid: Grid = .standard, priors: CalibrationPriors = .none, tolerance: Double = 1e-5,
      maximumIterations: Int = 1000, hasStandardErrors: Bool = true
    ) {
      self.grid = grid
      self.priors = priors
      self.tolerance = tolerance
      self.maximumIterations = maximumIterations
      self.hasStandardErrors = hasStandardErrors
    }
  }

  /// Estimates the items of a matrix; nil if the matrix has no answers.
  ///
  /// A three-parameter model needs a prior of the guessing probability: samples of ordinary size can't
  /// determine it alone. `CalibrationPriors.guessing(options:)` gives one.
  public init?(_ matrix: ResponseMatrix, model: Model, options: Options = .init()) {
    guard matrix.itemCount > 0, matrix.personCount > 0 else { return nil }
    var engine = CalibrationEngine(matrix: matrix, model: model, options: options)
    engine.run()
    let errors = options.hasStandardErrors ? engine.standardErrors() : nil
    items = engine.parameters.enumerated().map { index, parameters in
      Item(
        model: parameters.model, discriminationError: errors?[index].discrimination,
        difficultyError: errors?[index].difficulty,
        guessingError: model == .threePL ? errors?[index].guessing : nil)
    }
    logLikelihood = engine.logLikelihood
    iterations = engine.iterations
    isConverged = engine.isConverged
  }
}
