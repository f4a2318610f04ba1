import Foundation
import ItemBank

/// What screens read beside their own state.
public struct Context: Sendable {
  /// Where the person stands.
  public var overview: Overview
  /// The time of day at the last event.
  public var now: Date

  /// Creates a context.
  public init(overview: Overview, now: Date) {
    self.overview = overview
    self.now = now
  }

  /// The framework and the road.
  public var content: AssessmentContent { overview.content }
}
