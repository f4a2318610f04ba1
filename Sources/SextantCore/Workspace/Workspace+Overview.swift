import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap

extension Workspace {
  /// Computes where the person stands, from all answers of the attempts that measure.
  ///
  /// - Throws: `JournalError`.
  public func overview() throws -> Overview { try overview(early: nil) }

  /// The same, with the plan laid out for another time per week than the settings'; nil for theirs.
  ///
  /// - Throws: `JournalError`.
  public func overview(minutesAWeek: Int?) throws -> Overview {
    try overview(early: nil, minutesAWeek: minutesAWeek)
  }

  /// - Parameter early: What was read of the journal while the bank was opened.
  func overview(early: EarlyReading?, minutesAWeek: Int? = nil) throws -> Overview {
    let now = environment.now()
    // The estimates are read while the journal's thread still reads the answers.
    let ofToday = early?.takeEstimates()
    let reading = try scoreReading(early?.takeScoreRows(), now: now)
    let (settings, counted) = (reading.settings, reading.counted)
    let standing = estimates(reading, early: ofToday)
    let answers = counted.answersOfSkills(pool: pool)
    let gaps = GapAnalysis(
      framework: framework, profile: settings.profile, skills: standing.skills, answers: answers)
    let last = reading.attempts.last
    let home =
      try early?.takeHomeRecords() ?? journal.homeRecords(assessment: framework.id, attempt: last)
    let evidence = home.evidence.reduce(into: [String: EvidenceRecord]()) {
      $0[$1.scale] = $1
    }
    let levels = evidence.compactMapValues(\.level)
    let actions = home.actions.reduce(into: [String: ActionRecord]()) {
      $0[$1.action] = $1
    }
    // Skip items that the bank no longer has.
    let reviews = home.dueDates.filter { pool.index(of: $0.item) != nil }
    var overview = Overview(
      content: bank.content, settings: settings, standing: standing, gaps: gaps,
      plan: StudyPlan(
        content: bank.content, gaps: gaps, levels: levels,
        done: Set(actions.values.filter { $0.state == .done }.map(\.action))),
      attemptCount: reading.attempts.count, pace: reading.attempts.pace,
      lastAttempt: home.attempt?.id == last ? home.attempt : try journal.attempt(id: last),
      open: home.open, answersOfSkill: answers.map(\.asked),
      tallies: counted.tallies, pool: pool, actions: actions,
      dueReviews: reviews.count { $0.due <= now },
      nextReview: reviews.first { $0.due > now }?.due,
      retake: retakeAdvice(reading.attempts.placements, settings: settings, now: now),
      measurement: answers.allSatisfy { $0.asked == 0 }
        ? nil : NextMeasurement.domain(skills: standing.skills, framework: framework),
      evidence: evidence,
      levels: levels,
      itemCount: pool.entries.count, keys: keys, now: now, days: environment.days())
    // Home of a measured person must not wait for a list of attempts.
    if overview.lastAttempt == nil { overview.hasOnlyDrills = try hasFinishedDrill() }
    // Where a placement is what comes first, there is no later day for it.
    if overview.isHardlyMeasured { overview.retake = nil }
    overview.storedMinutesAWeek = settings.minutesAWeek
    if let minutesAWeek { overview.settings.minutesAWeek = minutesAWeek }
    overview.laidOut = StudyWeeks(overview, reviewTimes: reviews.map(\.due))
    overview.next = overview.nextActions()
    overview.practice = try practiceDays(now: now, early: early?.takePractice())
    return overview
  }

  /// Changes the state of an action of the plan.
  ///
  /// An action that is begun without a date gets the end of the week in which the plan finishes it, and loses its
  /// date when it goes back to do.
  ///
  /// - Throws: `JournalError`.
  package func setAction(_ id: String, to step: Effect.ActionStep, on day: CalendarDay? = nil) throws {
    let now = environment.now()
    let today = environment.today
    // The plan lays out what is open, so read it before the action changes.
    let planned = step == .doing ? try overview().weeks.entries[id]?.span?.end : nil
    try journal.change(action: id, assessment: framework.id, at: now) { record in
      if step == .todo, record.state == .doing { record.due = nil }
      if step == .doing, record.due.map({ $0 < today }) ?? true {
        record.setPlanned(planned?.weekStart.advanced(by: 6))
      }
      record.state = ActionRecord.State(rawValue: step.rawValue) ?? .todo
      record.setDone(step == .done ? day ?? environment.today : nil)
    }
  }
}

extension Workspace {
  /// Gives begun actions the dates of the plan for another time per week; call it before that time is stored.
  ///
  /// Dates that the person wrote stay. What was left to do stays too: only the weeks that it takes change.
  ///
  /// - Throws: `JournalError`.
  func moveDates(toMinutesAWeek minutes: Int) throws {
    let plan = try overview(minutesAWeek: minutes)
    for record in plan.actions.values where record.isDatedByPlan {
      let end = plan.weeks.entries[record.action]?.span?.end
      try journal.change(action: record.action, assessment: framework.id, at: environment.now()) {
        $0.setPlanned(end?.weekStart.advanced(by: 6))
      }
    }
  }
}

extension Overview {
  /// The questions without an answer that counts in a domain, or in all domains if it is nil.
  package func leftOut(inDomain index: Int?) -> SkillVerdict.LeftOut {
    var sum = SkillVerdict.LeftOut()
    var start = 0
    for (domain, content) in content.framework.domains.enumerated() {
      let range = start..<start + content.skills.count
      start = range.upperBound
      guard index == nil || index == domain else { continue }
      for gap in gaps.gaps[range] { sum += gap.verdict.answers.leftOut }
    }
    return sum
  }

