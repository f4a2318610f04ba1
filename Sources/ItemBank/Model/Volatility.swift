/// How fast content ages, and so how often it is checked again.
public enum Volatility: String, Sendable, CaseIterable, Codable {
  /// Every 24 months.
  case low
  /// Every 12 months.
  case medium
  /// Every 6 months.
  case high

  /// The months after which a fact is checked again.
  public var months: Int {
    switch self {
    case .low: 24
    case .medium: 12
    case .high: 6
    }
  }
}
