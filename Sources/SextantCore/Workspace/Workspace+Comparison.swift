import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

/// Two attempts compared.
extension Workspace {
  /// Compares two attempts, the earlier one first.
  ///
  /// - Throws: `JournalError`, `WorkspaceError.noAttempt`, or `WorkspaceError.notComparable` for practice.
  public func comparison(of first: String, and second: String) throws -> Comparison {
    guard let one = try journal.attempt(id: first) else { throw WorkspaceError.noAttempt(first) }
    guard let two = try journal.attempt(id: second) else { throw WorkspaceError.noAttempt(second) }
    let (before, after) = one.number < two.number ? (one, two) : (two, one)
    try refuseUnfinished(before, after)
    for record in [before, after] where !(Mode(rawValue: record.mode)?.measures ?? false) {
      throw WorkspaceError.notComparable(
        number: record.number, mode: record.modeName,
        others: try measuringAttempts().map(\.number).suffix(Self.namedAttempts))
    }
    var comparison = try comparison(of: before, and: after)
    let history = try history()
    if let best = history.bestPair(), best.merit >= history.merit(of: before.id, and: after.id) + 1 {
      let days = environment.days()
      let names = Comparison.names(
        [best.before.record, best.after.record], day: { days.short($0, now: environment.now()) },
        hour: days.hour)
      comparison.better = Comparison.Better(
        before: best.before.id, after: best.after.id,
        words: "the \(names[0]) and the \(names[1]) (\(best.words))")
    }
    return comparison
  }

  private func refuseUnfinished(_ records: AttemptRecord...) throws {
    for record in records where record.state == .open {
      throw WorkspaceError.attemptIsOpen(number: record.number)
    }
  }

  /// The most attempts that an error names, the newest.
  private static let namedAttempts = 8

  /// One of two attempts with what counts of it.
  private struct Side {
    var responses: [ResponseRecord]
    var counted: CountedResponses
    var scores: ScoreEstimates
    var exam: ExamResult?
    /// The questions of each skill whose answers count, by what became of them.
    var skills: [String: AnswerCount] = [:]
  }

  private func side(of record: AttemptRecord, profile: String) throws -> Side {
    let responses = try journal.responses(ofAttempt: record.id)
    let counted = try counted(responses, of: record)
    var side = Side(
      responses: responses, counted: counted,
      scores: ScoreEstimates(counted, pool: pool, profile: profile),
      exam: ExamResult(responses, of: record, framework: framework))
    for row in counted.responses.map(\.row) where responses.indices.contains(row) {
      side.skills[responses[row].skill, default: AnswerCount()].add(responses[row].outcome)
    }
    return side
  }

  func comparison(of before: AttemptRecord, and after: AttemptRecord) throws -> Comparison {
    try refuseUnfinished(before, after)
    let settings = try settings()
    let old = try side(of: before, profile: settings.profile)
    let new = try side(of: after, profile: settings.profile)
    let repeats = try repeats(new.responses, of: after)
    let target = new.scores.target
    let (oldCounts, newCounts) = (
      old.counted.countsOfDomains(pool: pool), new.counted.countsOfDomains(pool: pool)
    )
    func questions(_ side: Side, where isWanted: (ResponseRecord) -> Bool = { _ in true }) -> AnswerCount {
      AnswerCount(side.responses.filter(isWanted).map(\.outcome))
    }
    // A person is compared with themselves, so an error that both attempts share doesn't matter for the change. The
    // scores and their margins are those of the two results.
    let (was, now) = (old.scores.withoutShift, new.scores.withoutShift)
    let (from, to) = (old.scores.overall, new.scores.overall)
    let overall = Comparison.Row(
      before: from.mean, beforeMargin: (from.upper95 - from.lower95) / 2, after: to.mean,
      afterMargin: (to.upper95 - to.lower95) / 2,
      change: ReliableChange(
        from: (mean: from.mean, sd: was.overall.sd), to: (mean: to.mean, sd: now.overall.sd)),
      answers: (old.counted.given.count, new.counted.given.count), asked: (questions(old), questions(new)),
      probabilityAtTarget: to.probability(atLeast: target))
    let domains = framework.domains.enumerated().map { index, domain in
      func isOwn(_ response: ResponseRecord) -> Bool { response.skill.hasPrefix(domain.id + ".") }
      let (from, to) = (old.scores.domains[index], new.scores.domains[index])
      return Comparison.Row(
        from, (was.domains[index].sd, now.domains[index].sd), to,
        answers: (oldCounts[index], newCounts[index]),
        asked: (questions(old, where: isOwn), questions(new, where: isOwn)), target: target)
    }
    let earlier = Dictionary(old.responses.map { ($0.item, $0) }, uniquingKeysWith: { _, last in last })
    let shared = new.responses.compactMap { response -> Comparison.SharedItem? in
      // Compare only the same revision and variant: another one is another question.
      guard let before = earlier[response.item], before.itemRevision == response.itemRevision,
        before.variant == response.variant
      else {
        return nil
      }
      return Comparison.SharedItem(
        item: response.item, before: before.credit, after: response.credit,
        isOpen: !before.outcome.isGiven || !response.outcome.isGiven)
    }
    let practised = try journal.itemsKnown(before: after.id).subtracting(earlier.keys).count
    func asked(_ side: Side) -> Int { side.skills.values.count { $0.given > 0 } }
    return Comparison(
      before: before, after: after, overall: overall, domains: domains,
      skills: skills(old, new, domains, target: target), skillsAsked: (asked(old), asked(new)), items: shared,
      exams: (old.exam, new.exam),
      efforts: (ChangeClaim.Effort(old.responses), ChangeClaim.Effort(new.responses)), practised: practised,
      repeats: Repeats(repeats.values, of: new.responses.count, restDays: settings.restDays),
      frameworkDomains: framework.domains, target: target)
  }

  /// What both attempts say about the skills that at least one of them asked about, in domains of which both have
  /// answers: first those that both asked about, those that changed most first.
  private func skills(
    _ old: Side, _ new: Side, _ domains: [Comparison.Row], target: Double
  ) -> [Comparison.SkillChange] {
    let isShared = framework.domains.enumerated().flatMap { index, domain in
      domain.skills.map { _ in domains[index].isInBoth }
    }
    let changes = framework.skills.enumerated().compactMap { index, skill -> Comparison.SkillChange? in
      let (before, after) = (old.skills[skill.id] ?? AnswerCount(), new.skills[skill.id] ?? AnswerCount())
      guard isShared[index], before.given + after.given > 0 else { return nil }
      let (was, now) = (old.scores.withoutShift.skills[index], new.scores.withoutShift.skills[index])
      return Comparison.SkillChange(
        skill: index,
        row: Comparison.Row(
          old.scores.skills[index], (was.sd, now.sd), new.scores.skills[index],
          answers: (before.given, after.given), asked: (before, after), target: target))
    }
    return changes.sorted {
      let (one, two) = ($0.isInBoth ? 0 : 1, $1.isInBoth ? 0 : 1)
      return (one, -abs($0.growth), -abs($0.row.points), $0.skill)
        < (two, -abs($1.growth), -abs($1.row.points), $1.skill)
    }
  }
}
