import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Reporting
import Roadmap
import TextLayout

/// What the report says beside the numbers; the words are those of the screens.
extension Workspace {
  /// The skills to work on first, of those that are wanted, with the best action for each.
  func work(_ overview: Overview, where isWanted: (Gap) -> Bool) -> [Report.Work] {
    GapSummary.first(overview, where: isWanted).map { entry in
      let skill = framework.skills[entry.gap.skill].id
      return Report.Work(
        skill: skill, reason: entry.reason, priority: entry.priority.rawValue,
        action: overview.action(forSkill: entry.gap.skill).map { action in
          reportAction(
            action, overview.plan.ranked.first { $0.action.id == action.id }?.worth ?? 0, overview)
        })
    }
  }

  /// The answers that were confident but wrong, the newest first.
  ///
  /// - Throws: `BankError`.
  func misconceptions(_ tallies: [CountedResponses.Tally], _ days: LocalDays) throws -> [Report.Misconception]
  {
    let found = tallies.missed.filter(\.isConfidentButWrong).sorted {
      ($1.lastAnswered, $0.entry) < ($0.lastAnswered, $1.entry)
    }
    // Of a family, the variant that was answered.
    let families = try found.map { pool.entries[$0.entry].id }.filter {
      try bank.item(id: $0)?.variant != nil
    }
    let last = try journal.lastResponses(toItems: families, assessment: framework.id, upTo: .max)
    let variants = Dictionary(last.map { ($0.item, $0.variant) }, uniquingKeysWith: { first, _ in first })
    return try found.map { tally in
      let entry = pool.entries[tally.entry]
      let item = try presentItem(entry.id, variant: variants[entry.id] ?? nil)
      return Report.Misconception(
        item: entry.id, question: item?.headline ?? entry.id, key: item?.key ?? "",
        skill: framework.skills[entry.skill].id,
        answered: Report.Day(days.day(of: Date(timeIntervalSince1970: tally.lastAnswered))))
    }
  }

  /// What the person reported that can't be quizzed.
  func reportEvidence(_ overview: Overview) -> [Report.Evidence] {
    let scales = framework.evidence.enumerated().sorted {
      ($0.element.steps.first ?? 0, $0.offset) < ($1.element.steps.first ?? 0, $1.offset)
    }.map(\.element)
    return scales.map { scale in
      let record = overview.evidence[scale.id]
      let level = record?.level.flatMap { scale.anchors.indices.contains($0) ? $0 : nil }
      return Report.Evidence(
        id: scale.id, name: scale.name, step: scale.steps.first ?? 0, level: level,
        highest: max(0, scale.anchors.count - 1), means: level.map { scale.anchors[$0] },
        shownBy: level == nil ? nil : record?.artefact.filled)
    }
  }

  /// The finished actions, the last one first.
  func finishedActions(_ overview: Overview) -> [Report.Action] {
    let done = overview.content.roadmap.actions.filter { overview.actions[$0.id]?.state == .done }
    func day(_ action: RoadmapAction) -> Int {
      overview.actions[action.id]?.done(in: overview.days)?.number ?? .min
    }
    return done.enumerated().sorted {
      (day($1.element), $0.offset) < (day($0.element), $1.offset)
    }.map { reportAction($0.element, 0, overview) }
  }

  /// An action with what the person noted about it.
  func reportAction(_ action: RoadmapAction, _ worth: Double, _ overview: Overview) -> Report.Action {
    let record = overview.actions[action.id]
    var result = Report.Action(
      id: action.id, title: action.title, hours: action.hours, proof: action.proof, closes: action.closes,
      worth: DecimalText.rounded(worth), state: record?.state.rawValue ?? "todo",
      links: action.links.map { Report.Action.Link(title: $0.title, url: $0.address) })
    result.due = record?.due.map(Report.Day.init)
    result.doneOn = record?.state == .done ? record?.done(in: overview.days).map(Report.Day.init) : nil
    result.shownBy = record?.artefact.filled
    return result
  }
}

