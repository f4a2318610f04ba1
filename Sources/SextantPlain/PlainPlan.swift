import Foundation
import ItemBank
import QuizEngine
import Roadmap
import SextantCore

/// The plan in plain text: the actions by week, then the others, and the state of each.
public struct PlainPlan: PlainDialogue, Sendable {
  private var action: String?
  /// The filters and search of the list.
  private(set) var list = Self.whole
  private var pages = PlainPages()
  /// True once the person has left.
  public private(set) var isOver = false

  private static let whole = ListModel<PlanList>(PlanList.Criteria(.left))

  /// Starts with the list of actions.
  public init() {}

  /// The listed actions.
  func actions(_ overview: Overview) -> [RoadmapAction] {
    list.rows(of: PlanList(overview)).map(\.action)
  }

  private var isWhole: Bool { list == Self.whole }

  /// The heading of the list.
  private func head(_ actions: [RoadmapAction], _ overview: Overview) -> [String] {
    var name = "Plan"
    switch list.criteria.filter {
    case .left: break
    case .weeks: name += ", by week"
    case .todo: name += ", to do"
    case .doing: name += ", doing"
    case .done: name += ", done"
    }
    if let step = list.criteria.step { name += ", step \(step)" }
    if !list.query.isEmpty { name += ", with \(PlainText.clean(list.query.text))" }
    let left = isWhole ? " left" : ""
    let title = "\(name), \(Words.count(actions.count, "action"))\(left)\(pages.part(of: actions.count))."
    guard isWhole, pages.isFirst, !actions.isEmpty else { return [title] }
    let pace = Words.pace(overview.settings.minutesAWeek)
    return [
      "\(title) It is laid out for \(pace); time 30 minutes, or another time, changes that."
        + (overview.settings.interview == nil
          ? " interview and a day, such as interview 14 March, lets it lead there." : "")
    ]
      + (overview.weeks.entries.isEmpty
        ? [] : ["In all \(overview.weeks.total.words(today: overview.today))."])
      + ["Do first: \(PlainText.clean(overview.firstStep.sentence))"]
      + (overview.planNotice.map { [$0.text] } ?? [])
      + (overview.retake.map { [$0.explanation] } ?? [])
  }

  /// The heading before a row, if it begins another week or part.
  private func heading(
    _ rows: [PlanList.Row], _ place: Int, isFirst: Bool, _ overview: Overview
  ) -> [String] {
    let section = rows[place].section
    guard isFirst || section != rows[place - 1].section else { return [] }
    let weeks = overview.weeks
    func part(_ part: StudyWeeks.Continuation) -> String? {
      weeks.entries[part.id].map {
        PlainText.ended(
          "\(PlainText.clean(overview.content.roadmap.actions[$0.place].title)) goes on, "
            + (part.isCounted ? "\(part.part), " : "") + part.time)
      }
    }
    func heading(_ stretch: StudyWeeks.Stretch) -> [String] {
      let index = stretch.weeks.lowerBound
      let name = stretch.name
      guard isWhole || list.criteria.filter == .weeks && list.query.isEmpty else { return ["\(name):"] }
      let start =
        index == weeks.weeksAfterInterview.lowerBound ? ["After the interview:"] : []
      guard stretch.weeks.count == 1 else {
        return start + stretch.goingOn.filter(\.isCounted).compactMap(part).map { "\(name): \($0)" }
      }
      return start + ["\(name), \(weeks.load(ofWeek: index)):"]
        + weeks.notes(ofWeek: index).map { PlainText.ended("  \($0)") }
        + stretch.goingOn.compactMap(part).map { "  \($0)" }
    }
    /// The headings of the weeks after one week up to another.
    func headings(after last: Int, to index: Int) -> [String] {
      let all = weeks.stretches(today: overview.today).filter {
        $0.weeks.upperBound > last && $0.weeks.lowerBound <= index
      }
      // A part of the list is about its actions alone.
      let isComplete = list.criteria.step == nil && list.query.isEmpty
      return all.filter { isComplete || $0.weeks.contains(index) }.flatMap(heading)
    }
    let before: Int =
      if place > 0, case .week(let last)? = rows[place - 1].section { last } else { -1 }
    switch section {
    case .week(let index): return headings(after: before, to: index)
    case .leftOut: return ["\(weeks.leftOutHeading), \(weeks.leftOut ?? ""):"]
    case nil:
      guard list.criteria.filter == .left, isWhole else { return [] }
      // Then come the weeks in which only what has begun goes on.
      let rest =
        before >= 0 && place > 0 && rows[place - 1].section != nil
        ? headings(after: before, to: weeks.weeks.weeks.count) : []
      return rest + [overview.unplannedSentence ?? "Not planned:"]
    }
  }

