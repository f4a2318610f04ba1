/// What is known about a skill: what the model says and what the person's own answers say, always together.
///
/// The model uses all answers of the person, and those of the skill's domain most. So it may say one thing while the
/// few answers about the skill itself say another. Neither is shown without the other.
public struct SkillVerdict: Sendable, Hashable {
  /// What the model says about a skill or a domain and the target, for the words and colours of every screen and report.
  public enum Model: String, Sendable, Hashable, CaseIterable, Codable {
    /// The ability is probably below the target.
    case belowTarget = "below target"
    /// It could be either.
    case notSure = "not sure"
    /// The ability is probably at the target or above.
    case atTarget = "at target"

    /// Below this probability of being at the target, a skill is said to be below it.
    ///
    /// `sextant simulate --jagged` tries it on people whose skills differ. At a quarter, a third of the weaker people's
    /// good skills would be said to be below the target.
    public static let belowTargetCut = 0.15
    /// From this probability on, a skill is said to be at the target.
    public static let atTargetCut = 0.75

    /// Judges a probability of being at the target; NaN gives `notSure`.
    public init(probabilityAtTarget probability: Double) {
      self =
        probability < Self.belowTargetCut
        ? .belowTarget : probability >= Self.atTargetCut ? .atTarget : .notSure
    }

    /// The verdict as a word or two; "not sure" would read as the person's own doubt.
    public var words: String { self == .notSure ? "unclear" : rawValue }

    /// The verdict as a sentence.
    var sentence: String {
      switch self {
      case .belowTarget: "Below the target."
      case .notSure: "Unclear: we can't tell yet whether you're at the target."
      case .atTarget: "At the target."
      }
    }
  }

  /// What became of a skill's own questions without an answer that counts, by the reason.
  public struct LeftOut: Sendable, Hashable, Codable {
    /// The number of answers that came faster than the question can be read.
    public var tooFast: Int
    /// The number of answers to questions that the person had answered shortly before.
    public var repeated: Int
    /// The number of questions that mock exams left without an answer; they count as not right, but are no answers.
    public var unanswered: Int

    /// Creates counts; by default of none.
    public init(tooFast: Int = 0, repeated: Int = 0, unanswered: Int = 0) {
      self.tooFast = tooFast
      self.repeated = repeated
      self.unanswered = unanswered
    }

    /// The number of questions without an answer that counts.
    public var total: Int { uncounted + unanswered }
    /// The number of answers that don't count.
    private var uncounted: Int { tooFast + repeated }
    /// True if most of the questions were left open.
    private var isOpen: Bool { unanswered > 0 && unanswered >= uncounted }

    /// What is said of answers that don't count, everywhere.
    public static let notCounted = "not counted"

    /// What is said in place of a number that no answer counts for, such as `asked, but not counted (too fast)`.
    public var words: String {
      total == 0
        ? "not asked" : isOpen ? "asked, but left unanswered" : "asked, but \(Self.notCounted) (\(reason))"
    }
    /// The same for places with little room.
    public var shortWords: String { total == 0 ? "not asked" : isOpen ? "unanswered" : Self.notCounted }

    /// Why no answer counts; the reason of most of them.
    public var reason: String {
      isOpen
        ? "left unanswered"
        : tooFast >= repeated ? "too fast" : "seen shortly before"
    }

    /// The words as a sentence.
    public var sentence: String {
      words.prefix(1).uppercased() + words.dropFirst() + (total == 0 ? " yet." : ".")
    }

    /// The same in at most ten columns: the reason alone.
    public var tightWords: String {
      total == 0
        ? "not asked"
        : isOpen
          ? "no answer"
          : tooFast >= repeated ? "too fast" : "repeated"
    }

    /// Adds counts.
    public static func += (sum: inout LeftOut, other: LeftOut) {
      sum.tooFast += other.tooFast
      sum.repeated += other.repeated
      sum.unanswered += other.unanswered
    }
  }

  /// What the answers to a skill's own questions were; practice doesn't count.
  public struct Answers: Sendable, Hashable, Codable {
    /// The number of answers that count; a question without an answer isn't one.
    public var asked: Int
    /// The number of right ones among those that may be shown.
    public var right: Int
    /// The number of answers of an open attempt; whether they were right is shown with its result.
    public var hidden: Int
    /// The number of questions whose last answer wasn't right.
    public var missed: Int
    /// The number of these that were wrong although the person was certain.
    public var confidentButWrong: Int
    /// The questions without an answer that counts.
    public var leftOut: LeftOut

    /// Creates a count of answers; by default of none.
    public init(
      asked: Int = 0, right: Int = 0, hidden: Int = 0, missed: Int = 0, confidentButWrong: Int = 0,
      leftOut: LeftOut = LeftOut()
    ) {
      self.asked = asked
      self.right = right
      self.hidden = hidden
      self.missed = missed
      self.confidentButWrong = confidentButWrong
      self.leftOut = leftOut
    }

