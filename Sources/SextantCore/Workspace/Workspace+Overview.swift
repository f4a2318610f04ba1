import Foundation
import ItemBank
import Journal
import QuizEngine
import Roadmap

extension Workspace {
  /// Computes where the person stands, from all answers of the attempts that measure.
  ///
  /// - Throws: `JournalError`.
  public func overview() throws -> Overview { try overview(early: nil) }

  /// - Parameter early: What was read of the journal while the bank was opened.
  func overview(early: EarlyRows?) throws -> Overview {
    let now = environment.now()
    let reading = try scoreReading(early, now: now)
    let (settings, counted) = (reading.settings, reading.counted)
    let standing = ScoreEstimates(counted, pool: pool, profile: settings.profile)
    let answers = counted.countsOfSkills(pool: pool)
    let gaps = GapAnalysis(
      framework: framework, profile: settings.profile, skills: standing.skills, answers: answers)
    let evidence = try journal.evidence(assessment: framework.id).reduce(into: [String: EvidenceRecord]()) {
      $0[$1.scale] = $1
    }
    let levels = evidence.compactMapValues(\.level)
    let actions = try journal.actions(assessment: framework.id).reduce(into: [String: ActionRecord]()) {
      $0[$1.action] = $1
    }
    // Skip items that the bank no longer has.
    let reviews = try journal.dueDates(assessment: framework.id).filter { pool.index(of: $0.item) != nil }
    return Overview(
      content: bank.content, settings: settings, standing: standing, gaps: gaps,
      readiness: StepReadiness.all(content: bank.content, gaps: gaps, levels: levels),
      plan: StudyPlan(
        content: bank.content, gaps: gaps, levels: levels,
        done: Set(actions.values.filter { $0.state == .done }.map(\.action))),
      attemptCount: reading.attempts.count,
      lastAttempt: try journal.attempt(id: reading.attempts.last),
      open: try journal.openAttempt(assessment: framework.id), answersOfSkill: answers,
      skillAnswers: Overview.SkillAnswer.all(counted, pool: pool), actions: actions,
      dueReviews: reviews.count { $0.due <= now },
      nextReview: reviews.first { $0.due > now }?.due,
      retake: retakeAdvice(reading.attempts.placements, settings: settings, now: now), evidence: evidence,
      levels: levels,
      itemCount: pool.entries.count, keys: keys, now: now, days: environment.days())
  }

  /// Changes the state of an action of the plan.
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
  /// The number of answers that count in a domain.
  public func answers(inDomain index: Int) -> Int {
    var start = 0
    for domain in content.framework.domains[..<index] { start += domain.skills.count }
    return answersOfSkill[start..<start + content.framework.domains[index].skills.count].reduce(0, +)
  }
}

/// What an overview needs of the journal's answers and attempts.
struct ScoreReading: Sendable {
  let settings: Settings
  let counted: CountedResponses
  let attempts: FinishedAttempts
}

/// The part of the journal that the first overview needs, read while the bank is still being opened.
struct EarlyRows: Sendable {
  /// The assessment that was read.
  let assessment: String
  let settings: Settings
  let read: CountableResponses
  /// The stored parts, with the bank and the profile they hold for.
  let stored: (key: String, parts: ScoreCache.Parts)?

  init(journal: Journal, assessment: String, cache: URL?) throws {
    self.assessment = assessment
    settings = Settings(stored: try journal.settings(assessment: assessment))
    let stored = cache.flatMap { ScoreCache(folder: $0, assessment: assessment).load() }
    read = try journal.countableResponses(assessment: assessment) { $0 == stored?.parts.closed }
    self.stored = stored
  }
}

extension Workspace {
  private func scoreKey(_ settings: Settings) -> String { "\(bank.contentKey) \(settings.profile)" }

  /// Reads what the score rests on: stored parts where they hold, else every answer; then the parts are stored.
  ///
  /// - Throws: `JournalError`.
  func scoreReading(_ early: EarlyRows? = nil, now: Date) throws -> ScoreReading {
    let id = framework.id
    let early = try early ?? EarlyRows(journal: journal, assessment: id, cache: cache)
    let (settings, days) = (early.settings, environment.days())
    // Rows come by attempt, so most neighbours are of one day.
    var finder = LocalDays.Finder(days)
    let today = finder.day(at: now.timeIntervalSince1970).number
    let rows = early.read.rows.map(CountedResponses.Row.init)
    if !early.read.hasClosed, let (key, parts) = early.stored, key == scoreKey(settings),
      parts.tallies.hold(today: today, halfLifeDays: settings.halfLifeDays),
      parts.zone == days.digest(from: parts.first, through: parts.last),
      parts.tallies.tallies.allSatisfy({ pool.entries.indices.contains($0.entry) })
    {
      let counted = CountedResponses(
        parts.tallies, open: rows, pool: pool, today: today, halfLifeDays: settings.halfLifeDays
      ) { finder.day(at: $0).number }
      return ScoreReading(settings: settings, counted: counted, attempts: parts.attempts)
    }
    let read =
      early.read.hasClosed ? early.read : try journal.countableResponses(assessment: id) { _ in false }
    let all = read.rows.map(CountedResponses.Row.init)
    let counted = CountedResponses(all, pool: pool, today: today, halfLifeDays: settings.halfLifeDays) {
      finder.day(at: $0).number
    }
    let attempts = try finishedAttempts(settings)
    if let cache {
      let times = all.lazy.map(\.answeredAt)
      let (first, last) = (times.min() ?? 0, times.max() ?? 0)
      // Another program may have closed an attempt since the answers were read.
      let isSame = try journal.countableResponses(assessment: id) { _ in true }.closed == read.closed
      if isSame {
        ScoreCache(folder: cache, assessment: id).save(
          ScoreCache.Parts(
            closed: read.closed, first: first, last: last,
            zone: days.digest(from: first, through: last),
            tallies: counted.stored(today: today, halfLifeDays: settings.halfLifeDays), attempts: attempts),
          key: scoreKey(settings))
      }
    }
    return ScoreReading(settings: settings, counted: counted, attempts: attempts)
  }

  /// What home says about the finished attempts that measure.
  private func finishedAttempts(_ settings: Settings) throws -> FinishedAttempts {
    let records = try measuringAttempts()
    let placements = records.filter { $0.mode == Mode.placement.rawValue }.suffix(Self.attemptsForAdvice)
    return FinishedAttempts(
      count: records.count, last: records.last?.id ?? "",
      placements: try placements.map { record in
        let overall = standing(
          of: try journal.responses(ofAttempt: record.id), in: record, profile: settings.profile
        ).overall
        return FinishedAttempts.Placement(
          finished: (record.finishedAt ?? record.startedAt).timeIntervalSince1970, mean: overall.mean,
          sd: overall.sd, responseCount: record.responseCount)
      })
  }
}
