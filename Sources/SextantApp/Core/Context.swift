import Foundation
import ItemBank

/// What screens read beside their own state.
public struct Context: Sendable {
  /// Where the person stands.
  public var overview: Overview
  /// The time of day at the last event.
  public var now: Date
  /// The running clock at the last event, in milliseconds.
  public var clock: Int

  /// Creates a context.
  public init(overview: Overview, now: Date, clock: Int = 0) {
    self.overview = overview
    self.now = now
    self.clock = clock
  }

  /// The framework and the road.
  public var content: AssessmentContent { overview.content }
}
