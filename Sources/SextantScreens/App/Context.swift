import Foundation
import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

/// The values that screens read besides their own state.
public struct Context: Sendable {
  /// The person's scores, gaps and plan.
  public var overview: Overview
  /// The size of the terminal.
  public var size: Size
  /// The time of day at the last event.
  public var now: Date
  /// The running clock at the last event, in milliseconds.
  public var clock: Int
  /// The person's keys.
  public var keys: KeyMap
  /// True if keys are shown in words, because there are no glyphs for them.
  var spellsKeys = false

  /// Creates a context.
  public init(
    overview: Overview, keys: KeyMap = KeyMap(), size: Size = Size(columns: 80, rows: 24), now: Date,
    clock: Int = 0
  ) {
    self.keys = keys
    self.overview = overview
    self.size = size
    self.now = now
    self.clock = clock
  }

  /// The rows to scroll by for a page: fewer than any screen of this height shows, so that none is skipped.
  public var page: Int { Self.page(rows: size.rows) }

  /// The rows to scroll by for a page, on a terminal with that many rows.
  static func page(rows: Int) -> Int { max(2, min(10, rows - 6)) }

  /// The person's days.
  var days: LocalDays { overview.days }

  /// The person's day at the last event.
  var today: CalendarDay { days.day(of: now) }

  /// A key as the footer shows it.
  func name(of key: Key) -> String { spellsKeys ? Binding.spelled(key.name) : key.name }

  /// The framework and the roadmap.
  public var content: AssessmentContent { overview.content }
}
