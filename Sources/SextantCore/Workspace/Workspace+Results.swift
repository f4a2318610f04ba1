import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

extension Workspace {
  /// Reads the result of an attempt, with its items and the change since the previous attempt.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noAttempt`.
  public func result(ofAttempt id: String) throws -> AttemptResult {
    guard let record = try journal.attempt(id: id) else { throw WorkspaceError.noAttempt(id) }
    try refuseOpen(record)
    let settings = try settings()
    let responses = try journal.responses(ofAttempt: id)
    let plan = AttemptPlan(stored: record.configuration)
    let mode = Mode(rawValue: record.mode) ?? .placement
    let exam = ExamResult(responses, of: record, framework: framework)
    let earlier = try journal.attempts(assessment: framework.id).last { other in
      guard other.state == .finished, other.exclusion == nil, other.number < record.number,
        other.mode == record.mode, mode.measures,
        AttemptPlan(stored: other.configuration)?.scope == plan?.scope
      else { return false }
      let answers = try journal.responses(ofAttempt: other.id)
      return try !self.counted(answers, of: other).responses.isEmpty
        && ExamResult(answers, of: other, framework: framework)?.hasScore ?? true
    }
    let counted = try counted(responses, of: record)
    let hasScore = !counted.responses.isEmpty && exam?.hasScore ?? true
    let standing = ScoreEstimates(counted, pool: pool, profile: settings.profile)
    var answers = try answered(responses, of: record, counted: counted)
    if let exam, !exam.hasScore {
      for index in answers.indices where pool.index(of: answers[index].response.item) != nil {
        answers[index].isInShortExam = true
      }
    }
    var result = AttemptResult(
      record: record, mode: mode, scope: plan?.scope ?? .all, profile: settings.profile, standing: standing,
      answers: try answers + leftOpen(responses, of: record, plan: plan),
      change: hasScore ? try earlier.map { try comparison(of: $0, and: record) } : nil,
      confidence: ConfidenceSummary(responses),
      explanation: mode.measures && hasScore
        ? Explanation(counted, pool: pool, profile: settings.profile) : nil,
      personFit: mode.measures && hasScore ? personFit(of: counted, standing) : nil,
      answersOfDomain: counted.countsOfDomains(pool: pool),
      domains: framework.domains, exam: exam,
      practice: mode == .drill ? try practice(responses, of: record) : nil, restDays: settings.restDays)
    result.namedMisconceptions = try misconceptions(
      shownIn: answers, of: record, among: namedMisconceptions())
    return result
  }

  private func practice(_ responses: [ResponseRecord], of record: AttemptRecord) throws -> PracticeResult {
    let items = Set(responses.map(\.item))
    let dues = try journal.reviews(assessment: framework.id, dueBefore: .distantFuture).reduce(
      into: [String: Date]()
    ) { if items.contains($1.item) { $0[$1.item] = $1.dueAt } }
    return PracticeResult(
      responses, before: try journal.lastCredits(before: record.id), dues: dues, framework: framework)
  }

  /// The questions of an exam that have no stored answer, so that the person can read them too.
  ///
  /// Older versions stored none for questions that were never on the screen, nor in an exam with too few answers.
  private func leftOpen(
    _ responses: [ResponseRecord], of record: AttemptRecord, plan: AttemptPlan?
  ) throws -> [AnsweredItem] {
    guard record.mode == Mode.mock.rawValue, let items = plan?.items else { return [] }
    let stored = Set(responses.map(\.position))
    let variants = try shownVariants(of: record.id)
    return try items.enumerated().filter { !stored.contains($0.offset) }.map { position, id in
      let item = try presentItem(id, variant: variants[id])
      return AnsweredItem(
        response: ResponseRecord(
          attempt: record.id, position: position, item: id, itemRevision: item?.revision ?? 1,
          level: item?.level, skill: item?.skill ?? "", answer: Answer.unanswered.storage, category: 0,
          categoryCount: item?.task.kind.categoryCount ?? 2, credit: 0, isUnknown: true, milliseconds: 0,
          answeredAt: record.finishedAt ?? record.startedAt),
        shown: nil, today: item, isCounted: false)
    }
  }

