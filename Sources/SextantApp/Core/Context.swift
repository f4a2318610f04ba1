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
  public init(overview: Overview, now: Date, clock: Int = 0, headlines: [String: String] = [:]) {
    self.headlines = headlines
    self.overview = overview
    self.now = now
    self.clock = clock
  }

  /// The rows that tell items apart, as far as they were read.
  public var headlines: [String: String] = [:]

  /// The framework and the road.
  public var content: AssessmentContent { overview.content }
}
