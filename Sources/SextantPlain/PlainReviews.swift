import Foundation
import ItemBank
import QuizEngine
import SextantCore

/// What is due for review, in plain text.
public struct PlainReviews: PlainDialogue, Sendable {
  private var lines: [String] = []
  /// True once the person has left.
  public private(set) var isOver = false
  /// The drill, if the person asked for it.
  public private(set) var destination: PlainMenu.Choice?

  /// Starts before the schedule is read.
  public init() {}

  /// The schedule is read first.
  public var firstEffects: [Effect] { [.loadReviews] }

  /// The due items, and how to continue.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    lines + ["drill to practise, help, q back:"]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    ["drill: a drill; it begins with what is due"]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    if PlainText.leadsBack(word) {
      isOver = true
      return ([], [])
    }
    guard word == "drill", rest.isEmpty else { return (["Type drill, help or q."], []) }
    (isOver, destination) = (true, .drill)
    return ([], [])
  }

  /// Handles the schedule.
  public mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview)
    -> [String]
  {
    if case .reviews(let schedule, let items) = outcome {
      lines = Self.lines(
        schedule.at(overview.now), stems: items.mapValues(\.spokenHeadline), now: overview.now,
        days: overview.days)
    }
    return []
  }

  /// The due items, how likely each is still remembered, and what comes on the next days.
  static func lines(
    _ schedule: ReviewSchedule, stems: [String: String], now: Date, days: LocalDays
  ) -> [String] {
    let total = schedule.due.count + schedule.later.count
    guard total > 0 else { return ["Nothing is due, and nothing is to come: answer questions first."] }
    let today = schedule.forToday
    var lines = [
      schedule.due.isEmpty
        ? "Nothing is due. \(schedule.count.progress)."
        : "\(schedule.count.words); \(schedule.count.progress)."
    ]
    // Numbers would look like the menu's. What applies to several items in a row is said once.
    var groups: [(state: String, items: [String])] = []
    for entry in today.prefix(PlainPages.size) {
      let share = PlainNumbers.percent(entry.recall)
      let state =
        entry.recall > 0.9
        ? entry.isMissed ? "Missed lately:" : "Answered right lately, and due again:"
        : entry.isMissed
          ? "Missed last time, with a chance of \(share) that you know it now if you read the answer:"
          : "A chance of \(share) that you still know it:"
      let item =
        "  "
        + PlainText.clean(
          (stems[entry.item] ?? "A question that shows when its attempt ends.").replacing(
            " · ", with: " With the code: "))
      if let place = groups.firstIndex(where: { $0.state == state }) {
        groups[place].items.append(item)
      } else {
        groups.append((state, [item]))
      }
    }
    for group in groups { lines += [group.state] + group.items }
    if today.count > PlainPages.size { lines.append("And \(today.count - PlainPages.size) more.") }
    if !schedule.due.isEmpty { lines.append("A drill serves them first.") }
    return lines + coming(schedule, now, days)
  }

  /// The reviews of the next days.
  private static func coming(_ schedule: ReviewSchedule, _ now: Date, _ days: LocalDays) -> [String] {
    let counts = schedule.forecast(days: 8, now: now, in: days)
    let today = days.day(of: now)
    let named = counts.enumerated().dropFirst().filter { $0.element > 0 }.map { day, count in
      "\(day == 1 ? "tomorrow" : "on \(today.advanced(by: day).long)") \(count)"
    }
    let later = schedule.later.first.map {
      "\(Words.count(schedule.later.count, "review")) later, the next \(days.coming($0.due, now: now))."
    }
    // What is above today's limit comes then, too.
    let week = named.isEmpty ? nil : "In the next week: \(named.joined(separator: ", "))."
    let line = [later, week].compactMap { $0 }.joined(separator: " ")
    return line.isEmpty ? [] : [line]
  }
}