  /// The list or what is open, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard let action, let open = content.roadmap.actions.first(where: { $0.id == action }) else {
      let rows = list.rows(of: PlanList(overview))
      let actions = rows.map(\.action)
      let range = pages.range(of: actions.count)
      let lines =
        head(actions, overview)
        + range.flatMap { place in
          heading(rows, place, isFirst: place == range.lowerBound, overview) + [
            "  \(place + 1). \(PlainText.action(actions[place], overview))"
          ]
        }
      let more = pages.hasMore(of: actions.count) ? ", more" : ""
      let others = isWhole ? "weeks, doing, done, step 2, search and words" : "all for what is left"
      return lines + ["\(actions.isEmpty ? "" : "A number to open one\(more), ")\(others), help, q back:"]
    }
    let record = overview.actions[open.id]
    let pace = overview.settings.minutesAWeek
    let weeks =
      overview.weeks.weeksTaken(by: open.id) ?? Words.span(hours: open.hours, minutesAWeek: pace)
    var lines = [PlainText.ended(PlainText.action(open, overview))]
    if record?.state == .done {
      if let done = record?.done(in: overview.days) { lines.append("Done on \(done.long).") }
    } else {
      lines.append(
        weeks == "within a week"
          ? "A week of \(Words.pace(pace).replacing(" a week", with: "")) is enough for it."
          : "It takes \(weeks) at \(Words.pace(pace)).")
    }
    if record?.state != .done, let reason = overview.reason(of: open.id) {
      lines.append(
        PlainText.ended("\(reason.priority.title). \(PlainText.clean(reason.sentence))"))
    }
    func titles(_ ids: [String]) -> [String] {
      ids.compactMap { overview.weeks.entries[$0] }.map {
        PlainText.clean(content.roadmap.actions[$0.place].title)
      }
    }
    let first = titles(open.after)
    if !first.isEmpty { lines.append("First do: \(first.joined(separator: "; ")).") }
    if let needing = titles([overview.weeks.entries[open.id]?.neededFor].compactMap { $0 }).first {
      lines.append("It is needed before: \(needing).")
    }
    lines += [
      PlainText.ended(PlainText.clean(open.details)),
      PlainText.ended("It is proved by: \(PlainText.clean(open.proof))"),
    ]
    lines += open.links.map { "Open resource: \(PlainText.clean($0.title)), \($0.address)" }
    let plan = PlanList(overview)
    let helped =
      plan.helpedSkills(by: open).map { PlainText.gap($0, content.framework) }
      + plan.helpedScales(by: open).map { PlainText.clean($0) }
    if !helped.isEmpty { lines += ["It helps:"] + helped.map { "  \($0)" } }
    if let text = record?.artefact, !text.isEmpty { lines.append("Your proof: \(PlainText.clean(text))") }
    if let text = record?.note, !text.isEmpty { lines.append("Your note: \(PlainText.clean(text))") }
    return lines + [
      "todo, doing, done; date and a day such as 2027-01-31 or 31 Jan; proof and what shows it; note and a text; help; q back:"
    ]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard action != nil else {
      return [
        "a number, or open and a number: that action", "more or +: the next \(PlainPages.size)",
        "weeks: what is planned, week by week; todo: what is not begun; doing: what is begun; done: what is done; all: what is left again",
        "step 2: only step 2 of the road; step alone takes that back",
        "search and words, or / and words: the actions that have them, in your notes and proofs and in the skills they help too",
        "time and how much there is in a week, such as time 30 minutes or time 2 h",
        "write and a file name: write the plan to a new file, .md Markdown, .ics a calendar, .txt text, .json data, by the end of the name",
        "interview and its day, such as interview 14 March or interview in 6 weeks: the plan leads there; interview off removes it",
      ]
    }
    return [
      "todo, doing or done: how far it is; done and a day, such as done 3 Jan: done on that day",
      "date 2027-01-31: until when, as year, month and day; date off takes it back",
      "proof and a text: what shows it; proof alone reads it, proof off takes it back",
      "note and a text: your note; note + and a text adds to it, note alone reads it, note off takes it back",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    guard let open = action else { return list(word, rest, content, overview) }
    let record = overview.actions[open]
    func edit(_ said: String, _ edit: ActionEdit) -> (lines: [String], effects: [Effect]) {
      ([said], [.editAction(open, edit)])
    }
    switch (word, rest) {
    case (let word, _) where PlainText.leadsBack(word):
      action = nil
      return ([], [])
    case ("todo", ""): return ([PlainText.saved(.todo)], [.setAction(open, .todo)])
    case ("doing", ""), ("begin", ""):
      return ([PlainText.saved(.doing)], [.setAction(open, .doing)])
    case ("done", ""):
      let proof = record?.artefact ?? ""
      return (
        [
          "Saved as done; in the plan, done lists it."
            + (proof.isEmpty ? " proof and a text keeps what shows it." : "")
        ], [.setAction(open, .done)]
      )
    case ("done", _):
      switch Self.pastDay(rest, today: overview.today) {
      case .failure(let hint): return ([hint.text], [])
      case .success(let date):
        return (["Saved as done on \(date.long)."], [.setAction(open, .done, on: date)])
      }
    case ("date", _) where record?.state == .done && !rest.isEmpty && rest != "off":
      let day = overview.today.advanced(by: -1).short(today: overview.today)
      return (["It is done; done and a day, such as done \(day), says when."], [])
    case ("d", ""), ("date", ""):
      return (
        [record?.due.map { "By \($0.long); date off takes it back." } ?? "No date yet."], []
      )
    case ("d", "off"), ("date", "off"):
      return edit("No date.", .date(nil))
    case ("d", _), ("date", _), ("by", _):
      switch Self.day(rest, today: overview.today) {
      case .failure(let hint): return ([hint.text], [])
      case .success(let date):
        return edit("Saved: by \(date.long).", .date(date))
      }
    case ("a", ""), ("proof", ""): return (PlainText.kept("proof", record?.artefact), [])
    case ("a", _), ("proof", _):
      return edit(
        rest == "off" ? PlainText.gone("proof", record?.artefact) : PlainText.replaced(record?.artefact),
        .artefact(rest == "off" ? "" : rest))
    case ("n", _) where rest.hasPrefix("+"), ("note", _) where rest.hasPrefix("+"):
      let more = rest.dropFirst().trimmingCharacters(in: .whitespaces)
      let whole = [record?.note ?? "", more].filter { !$0.isEmpty }.joined(separator: "; ")
      return edit("Saved: \(PlainText.clean(whole)).", .note(whole))
    case ("n", ""), ("note", ""): return (PlainText.kept("note", record?.note), [])
    case ("n", _), ("note", _):
      return edit(
        rest == "off" ? PlainText.gone("note", record?.note) : PlainText.replaced(record?.note),
        .note(rest == "off" ? "" : rest))
    default: return (["Type todo, doing, done, date DAY, proof TEXT, note TEXT, help or q."], [])
    }
  }

  /// True for changes of the open action; a changed pace reorders the list, which is worth hearing.
  public func isRepetition(after effects: [Effect]) -> Bool { action != nil && !effects.isEmpty }

  private mutating func list(
    _ word: String, _ rest: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let actions = actions(overview)
    if let query = PlainText.sought(word, rest) {
      (list.query, pages) = (query, PlainPages())
      return ([], [])
    }
    switch (word, rest) {
    case (let word, _) where PlainText.leadsBack(word):
      // As with a search on a screen, the first step back leads to the whole list.
      if isWhole { isOver = true }
      (list, pages) = (Self.whole, PlainPages())
    case ("more", _), ("+", _): return (pages.more(actions.count), [])
    case ("all", ""): (list, pages) = (Self.whole, PlainPages())
    case ("doing", _) where !rest.isEmpty, ("done", _) where !rest.isEmpty, ("todo", _) where !rest.isEmpty:
      // The same as at a skill of the gap report.
      guard let place = PlainText.place(rest, of: actions.count) else {
        return (["Type \(word) alone for a list, or \(word) and a number of this one."], [])
      }
      let step = Effect.ActionStep(rawValue: word) ?? .doing
      return (
        [PlainText.saved(step, PlainText.clean(actions[place].title))], [.setAction(actions[place].id, step)]
      )
    case ("next", ""), ("weeks", ""): show(.weeks)
    case ("interview", _): return interview(rest, overview)
    case ("write", _):
      return rest.isEmpty
        ? (["Type write and a file name, such as write plan.md or write plan.ics."], [])
        : ([], [.exportPlan(file: rest)])
    case ("todo", ""): show(.todo)
    case ("doing", ""): show(.doing)
    case ("done", ""): show(.done)
    case ("step", _):
      switch PlainText.step(rest, content) {
      case .success(let number): (list.criteria.step, pages) = (number, PlainPages())
      case .failure(let hint): return ([hint.text], [])
      }
    case ("time", _):
      guard let minutes = Words.minutes(rest), (1...6000).contains(minutes) else {
        return (["Type time with its unit, such as time 30 minutes or time 2 h."], [])
      }
      var settings = overview.settings
      settings.minutesAWeek = minutes
      pages = PlainPages()
      return (["Saved: \(Words.pace(minutes))."], [.saveSettings(settings, since: overview.settings)])
    default:
      guard let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: actions.count) })
      else {
        let range = actions.isEmpty ? "" : "a number from 1 to \(actions.count), more, "
        return (["Type \(range)doing, done, all, step 2, search, time, help or q."], [])
      }
      action = actions[place].id
    }
    return ([], [])
  }

  /// Sets, removes or reads the day of the interview.
  private mutating func interview(
    _ rest: String, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    var settings = overview.settings
    switch rest {
    case "":
      return (
        [
          settings.interview.map { "Interview on \($0.long); interview off removes it." }
            ?? "No interview yet; type interview and its day, such as interview 14 March."
        ], []
      )
    case "off", "none": settings.interview = nil
    default:
      guard let day = CalendarDay.read(rest, today: overview.today) else {
        return (
          ["Type the day such as interview 14 March, interview 2027-03-14 or interview in 6 weeks."], []
        )
      }
      guard day > overview.today else { return (["\(day.long) is past; type a day to come."], []) }
      settings.interview = day
    }
    pages = PlainPages()
    return (
      [settings.interview.map { "Saved: interview on \($0.long)." } ?? "No interview."],
      settings == overview.settings ? [] : [.saveSettings(settings, since: overview.settings)]
    )
  }

  private mutating func show(_ filter: PlanList.Filter) {
    (list.criteria.filter, pages) = (filter, PlainPages())
  }

  /// Reads a day that isn't in the future.
  static func pastDay(_ text: String, today: CalendarDay) -> Result<CalendarDay, PlainHint> {
    guard let day = CalendarDay.read(text, today: today) else {
      let yesterday = today.advanced(by: -1)
      return .failure(
        PlainHint("Type done alone, or with the day, such as done \(yesterday.short(today: yesterday))."))
    }
    return CalendarDay.readPast(text, today: today).map { .success($0) }
      ?? .failure(PlainHint("\(day.long) is to come; type the day on which it was done."))
  }

  /// Reads a day that isn't in the past.
  static func day(_ text: String, today: CalendarDay) -> Result<CalendarDay, PlainHint> {
    if text.contains(where: { " ./".contains($0) }), let day = CalendarDay.read(text, today: today),
      day >= today
    {
      return .success(day)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, text.count <= 10, let month = parts[1], (1...12).contains(month), parts[0] != nil,
      let day = parts[2], (1...31).contains(day)
    else {
      let day = today.advanced(by: 14)
      return .failure(
        PlainHint("Type the day such as date 2027-01-31, or date \(day.short(today: day))."))
    }
    guard let date = CalendarDay.read(numbers: text) else {
      return .failure(PlainHint("There is no such day; \(CalendarDay.monthName(month)) is shorter."))
    }
    guard date >= today else {
      return .failure(PlainHint("\(date.long) is past; type a day from today on."))
    }
    return .success(date)
  }
}

