import ItemBank
import Psychometrics

/// One attempt as a pure state machine: events go in, effects come out, nothing else happens.
///
/// Given its plan and the answers, an attempt replays to the same state. Every random choice comes from the
/// plan's seed and the position of the item, never from outside.
public struct Attempt: Sendable {
  /// An item that is shown to the person.
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
    /// The item, as an index into the pool; nil if the bank no longer has it.
    public var entry: Int?
    /// The item's identity.
    public var item: String
    /// The item's revision when it was answered.
    public var revision: Int
    /// The person's answer.
    public var answer: Answer
    /// The score of the answer.
    public var score: Score
    /// How sure the person was, 1 to 3.
    public var confidence: Int?
    /// The time from showing to answering.
    public var milliseconds: Int
    /// True if it came faster than the item can be read; such a response counts as missing.
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

  /// Events that change the attempt.
  public enum Event: Sendable {
    /// The current item was answered.
    case answered(Answer, score: Score, confidence: Int?, milliseconds: Int)
    /// The person ended the attempt.
    case ended
  }

  /// Effects that the caller must carry out.
  public enum Effect: Sendable, Hashable {
    /// Store the response, and which item comes next, before showing anything else.
    case record(Response, position: Int, next: String?)
    /// The attempt is over.
    case finish(StopReason)
  }

  /// The decisions made before the first item.
  public let plan: AttemptPlan
  /// The items.
  public let pool: ItemPool
  /// The posterior given the answers, starting from the prior.
  public private(set) var posterior: CompetencyPosterior
  /// The answers, in order.
  public private(set) var responses: [Response] = []
  /// The item that waits for an answer; nil if the attempt is over.
  public private(set) var current: Served?
  /// Why the attempt ended; nil while it runs.
  public private(set) var stopReason: StopReason?
  var selector: ItemSelector

  /// Starts an attempt and serves its first item.
  ///
  /// - Parameter rule: What counts as the cost of an item; only studies choose another one than that of the mode.
  public init(plan: AttemptPlan, pool: ItemPool, rule: SelectionRule? = nil) {
    self.plan = plan
    self.pool = pool
    self.posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    self.selector = ItemSelector(plan: plan, pool: pool, rule: rule ?? SelectionRule(mode: plan.mode))
    serveNext()
  }

  /// Handles an event and returns the effects to carry out.
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
  /// Stored items and categories are taken as they are, not chosen or scored again, so a person's history
  /// survives changes of the bank. `pending` is the item that was on the screen; it is shown again if the
  /// bank still has it.
  public init(replaying stored: [Response], pending: String?, plan: AttemptPlan, pool: ItemPool) {
    self.plan = plan
    self.pool = pool
    self.posterior = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    self.selector = ItemSelector(plan: plan, pool: pool, rule: SelectionRule(mode: plan.mode))
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
    selector.note(entry, response.answer, isRight: response.score.isCorrect)
    guard !response.isRapid,
      let logLikelihood = pool.logLikelihood(of: response.score.category, at: entry)
    else { return }
    posterior.observe(logLikelihood, at: .skill(pool.entries[entry].skill))
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

/// Detects answers that came faster than the item can be read.
public enum RapidGuess {
  /// True below a threshold of 60 ms per word, and below one second in any case (after Wise and Kong, 2005).
  ///
  /// That is a thousand words per minute, three to four times the speed of careful reading.
  public static func isRapid(milliseconds: Int, words: Int) -> Bool {
    milliseconds < max(1000, 60 * words)
  }
}

extension Attempt: Equatable {
  /// Two attempts are equal if plan, answers, pending item and posterior are equal.
  public static func == (left: Attempt, right: Attempt) -> Bool {
    left.plan == right.plan && left.responses == right.responses && left.current == right.current
      && left.stopReason == right.stopReason && left.posterior == right.posterior
  }
}
