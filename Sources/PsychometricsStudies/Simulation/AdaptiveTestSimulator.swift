import Psychometrics

/// Simulates adaptive tests of one ability, to see what a bank and a way of choosing are worth.
///
/// The posterior is held on a grid and all item curves are tabulated, so that an item costs some microseconds.
/// A person's first item is drawn from those that were given least: when nothing is known of a person any
/// item serves, and the whole bank comes into use. Every other has the least expected posterior variance
/// (van der Linden, 1998), or is one of the least by chance (randomesque: Kingsbury and Zara, 1989), among
/// those that have not been given to too large a share of the persons (restricted: Revuelta and Ponsoda,
/// 1998). A shortlist by information at the estimate keeps the variances to be computed few.
public struct AdaptiveTestSimulator: Sendable, Equatable {
  /// How a test runs.
  public struct Settings: Sendable, Equatable {
    /// The number of items at which a test ends.
    public var length: Int
    /// The posterior standard deviation, in logits, at which a test ends earlier; 0 for never.
    public var stopSD: Double
    /// The number of best items among which chance decides.
    public var randomesque: Int
    /// The number of items, the most informative at the estimate, that are judged by expected variance.
    public var shortlist: Int
    /// The share of the persons so far that an item may have been given to.
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

  /// What came out.
  public struct Result: Sendable, Equatable {
    /// The root of the mean squared error of the estimates, in logits.
    public let rmse: Double
    /// The mean error of the estimates, in logits.
    public let bias: Double
    /// The share of the true abilities inside the 95 % interval.
    public let coverage: Double
    /// The number of items that nobody was given.
    public let neverUsed: Int
    /// The share of the persons who were given the item that was given most often.
    public let maxExposure: Double
    /// The mean number of items of a test.
    public let meanLength: Double
  }

  /// The settings of every test.
  public var settings: Settings
  let grid: Grid
  let itemCount: Int
  /// Item after item, the probability of a right answer on each node.
  let curves: [Double]
  /// Node after node, the items by falling information there.
  let ranking: [Int32]
  /// The items as they answer; they may differ from what `curves` says of them.
  let truth: [LogisticModel]

  /// Creates a simulator of a bank.
  ///
  /// - Parameters:
  ///   - bank: the items as the test believes them to be.
  ///   - truth: the items as they are, in the same order; the same where nil.
  ///   - settings: how the tests run.
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

  /// Simulates a test of each of the abilities, in logits.
  ///
  /// - Complexity: for each item that is given some microseconds, hardly more with a larger bank.
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
