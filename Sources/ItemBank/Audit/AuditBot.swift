/// A strategy for choosing an option without knowing anything.
public enum AuditBot: String, Sendable, CaseIterable, Codable {
  /// Chooses the longest option.
  case longest
  /// Chooses the shortest option.
  case shortest
  /// Chooses the option that shares most words with the stem.
  case stemOverlap = "stem-overlap"
  /// Chooses the option that shares most words with the other options.
  case convergence
  /// Chooses the position, counted in the file, where most keys are.
  case fixedPosition = "fixed-position"
  /// Chooses the option with most hedges, such as “may” and “usually”.
  case hedged
  /// Chooses the option with most numbers and technical terms.
  case specific

  /// The mean share of an item's credit that the bot earns, from 0 to 1; options it can't distinguish share
  /// the credit.
  ///
  /// - Parameter position: The position that `fixedPosition` chooses.
  func credit(for item: AuditItem, position: Int = 0) -> Double {
    if self == .fixedPosition { return item.key == position ? 1 : 0 }
    let scores = scores(item)
    guard let most = scores.max(), scores[item.key] == most else { return 0 }
    return 1 / Double(scores.count { $0 == most })
  }

  private func scores(_ item: AuditItem) -> [Int] {
    switch self {
    case .longest: return item.options.map(\.count)
    case .shortest: return item.options.map { -$0.count }
    case .stemOverlap:
      let stem = ContentWords.set(of: item.stem)
      return item.options.map { ContentWords.set(of: $0).intersection(stem).count }
    case .convergence: return ConvergenceRule.sharedWords(item.options)
    case .hedged: return item.options.map { Self.hedges.found(in: $0).count }
    case .specific: return item.options.map(TechnicalTerms.count)
    case .fixedPosition: return []
    }
  }

  private static let hedges = WordList(
    "may might can could usually often typically generally sometimes likely tend tends some")
}
