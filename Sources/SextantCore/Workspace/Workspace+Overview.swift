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
    let reading: EarlyReading
    if let early, early.assessment == framework.id {
      reading = early
    } else {
      reading = try EarlyReading(journal: journal, assessment: framework.id, now: now)
    }
    let (settings, tallies) = (reading.settings, reading.tallies)
    let standing = Standing(
      tallies: tallies.map { EvidenceTally(item: $0.item, category: $0.category, weight: $0.weight) },
      pool: pool, profile: settings.profile)
    var answers = Array(repeating: 0, count: pool.structure.skillCount)
    var evidence: [Overview.SkillAnswer] = []
    for tally in tallies {
      guard let index = pool.index(of: tally.item) else { continue }
      let entry = pool.entries[index]
      answers[entry.skill] += tally.count
      evidence.append(
        Overview.SkillAnswer(
          skill: entry.skill, item: tally.item, level: entry.level,
          credit: tally.categoryCount > 1 ? Double(tally.category) / Double(tally.categoryCount - 1) : 0,
          isOpen: tally.isOpen))
    }
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
      evidence: evidence, actions: actions, dueReviews: reviews.count { $0.due <= now },
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

/// What the standing needs of the journal; it can be read while the bank is still being opened.
public struct EarlyReading: Sendable {
  /// The assessment that was read.
  let assessment: String
  let settings: Settings
  let tallies: [ResponseTally]

  init(journal: Journal, assessment: String, now: Date) throws {
    self.assessment = assessment
    settings = Settings(stored: try journal.settings(assessment: assessment))
    tallies = try journal.tallies(
      assessment: assessment, modes: Mode.allCases.filter(\.measures).map(\.rawValue), now: now,
      halfLifeDays: settings.halfLifeDays)
  }
}
