import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap

/// A person's scores, gaps and plan over all attempts, as shown by the home screen, the gap report and
/// `report`.
public struct Overview: Sendable {
  /// The framework and the roadmap.
  public var content: AssessmentContent
  /// The current settings.
  public var settings: Settings
  /// Today's abilities, estimated from all answers; abilities may have changed since the older ones.
  public var standing: ScoreEstimates
  /// The skills compared with the target.
  public var gaps: GapAnalysis
  /// The plan, best actions first.
  public var plan: StudyPlan
  /// What to do next, at most three actions; every picture of home needs them.
  public internal(set) var next: [RankedAction] = []
  /// The plan by weeks; nil before it is laid out.
  package internal(set) var laidOut: StudyWeeks?
  /// The plan by weeks.
  package var weeks: StudyWeeks { laidOut ?? StudyWeeks(self, reviewTimes: []) }
  /// The time per week for which the dates of begun actions were set; that of the settings unless a plan is tried out.
  var minutesOfDates: Int { storedMinutesAWeek ?? settings.minutesAWeek }
  /// The stored time per week, if the plan is laid out for another one.
  var storedMinutesAWeek: Int?
  /// What the changes of evidence did to the plan, in a sentence, as long as nothing else changes it; nil if nothing.
  package internal(set) var evidenceChange: String?
  /// How many finished attempts measure and have an answer that counts.
  public var attemptCount: Int
  /// The person's own pace, see `Pace`; nil before the first answer.
  public var pace: Double?
  /// The last finished attempt that measures.
  public var lastAttempt: AttemptRecord?
  /// True if drills alone are finished; false as soon as an attempt measured something.
  public internal(set) var hasOnlyDrills = false
  /// The open attempt.
  public var open: AttemptRecord?
  /// The number of answers that count, by skill; a question without an answer isn't one.
  public var answersOfSkill: [Int]
  /// The sums over the answers that count.
  package var tallies: [CountedResponses.Tally]
  /// The items that the sums refer to.
  package var pool: ItemPool
  /// The states of the plan's actions.
  public var actions: [String: ActionRecord]
  /// The number of items due for review.
  public var dueReviews: Int
  /// What was done today, and on how many days in a row.
  public internal(set) var practice = PracticeDays()
  /// When the next review after these is due.
  public var nextReview: Date?
  /// When another placement could show a change; nil before the first.
  public var retake: RetakeAdvice?
  /// The domain where a focus attempt would settle most, as an index; nil before the first answer.
  public var measurement: Int?
  /// The person's reports about evidence scales, by scale; scales without a report are missing.
  public var evidence: [String: EvidenceRecord]
  /// The reported evidence levels, by scale.
  public var levels: [String: Int]
  /// The number of items in the bank.
  public var itemCount: Int
  /// The person's file of keys.
  public var keys: KeyFile?
  /// When it was computed.
  public var now: Date
  /// The person's days.
  package var days: LocalDays

  /// The day on which it was computed.
  package var today: CalendarDay { days.day(of: now) }

  /// An answer that a skill's estimate rests on, or several equal answers to one item.
  public struct SkillAnswer: Sendable, Hashable {
    /// The skill, as an index.
    public var skill: Int
    /// The item's identity.
    public var item: String
    /// The item's level when it was answered.
    public var level: Int
    /// The number of answers.
    public var count: Int
    /// When the last of them was given.
    public var answeredAt: Date
    /// The share of full credit.
    public var credit: Double
    /// True while its attempt is open: whether it was right is shown only with the result.
    public var isOpen = false
    /// What became of the question; "I don't know" is among the wrong answers.
    public var outcome: AnswerOutcome
  }

  /// The answers that count, newest first; equal answers to one item are combined.
  public var skillAnswers: [SkillAnswer] { skillAnswers { _ in true } }

  /// The answers of some skills that count, newest first.
  ///
  /// They are sorted when they are asked for, because home shows none.
  ///
  /// - Parameter isWanted: Receives a skill, as an index.
  public func skillAnswers(ofSkills isWanted: (Int) -> Bool) -> [SkillAnswer] {
    // At the same instant, the later answer of an attempt comes first.
    tallies.enumerated().filter { isWanted(pool.entries[$0.element.entry].skill) }.sorted {
      ($1.element.lastAnswered, $1.offset) < ($0.element.lastAnswered, $0.offset)
    }.map { _, tally in
      let entry = pool.entries[tally.entry]
      return SkillAnswer(
        skill: entry.skill, item: entry.id, level: tally.level, count: tally.count,
        answeredAt: Date(timeIntervalSince1970: tally.lastAnswered), credit: tally.credit,
        isOpen: tally.isOpen, outcome: tally.outcome)
    }
  }

