import ItemBank
import Psychometrics

/// One sitting as a pure state machine: answers go in, effects come out, nothing else happens.
///
/// Given its plan and the answers an attempt replays to the same state; every random choice comes from
/// the plan's seed and the position of the item, never from what happened outside.
public struct Attempt: Sendable {
  /// An item on its way to the person.
  public struct Served: Sendable, Hashable {
    /// The item, as an index into the pool.
    public var entry: Int
    /// The item's identity.
    public var id: String
    /// The position in the attempt, from 0.
    public var position: Int
  }

  /// An answered item.
  public struct Response: Sendable, Hashable {
    /// The item, as an index into the pool; nil where the bank no longer has it.
    public var entry: Int?
    /// The item's identity.
    public var item: String
    /// The item's revision when it was answered.
    public var revision: Int
    /// What was answered.
    public var answer: Answer
    /// What it was worth.
    public var score: Score
    /// How sure the person was, 1 to 3.
    public var confidence: Int?
    /// The time from showing to answering.
    public var milliseconds: Int
    /// True where it came faster than the item can be read; then it counts as missing.
    public var isRapid: Bool

    /// Creates a response.
    public init(
      entry: Int?, item: String, revision: Int, answer: Answer, score: Score, confidence: Int?,
      milliseconds: Int, isRapid: Bool
    ) {
      self.entry = entry
      self.item = item
      self.revision = revision
      self.answer = answer
      self.score = score
      self.confidence = confidence
      self.milliseconds = milliseconds
      self.isRapid = isRapid
    }
  }

  /// What happened.
  public enum Event: Sendable {
    /// The current item was answered.
    case answered(Answer, score: Score, confidence: Int?, milliseconds: Int)
    /// The person ended the attempt.
    case ended
  }

  /// What the world must do.
  public enum Effect: Sendable, Hashable {
    /// Store the response, and which item comes next, before anything else is shown.
    case record(Response, position: Int, next: String?)
    /// The attempt is over.
    case finish(StopReason)
  }

  /// Everything that was decided before the first item.
  public let plan: AttemptPlan
  /// The items.
  public let pool: ItemPool
  /// What the answers say, starting from no knowledge of the person.
  public private(set) var posterior: CompetencyPosterior
  /// The answers, in order.
  public private(set) var responses: [Response] = []
  /// The item that waits for an answer; nil where the attempt is over.
  public private(set) var current: Served?
  /// Why it ended; nil while it runs.
  public private(set) var stopReason: StopReason?
  var selector: ItemSelector

  /// Starts an attempt and serves its first item.
  public init(plan: AttemptPlan, pool: ItemPool) {
    self.plan = plan
    self.pool = pool
    self.posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    self.selector = ItemSelector(plan: plan, pool: pool)
    serveNext()
  }

  /// Takes an event in, and tells what must be done.
  public mutating func handle(_ event: Event) -> [Effect] {
    guard stopReason == nil else { return [] }
    switch event {
    case .answered(let answer, let score, let confidence, let milliseconds):
      guard let served = current else { return [] }
      let entry = pool.entries[served.entry]
      let response = Response(
        entry: served.entry, item: served.id, revision: entry.revision, answer: answer, score: score,
        confidence: confidence, milliseconds: milliseconds,
        isRapid: answer != .unknown
          && RapidGuess.isRapid(milliseconds: milliseconds, words: entry.readingWords))
      take(response)
      serveNext()
      var effects: [Effect] = [.record(response, position: served.position, next: current?.id)]
      if let stopReason { effects.append(.finish(stopReason)) }
      return effects
    case .ended:
      current = nil
      stopReason = .ended
      return [.finish(.ended)]
    }
  }

  /// Rebuilds an attempt from its plan and its stored responses.
  ///
  /// The stored item and category are believed, not chosen or scored again: a bank that changed since
  /// keeps the person's history. `pending` is the item that was on the screen; it is served again where
  /// the bank still has it.
  public init(replaying stored: [Response], pending: String?, plan: AttemptPlan, pool: ItemPool) {
    self.plan = plan
    self.pool = pool
    self.posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    self.selector = ItemSelector(plan: plan, pool: pool)
    for response in stored { take(response) }
    serveNext()
    if stopReason == nil, let pending, pending != current?.id, let entry = pool.index(of: pending),
      !selector.used.contains(entry)
    {
      current = Served(entry: entry, id: pending, position: responses.count)
    }
  }

  private mutating func take(_ response: Response) {
    responses.append(response)
    guard let entry = response.entry else { return }
    selector.note(entry)
    guard !response.isRapid,
      let evidence = pool.logLikelihood(of: response.score.category, at: entry)
    else { return }
    posterior.observe(evidence, at: .skill(pool.entries[entry].skill))
  }

  private mutating func serveNext() {
    if let reason = StoppingRule.reason(
      plan: plan, responses: responses.count, posterior: posterior, framework: pool.framework)
    {
      current = nil
      stopReason = reason
      return
    }
    guard let entry = selector.next(position: responses.count, posterior: posterior) else {
      current = nil
      stopReason = .exhausted
      return
    }
    current = Served(entry: entry, id: pool.entries[entry].id, position: responses.count)
  }
}

/// Tells answers that came faster than the item can be read.
public enum RapidGuess {
  /// True below a threshold of 60 ms a word, and at least one second (after Wise & Kong 2005).
  ///
  /// 60 ms a word is a thousand words a minute, three to four times the speed of careful reading.
  public static func isRapid(milliseconds: Int, words: Int) -> Bool {
    milliseconds < max(1000, 60 * words)
  }
}

extension Attempt: Equatable {
  /// Two attempts are equal where plan, answers, pending item and posterior are.
  public static func == (left: Attempt, right: Attempt) -> Bool {
    left.plan == right.plan && left.responses == right.responses && left.current == right.current
      && left.stopReason == right.stopReason && left.posterior == right.posterior
  }
}
