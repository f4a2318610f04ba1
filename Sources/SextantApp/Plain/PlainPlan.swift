import Foundation
import ItemBank
import Roadmap

/// The plan in plain text: what to do by its worth for the hours, and how far each action is.
public struct PlainPlan: PlainDialogue, Sendable {
  private var action: String?
  private var pages = PlainPages()
  /// True where the person has left.
  public private(set) var isOver = false

  /// Begins with the list of actions.
  public init() {}

  /// What comes next first, then the best of the rest, then what is done.
  private func actions(_ content: AssessmentContent, _ overview: Overview) -> [RoadmapAction] {
    let next = overview.nextActions().map(\.action)
    let named = Set(next.map(\.id))
    let open = overview.plan.ranked.map(\.action).filter { !named.contains($0.id) }
    let done = content.roadmap.actions.filter { overview.actions[$0.id]?.state == .done }
    return next + open + done
  }

  /// The list, or what is open, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard let action, let open = content.roadmap.actions.first(where: { $0.id == action }) else {
      let actions = actions(content, overview)
      var lines = [
        "Plan\(pages.part(of: actions.count)). First a few that can each be done in six weeks at "
          + "\(Words.pace(overview.settings.minutesAWeek)), then what is worth most for its hours. \(PlainMeaning.worth)"
      ]
      if let retake = overview.retake { lines.append("Retake: \(retake.sentence).") }
      lines += pages.range(of: actions.count).map { place in
        "  \(place + 1). \(PlainText.action(actions[place], overview))"
      }
      let more = pages.hasMore(of: actions.count) ? ", more" : ""
      return lines + ["A number to open one\(more), help, q back:"]
    }
    let record = overview.actions[open.id]
    let pace = overview.settings.minutesAWeek
    var lines = [
      "\(PlainText.action(open, overview)).",
      "It takes \(Words.span(hours: open.hours, minutesAWeek: pace)) at \(Words.pace(pace)).",
      PlainText.clean(open.details),
      "It is proved by: \(PlainText.clean(open.proof))",
    ]
    if let date = record?.dueOn { lines.append("By: \(Timestamps.longDay(date))") }
    if let text = record?.artefact, !text.isEmpty { lines.append("Your proof: \(PlainText.clean(text))") }
    if let text = record?.note, !text.isEmpty { lines.append("Your note: \(PlainText.clean(text))") }
    return lines + [
      "todo, doing, done; date and a day such as 2027-01-31; proof and what shows it; note and a text; help; q back:"
    ]
  }

  /// What can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard action != nil else {
      return [
        "a number, or open and a number: that action", "more or +: the next \(PlainPages.size)",
        "time and minutes, such as time 30: how much there is in a week",
      ]
    }
    return [
      "todo, doing or done, or 1, 2, 3: how far it is",
      "date 2027-01-31: until when, as year, month and day; date alone takes it back",
      "proof and a text: what shows it; proof alone takes it back",
      "note and a text: your note; note alone takes it back",
    ]
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    guard let open = action else { return list(word, rest, actions(content, overview), overview.settings) }
    let record = overview.actions[open]
    func edit(_ said: String, date: Date?, artefact: String?, note: String?) -> (
      lines: [String], effects: [Effect]
    ) {
      ([said], [.editAction(open, date: date, artefact: artefact, note: note)])
    }
    switch word {
    case let word where PlainText.leadsBack(word):
      action = nil
      return ([], [])
    case "1", "todo": return (["Saved."], [.setAction(open, .todo)])
    case "2", "doing", "begin": return (["Saved."], [.setAction(open, .doing)])
    case "3", "done": return (["Saved."], [.setAction(open, .done)])
    case "d", "date":
      if rest.isEmpty {
        return edit("No date.", date: nil, artefact: record?.artefact, note: record?.note)
      }
      switch Self.day(rest, now: overview.now) {
      case .failure(let hint): return ([hint.text], [])
      case .success(let date):
        return edit("Saved.", date: date, artefact: record?.artefact, note: record?.note)
      }
    case "a", "proof":
      return edit(
        rest.isEmpty ? Self.gone("proof", record?.artefact) : "Saved.", date: record?.dueOn, artefact: rest,
        note: record?.note)
    case "n", "note":
      return edit(
        rest.isEmpty ? Self.gone("note", record?.note) : "Saved.", date: record?.dueOn,
        artefact: record?.artefact, note: rest)
    default: return (["Type todo, doing, done, date DAY, proof TEXT, note TEXT, help or q."], [])
    }
  }

  private mutating func list(
    _ word: String, _ rest: String, _ actions: [RoadmapAction], _ settings: Settings
  ) -> (lines: [String], effects: [Effect]) {
    if PlainText.leadsBack(word) {
      isOver = true
    } else if word == "more" || word == "+" {
      pages.turn(actions.count)
    } else if word == "time" {
      guard let minutes = Int(rest.prefix { $0 != " " }), (1...6000).contains(minutes) else {
        return (["Type time and the minutes in a week, such as time 30."], [])
      }
      var settings = settings
      settings.minutesAWeek = minutes
      pages = PlainPages()
      return (["Saved: \(Words.pace(minutes))."], [.saveSettings(settings)])
    } else if let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: actions.count) }) {
      action = actions[place].id
    } else {
      return (["Type a number from 1 to \(actions.count), more, time, help or q."], [])
    }
    return ([], [])
  }

  /// What was taken back, so that it can be typed again.
  private static func gone(_ name: String, _ text: String?) -> String {
    text.flatMap { $0.isEmpty ? nil : "Taken back, it was: \(PlainText.clean($0))" } ?? "No \(name)."
  }

  /// Reads a day that is not past.
  static func day(_ text: String, now: Date) -> Result<Date, PlainHint> {
    if text.contains(" "), let date = Timestamps.day(text, now: now), date.timeIntervalSince(now) > -86_400 {
      return .success(date)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, text.count <= 10, let month = parts[1], (1...12).contains(month), parts[0] != nil,
      let day = parts[2], (1...31).contains(day)
    else { return .failure(PlainHint("Type the day as year, month and day, such as date 2027-01-31.")) }
    guard let date = Timestamps.date(text) else {
      return .failure(PlainHint("There is no such day; \(Timestamps.monthName(month)) is shorter."))
    }
    guard date.timeIntervalSince(now) > -86_400 else {
      return .failure(PlainHint("\(Timestamps.longDay(date)) is past; type a day from today on."))
    }
    return .success(date)
  }
}

extension PlainText {
  /// An action of the plan with its hours, its step, how far it is and until when, in one row.
  static func action(_ action: RoadmapAction, _ overview: Overview) -> String {
    let record = overview.actions[action.id]
    let state = record?.state.rawValue ?? "todo"
    return "\(clean(action.title)), \(Words.decimal(action.hours)) h, step \(action.step), "
      + (state == "todo" ? "to do" : state) + (record?.dueOn.map { ", by \(Timestamps.longDay($0))" } ?? "")
  }
}