    /// The answers in words, such as `2 of 3 right`.
    public var words: String {
      guard asked > 0 else {
        return leftOut.unanswered > 0
          ? "left unanswered (counts as not right)" : "\(leftOut.words): estimated from the domain"
      }
      let more = "\(hidden) answer\(hidden == 1 ? "" : "s") hidden until the attempt ends"
      guard !isHidden else { return more }
      let shown = asked - hidden
      return "\(right) of \(shown) right"
        + (confidentButWrong > 0 ? ", \(confidentButWrong) confident but wrong" : "")
        + (leftOut.unanswered > 0 ? ", \(leftOut.unanswered) left unanswered" : "")
        + (hidden > 0 ? ", " + more : "")
    }

    /// The same for places with little room, such as `2 of 3` or `not asked`.
    public var shortWords: String {
      guard asked > 0 else { return leftOut.shortWords }
      guard !isHidden else { return "\(asked) hidden" }
      return "\(right) of \(asked - hidden)" + (hidden > 0 ? ", \(hidden) hidden" : "")
    }

    /// The right answers of those that may be shown, such as `3/4`; empty without answers.
    ///
    /// A question mark stands for answers that are hidden, as in `?/1`.
    public var fraction: String {
      guard asked > 0 else { return "" }
      return isHidden ? "?/\(asked)" : "\(right)/\(asked - hidden)" + (hidden > 0 ? "+?" : "")
    }

    /// True if there are answers, and whether they were right is hidden for all of them.
    public var isHidden: Bool { asked > 0 && hidden == asked }
  }

  /// What the model says.
  public var model: Model
  /// What the answers say.
  public var answers: Answers

  /// Combines the two parts.
  public init(model: Model, answers: Answers) {
    self.model = model
    self.answers = answers
  }

  /// The two parts together, for marks, colours and filters.
  ///
  /// A skill with a question that the person still misses is never simply at the target, and a hidden answer may be a miss.
  /// While all answers are hidden it is unclear, so that it gives none of them away.
  public var combined: Model {
    if answers.isHidden { return .notSure }
    return model == .atTarget && answers.missed + answers.hidden > 0 ? .notSure : model
  }

  /// What they come to and the answers, such as `below target, 1 of 3 right`.
  ///
  /// The word is that of the mark beside it: a skill with a miss is unclear, even if the model says that it is at the target.
  public var words: String { "\(combined.words), \(joint)\(answers.words)" }

  /// Both parts for places with little room, such as `below target, 1 of 3`.
  public var shortWords: String { "\(combined.words), \(joint)\(answers.shortWords)" }

  /// What the answers say, for the least room beside a mark that says the rest, such as `1 of 3`.
  public var briefWords: String { answers.shortWords }

  /// True if the answers say something else than the model: a question is still missed, or all were right.
  public var isContradicted: Bool {
    switch model {
    case .atTarget: answers.missed > 0
    case .belowTarget: answers.asked > 0 && answers.hidden == 0 && answers.right == answers.asked
    case .notSure: false
    }
  }

  /// Both parts, each as a sentence of its own.
  ///
  /// For example `Below the target. Your answers: 1 of 3 right.`
  public var sentence: String {
    guard !answers.isHidden else {
      return answers.hidden == 1
        ? "Your answer is hidden until the attempt ends."
        : "Your \(answers.hidden) answers are hidden until the attempt ends."
    }
    if answers.asked == 0, answers.leftOut.total == 0 {
      return "\(model.sentence) We haven't asked about it: this comes from your other answers in the domain."
    }
    guard isContradicted else { return "\(combined.sentence) Your answers: \(answers.words)." }
    if model == .belowTarget {
      return "Below the target, although \(answers.words): "
        + (answers.leftOut.unanswered > 0
          ? "a question without an answer counts as not right."
          : "your other answers in this domain say so.")
    }
    let what =
      answers.asked == 1
      ? "the one question we asked"
      : answers.missed == 1 ? "a question" : "\(answers.missed) questions"
    let sure = answers.confidentButWrong > 0 ? ", although you were confident" : ""
    return
      "Unclear. You're probably at the target, but you missed \(what)\(sure)"
      + (answers.asked == 1 ? "." : ": \(answers.right) of \(answers.asked - answers.hidden) right.")
  }

  /// The word between the parts if all answers were right and the skill is below the target all the same.
  private var joint: String { isContradicted && combined == .belowTarget ? "but " : "" }
}

/// As JSON both parts and what they come to together, so that no reader takes one part for all.
extension SkillVerdict: Codable {
  private enum CodingKeys: String, CodingKey { case model, answers, combined }

  /// Reads the two parts; what they come to follows from them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      model: try container.decode(Model.self, forKey: .model),
      answers: try container.decode(Answers.self, forKey: .answers))
  }

  /// Writes the two parts and what they come to.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encode(answers, forKey: .answers)
    try container.encode(combined, forKey: .combined)
  }
}
