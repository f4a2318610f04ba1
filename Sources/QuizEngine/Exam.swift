import ItemBank

/// A mock exam as a pure state machine: all items lie open, answers can be changed until it is handed in.
///
/// Its plan names the items, so that it comes back as it was; the clock is passed in as time worked.
public struct Exam: Sendable, Equatable {
  /// One item of the exam with what was done about it.
  public struct Sheet: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The item, as an index into the pool; nil where the bank no longer has it.
    public var entry: Int?
    /// The answer so far.
    public var answer: Answer?
    /// What it is worth.
    public var score: Score?
    /// True where the person put a flag on it.
    public var isFlagged = false
    /// True once it was on the screen.
    public var isSeen = false
    /// The time that it was worked on, in milliseconds.
    public var milliseconds = 0
    /// True where the answer was given to another version of the question than the one that is shown now.
    ///
    /// It counts as it was scored, and stays until the person answers the question of today.
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

  /// What happened.
  public enum Event: Sendable {
    /// The exam went on for so many milliseconds, spent on the current item or on the overview.
    case worked(Int, onItem: Bool)
    /// The current item was answered, or its answer taken back.
    case answered(Answer?, Score?)
    /// The current item's flag was set or taken off.
    case flagged(Bool)
    /// The person went to an item.
    case moved(to: Int)
    /// An item was put on the disk.
    case kept
    /// The person handed the exam in.
    case handedIn
  }

  /// Everything that was decided before the first item.
  public let plan: AttemptPlan
  /// The items, in their order.
  public private(set) var sheets: [Sheet]
  /// The item on the screen.
  public private(set) var place: Int
  /// The time worked, in milliseconds.
  public private(set) var activeMilliseconds: Int
  /// Why it ended; nil while it runs.
  public private(set) var stopReason: StopReason?
  /// How often it was put on the disk; a window that knows an older version is out of date.
  public private(set) var version: Int

  /// Creates an exam from its plan, with what was done already.
  ///
  /// - Parameter done: Sheets by position; what is missing is untouched.
  public init(
    plan: AttemptPlan, pool: ItemPool, done: [Int: Sheet] = [:], place: Int = 0, activeMilliseconds: Int = 0,
    version: Int = 0
  ) {
    self.plan = plan
    let items = plan.items ?? []
    sheets = items.enumerated().map { position, id in
      var sheet = done[position] ?? Sheet(item: id)
      sheet.item = id
      sheet.entry = pool.index(of: id)
      return sheet
    }
    self.place = min(max(0, place), max(0, sheets.count - 1))
    self.activeMilliseconds = activeMilliseconds
    self.version = version
    if sheets.indices.contains(self.place) { sheets[self.place].isSeen = true }
  }

  /// The time that is left, in milliseconds; nil without a limit.
  public var remainingMilliseconds: Int? { plan.timeLimit.map { max(0, $0 * 1000 - activeMilliseconds) } }
  /// The items with a whole answer.
  public var answeredCount: Int { sheets.count { $0.answer?.isComplete ?? false } }
  /// The items of which some rows have an answer and some have none.
  public var partlyCount: Int { sheets.count { !($0.answer?.isComplete ?? true) } }
  /// The items with a flag.
  public var flaggedCount: Int { sheets.count(where: \.isFlagged) }

  /// Takes an event in; nothing happens once the exam is over.
  public mutating func handle(_ event: Event) {
    // The time may have run out while an item was on its way to the disk.
    if case .kept = event { version += 1 }
    guard stopReason == nil, sheets.indices.contains(place) else { return }
    switch event {
    case .worked(let milliseconds, let onItem):
      var time = max(0, milliseconds)
      if let remaining = remainingMilliseconds { time = min(time, remaining) }
      activeMilliseconds += time
      if onItem { sheets[place].milliseconds += time }
      if remainingMilliseconds == 0 { stopReason = .timeOver }
    case .answered(let answer, let score):
      sheets[place].answer = answer
      sheets[place].score = answer == nil ? nil : score
      sheets[place].isOutdated = false
    case .flagged(let isFlagged):
      sheets[place].isFlagged = isFlagged
    case .moved(let target):
      guard sheets.indices.contains(target) else { return }
      place = target
      sheets[place].isSeen = true
    case .kept: break
    case .handedIn:
      stopReason = .handedIn
    }
  }

  /// The response of an item as it stands; nil where it has none.
  public func response(at position: Int, pool: ItemPool) -> Attempt.Response? {
    let sheet = sheets[position]
    guard let answer = sheet.answer else { return nil }
    return response(to: sheet, answer, pool: pool)
  }

  /// All responses once the exam is over, by position.
  ///
  /// What was looked at and left open counts as not known. Items that were never on the screen tell nothing and
  /// count for nothing (not reached; Lord 1980, chapter 15).
  public func finalResponses(pool: ItemPool) -> [(position: Int, response: Attempt.Response)] {
    sheets.indices.compactMap { position in
      let sheet = sheets[position]
      if let answer = sheet.answer { return (position, response(to: sheet, answer, pool: pool)) }
      guard sheet.isSeen else { return nil }
      return (position, response(to: sheet, .unknown, pool: pool))
    }
  }

  private func response(to sheet: Sheet, _ answer: Answer, pool: ItemPool) -> Attempt.Response {
    let entry = sheet.entry.map { pool.entries[$0] }
    let nothing = Score(category: 0, of: entry.map { Scoring.categoryCount(of: $0.kind) } ?? 2)
    return Attempt.Response(
      entry: sheet.entry, item: sheet.item, revision: entry?.revision ?? 1, answer: answer,
      score: answer == .unknown ? nothing : sheet.score ?? nothing, confidence: nil,
      milliseconds: sheet.milliseconds,
      isRapid: answer != .unknown
        && RapidGuess.isRapid(milliseconds: sheet.milliseconds, words: entry?.readingWords ?? 0))
  }
}
