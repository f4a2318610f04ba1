/// Item parameters estimated from answers by marginal maximum likelihood.
///
/// Abilities are integrated out over N(0, 1) on a grid, by the EM algorithm of Bock and Aitkin (1981), sped
/// up by the squared extrapolation of Varadhan and Roland (2008). Standard errors come from the observed
/// information by the missing-information principle of Louis (1982).
public struct ItemCalibration: Sendable, Equatable {
  /// The parameters that are estimated.
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
    /// The standard error of the discrimination; nil where it was not asked for or cannot be had.
    public let discriminationError: Double?
    /// The standard error of the difficulty, in logits.
    public let difficultyError: Double?
    /// The standard error of the guessing probability; nil also where it is not estimated.
    public let guessingError: Double?
  }

  /// The items in the order of the matrix.
  public let items: [Item]
  /// The logarithm of the marginal likelihood, without the priors.
  public let logLikelihood: Double
  /// The number of passes over the data.
  public let iterations: Int
  /// Whether the parameters came to rest.
  public let isConverged: Bool

  /// How an estimation runs.
  public struct Options: Sendable, Equatable {
    /// The grid over which abilities are integrated out.
    public var grid: Grid
    /// The priors of the parameters.
    public var priors: CalibrationPriors
    /// The change of a parameter below which it counts as at rest.
    public var tolerance: Double
    /// The passes over the data after which the estimation gives up.
    public var maximumIterations: Int
    /// Whether standard errors are computed, which takes about as long as the estimation.
    public var hasStandardErrors: Bool

    /// Creates options; without priors the estimates are those of maximum likelihood.
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

  /// Estimates the items of a matrix; nil where it has no answers.
  ///
  /// Three-parameter models need a prior of the guessing probability to be estimable at all from samples of
  /// common size; `CalibrationPriors.guessing(options:)` gives one.
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
