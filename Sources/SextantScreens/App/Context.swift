import Foundation
import ItemBank
import QuizEngine
import SextantCore

/// What screens read beside their own state.
public struct Context: Sendable {
  /// Where the person stands.
  public var overview: Overview
  /// The time of day at the last event.
  public var now: Date
  /// The running clock at the last event, in milliseconds.
  public var clock: Int
  /// The rows by which a text is turned: fewer than any screen of this height shows, so that none is skipped.
  public var page = 10

  /// Creates a context.
  public init(overview: Overview, now: Date, clock: Int = 0, headlines: [String: Headline] = [:]) {
    self.headlines = headlines
    self.overview = overview
    self.now = now
    self.clock = clock
  }

  /// The rows that tell items apart, as far as they were read.
  public var headlines: [String: Headline] = [:]

  /// The rows by which a text is turned on a terminal of so many rows.
  static func page(rows: Int) -> Int { max(2, min(10, rows - 6)) }

  /// The person's days.
  var days: LocalDays { overview.days }

  /// The person's day at the last event.
  var today: CalendarDay { days.day(of: now) }

  /// The framework and the road.
  public var content: AssessmentContent { overview.content }
}