extension Report.Rest {
  /// The sentences of the gap report.
  init(_ overview: Overview) {
    let summary = GapSummary(overview)
    self.init(
      fine: summary.fineSentence, notAsked: summary.notAskedSentence,
      measureNext: overview.nextMeasurement.map { $0.sentence + "." }, hidden: summary.hiddenSentence)
  }
}

extension Report.Day {
  /// A day in the words of reports.
  init(_ day: CalendarDay) { self.init(iso: day.iso, short: day.long, long: day.inFull) }
}

extension Report.Points {
  /// A score on the reporting scale.
  init(_ value: ScoreLine.Value) {
    self.init(score: ReportingScale.score(value.mean), margin: ReportingScale.points(value.margin))
  }
}

extension Report.History {
  /// The score over time, through today.
  init(_ data: HistoryData, _ overview: Overview) {
    let days = overview.days
    func time(_ date: Date) -> Double { date.timeIntervalSince1970 / Seconds.perDay }
    let attempts = data.entries.map { entry in
      Attempt(
        number: entry.record.number, day: Report.Day(days.day(of: entry.date)), time: time(entry.date),
        mode: entry.mode.name, answers: entry.record.responseCount, excluded: entry.record.exclusion,
        alone: entry.measured(domain: nil) ? entry.value(domain: nil).map(Report.Points.init) : nil,
        after: data.score(after: entry, domain: nil, through: overview).map(Report.Points.init),
        exam: entry.exam?.headline)
    }
    // A day's score holds from its last attempt on.
    let ends = Dictionary(
      data.entries.map { (days.day(of: $0.date), $0.date) }, uniquingKeysWith: { max($0, $1) })
    let line = data.points(domain: nil, through: overview).map { point in
      let date =
        point.day == overview.today
        ? overview.now : ends[point.day] ?? days.start(of: point.day.advanced(by: 1))
      return Point(day: Report.Day(point.day), time: time(date), points: Report.Points(point.value))
    }
    let first = min(attempts.first?.time ?? .infinity, line.first?.time ?? .infinity)
    self.init(
      attempts: attempts, line: line,
      change: data.development(domain: nil, today: overview.today, days: days)?.sentence,
      ticks: first.isFinite
        ? Self.ticks(
          from: days.day(of: Date(timeIntervalSince1970: first * Seconds.perDay)), to: overview.today, days)
        : [])
  }

  /// The largest number of dates on the axis, so that they fit on a narrow screen.
  private static let mostTicks = 4

  /// Dates at even intervals: the first days of months, or days if there are few.
  static func ticks(from first: CalendarDay, to last: CalendarDay, _ days: LocalDays) -> [Tick] {
    func tick(_ day: CalendarDay, _ label: String) -> Tick {
      Tick(time: days.start(of: day).timeIntervalSince1970 / Seconds.perDay, label: label)
    }
    let months = (last.year - first.year) * 12 + last.month - first.month
    if months >= 2 {
      let all = (0...months).compactMap { count -> CalendarDay? in
        let month = first.month - 1 + count
        return CalendarDay(year: first.year + month / 12, month: month % 12 + 1, day: 1)
      }.filter { $0 >= first }
      for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200] {
        let chosen = all.filter { ($0.year * 12 + $0.month - 1).isMultiple(of: step) }
        if chosen.count <= mostTicks {
          return chosen.map { day in
            tick(day, step >= 12 ? "\(day.year)" : "\(CalendarDay.monthName(day.month)) \(day.year)")
          }
        }
      }
      return []
    }
    let span = first.distance(to: last)
    let step = [1, 2, 7, 14, 28].first { span / $0 < mostTicks } ?? 28
    return stride(from: 0, through: span, by: step).map { distance in
      let day = first.advanced(by: distance)
      return tick(day, day.short(today: last))
    }
  }
}

extension String? {
  /// The text; nil if it is empty.
  fileprivate var filled: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
