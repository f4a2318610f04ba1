/// How fast facts age, which decides how often they are checked again.
public enum Volatility: String, Sendable, CaseIterable, Codable {
  /// Check every 24 months.
  case low
  /// Check every 12 months.
  case medium
  /// Check every 6 months.
  case high

  /// The months after which a fact must be checked again.
  public var months: Int {
    switch self {
    case .low: 24
    case .medium: 12
    case .high: 6
    }
  }
}