  /// Compares two attempts, the earlier one first.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noAttempt`.
  public func comparison(of first: String, and second: String) throws -> Comparison {
    guard let one = try journal.attempt(id: first) else { throw WorkspaceError.noAttempt(first) }
    guard let two = try journal.attempt(id: second) else { throw WorkspaceError.noAttempt(second) }
    let (before, after) = one.number < two.number ? (one, two) : (two, one)
    var comparison = try comparison(of: before, and: after)
    let history = try history()
    if let best = history.bestPair(), best.merit >= history.merit(of: before.id, and: after.id) + 1 {
      let days = environment.days()
      let names = [best.before, best.after].map {
        "\($0.mode.name) of \(days.short($0.date, now: environment.now()))"
      }
      comparison.better = Comparison.Better(
        before: best.before.id, after: best.after.id,
        words: "the \(names[0]) and the \(names[1]) (\(best.words))")
    }
    return comparison
  }

  func comparison(of before: AttemptRecord, and after: AttemptRecord) throws -> Comparison {
    for record in [before, after] where record.state == .open {
      throw WorkspaceError.attemptIsOpen(number: record.number)
    }
    let settings = try settings()
    let old = try journal.responses(ofAttempt: before.id)
    let new = try journal.responses(ofAttempt: after.id)
    let (oldCounted, newCounted) = (try counted(old, of: before), try counted(new, of: after))
    let repeats = try repeats(new, of: after)
    let from = ScoreEstimates(oldCounted, pool: pool, profile: settings.profile)
    let to = ScoreEstimates(newCounted, pool: pool, profile: settings.profile)
    let oldCounts = oldCounted.countsOfDomains(pool: pool)
    let newCounts = newCounted.countsOfDomains(pool: pool)
    let target = to.target
    func asked(_ responses: [ResponseRecord], in domain: Domain) -> Int {
      responses.count { $0.skill.hasPrefix(domain.id + ".") }
    }
    // A person is compared with themselves, so an error that both attempts share doesn't matter for the change. The
    // scores and their margins are those of the two results.
    let (was, now) = (from.withoutShift, to.withoutShift)
    let overall = Comparison.Row(
      before: from.overall.mean, beforeMargin: (from.overall.upper95 - from.overall.lower95) / 2,
      after: to.overall.mean, afterMargin: (to.overall.upper95 - to.overall.lower95) / 2,
      change: ReliableChange(
        from: (mean: from.overall.mean, sd: was.overall.sd), to: (mean: to.overall.mean, sd: now.overall.sd)),
      answers: (oldCounted.responses.count, newCounted.responses.count), asked: (old.count, new.count),
      probabilityAtTarget: to.overall.probability(atLeast: target))
    let domains = framework.domains.indices.map { index in
      Comparison.Row(
        before: from.domains[index].mean,
        beforeMargin: (from.domains[index].upper95 - from.domains[index].lower95) / 2,
        after: to.domains[index].mean,
        afterMargin: (to.domains[index].upper95 - to.domains[index].lower95) / 2,
        change: ReliableChange(
          from: (mean: from.domains[index].mean, sd: was.domains[index].sd),
          to: (mean: to.domains[index].mean, sd: now.domains[index].sd)),
        answers: (oldCounts[index], newCounts[index]),
        asked: (asked(old, in: framework.domains[index]), asked(new, in: framework.domains[index])),
        probabilityAtTarget: to.domains[index].probability(atLeast: target))
    }
    let earlier = Dictionary(old.map { ($0.item, $0) }, uniquingKeysWith: { _, last in last })
    let shared = new.compactMap { response -> Comparison.SharedItem? in
      // Compare only the same revision and variant: another one is another question.
      guard let before = earlier[response.item], before.itemRevision == response.itemRevision,
        before.variant == response.variant
      else {
        return nil
      }
      return Comparison.SharedItem(item: response.item, before: before.credit, after: response.credit)
    }
    let practised = try journal.itemsKnown(before: after.id).subtracting(earlier.keys).count
    func skills(_ all: [ResponseRecord], _ counted: CountedResponses) -> Int {
      Set(counted.responses.map { all[$0.row].skill }).count
    }
    return Comparison(
      before: before, after: after, overall: overall, domains: domains,
      skills: self.skills(old, oldCounted, new, newCounted),
      skillsAsked: (skills(old, oldCounted), skills(new, newCounted)), items: shared,
      exams: (
        ExamResult(old, of: before, framework: framework), ExamResult(new, of: after, framework: framework)
      ), practised: practised, repeats: Repeats(repeats.values, of: new.count, restDays: settings.restDays),
      frameworkDomains: framework.domains, target: target)
  }