  /// That whether the answers of a domain were right is hidden for all of them; nil if some may be shown, or there are none.
  package func hiddenWords(inDomain index: Int) -> String? {
    let start = content.framework.domains[..<index].reduce(0) { $0 + $1.skills.count }
    let own = gaps.gaps[start..<start + content.framework.domains[index].skills.count]
    let hidden = own.reduce(0) { $0 + $1.verdict.answers.hidden }
    guard hidden > 0, hidden == answers(inDomain: index) else { return nil }
    return "\(Words.count(hidden, "answer")) hidden until the \(open?.modeName ?? "attempt") ends"
  }

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
  /// Names everything that today's estimates rest on; nil while an open attempt has answers.
  var key: String?
}

extension Workspace {
  private func scoreKey(_ settings: Settings) -> String {
    "\(bank.contentKey) \(settings.profile) \(settings.restDays)"
  }

  /// Reads what the score rests on: stored parts where they hold, else every answer; then the parts are stored.
  ///
  /// - Throws: `JournalError`.
  func scoreReading(_ early: ScoreRows? = nil, now: Date) throws -> ScoreReading {
    let id = framework.id
    let early = try early ?? ScoreRows(journal: journal, assessment: id, cache: cachePath)
    let (settings, days) = (early.settings, environment.days())
    // Rows come by attempt, so most neighbours are of one day.
    var finder = LocalDays.Finder(days)
    let today = finder.day(at: now.timeIntervalSince1970).number
    let rows = early.read.rows.map(CountedResponses.Row.init)
    if !early.read.hasClosed, let (key, parts) = early.stored, key == scoreKey(settings),
      parts.responses.holds(today: today), parts.responses.fits(pool),
      parts.zone == days.digest(from: parts.first, through: parts.last)
    {
      let counted = CountedResponses(
        parts.responses, open: rows, pool: pool, today: today, restDays: settings.restDays
      ) { finder.day(at: $0).number }
      // The file and the digest of the closed attempts, the zone and the day: nothing else changes the estimates.
      let key =
        rows.isEmpty
        ? "\(key) \(parts.closed.file) \(parts.closed.digest) \(parts.zone) \(today)" : nil
      return ScoreReading(settings: settings, counted: counted, attempts: parts.attempts, key: key)
    }
    let read =
      early.read.hasClosed ? early.read : try journal.countableResponses(assessment: id) { _ in false }
    // Only here, because it reads much: what comes of it is stored.
    let certain = try journal.certainMisses(assessment: id)
    let all = read.rows.map { CountedResponses.Row($0, certainMisses: certain) }
    let rest = settings.restDays
    var counted = CountedResponses(all, pool: pool, today: today, restDays: rest) {
      finder.day(at: $0).number
    }
    let attempts = try finishedAttempts(settings, counted: Set(counted.given.map { all[$0.row].attempt }))
    if let cachePath {
      let stored = counted.stored(all, pool: pool, restDays: rest)
      let times = all.lazy.map(\.answeredAt)
      let (first, last) = (times.min() ?? 0, times.max() ?? 0)
      // Another program may have closed an attempt since the answers were read.
      let isSame = try journal.countableResponses(assessment: id) { _ in true }.closed == read.closed
      if isSame {
        ScoreCache(folder: cachePath, assessment: id).save(
          ScoreCache.Parts(
            closed: read.closed, first: first, last: last,
            zone: days.digest(from: first, through: last),
            responses: stored, attempts: attempts),
          key: scoreKey(settings))
      }
      // What was stored saves going through all days once more.
      let open = all.filter(\.isOpen)
      counted = CountedResponses(stored, open: open, pool: pool, today: today, restDays: rest) {
        finder.day(at: $0).number
      }
    }
    return ScoreReading(settings: settings, counted: counted, attempts: attempts)
  }

  /// What home says about the finished attempts that measure.
  ///
  /// - Parameter counted: The attempts with an answer that counts. The others can be read, but say nothing.
  private func finishedAttempts(_ settings: Settings, counted: Set<String>) throws -> FinishedAttempts {
    let all = try measuringAttempts()
    let records = all.filter { counted.contains($0.id) }
    let placements = records.filter { $0.mode == Mode.placement.rawValue }.suffix(Self.attemptsForAdvice)
    return FinishedAttempts(
      count: records.count, last: all.last?.id ?? "",
      placements: try placements.map { record in
        let overall = try standing(
          of: try journal.responses(ofAttempt: record.id), in: record, profile: settings.profile
        ).withoutShift.overall
        return FinishedAttempts.Placement(
          finished: (record.finishedAt ?? record.startedAt).timeIntervalSince1970, mean: overall.mean,
          sd: overall.sd, responseCount: record.responseCount)
      }, pace: try pace(of: records))
  }

  /// The number of attempts that the pace rests on.
  private static let attemptsForPace = 3

  /// The person's own pace by their last attempts, see `Pace`; nil if no answer says anything about it.
  ///
  /// In a mock exam all questions share one clock, so exams say nothing about it.
  private func pace(of records: [AttemptRecord]) throws -> Double? {
    let last = records.filter { $0.mode != Mode.mock.rawValue }.suffix(Self.attemptsForPace)
    let ratios = try last.flatMap { try journal.responses(ofAttempt: $0.id) }.compactMap {
      response -> Double? in
      guard !response.isRapid, let entry = pool.index(of: response.item) else { return nil }
      return Double(response.milliseconds) / 1000 / pool.entries[entry].seconds
    }
    return Pace.estimate(ratios)
  }
}
