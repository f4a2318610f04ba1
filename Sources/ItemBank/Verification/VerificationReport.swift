/// The results of all verifications.
public struct VerificationReport: Sendable, Equatable {
  /// The results, in the order of the items.
  public var results: [VerificationResult]
  /// True if the programs ran in a namespace without a network.
  public var isNetworkCut: Bool

  /// Creates a report.
  public init(results: [VerificationResult], isNetworkCut: Bool) {
    self.results = results
    self.isNetworkCut = isNetworkCut
  }

  /// The number of confirmed keys.
  public var confirmed: Int { results.count { $0.outcome == .confirmed } }

  /// The refuted results.
  public var refuted: [VerificationResult] {
    results.filter { if case .refuted = $0.outcome { true } else { false } }
  }

  /// The skipped results.
  public var skipped: [VerificationResult] {
    results.filter { if case .skipped = $0.outcome { true } else { false } }
  }
}
