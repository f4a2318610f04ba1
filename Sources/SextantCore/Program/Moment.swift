import Foundation

/// When something happened.
public struct Moment: Sendable, Hashable {
  /// The time of day.
  public var date: Date
  /// The running clock, in milliseconds.
  public var clock: Int

  /// Creates a moment.
  public init(date: Date, clock: Int) {
    self.date = date
    self.clock = clock
  }
}
