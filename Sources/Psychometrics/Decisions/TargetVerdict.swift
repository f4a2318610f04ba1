/// What a probability of being at the target means, for the words and colours of every screen and report.
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

  /// The probabilities from which the next verdict holds, starting with `unlikely`.
  public static let thresholds = [0.05, 0.25, likelyCut, 0.95]
  /// From this probability on, a skill or a domain is said to be at the target.
  public static let likelyCut = 0.75

  /// Creates the verdict for a probability of being at the target; NaN gives `no`.
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

  /// Orders verdicts from `no` to `yes`.
  public static func < (left: TargetVerdict, right: TargetVerdict) -> Bool { left.rawValue < right.rawValue }
}
