import ItemBank

/// The kinds of attempt.
public enum Mode: String, Sendable, Hashable, CaseIterable, Codable {
  /// Adaptive, over all domains.
  case placement
  /// Adaptive, within one domain or skill.
  case focus
  /// Practice with feedback after each item; due reviews come first.
  case drill
  /// A fixed blueprint against the clock, in any order; correct answers are shown at the end.
  case mock

  /// True if the answers count as measurement; practice with feedback doesn't.
  public var measures: Bool { self != .drill }
  /// True if feedback follows each answer at once.
  public var givesFeedback: Bool { self == .drill }
  /// The name within a sentence.
  public var name: String { self == .mock ? "mock exam" : rawValue }
  /// The name on screens.
  public var title: String {
    self == .mock ? "Mock exam" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }
}

/// What an attempt covers.
public enum Scope: Sendable, Hashable, Codable {
  /// Everything.
  case all
  /// One domain.
  case domain(String)
  /// One skill.
  case skill(String)
}

/// Everything besides the answers that determines an attempt; with both, it replays to the same state.
public struct AttemptPlan: Sendable, Hashable, Codable {
  /// The kind of attempt.
  public var mode: Mode
  /// What the attempt covers.
  public var scope: Scope
  /// The largest number of items.
  public var itemLimit: Int
  /// The seed of every random choice.
  public var seed: UInt64
  /// The target profile's identity.
  public var profile: String
  /// True if the person rates how sure they are.
  public var asksConfidence: Bool
  /// Items in their cool-down; served only if nothing else is left.
  public var resting: [String]
  /// Items due for review, most urgent first; drills serve them first.
  public var due: [String]
  /// The value of closing the gap in each skill, by the skill's identity; drills ask most where it is
  /// highest.
  public var worth: [String: Double]?
  /// The items of a mock exam, in order; nil for the other modes, which choose as they go.
  public var items: [String]?
  /// The working time of a mock exam, in seconds; nil without a limit.
  public var timeLimit: Int?
  /// The cut of a mock exam when it began, in percent; nil for the other modes, and in older plans.
  public var cut: Int?
  /// The person's own pace when the attempt began, see `Pace`; nil in older plans and without any answer before.
  public var pace: Double?
  /// The questions of a drill that find out whether the person has an idea; nil in other modes and older plans.
  public var probes: MisconceptionProbes?

  /// Creates a plan.
  public init(
    mode: Mode, scope: Scope = .all, itemLimit: Int, seed: UInt64, profile: String,
    asksConfidence: Bool = false, resting: [String] = [], due: [String] = [],
    worth: [String: Double]? = nil, items: [String]? = nil, timeLimit: Int? = nil,
    cut: Int? = nil, pace: Double? = nil, probes: MisconceptionProbes? = nil
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
    self.cut = cut
    self.pace = pace
    self.probes = probes
  }

  /// The usual length of an attempt.
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
  /// All planned items were answered.
  case itemLimit = "item-limit"
  /// The result is precise enough, overall and in every domain.
  case precise
  /// No item was left that would add information.
  case exhausted
  /// The person ended it.
  case ended
  /// The person handed the exam in.
  case handedIn = "handed-in"
  /// The exam's time ran out.
  case timeOver = "time-over"

  /// The reason as a sentence for people.
  public var sentence: String {
    switch self {
    case .itemLimit: "It ended at the planned number of questions."
    case .precise: "It ended early: every domain is decided or precise enough."
    case .exhausted: "It ended because no question was left that would tell more."
    case .ended: "You ended it."
    case .handedIn: "You handed it in."
    case .timeOver: "Its time was over."
    }
  }
}
