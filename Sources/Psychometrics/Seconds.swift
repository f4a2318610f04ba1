/// Durations in seconds.
///
/// Memory, growth and the ageing of answers use durations. For calendar days, which can have 23 or 25 hours,
/// see `LocalDays`.
package enum Seconds {
  /// The seconds of 24 hours.
  package static let perDay = 86_400.0
}