  /// The number of questions that exams left without an answer; they count as not right, but are no answers.
  package var unansweredCount: Int {
    gaps.gaps.reduce(0) { $0 + $1.verdict.answers.leftOut.unanswered }
  }

  /// The unanswered questions behind the number of answers, such as `, 12 left unanswered`; empty if there are none.
  package var unansweredWords: String { unansweredCount == 0 ? "" : ", \(unansweredCount) left unanswered" }

  /// The number of answers that count.
  public var answerCount: Int { answersOfSkill.reduce(0, +) }
  /// The profile's name.
  public var profileName: String {
    content.framework.profiles.first { $0.id == settings.profile }?.name ?? settings.profile
  }
  /// Why there is no result and no history yet; every place that has none says this.
  public var nothingFinished: String {
    hasOnlyDrills
      ? "Drills are practice, and no other attempt is finished yet." : "No attempt is finished yet."
  }
  /// When the last attempt ended.
  public var lastAttemptEnd: Date? { lastAttempt?.finishedAt }

  /// What to do next: started actions, then what the plan puts first.
  ///
  /// At least one is new, so that there is always something to start. While the plan has an action of high priority, one
  /// of low priority is never the first, even if it's started, unless the other needs it.
  func nextActions(count: Int = 3) -> [RankedAction] {
    let places = Dictionary(
      weeks.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let begun = plan.ranked.enumerated().filter { actions[$0.element.action.id]?.state == .doing }.sorted {
      (places[$0.element.action.id] ?? .max, $0.offset) < (places[$1.element.action.id] ?? .max, $1.offset)
    }.map(\.element)
    let wanted = max(1, count - begun.count)
    let new = weeks.order.filter { actions[$0]?.state ?? .todo == .todo }.prefix(wanted)
    let planned = begun + new.compactMap { id in plan.ranked.first { $0.action.id == id } }
    guard new.isEmpty else { return urgentFirst(planned) }
    return planned
      + plan.next(hoursAWeek: Double(settings.minutesAWeek) / 60, count: wanted) {
        actions[$0.id]?.state ?? .todo == .todo
      }
  }

  /// The priority of an action of the plan; low for any other.
  func priority(ofPlanned id: String) -> GapSummary.Priority { weeks.entries[id]?.reason.priority ?? .low }

  /// The first action of high priority in the plan, and with it what the plan does before it because it needs that.
  var urgentAction: (id: String, leading: Set<String>)? {
    guard let id = weeks.order.first(where: { priority(ofPlanned: $0) == .high }) else { return nil }
    var (leading, open): (Set<String>, [String]) = ([id], [id])
    while let place = open.popLast().flatMap({ weeks.entries[$0]?.place }) {
      for need in content.roadmap.actions[place].after
      where weeks.entries[need] != nil && leading.insert(need).inserted { open.append(need) }
    }
    return (id, leading)
  }

  /// The actions, led by what is urgent if the first of them has a low priority and isn't needed for that.
  private func urgentFirst(_ actions: [RankedAction]) -> [RankedAction] {
    guard let first = actions.first?.action.id, priority(ofPlanned: first) == .low,
      let urgent = urgentAction, !urgent.leading.contains(first),
      let id = weeks.order.first(where: urgent.leading.contains),
      let ranked = plan.ranked.first(where: { $0.action.id == id })
    else { return actions }
    return [ranked] + actions.filter { $0.action.id != id }
  }

  /// The first of the next actions.
  public var nextAction: RankedAction? { next.first }

  /// True if so little was asked that measuring comes before working on gaps.
  public var wantsPlacement: Bool { isHardlyMeasured }

  /// The domains without any answer.
  public var unaskedDomains: [Int] { content.framework.domains.indices.filter { answers(inDomain: $0) == 0 } }

  /// The overdue actions, oldest first.
  public var overdue: [RoadmapAction] {
    // Start from the few stored actions, not the many in the roadmap: this runs with every key.
    let today = today
    let late = actions.values.filter { $0.isLate(today: today) }
    guard !late.isEmpty else { return [] }
    let ids = Set(late.map(\.action))
    return content.roadmap.actions.filter { ids.contains($0.id) }.sorted {
      (actions[$0.id]?.dueOn ?? now) < (actions[$1.id]?.dueOn ?? now)
    }
  }
}

extension AttemptRecord {
  /// The kind of attempt, within a sentence.
  public var modeName: String { Mode(rawValue: mode)?.name ?? mode }

  /// Where the attempt stopped, as sentences.
  package var waits: String {
    mode == Mode.mock.rawValue
      ? "Your mock exam is paused with \(Words.count(responseCount, "answer")). Its clock has stopped, and everything is saved."
      : "Your \(modeName) waits at question \(responseCount + 1). Every answer so far is saved."
  }
}
