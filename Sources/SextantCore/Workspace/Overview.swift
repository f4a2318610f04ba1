import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap

/// Where a person stands, over all attempts: what the home screen, the gap report and `report` show.
public struct Overview: Sendable {
  /// The framework and the road.
  public var content: AssessmentContent
  /// The settings that hold.
  public var settings: Settings
  /// Abilities from all answers, older ones weighing less.
  public var standing: Standing
  /// The skills against the target.
  public var gaps: GapAnalysis
  /// The steps of the road.
  public var readiness: [StepReadiness]
  /// What to do, best first.
  public var plan: StudyPlan
  /// How many finished attempts measure.
  public var attemptCount: Int
  /// The last of these.
  public var lastAttempt: AttemptRecord?
  /// The attempt that waits to be resumed.
  public var open: AttemptRecord?
  /// Answers that count, by skill.
  public var answersOfSkill: [Int]
  /// The answers that count, newest first; those to one item that say the same are told together.
  public var skillAnswers: [SkillAnswer]
  /// What was done of the plan.
  public var actions: [String: ActionRecord]
  /// The items that are due for review.
  public var dueReviews: Int
  /// When the next review after those is due.
  public var nextReview: Date?
  /// When another placement could show a change; nil before the first.
  public var retake: RetakeAdvice?
  /// What was told about the evidence scales, by scale; those that nothing was told of are missing.
  public var told: [String: EvidenceRecord]
  /// The evidence that was told: scale to level.
  public var levels: [String: Int]
  /// The items of the bank.
  public var itemCount: Int
  /// The file of the keys that the person chose.
  public var keys: KeyFile?
  /// When it was computed.
  public var now: Date
  /// The person's days.
  package var days: LocalDays

  /// The day on which it was computed.
  package var today: CalendarDay { days.day(of: now) }

  /// An answer that a skill's estimate rests on, or several to one item that say the same.
  public struct SkillAnswer: Sendable, Hashable {
    /// The skill, as an index.
    public var skill: Int
    /// The item's identity.
    public var item: String
    /// The item's level when it was answered.
    public var level: Int
    /// How many answers.
    public var count: Int
    /// When the last of them was given.
    public var answeredAt: Date
    /// The share of full credit.
    public var credit: Double
    /// True while its attempt is not over: only its result tells whether it was right.
    public var isOpen = false

    /// All answers that count, newest first.
    static func all(_ counted: CountedResponses, pool: ItemPool) -> [SkillAnswer] {
      // Of one instant, the later one of its attempt comes first.
      counted.tallies.enumerated().sorted {
        ($1.element.lastAnswered, $1.offset) < ($0.element.lastAnswered, $0.offset)
      }.map { _, tally in
        let entry = pool.entries[tally.entry]
        return SkillAnswer(
          skill: entry.skill, item: entry.id, level: tally.level, count: tally.count,
          answeredAt: Date(timeIntervalSince1970: tally.lastAnswered), credit: tally.credit,
          isOpen: tally.isOpen)
      }
    }
  }

  /// The answers that count.
  public var answerCount: Int { answersOfSkill.reduce(0, +) }
  /// The profile's name.
  public var profileName: String {
    content.framework.profiles.first { $0.id == settings.profile }?.name ?? settings.profile
  }
  /// When the last attempt ended.
  public var lastAttemptEnd: Date? { lastAttempt?.finishedAt }

  /// What to do next: what was begun, then what is worth most for its hours and can be finished soon in the time
  /// that there is; at least one that is new, so that there is always something to begin.
  public func nextActions(
    count: Int = 3, where isListed: (RoadmapAction) -> Bool = { _ in true }
  ) -> [RankedAction] {
    let begun = plan.ranked.filter { isListed($0.action) && actions[$0.action.id]?.state == .doing }
    func isNew(_ action: RoadmapAction) -> Bool {
      isListed(action) && actions[action.id]?.state ?? .todo == .todo
    }
    let hours = Double(settings.minutesAWeek) / 60
    let new = plan.next(hoursAWeek: hours, count: max(1, count - begun.count), where: isNew)
    return begun + new
  }

  /// True where all of what to do next can be finished in six weeks at the time that there is.
  public var nextIsSoon: Bool {
    nextActions().allSatisfy { $0.action.hours <= Double(settings.minutesAWeek) / 60 * 6 }
  }

  /// The first of what to do next.
  public var nextAction: RankedAction? { nextActions().first }

  /// The skill for whose gap the next action is, as an index; nil where it closes none that was measured.
  public var nextSkill: Int? {
    guard let action = nextAction?.action else { return nil }
    return content.framework.skills.indices.filter {
      action.closes.contains(content.framework.skills[$0].id) && gaps.gaps[$0].answers > 0
        && gaps.gaps[$0].status != .fine
    }.max { gaps.gaps[$0].worth < gaps.gaps[$1].worth }
  }

  /// True where so little was asked that measuring comes before working on gaps.
  public var wantsPlacement: Bool {
    // What costs less to know is asked first: home asks this with every key.
    unaskedDomains.count * 2 > content.framework.domains.count
      && nextAction.map { actions[$0.action.id]?.state != .doing } ?? true
  }

  /// The domains that no answer has touched.
  public var unaskedDomains: [Int] { content.framework.domains.indices.filter { answers(inDomain: $0) == 0 } }

  /// The actions that are overdue, the oldest first.
  public var overdue: [RoadmapAction] {
    // Few were touched of the many that there are, and this is asked with every key.
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
  /// The kind of sitting, within a sentence.
  public var modeName: String { Mode(rawValue: mode)?.name ?? mode }

  /// Where it waits, as sentences.
  package var waits: String {
    mode == Mode.mock.rawValue
      ? "Your mock exam waits with \(Words.count(responseCount, "answer")); its clock stands. Everything is saved."
      : "Your \(modeName) waits at item \(responseCount + 1). Every answer so far is saved."
  }
}
