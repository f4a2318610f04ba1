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

  /// The advice, as one sentence.
  public var sentence: String { sentence(short: false) }

  /// The advice with its reason, for screen readers.
  public var explanation: String {
    let longer = isShort ? " A longer placement makes today's numbers surer at any time." : ""
    guard let days, days > 0, !isFound else { return "Retake: \(sentence)." + longer }
    return
      "Retake: whenever you like. If you gain \(ReportingScale.points(gainPerMonth)) points a month, one in about "
      + "\(Self.time(days)) can tell that from chance, beside your last placement alone; short ones show a gain in part. "
      + "Placements that lie further apart will tell your own pace." + longer
  }

  private static func time(_ days: Int) -> String {
    days < 14 ? Words.count(days, "day") : "\(days / 7) weeks"
  }

  /// The advice, from the fullest sentence to the shortest, for places with little room.
  package var sentences: [String] { [sentence, conditional, sentence(short: true)] }

  /// The advice with its condition, and nothing else.
  private var conditional: String {
    guard let days, days > 0, !isFound else { return sentence(short: true) }
    return
      "any time; in about \(Self.time(days)) it shows a gain of \(ReportingScale.points(gainPerMonth)) points a month"
  }

  private func sentence(short: Bool) -> String {
    let points = ReportingScale.points(smallest)
    let longer = short ? "" : items.map { ", or today with \($0) items" } ?? ""
    guard let days else { return "only a gain of \(points) points would show; none is in sight\(longer)" }
    if days <= 0 { return "worth it now: a gain of \(points) points would show" }
    let time = Self.time(days)
    if short { return "any time; shows a gain in about \(time)" }
    return isFound
      ? "any time; at the pace of your attempts it shows a gain in about \(time)\(longer)"
      : conditional + (isShort ? "; a longer one is surer today" : "") + longer
  }
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
    return RetakeAdvice(
      days: retake.days.map { max(0, Int((Double($0) - since).rounded(.up))) }, items: retake.items,
      smallest: retake.smallestDetectable, gainPerMonth: rate * 30, isFound: isFound,
      isShort: last.responseCount < RetakeAdvice.itemsOfShort)
  }
}
