import ItemBank

/// The kinds of sitting.
public enum Mode: String, Sendable, Hashable, CaseIterable, Codable {
  /// Adaptive, over all domains.
  case placement
  /// Adaptive, within one domain or skill.
  case focus
  /// Practice with feedback after each item; what is due comes first.
  case drill
  /// A fixed blueprint against the clock, in any order; the key comes at the end.
  case mock

  /// True where the answers count as measurement; practice with feedback does not.
  public var measures: Bool { self != .drill }
  /// True where each answer is followed by its feedback at once.
  public var givesFeedback: Bool { self == .drill }
  /// The name within a sentence.
  public var name: String { self == .mock ? "mock exam" : rawValue }
  /// The name on screens.
  public var title: String {
    self == .mock ? "Mock exam" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }
}

/// What a sitting is about.
public enum Scope: Sendable, Hashable, Codable {
  /// Everything.
  case all
  /// One domain.
  case domain(String)
  /// One skill.
  case skill(String)
}

/// Everything that decides an attempt beside the answers; with them it replays to the same state.
public struct AttemptPlan: Sendable, Hashable, Codable {
  /// The kind of sitting.
  public var mode: Mode
  /// What it is about.
  public var scope: Scope
  /// The most items that are served.
  public var itemLimit: Int
  /// The seed of every random choice.
  public var seed: UInt64
  /// The target profile's identity.
  public var profile: String
  /// True where the person rates how sure they are.
  public var asksConfidence: Bool
  /// Items in their cool-down; served only where nothing else is left.
  public var resting: [String]
  /// Items due for review, in the order of urgency; drills serve them first.
  public var due: [String]
  /// What closing each skill is worth, by its identity; drills ask most where most is to be won.
  public var worth: [String: Double]?
  /// The items of a mock exam, in their order; nil for the other sittings, which choose as they go.
  public var items: [String]?
  /// The working time of a mock exam, in seconds; nil without a limit.
  public var timeLimit: Int?

  /// Creates a plan.
  public init(
    mode: Mode, scope: Scope = .all, itemLimit: Int, seed: UInt64, profile: String,
    asksConfidence: Bool = false, resting: [String] = [], due: [String] = [],
    worth: [String: Double]? = nil, items: [String]? = nil, timeLimit: Int? = nil
  ) {
    self.mode = mode
    self.scope = scope
    self.itemLimit = itemLimit
    self.seed = seed
    self.profile = profile
    self.asksConfidence = asksConfidence
    self.resting = resting
    self.due = due
    self.worth = worth
    self.items = items
    self.timeLimit = timeLimit
  }

  /// The usual length of a sitting.
  public static func usualLength(of mode: Mode) -> Int {
    switch mode {
    case .placement: 30
    case .focus: 15
    case .drill: 10
    case .mock: 40
    }
  }
}

/// Why an attempt ended.
public enum StopReason: String, Sendable, Hashable, Codable {
  /// As many items as were planned.
  case itemLimit = "item-limit"
  /// Precise enough, overall and in every domain.
  case precise
  /// No item was left that would tell more.
  case exhausted
  /// The person ended it.
  case ended
  /// The person handed the exam in.
  case handedIn = "handed-in"
  /// The exam's time was over.
  case timeOver = "time-over"

  /// What a person reads.
  public var sentence: String {
    switch self {
    case .itemLimit: "It ended at the planned number of items."
    case .precise: "It ended early: every domain is decided or precise enough."
    case .exhausted: "It ended because no item was left that would tell more."
    case .ended: "You ended it."
    case .handedIn: "You handed it in."
    case .timeOver: "Its time was over."
    }
  }
}
