/// What the probability of being at the target allows to say: the words and colours of every screen and report.
public enum TargetVerdict: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Almost certainly below the target.
  case no
  /// Probably below the target.
  case unlikely
  /// Could be either.
  case unclear
  /// Probably at the target.
  case likely
  /// Almost certainly at the target.
  case yes

  /// The probabilities from which the next verdict holds, from `unlikely` up.
  public static let thresholds = [0.05, 0.25, 0.75, 0.95]

  /// Reads a probability of being at the target; one that is no number says no.
  public init(probabilityAtTarget probability: Double) {
    self = Self(rawValue: Self.thresholds.count { $0 <= probability }) ?? .no
  }

  /// The verdict as a word.
  public var word: String {
    switch self {
    case .no: "no"
    case .unlikely: "unlikely"
    case .unclear: "unclear"
    case .likely: "likely"
    case .yes: "yes"
    }
  }

  /// A verdict that is surer of the target comes later.
  public static func < (left: TargetVerdict, right: TargetVerdict) -> Bool { left.rawValue < right.rawValue }
}
