#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A person's own pace: how many times the expected time of an item they take.
///
/// Logarithms of response times are nearly normal (van der Linden, 2006, eq. 2), so the pace is a mean of logarithms,
/// shrunk to what was known before.
public enum Pace {
  /// The standard deviation of the logarithm of people's pace.
  package static let spread = 0.3
  /// The standard deviation of the logarithm of a person's pace from one attempt to another.
  static let change = 0.2
  /// The standard deviation of the logarithm of one item's time, for a person whose pace is known.
  static let error = 0.4
  /// Times outside these multiples of the expected one say nothing: the person rushed or was away.
  static let meant = 1.0 / 8...8.0
  /// No estimate leaves these bounds, whatever the times say.
  static let bounds = 0.4...2.5

  /// The pace that a person's earlier attempts show; nil if no time says anything about it.
  ///
  /// - Parameter ratios: The time of each answer as a multiple of its item's expected time.
  public static func estimate(_ ratios: [Double]) -> Double? {
    ratios.contains(where: meant.contains) ? estimate(ratios, before: 1, deviation: spread) : nil
  }

  /// The pace during an attempt.
  ///
  /// - Parameters:
  ///   - ratios: The time of each answer so far as a multiple of its item's expected time.
  ///   - before: The pace when the attempt began.
  public static func estimate(_ ratios: [Double], before: Double) -> Double {
    estimate(ratios, before: before, deviation: change)
  }

  private static func estimate(_ ratios: [Double], before: Double, deviation: Double) -> Double {
    let start = bounded(before)
    let logs = ratios.filter { meant.contains($0) }.map { log($0 / start) }.sorted()
    guard !logs.isEmpty else { return start }
    let middle = (logs[(logs.count - 1) / 2] + logs[logs.count / 2]) / 2
    // A few long absences and quick guesses move a mean. So what is far from the middle counts as just far.
    let limits = middle - 2 * error...middle + 2 * error
    // The mean of a lognormal time lies above its median by this.
    let sum = logs.reduce(0) { $0 + min(limits.upperBound, max(limits.lowerBound, $1)) + error * error / 2 }
    return bounded(start * exp(sum / (Double(logs.count) + error * error / (deviation * deviation))))
  }

  private static func bounded(_ pace: Double) -> Double {
    pace.isFinite ? min(bounds.upperBound, max(bounds.lowerBound, pace)) : 1
  }
}
