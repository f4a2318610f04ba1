import Foundation
import ItemBank
import Journal
import QuizEngine
import Reporting
import Roadmap

extension Overview {
  /// The plan as a document, for commands, files and reports.
  package func planDocument() -> PlanDocument {
    let weeks = weeks
    let roadmap = content.roadmap.actions
    let places = Dictionary(
      roadmap.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let reasons = ActionReasons(self)
    func action(_ place: Int) -> PlanDocument.Action {
      document(of: roadmap[place], entry: weeks.entries[roadmap[place].id], weeks, reasons)
    }
    func documents(_ ids: [String]) -> [PlanDocument.Action] { ids.compactMap { places[$0] }.map(action) }
    let milestones = weeks.milestones.map { milestone in
      (
        milestone.day,
        PlanDocument.Milestone(
          kind: milestone.kind.rawValue, day: milestone.day.iso,
          dayAfter: milestone.day.advanced(by: 1).iso, title: weeks.words(milestone),
          minutes: milestone.minutes)
      )
    }
    let done = actions.values.filter { $0.state == .done }.compactMap { record -> (CalendarDay, Int)? in
      guard let place = places[record.action] else { return nil }
      return (record.done(in: days) ?? today, place)
    }.sorted { $0 < $1 }
    var plan = PlanDocument(
      generated: Timestamps.text(now),
      assessment: content.framework.identity,
      minutesAWeek: settings.minutesAWeek, interview: weeks.interview?.iso,
      neededMinutes: weeks.weeks.needed, availableMinutes: weeks.weeks.available,
      weeks: weeks.weeks.weeks.enumerated().map { index, week in
        var document = PlanDocument.Week(
          from: week.days.lowerBound.iso, to: week.days.upperBound.iso, minutes: week.minutes,
          plannedMinutes: week.planned + week.reserved, reviews: weeks.reviews[index],
          milestones: milestones.filter { week.days.contains($0.0) }.map(\.1),
          actions: documents(week.shares.filter(\.isStart).map(\.task)),
          goingOn: week.shares.filter { !$0.isStart }.map {
            PlanDocument.Part(
              id: $0.task, minutes: $0.minutes, part: $0.part, parts: $0.parts,
              isCounted: $0.parts <= StudyWeeks.mostParts)
          })
        document.heading =
          "\(weeks.name(ofWeek: index, today: today)), \(weeks.load(ofWeek: index))"
        document.notes = weeks.notes(ofWeek: index)
        document.isAfterInterview = weeks.weeksAfterInterview.contains(index)
        return document
      },
      leftOut: documents(weeks.weeks.leftOut.map(\.id)), notPlanned: documents(weeks.others),
      done: done.map { action($0.1) })
    plan.interviewEvent = milestones.first { $0.1.kind == "interview" }?.1
    plan.laterWords = weeks.later?.words(today: today)
    plan.leftOutHeading = weeks.leftOutHeading
    plan.sentences = planSentences
    return plan
  }

  /// What a document says about the whole plan.
  private var planSentences: [String] {
    var first =
      "\(Words.pace(settings.minutesAWeek).prefix(1).uppercased() + Words.pace(settings.minutesAWeek).dropFirst())."
    if !weeks.entries.isEmpty { first += " In all \(weeks.total.words(today: today))." }
    if let day = weeks.interview { first += " Interview on \(day.long)." }
    let missed =
      weeks.interview == nil || measureFirst != nil
      ? weeks.missedSentences(minutesAWeek: settings.minutesAWeek, today: today) : []
    return [first] + [planNotice?.text].compactMap { $0 } + missed + [unplannedSentence].compactMap { $0 }
  }

  private func document(
    of action: RoadmapAction, entry: StudyWeeks.Entry?, _ weeks: StudyWeeks, _ reasons: ActionReasons
  ) -> PlanDocument.Action {
    let record = actions[action.id]
    let state = record?.state ?? .todo
    var document = PlanDocument.Action(
      id: action.id, title: action.title, details: action.details, step: action.step,
      minutes: entry?.minutes ?? StudyWeeks.minutes(action.hours), state: state.rawValue, proof: action.proof,
      closes: action.closes, after: action.after,
      links: action.links.map { Report.Action.Link(title: $0.title, url: $0.address) })
    document.due = record?.ownDue?.iso
    document.note = record?.note.flatMap { $0.isEmpty ? nil : $0 }
    document.shownBy = record?.artefact.flatMap { $0.isEmpty ? nil : $0 }
    if state == .done {
      let day = record?.done(in: days) ?? today
      (document.from, document.to, document.dayAfter) = (day.iso, day.iso, day.advanced(by: 1).iso)
      document.when = "done on \(day.long)"
      return document
    }
    let reason = entry?.reason ?? reasons.reason(of: action)
    document.priority = reason.priority.word
    document.reason = reason.sentence
    document.when = entry == nil ? StudyWeeks.time(document.minutes) : weeks.time(of: action.id)
    if let span = entry?.span {
      let last = weeks.endDay(of: action.id) ?? span.last
      (document.from, document.to) = (span.first.iso, last.iso)
      document.dayAfter = last.advanced(by: 1).iso
      document.parts = span.parts
      if let part = weeks.firstPart(of: action.id) {
        document.when =
          span.parts > StudyWeeks.mostParts
          ? "\(document.when), \(weeks.spread(of: action.id) ?? "")"
          : "\(part.time) of \(document.when), \(part.part)"
      }
      document.when += weeks.end(of: action.id, today: today).map { ", \($0)" } ?? ""
    }
    return document
  }
}
