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
    if case .reviews(let schedule, let stems) = outcome {
      lines = Self.lines(schedule, stems: stems, now: overview.now, days: overview.days)
    }
    return []
  }

  private static func day(_ date: Date, _ now: Date, _ days: LocalDays) -> String {
    days.day(of: date) == days.day(of: now) ? "later today" : "on \(days.long(date))"
  }

  /// The due items, and how likely each is still remembered.
  static func lines(
    _ schedule: ReviewSchedule, stems: [String: String], now: Date, days: LocalDays
  ) -> [String] {
    let today = schedule.forToday
    var lines: [String] = []
    if schedule.due.isEmpty {
      lines.append(
        schedule.later.first.map {
          "Nothing is due. The next of \(Words.count(schedule.later.count, "item")) comes \(day($0.due, now, days))."
        } ?? "Nothing is due, and nothing is to come: answer items first.")
    } else {
      let cut = today.count < schedule.due.count ? ", \(today.count) of them today" : ""
      lines.append("\(Words.count(schedule.due.count, "item")) due\(cut); \(schedule.later.count) later.")
    }
    // Numbers would look like the menu's. What applies to several items in a row is said once.
    var groups: [(state: String, items: [String])] = []
    for entry in today.prefix(PlainPages.size) {
      let share = PlainNumbers.percent(entry.recall)
      let state =
        entry.recall > 0.9
        ? entry.isMissed ? "Not wholly right lately:" : "Answered lately, and due again:"
        : entry.isMissed
          ? "Not wholly right last time, and a chance of \(share) that you know it now:"
          : "A chance of \(share) that you still know it:"
      let item =
        "  " + PlainText.clean((stems[entry.item] ?? entry.item).replacing(" · ", with: " With the code: "))
      if let place = groups.firstIndex(where: { $0.state == state }) {
        groups[place].items.append(item)
      } else {
        groups.append((state, [item]))
      }
    }
    for group in groups { lines += [group.state] + group.items }
    if today.count > PlainPages.size { lines.append("And \(today.count - PlainPages.size) more.") }
    if !schedule.due.isEmpty { lines.append("A drill serves them first.") }
    if !schedule.due.isEmpty, let next = schedule.later.first {
      lines.append(
        "Of what you missed and what was practised, \(Words.count(schedule.later.count, "item")) "
          + "\(schedule.later.count == 1 ? "comes" : "come") later, the next \(day(next.due, now, days))."
      )
    }
    return lines
  }
}