extension PlainText {
  /// An action in one line: hours, priority, step, state, and the day on which it ends or is due.
  static func action(_ action: RoadmapAction, _ overview: Overview) -> String {
    let record = overview.actions[action.id]
    let state = record?.state ?? .todo
    let reason = state == .done ? nil : overview.reason(of: action.id).map { "\($0.priority.rawValue), " }
    let end =
      state == .done || record?.ownDue != nil
      ? nil : overview.weeks.end(of: action.id, today: overview.today).map { ", \($0)" }
    let until =
      state == .done
      ? nil
      : record?.ownDue.map { ", by \($0.long)" + ($0 < overview.today ? ", which is past" : "") }
    let first = state == .done ? nil : overview.weeks.firstPart(of: action.id)
    return "\(clean(action.title)), \(Words.decimal(action.hours)) h, \(reason ?? "")step \(action.step), "
      + (state == .todo
        ? "to do"
        : state == .doing
          ? "doing" : "done" + (record?.done(in: overview.days).map { " on \($0.long)" } ?? ""))
      + (first.map { ", \($0.time) in its first week, \($0.part)" } ?? "") + (until ?? end ?? "")
  }

  /// A confirmation that an action was saved.
  static func saved(_ step: Effect.ActionStep, _ title: String = "") -> String {
    let name = step == .todo ? "to do" : step.rawValue
    return title.isEmpty ? "Saved as \(name)." : "Saved as \(name): \(title)."
  }

  /// A text of the person, read back.
  static func kept(_ name: String, _ text: String?) -> [String] {
    text.flatMap { $0.isEmpty ? nil : ["Your \(name): \(clean($0)). \(name) off takes it back."] }
      ?? ["No \(name) yet; type \(name) and a text."]
  }

  /// A confirmation that a text is stored, and which one it replaced.
  static func replaced(_ text: String?) -> String {
    text.flatMap { $0.isEmpty ? nil : "Saved in the place of: \(clean($0))" } ?? "Saved."
  }

  /// The text that was removed, so that it can be typed again.
  static func gone(_ name: String, _ text: String?) -> String {
    text.flatMap { $0.isEmpty ? nil : "Taken back, it was: \(clean($0))" } ?? "No \(name)."
  }
}
