import Foundation

/// The time of an event: the time of day and the running clock.
public struct EventTime: Sendable, Hashable {
  /// The time of day.
  public var date: Date
  /// The monotonic clock, in milliseconds.
  public var clock: Int

  /// Creates a moment.
  public init(date: Date, clock: Int) {
    self.date = date
    self.clock = clock
  }
}