  /// The right answers to each skill that both attempts asked about, those that changed most first.
  private func skills(
    _ old: [ResponseRecord], _ oldCounted: CountedResponses, _ new: [ResponseRecord],
    _ newCounted: CountedResponses
  ) -> [Comparison.SkillChange] {
    func counts(_ all: [ResponseRecord], _ counted: CountedResponses) -> [String: (right: Int, asked: Int)] {
      var counts: [String: (right: Int, asked: Int)] = [:]
      for row in counted.responses.map(\.row) where all.indices.contains(row) {
        let response = all[row]
        counts[response.skill, default: (0, 0)].asked += 1
        if response.credit >= 1 { counts[response.skill, default: (0, 0)].right += 1 }
      }
      return counts
    }
    let (was, now) = (counts(old, oldCounted), counts(new, newCounted))
    return framework.skills.enumerated().compactMap { index, skill in
      guard let before = was[skill.id], let after = now[skill.id] else { return nil }
      return Comparison.SkillChange(skill: index, before: before, after: after)
    }.sorted { (-abs($0.growth), -$0.growth, $0.skill) < (-abs($1.growth), -$1.growth, $1.skill) }
  }

  /// The bank's item in a variant; in its first one if the bank has that variant no more.
  func presentItem(_ id: String, variant: String?) throws -> Item? {
    // A bank that another program has changed meanwhile can't give other variants.
    try (try? bank.item(id: id, variant: variant)) ?? bank.item(id: id)
  }

  /// Combines answers with their questions, each as it was shown.
  private func answered(
    _ responses: [ResponseRecord], of attempt: AttemptRecord, counted: CountedResponses
  ) throws -> [AnsweredItem] {
    let questions = try journal.questions(ofAttempt: attempt.id)
    let repeats = try repeats(responses, of: attempt)
    let isCounted = Set(counted.responses.map(\.row))
    return try responses.enumerated().map { place, response in
      let today = try presentItem(response.item, variant: response.variant)
      let shown = response.question.flatMap { questions[$0]?.shown }
      return AnsweredItem(
        response: response, shown: shown, today: today, isCounted: isCounted.contains(place),
        seenBefore: repeats[place])
    }
  }

  /// Refuses an attempt whose answers can still change.
  func refuseOpen(_ record: AttemptRecord) throws(WorkspaceError) {
    if record.state == .open, record.mode == Mode.mock.rawValue {
      throw WorkspaceError.attemptIsOpen(number: record.number)
    }
  }

  /// The person fit of an attempt, with each answer at the estimate of its skill; nil below ten answers.
  private func personFit(of counted: CountedResponses, _ standing: ScoreEstimates) -> Double? {
    guard counted.responses.count >= 10 else { return nil }
    return PersonFit.standardisedLogLikelihood(
      of: counted.responses.map { response in
        let tally = counted.tallies[response.tally]
        return (
          ScoredResponse(
            model: pool.model(of: tally.entry, level: tally.level), category: tally.category),
          standing.skills[pool.entries[tally.entry].skill].mean
        )
      })
  }
}

/// Errors of a workspace.
public enum WorkspaceError: Error, Equatable {
  /// No attempt has this identity or number.
  case noAttempt(String)
  /// Another attempt is open.
  case attemptIsOpen(number: Int)
  /// No item is left within the scope.
  case noItems
  /// An attempt can't be excluded without a reason.
  case noReason
  /// A file can't be written.
  case cannotExport(path: String, reason: String)
  /// The stored attempt can't be read.
  case unreadableAttempt(number: Int)

  /// The message for the person.
  public var message: String {
    switch self {
    case .noAttempt(let name): "there is no attempt \(name); `sextant history` lists them"
    case .attemptIsOpen(let number):
      "attempt \(number) waits to be finished; `sextant resume` goes on with it"
    case .noItems: "the bank has no items within this scope"
    case .noReason: "say why the attempt shouldn't count, for example: rushed"
    case .cannotExport(let path, let reason): "cannot write \(path): \(reason)"
    case .unreadableAttempt(let number):
      "the stored plan of attempt \(number) cannot be read; its answers are kept"
    }
  }
}
