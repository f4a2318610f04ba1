import Foundation
import Journal
import QuizEngine

extension Workspace {
  /// Reads every closed measuring attempt and the score on each day; `progress` receives the share done.
  ///
  /// - Throws: `JournalError`.
  public func history(progress: (Double) -> Void = { _ in }) throws -> HistoryData {
    let records = try listedAttempts()
    let known = try standings(of: records, progress: progress)
    let entries = records.compactMap { record in
      known[record.id].map {
        HistoryData.Entry(
          record: record, mode: Mode(rawValue: record.mode) ?? .placement,
          overall: $0.answersOfDomain.contains { $0 > 0 } && $0.exam?.hasScore ?? true ? $0.overall : nil,
          domains: $0.domains, answersOfDomain: $0.answersOfDomain, exam: $0.exam, effort: $0.effort)
      }
    }
    return HistoryData(
      entries: entries, line: try scoreLine(progress: progress),
      open: try journal.openAttempt(assessment: framework.id))
  }

  /// Computes the estimates and the line that aren't cached yet, so that the history opens quickly.
  ///
  /// Call it in a quiet moment. It works on one attempt at a time, which needs little memory and lets others
  /// use the journal.
  ///
  /// - Throws: `JournalError`.
  public func cacheEstimates() throws {
    guard cache != nil else { return }
    _ = try standings(of: try listedAttempts(), inOneGo: false)
    _ = try scoreLine()
  }

  /// The finished attempts that measure, oldest first.
  ///
  /// - Throws: `JournalError`.
  package func measuringAttempts() throws -> [AttemptRecord] {
    try listedAttempts().filter { $0.state == .finished }
  }

  /// The attempts of the history, oldest first: those that measure, and exams handed in without an answer.
  ///
  /// Attempts that were excluded or closed early stay in it.
  func listedAttempts() throws -> [AttemptRecord] {
    try journal.attempts(assessment: framework.id).filter {
      $0.state != .open && (Mode(rawValue: $0.mode)?.measures ?? false)
        && ($0.responseCount > 0 || ($0.mode == Mode.mock.rawValue && $0.state == .finished))
    }
  }

  /// True if a drill was finished.
  ///
  /// - Throws: `JournalError`.
  func hasFinishedDrill() throws -> Bool {
    try journal.attempts(assessment: framework.id, counted: false).contains {
      $0.state == .finished && $0.mode == Mode.drill.rawValue
    }
  }

  /// Where what the attempts say is kept; nil if nothing is cached.
  func estimateCache(_ settings: Settings) -> EstimateCache? {
    cache.map {
      EstimateCache(
        folder: $0, assessment: framework.id, bank: bank.contentKey, settings: settings,
        journal: journal.fileIdentity)
    }
  }

  /// The estimates of attempts: from the cache if valid, otherwise computed and cached.
  private func standings(
    of records: [AttemptRecord], inOneGo: Bool = true, progress: (Double) -> Void = { _ in }
  ) throws -> [String: EstimateCache.Entry] {
    let settings = try settings()
    let cache = estimateCache(settings)
    var known = cache?.load() ?? [:]
    let missing = records.filter { known[$0.id]?.responseCount != $0.responseCount }
    guard !missing.isEmpty else { return known }
    // A few are read one by one; many are read in one query.
    let all =
      inOneGo && missing.count > 8 ? try journal.responsesByAttempt(assessment: framework.id) : nil
    for (index, record) in missing.enumerated() {
      let responses = try all.map { $0[record.id] ?? [] } ?? journal.responses(ofAttempt: record.id)
      let counted = try counted(responses, of: record)
      let standing = ScoreEstimates(counted, pool: pool, profile: settings.profile)
      known[record.id] = EstimateCache.Entry(
        responseCount: record.responseCount,
        overall: ScoreLine.Value(standing),
        domains: standing.domains.indices.map { ScoreLine.Value(standing, domain: $0) },
        answersOfDomain: counted.countsOfDomains(pool: pool),
        exam: ExamResult(responses, of: record, framework: framework),
        effort: ChangeClaim.Effort(responses))
      if index % 16 == 15 { progress(Double(index) / Double(missing.count)) }
    }
    let ids = Set(records.map(\.id))
    cache?.save(known.filter { ids.contains($0.key) })
    return known
  }
}
