import Foundation
import Journal
import Psychometrics
import QuizEngine

/// When to take the next placement, and why then.
///
/// It is the one date that home, the history, the plan and the result name.
public struct RetakeAdvice: Sendable, Hashable {
  /// Why it is due on that day.
  public enum Reason: Sendable, Hashable {
    /// From then on it is likely to show a change.
    case change
    /// A change may still be within the margin, but without a placement now and then no trend shows either.
    case trend
    /// It is drawn forward, so that there is time to use its result before the interview.
    case interview
    /// It is put off: there is no good day before the interview.
    case afterInterview
  }

  /// The days from now until it is due; 0 if it is due now.
  public var days: Int
  /// Why then.
  public var reason: Reason
  /// The number of items that a placement today would need to show a change; nil if no number is enough.
  public var items: Int?
  /// The smallest observed change that counts, in logits.
  public var smallest: Double
  /// The assumed gain per month, in logits.
  public var gainPerMonth: Double
  /// True if the gain was estimated from attempts, not just assumed.
  public var isFound: Bool
  /// True if the last placement was so short that a longer one is worth taking at any time.
  public var isShort = false
  /// The day on which it is due, in words such as `10 January`.
  public var day = ""
  /// The day of the interview, in words; empty without one.
  public var interview = ""

  /// A placement with fewer items is short.
  static let itemsOfShort = 24
  /// The gain per month to assume if the attempts show none, in logits.
  public static let supposedGain = 0.25
  /// The most weeks from one placement to the next.
  public static let mostWeeks = 12
  /// The fewest days from one placement to the next: sooner, it measures what is remembered of the last one.
  static let leastDays = 14
  /// The days before an interview on which a placement leaves time to use its result, and the fewest that do.
  private static let daysBefore = (good: 14, least: 7)

  /// The day on which the next placement is due.
  ///
  /// - Parameters:
  ///   - last: The day of the last placement.
  ///   - change: The days from one to the other after which a change is likely to show; nil if none is in sight.
  static func due(
    after last: CalendarDay, change: Int?, today: CalendarDay, interview: CalendarDay?
  ) -> (day: CalendarDay, reason: Reason) {
    let most = mostWeeks * 7
    let shows = change.map { $0 <= most } ?? false
    let wait = min(max(change ?? most, leastDays), most)
    let day = max(today, last.advanced(by: wait))
    let reason: Reason = shows ? .change : .trend
    guard let interview, interview > today, day > interview.advanced(by: -daysBefore.good) else {
      return (day, reason)
    }
    let earliest = max(today, last.advanced(by: leastDays))
    let wanted = max(earliest, interview.advanced(by: -daysBefore.good))
    guard wanted <= interview.advanced(by: -daysBefore.least) else {
      return (max(day, interview.advanced(by: 1)), .afterInterview)
    }
    return wanted < day ? (wanted, .interview) : (day, reason)
  }

  /// The advice after the word retake, as in `from 10 January: before that, a change would be within the margin`.
  public var sentence: String { sentences[0] }

  /// The advice as a whole sentence.
  public var line: String {
    days <= 0 && reason != .interview ? "A retake is worth it \(sentence)." : "Retake \(sentence)."
  }

  /// The advice with what it assumes, for plain text.
  public var explanation: String {
    let longer = isShort ? " A longer placement makes today's numbers surer at any time." : ""
    guard days > 0, reason == .change else { return line + longer }
    let pace = "\(ReportingScale.points(gainPerMonth)) points a month"
    return line + (isFound ? " At your pace you gain \(pace)." : " This assumes that you gain \(pace).")
      + longer
  }

  /// The advice after the word retake, from the fullest to the shortest, for places with little room.
  package var sentences: [String] {
    let start = days <= 0 ? "now" : "from \(day)"
    let weeks = "\(Self.mostWeeks) weeks"
    return switch reason {
    case .change where days <= 0: ["now: a gain of \(points) points would show", "now"]
    case .change:
      [
        "\(start): before that, a change would be within the margin",
        "\(start); sooner, a change is within the margin", start,
      ]
    case .trend where days <= 0: ["now: your last one was \(weeks) ago or more", "now"]
    case .trend:
      [
        "\(start), \(weeks) after the last; a small gain may not show yet",
        "\(start), \(weeks) after the last one", start,
      ]
    case .interview:
      [
        "\(start), in time to use it before your interview on \(interview)",
        "\(start), before your interview", start,
      ]
    case .afterInterview:
      ["\(start): earlier would be too close to your interview", "\(start), after your interview", start]
    }
  }

  private var points: Int { ReportingScale.points(smallest) }
}

extension Workspace {
  /// The number of attempts that the advice considers.
  static let attemptsForAdvice = 6

  /// When the next placement is due.
  func retakeAdvice(
    _ placements: [FinishedAttempts.Placement], settings: Settings, now: Date
  ) -> RetakeAdvice? {
    guard let last = placements.last else { return nil }
    let points = placements.map { (day: $0.finished / Seconds.perDay, mean: $0.mean, sd: $0.sd) }
    guard let error = points.last?.sd, error > 0, error < 1 else { return nil }
    let trend = GrowthTrend(attempts: points)
    let isFound = trend.verdict == .improving && trend.drift.mean > 0
    let rate = isFound ? trend.drift.mean : RetakeAdvice.supposedGain / 30
    let since = max(0, now.timeIntervalSince1970 / Seconds.perDay - last.finished / Seconds.perDay)
    let retake = trend.nextWorthwhileRetake(
      itemCount: settings.placementLength, standardError: error, today: since, driftPerDay: rate)
    let zone = environment.days()
    let today = zone.day(of: now)
    let interview = settings.interview.flatMap { $0 > today ? $0 : nil }
    let due = RetakeAdvice.due(
      after: zone.day(of: Date(timeIntervalSince1970: last.finished)), change: retake.days, today: today,
      interview: interview)
    return RetakeAdvice(
      days: today.distance(to: due.day), reason: due.reason, items: retake.items,
      smallest: retake.smallestDetectable, gainPerMonth: rate * 30, isFound: isFound,
      isShort: last.responseCount < RetakeAdvice.itemsOfShort, day: due.day.spoken(today: today),
      interview: interview?.spoken(today: today) ?? "")
  }
}
