import ItemBank

/// A mock exam as a pure state machine: all items are open, and answers can change until it is handed in.
///
/// Its plan names the items, so a resumed exam has the same ones. The caller passes the time in as time
/// worked.
public struct Exam: Sendable, Equatable {
  /// One item of the exam, with the person's work on it.
  public struct ItemState: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The item, as an index into the pool; nil if the bank no longer has it.
    public var entry: Int?
    /// The answer so far.
    public var answer: Answer?
    /// The score of the answer so far.
    public var score: Score?
    /// True if the person flagged it.
    public var isFlagged = false
    /// True once it has been on the screen.
    public var isSeen = false
    /// The time spent on it, in milliseconds.
    public var milliseconds = 0
    /// True if the answer was given to an earlier version of the question.
    ///
    /// It keeps its score until the person answers the current question.
    public var isOutdated = false

    /// Creates a sheet.
    public init(
      item: String, entry: Int? = nil, answer: Answer? = nil, score: Score? = nil, isFlagged: Bool = false,
      isSeen: Bool = false, milliseconds: Int = 0
    ) {
      self.item = item
      self.entry = entry
      self.answer = answer
      self.score = score
      self.isFlagged = isFlagged
      self.isSeen = isSeen
      self.milliseconds = milliseconds
    }
  }

  /// Events that change the exam.
  public enum Event: Sendable {
    /// Time passed, in milliseconds, on the current item or on the overview.
    case worked(Int, onItem: Bool)
    /// The current item was answered, or its answer was taken back.
    case answered(Answer?, Score?)
    /// The current item's flag was set or removed.
    case flagged(Bool)
    /// The person went to an item.
    case moved(to: Int)
    /// An item was saved to disk.
    case kept
    /// The person handed the exam in.
    case handedIn
  }

  /// The decisions made before the first item.
  public let plan: AttemptPlan
  /// The items, in order.
  public private(set) var itemStates: [ItemState]
  /// The item on the screen.
  public private(set) var place: Int
  /// The time worked, in milliseconds.
  public private(set) var activeMilliseconds: Int
  /// Why the exam ended; nil while it runs.
  public private(set) var stopReason: StopReason?
  /// How many times the exam was saved; a window that holds a smaller number is out of date.
  public private(set) var version: Int

  /// Creates an exam from its plan and the work done so far.
  ///
  /// - Parameter done: What was done, by position; positions without one are untouched.
  public init(
    plan: AttemptPlan, pool: ItemPool, done: [Int: ItemState] = [:], place: Int = 0,
    activeMilliseconds: Int = 0,
    version: Int = 0
  ) {
    self.plan = plan
    let items = plan.items ?? []
    itemStates = items.enumerated().map { position, id in
      var itemState = done[position] ?? ItemState(item: id)
      itemState.item = id
      itemState.entry = pool.index(of: id)
      return itemState
    }
    self.place = min(max(0, place), max(0, itemStates.count - 1))
    self.activeMilliseconds = activeMilliseconds
    self.version = version
    if itemStates.indices.contains(self.place) { itemStates[self.place].isSeen = true }
  }

  /// The time left, in milliseconds; nil without a limit.
  public var remainingMilliseconds: Int? { plan.timeLimit.map { max(0, $0 * 1000 - activeMilliseconds) } }
  /// The number of items with a complete answer.
  public var answeredCount: Int { itemStates.count { $0.answer?.isComplete ?? false } }
  /// The number of items with some rows answered and some not.
  public var partlyCount: Int { itemStates.count { !($0.answer?.isComplete ?? true) } }
  /// The number of flagged items.
  public var flaggedCount: Int { itemStates.count(where: \.isFlagged) }

  /// Handles an event; once the exam is over, nothing changes.
  public mutating func handle(_ event: Event) {
    // Count the save even if the time ran out while the item was being written.
    if case .kept = event { version += 1 }
    guard stopReason == nil, itemStates.indices.contains(place) else { return }
    switch event {
    case .worked(let milliseconds, let onItem):
      var time = max(0, milliseconds)
      if let remaining = remainingMilliseconds { time = min(time, remaining) }
      activeMilliseconds += time
      if onItem { itemStates[place].milliseconds += time }
      if remainingMilliseconds == 0 { stopReason = .timeOver }
    case .answered(let answer, let score):
      itemStates[place].answer = answer
      itemStates[place].score = answer == nil ? nil : score
      itemStates[place].isOutdated = false
    case .flagged(let isFlagged):
      itemStates[place].isFlagged = isFlagged
    case .moved(let target):
      guard itemStates.indices.contains(target) else { return }
      place = target
      itemStates[place].isSeen = true
    case .kept: break
    case .handedIn:
      stopReason = .handedIn
    }
  }

  /// The present response to an item; nil if it has none.
  public func response(at position: Int, pool: ItemPool) -> Attempt.Response? {
    let itemState = itemStates[position]
    guard let answer = itemState.answer else { return nil }
    return response(to: itemState, answer, pool: pool)
  }

  /// All responses once the exam is over, by position; a question without an answer has one that says so.
  ///
  /// What counts of them is the rule of `CountedResponses`.
  public func finalResponses(pool: ItemPool) -> [(position: Int, response: Attempt.Response)] {
    itemStates.indices.map { position in
      (
        position,
        response(to: itemStates[position], itemStates[position].answer ?? .unanswered, pool: pool)
      )
    }
  }

  private func response(to itemState: ItemState, _ answer: Answer, pool: ItemPool) -> Attempt.Response {
    let entry = itemState.entry.map { pool.entries[$0] }
    let nothing = Score(category: 0, of: entry.map { Scoring.categoryCount(of: $0.kind) } ?? 2)
    return Attempt.Response(
      entry: itemState.entry, item: itemState.item, revision: entry?.revision ?? 1, answer: answer,
      score: answer.isBlank ? nothing : itemState.score ?? nothing, confidence: nil,
      milliseconds: itemState.milliseconds,
      isRapid: !answer.isBlank
        && RapidGuess.isRapid(milliseconds: itemState.milliseconds, words: entry?.readingWords ?? 0))
  }
}
