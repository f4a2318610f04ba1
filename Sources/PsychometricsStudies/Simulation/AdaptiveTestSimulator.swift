import Psychometrics

/// Simulates adaptive tests of one ability, to compare banks and selection rules.
///
/// The posterior is held on a grid and all item curves are tabulated, so an item takes a few microseconds.
///
/// A person's first item is drawn from the least-used ones: any item serves while nothing is known, and this
/// brings the whole bank into use. Every later item has the least expected posterior variance (van der
/// Linden, 1998), or is drawn from those with the least (randomesque: Kingsbury and Zara, 1989). Items that
/// too large a share of the persons received are left out (restricted: Revuelta and Ponsoda, 1998). A
/// shortlist by information at the estimate keeps the number of variances to compute small.
public struct AdaptiveTestSimulator: Sendable, Equatable {
  /// The settings of a test.
  public struct Settings: Sendable, Equatable {
    /// The number of items after which a test ends.
    public var length: Int
    /// The posterior standard deviation, in logits, at which a test ends early; 0 for never.
    public var stopSD: Double
    /// The number of best items among which chance decides.
    public var randomesque: Int
    /// The number of items judged by expected variance: those with the most information at the estimate.
    public var shortlist: Int
    /// The largest share of the persons so far that may have received an item.
    public var maximumExposure: Double

    /// Creates settings.
    public init(
      length: Int = 20, stopSD: Double = 0, randomesque: Int = 2, shortlist: Int = 40,
      maximumExposure: Double = 0.5
    ) {
      self.length = length
      self.stopSD = stopSD
      self.randomesque = max(1, randomesque)
      self.shortlist = max(1, shortlist)
      self.maximumExposure = maximumExposure
    }
  }

  /// The result of a simulation.
  public struct Result: Sendable, Equatable {
    /// The root mean squared error of the estimates, in logits.
    public let rmse: Double
    /// The mean error of the estimates, in logits.
    public let bias: Double
    /// The share of the true abilities that lie inside their 95 % interval.
    public let coverage: Double
    /// The number of items that nobody received.
    public let neverUsed: Int
    /// The share of the persons who received the most-used item.
    public let maxExposure: Double
    /// The mean number of items of a test.
    public let meanLength: Double
  }

  /// The settings of every test.
  public var settings: Settings
  let grid: Grid
  let itemCount: Int
  /// For each item, the probability of a right answer on each node.
  let curves: [Double]
  /// For each node, the items in order of falling information there.
  let ranking: [Int32]
  /// The models that simulated answers follow; they may differ from `curves`.
  let truth: [LogisticModel]

  /// Creates a simulator of a bank.
  ///
  /// - Parameters:
  ///   - bank: the item models that the test assumes.
  ///   - truth: the models that answers follow, in the same order; nil means those of `bank`.
  ///   - settings: the settings of the tests.
  ///   - grid: the grid of the posterior.
  public init(
    bank: [LogisticModel], truth: [LogisticModel]? = nil, settings: Settings = .init(),
    grid: Grid = .standard
  ) {
    precondition(truth == nil || truth?.count == bank.count, "one true model an item")
    self.settings = settings
    self.grid = grid
    self.truth = truth ?? bank
    itemCount = bank.count
    curves = bank.flatMap { model in grid.nodes.map { model.probability(at: $0) } }
    ranking = grid.nodes.flatMap { node in
      let information = bank.map { $0.information(at: node) }
      return bank.indices.sorted { information[$0] > information[$1] }.map { Int32($0) }
    }
  }

  /// Simulates one test for each ability, in logits.
  ///
  /// - Complexity: a few microseconds per item given, hardly more with a larger bank.
  public func run(abilities: [Double], using random: inout SeededGenerator) -> Result {
    var tally = Tally(itemCount: itemCount)
    for theta in abilities { simulate(theta: theta, tally: &tally, using: &random) }
    let count = Double(max(1, abilities.count))
    return Result(
      rmse: (tally.squares / count).squareRoot(), bias: tally.errors / count,
      coverage: Double(tally.covered) / count, neverUsed: tally.uses.filter { $0 == 0 }.count,
      maxExposure: Double(tally.uses.max() ?? 0) / count, meanLength: Double(tally.given) / count)
  }
}
