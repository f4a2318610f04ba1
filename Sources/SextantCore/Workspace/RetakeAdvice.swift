import Foundation
import Journal
import Psychometrics
import QuizEngine

/// When another placement is worth taking, because it could show a change.
public struct RetakeAdvice: Sendable, Hashable {
  /// The days from now until a placement of the usual length could show a change; nil if that is out of
  /// sight.
  public var days: Int?
  /// The number of items that a placement today would need; nil if no number is enough.
  public var items: Int?
  /// The smallest observed change that counts, in logits.
  public var smallest: Double
  /// The assumed gain per month, in logits.
  public var gainPerMonth: Double
  /// True if the gain was estimated from attempts, not just assumed.
  public var isFound: Bool
  /// True if the last placement was so short that a longer one is worth taking at any time.
  public var isShort = false

  /// A placement with fewer items is short.
  static let itemsOfShort = 24

  /// The gain per month to assume if the attempts show none, in logits.
  public static let supposedGain = 0.25

  /// The day from which a retake could show a change, in words such as `10 January`; empty if none is in sight.
  public var day = ""

  /// The advice after the word retake, as in `from 10 January: before that, a change would be within the margin`.
  public var sentence: String { sentences[0] }

  /// The advice as a whole sentence.
  public var line: String {
    guard let days else {
      return "A retake wouldn't show a change yet: only a gain of \(points) points would count."
    }
    return days <= 0
      ? "A retake is worth it now: a gain of \(points) points would show." : "Retake \(sentence)."
  }

  /// The advice with what it assumes, for plain text.
  public var explanation: String {
    let longer = isShort ? " A longer placement makes today's numbers surer at any time." : ""
    guard let days, days > 0 else { return line + longer }
    let pace = "\(ReportingScale.points(gainPerMonth)) points a month"
    return line + (isFound ? " At your pace you gain \(pace)." : " This assumes that you gain \(pace).")
      + longer
  }

  /// The advice after the word retake, from the fullest to the shortest, for places with little room.
  package var sentences: [String] {
    guard let days else { return ["not yet: only a gain of \(points) points would show", "not yet"] }
    guard days > 0 else { return ["now: a gain of \(points) points would show", "now"] }
    return [
      "from \(day): before that, a change would be within the margin",
      "from \(day); sooner, a change is within the margin", "from \(day)",
    ]
  }

  private var points: Int { ReportingScale.points(smallest) }
}

extension Workspace {
  /// The number of attempts that the advice considers.
  static let attemptsForAdvice = 6

  /// When the next placement could show a change since the last one.
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
    let days = retake.days.map { max(0, Int((Double($0) - since).rounded(.up))) }
    let today = environment.days().day(of: now)
    return RetakeAdvice(
      days: days, items: retake.items, smallest: retake.smallestDetectable, gainPerMonth: rate * 30,
      isFound: isFound, isShort: last.responseCount < RetakeAdvice.itemsOfShort,
      day: days.map { today.advanced(by: $0).spoken(today: today) } ?? "")
  }
}
