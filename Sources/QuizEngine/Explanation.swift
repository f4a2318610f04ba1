import Psychometrics

/// Where a number came from: what each answer moved it by.
///
/// An answer's part is the difference between the number as it is and as it would be without this answer; the
/// posterior is exact, so taking evidence away is exact too. The parts need not add up to the whole, because
/// answers overlap in what they tell.
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

  /// Explains the numbers that some evidence leads to.
  public init(_ evidence: [Piece], pool: ItemPool, profile: String) {
    let weights = pool.framework.weights(ofProfile: profile)
    let standing = Standing(
      tallies: evidence.map { EvidenceTally(item: $0.item, category: $0.category, weight: $0.weight) },
      pool: pool, profile: profile)
    self.standing = standing
    let overall = standing.posterior.weightedMoments(ofDomains: weights).mean
    let means = standing.posterior.domainMeans()
    effects = evidence.enumerated().compactMap { index, piece in
      guard let entry = pool.index(of: piece.item),
        let row = pool.logLikelihood(of: piece.category, at: entry)
      else { return nil }
      var without = standing.posterior
      without.observe(row, weight: -piece.weight, at: .skill(pool.entries[entry].skill))
      return Effect(
        piece: index, overall: overall - without.weightedMoments(ofDomains: weights).mean,
        domains: zip(means, without.domainMeans()).map { $0 - $1 })
    }
  }
}
