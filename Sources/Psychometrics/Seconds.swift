/// Lengths of time in seconds.
///
/// Memory, growth and fading run on lengths of time. For days of the calendar, which can have 23 or 25 hours, see
/// `LocalDays`.
package enum Seconds {
  /// The seconds of 24 hours.
  package static let perDay = 86_400.0
}
