import Psychometrics

/// Where a number came from: what each answer moved it by.
///
/// All evidence is let in together, from none to all of it, and each answer is credited with what the number moved
/// by because of it on the way (Aumann and Shapley, 1974, "Values of Non-Atomic Games"; the integrated gradients of
/// Sundararajan, Taly and Yan, 2017, equation 1). The parts add up to the way from the prior to the number, whatever
/// the answers have in common, and none depends on the order of the answers.
public struct Explanation: Sendable {
  /// An answer, as evidence.
  public struct Piece: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The score category.
    public var category: Int
    /// The weight: 1 for a fresh answer, less for an older one.
    public var weight: Double

    /// Creates a piece of evidence.
    public init(item: String, category: Int, weight: Double = 1) {
      self.item = item
      self.category = category
      self.weight = weight
    }
  }

  /// What one answer did.
  public struct Effect: Sendable, Hashable {
    /// The answer, as an index into the evidence.
    public var piece: Int
    /// What the overall mean was moved by, in logits.
    public var overall: Double
    /// What each domain's mean was moved by, in logits.
    public var domains: [Double]
  }

  /// The effects, in the order of the evidence; answers to items that the bank no longer has are left out.
  public let effects: [Effect]
  /// The numbers that are explained.
  public let standing: Standing

  /// The points of the way at which it is looked at: Gauss and Legendre's two on the unit interval, of equal weight.
  private static let waypoints = [0.5 - 0.5 / 3.0.squareRoot(), 0.5 + 0.5 / 3.0.squareRoot()]
  /// The small weight that an answer is given more, to see what the numbers do.
  private static let nudge = 0.02

  /// Explains the numbers that some evidence leads to.
  public init(_ evidence: [Piece], pool: ItemPool, profile: String) {
    let weights = pool.framework.weights(ofProfile: profile)
    func tallies(_ share: Double) -> [EvidenceTally] {
      evidence.map { EvidenceTally(item: $0.item, category: $0.category, weight: share * $0.weight) }
    }
    /// The overall mean, then the domains'.
    func means(_ posterior: CompetencyPosterior) -> [Double] {
      [posterior.weightedMoments(ofDomains: weights).mean] + posterior.domainMeans()
    }
    standing = Standing(tallies: tallies(1), pool: pool, profile: profile)
    // Answers that say the same of the same skill move the numbers alike.
    var rates: [EvidenceKey: [Double]] = [:]
    for share in Self.waypoints {
      let posterior = Standing.posterior(of: tallies(share), pool: pool)
      let now = means(posterior)
      for key in Set(evidence.filter { $0.weight != 0 }.map(EvidenceKey.init)) {
        guard let entry = pool.index(of: key.item), let row = pool.logLikelihood(of: key.category, at: entry)
        else { continue }
        var more = posterior
        more.observe(row, weight: Self.nudge, at: .skill(pool.entries[entry].skill))
        let gained = zip(means(more), now).map {
          ($0 - $1) / Self.nudge / Double(Self.waypoints.count)
        }
        rates[key] = rates[key].map { zip($0, gained).map(+) } ?? gained
      }
    }
    let nothing = Array(repeating: 0.0, count: weights.count + 1)
    var parts: [(piece: Int, moved: [Double])] = []
    for (index, piece) in evidence.enumerated() {
      guard let entry = pool.index(of: piece.item), pool.logLikelihood(of: piece.category, at: entry) != nil
      else { continue }
      parts.append((index, (rates[EvidenceKey(piece)] ?? nothing).map { $0 * piece.weight }))
    }
    // What two points of the way miss is shared out in proportion, so that the parts add up to the number.
    let prior = means(CompetencyPosterior(structure: pool.structure, grid: pool.grid))
    let reached = means(standing.posterior)
    for number in nothing.indices {
      let size = parts.reduce(0) { $0 + abs($1.moved[number]) }
      guard size > 0 else { continue }
      let missed = reached[number] - prior[number] - parts.reduce(0) { $0 + $1.moved[number] }
      for place in parts.indices {
        parts[place].moved[number] += missed * abs(parts[place].moved[number]) / size
      }
    }
    effects = parts.map {
      Effect(piece: $0.piece, overall: $0.moved[0], domains: Array($0.moved.dropFirst()))
    }
  }
}

/// What an answer says: its item and its category.
private struct EvidenceKey: Hashable {
  var item: String
  var category: Int

  init(_ piece: Explanation.Piece) { (item, category) = (piece.item, piece.category) }
}
