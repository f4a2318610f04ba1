/// Item parameters estimated from sparse answers, starting from judged difficulties.
///
/// Every item has a prior: its difficulty is normal around the judged one, the logarithm of its slope is
/// normal, its guessing probability is known from its type. Abilities are normal with a mean and an SD that
/// are estimated too, and are integrated out on a grid with the EM algorithm of Bock and Aitkin (1981); the
/// result is the mode of the posterior (Mislevy 1986). The judged difficulties place the scale. The likelihood
/// doesn't change if all abilities and difficulties are shifted and stretched together, so each pass chooses
/// the shift and the stretch that fit the priors best; without that step, a parameter expansion in the sense
/// of Liu, Rubin and Wu (1998), the scale would drift for hundreds of passes.
///
/// The answers of a person must be complete: if answers that decided which items came next are missing, the
/// estimates are wrong (Rubin 1976; Mislevy and Wu 1996).
public struct SparseCalibration: Sendable, Equatable {
  /// What is known about an item before anybody answers it.
  public struct Prior: Sendable, Equatable {
    /// The judged difficulty and its standard deviation, in logits.
    public var difficulty: NormalDistribution
    /// The probability of a right answer by guessing; it is not estimated.
    public var guessing: Double
    /// The logarithm of the slope.
    public var logDiscrimination: NormalDistribution

    /// The standard deviation τ of judged difficulties, in logits.
    public static let levelSD = 0.7
    /// The logarithm of the slopes of ordinary items: lognormal around 1.2.
    public static let ordinarySlopes = NormalDistribution(mean: log(1.2), sd: 0.3)

    /// Creates a prior.
    public init(
      difficulty: NormalDistribution, guessing: Double = 0,
      logDiscrimination: NormalDistribution = ordinarySlopes
    ) {
      self.difficulty = difficulty
      self.guessing = guessing
      self.logDiscrimination = logDiscrimination
    }

    var parameters: SparseItem {
      SparseItem(logSlope: logDiscrimination.mean, difficulty: difficulty.mean)
    }
  }

  /// Whether an item's answers were enough to estimate it.
  public enum Finding: String, Sendable, Equatable, CaseIterable {
    /// The parameters are estimates.
    case estimated
    /// Nobody answered the item, so the prior remains.
    case unanswered
    /// There are fewer answers than `Options.minimumAnswers`, so the prior remains.
    case tooFew = "too-few"
    /// Every answer is right, so the prior remains.
    case allRight = "all-right"
    /// Every answer is wrong, so the prior remains.
    case allWrong = "all-wrong"
  }

  /// One item with its standard errors.
  public struct Item: Sendable, Equatable {
    /// The parameters: estimates, or the prior's centre if there are none.
    public let model: LogisticModel
    /// The standard error of the slope, per logit.
    public let discriminationError: Double
    /// The standard error of the difficulty, in logits.
    public let difficultyError: Double
    /// The number of answers.
    public let answers: Int
    /// The number of right ones among them.
    public let right: Int
    /// Whether the parameters are estimates.
    public let finding: Finding
  }

  /// How an estimation runs.
  public struct Options: Sendable, Equatable {
    /// The grid over which abilities are integrated out.
    public var grid: Grid
    /// The estimation stops when no parameter changes by more than this in one pass.
    public var tolerance: Double
    /// The number of passes after which the estimation gives up.
    public var maximumPasses: Int
    /// Items with fewer answers keep their prior.
    public var minimumAnswers: Int
    /// Whether the mean and the SD of ability are estimated, instead of 0 and 1.
    public var estimatesAbility: Bool
    /// The number of threads; the result doesn't depend on it.
    public var threads: Int

    /// Creates options.
    public init(
      grid: Grid = sparseGrid, tolerance: Double = 1e-3, maximumPasses: Int = 500, minimumAnswers: Int = 5,
      estimatesAbility: Bool = true, threads: Int = 1
    ) {
      self.grid = grid
      self.tolerance = tolerance
      self.maximumPasses = maximumPasses
      self.minimumAnswers = minimumAnswers
      self.estimatesAbility = estimatesAbility
      self.threads = threads
    }

    /// 48 nodes on [-6, 6]: a quarter of a logit apart, which is below the error of any person's ability.
    public static let sparseGrid = Grid(count: 48, lower: -6, upper: 6)
  }

  /// The items, in the order of the priors.
  public let items: [Item]
  /// The distribution of ability among these persons, on the scale of the judged difficulties, in logits.
  public let ability: NormalDistribution
  /// The logarithm of the marginal likelihood, without the priors.
  public let logLikelihood: Double
  /// The number of passes over all answers.
  public let passes: Int
  /// Whether the parameters converged.
  public let isConverged: Bool

  /// Estimates items from answers; nil if there are no answers, or not one prior for each item.
  ///
  /// - Complexity: O(passes · answers · nodes); memory for the answers, and a table of all items and nodes for
  ///   each of at most 32 parts of the persons.
  public init?(_ responses: SparseResponses, priors: [Prior], options: Options = .init()) {
    guard responses.answerCount > 0, responses.itemCount == priors.count else { return nil }
    var engine = SparseEngine(responses: responses, priors: priors, options: options)
    engine.run()
    items = engine.items()
    ability = engine.ability
    logLikelihood = engine.logLikelihood
    passes = engine.passes
    isConverged = engine.isConverged
  }
}

/// The parameters of an item as they are estimated.
struct SparseItem: Sendable, Equatable {
  var logSlope: Double
  var difficulty: Double

  var slope: Double { exp(logSlope) }
}
