/// The results of all verifications.
public struct VerificationReport: Sendable, Equatable {
  /// The results, in the order of the items.
  public var results: [VerificationResult]

  /// Creates a report.
  public init(results: [VerificationResult]) { self.results = results }

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
