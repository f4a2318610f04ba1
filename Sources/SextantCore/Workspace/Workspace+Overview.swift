import Foundation
import ItemBank
import Journal
import QuizEngine
import Roadmap

extension Workspace {
  /// Computes where the person stands, from all answers of the attempts that measure.
  ///
  /// - Parameter early: What was read of the journal while the bank was opened.
  /// - Throws: `JournalError`.
  public func overview(early: EarlyReading? = nil) throws -> Overview {
    let now = environment.now()
    let (settings, counted) = try early.map { ($0.settings, $0.counted) } ?? countedToday(now: now)
    let standing = Standing(counted, pool: pool, profile: settings.profile)
    let answers = counted.countsOfSkills(pool: pool)
    let gaps = GapAnalysis(
      framework: framework, profile: settings.profile, skills: standing.skills, answers: answers)
    let told = try journal.evidence(assessment: framework.id).reduce(into: [String: EvidenceRecord]()) {
      $0[$1.scale] = $1
    }
    let levels = told.compactMapValues(\.level)
    let actions = try journal.actions(assessment: framework.id).reduce(into: [String: ActionRecord]()) {
      $0[$1.action] = $1
    }
    // Items that the bank no longer has cannot be asked.
    let reviews = try journal.dueDates(assessment: framework.id).filter { pool.index(of: $0.item) != nil }
    let attempts = try journal.attempts(assessment: framework.id, counted: false, answered: true).filter {
      $0.state == .finished && (Mode(rawValue: $0.mode)?.measures ?? false)
    }
    return Overview(
      content: bank.content, settings: settings, standing: standing, gaps: gaps,
      readiness: StepReadiness.all(content: bank.content, gaps: gaps, levels: levels),
      plan: StudyPlan(
        content: bank.content, gaps: gaps, levels: levels,
        done: Set(actions.values.filter { $0.state == .done }.map(\.action))),
      attempts: attempts, open: try journal.openAttempt(assessment: framework.id), answersOfSkill: answers,
      skillAnswers: Overview.SkillAnswer.all(counted, pool: pool), actions: actions,
      dueReviews: reviews.count { $0.due <= now },
      nextReview: reviews.first { $0.due > now }?.due,
      retake: try retakeAdvice(attempts, settings: settings, now: now), told: told, levels: levels,
      itemCount: pool.entries.count, keys: keys, now: now, days: environment.days())
  }

  /// Moves an action of the plan.
  ///
  /// - Throws: `JournalError`.
  package func setAction(_ id: String, to step: Effect.ActionStep, on day: CalendarDay? = nil) throws {
    let now = environment.now()
    try journal.change(action: id, assessment: framework.id, at: now) { record in
      record.state = ActionRecord.State(rawValue: step.rawValue) ?? .todo
      record.setDone(step == .done ? day ?? environment.today : nil)
    }
  }
}

extension Overview {
  /// The answers that count in a domain.
  public func answers(inDomain index: Int) -> Int {
    var start = 0
    for domain in content.framework.domains[..<index] { start += domain.skills.count }
    return answersOfSkill[start..<start + content.framework.domains[index].skills.count].reduce(0, +)
  }
}

/// What the first overview needs of the journal; it is read while the bank is still being opened.
struct EarlyRows: Sendable {
  /// The assessment that was read.
  let assessment: String
  let settings: Settings
  let rows: [CountedResponses.Row]

  init(journal: Journal, assessment: String) throws {
    self.assessment = assessment
    settings = Settings(stored: try journal.settings(assessment: assessment))
    rows = try journal.countableResponses(assessment: assessment).map(CountedResponses.Row.init)
  }
}

/// What was read and counted while the workspace was opened.
public struct EarlyReading: Sendable {
  let settings: Settings
  let counted: CountedResponses
}
