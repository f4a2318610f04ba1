import ItemBank

/// The result of a mock exam: how many of all its questions were right, and whether that is enough to pass.
///
/// It counts every question of the exam, answered or not. A question without an answer is not right. The score on the
/// reporting scale is something else: an estimate of ability, which needs at least `leastAnswers` answers.
public struct ExamResult: Sendable, Hashable {
  /// The number of answers that a score on the reporting scale needs at least.
  public static let leastAnswers = 10

  /// What became of one question of an exam.
  public struct Question: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The share of full credit; nil for a question without an answer.
    public var credit: Double?
    /// True for "I don't know".
    public var isUnknown: Bool
    /// True if the answer came faster than the item can be read.
    public var isRapid: Bool

    /// What became of it.
    public var outcome: AnswerOutcome {
      AnswerOutcome(credit: credit ?? 0, isUnknown: isUnknown, isUnanswered: credit == nil)
    }

    /// Creates a question; without further arguments, one without an answer.
    public init(item: String, credit: Double? = nil, isUnknown: Bool = false, isRapid: Bool = false) {
      self.item = item
      self.credit = credit
      self.isUnknown = isUnknown
      self.isRapid = isRapid
    }
  }

  /// The questions of a domain.
  public struct DomainCount: Sendable, Hashable {
    /// The number of right answers.
    public var right = 0
    /// The number of questions.
    public var total = 0

    /// Creates a count.
    public init(right: Int = 0, total: Int = 0) {
      self.right = right
      self.total = total
    }
  }

  /// The questions by what became of them; each is in one group.
  public struct Counts: Sendable, Hashable {
    /// The number of right answers.
    public var right: Int
    /// The number of partly right answers; they don't count as right.
    public var partly: Int
    /// The number of wrong answers.
    public var wrong: Int
    /// The number of questions answered with "I don't know".
    public var unknown: Int
    /// The number of questions without an answer.
    public var unanswered: Int
    /// The number of answers that came faster than the item can be read; it's part of the groups above.
    public var rapid: Int

    /// Creates counts.
    public init(
      right: Int = 0, partly: Int = 0, wrong: Int = 0, unknown: Int = 0, unanswered: Int = 0, rapid: Int = 0
    ) {
      self.right = right
      self.partly = partly
      self.wrong = wrong
      self.unknown = unknown
      self.unanswered = unanswered
      self.rapid = rapid
    }
  }

  /// The questions by what became of them.
  public private(set) var counts = Counts()
  /// The domains, in the order of the framework.
  public private(set) var domains: [DomainCount]
  /// The cut: how many percent of all questions must be right to pass.
  public let cut: Int
  /// The time worked, in milliseconds.
  public let milliseconds: Int
  /// The time limit, in seconds; nil without one.
  public let timeLimit: Int?

  /// Combines counts that were made before.
  public init(_ counts: Counts, domains: [DomainCount], cut: Int, milliseconds: Int, timeLimit: Int?) {
    self.counts = counts
    self.domains = domains
    self.cut = cut
    self.milliseconds = milliseconds
    self.timeLimit = timeLimit
  }

  /// Counts the questions of an exam.
  ///
  /// - Parameters:
  ///   - questions: All questions of the exam, answered or not.
  ///   - cut: The cut in percent.
  ///   - milliseconds: The time worked.
  ///   - timeLimit: The time limit in seconds.
  public init(
    _ questions: [Question], framework: Framework, cut: Int, milliseconds: Int, timeLimit: Int?
  ) {
    domains = framework.domains.map { _ in DomainCount() }
    self.cut = cut
    self.milliseconds = milliseconds
    self.timeLimit = timeLimit
    for question in questions {
      let outcome = question.outcome
      // An item's identity begins with that of its domain, so items that the bank lost have one too.
      if let domain = framework.domains.firstIndex(where: { question.item.hasPrefix($0.id + ".") }) {
        domains[domain].total += 1
        if outcome.isRight { domains[domain].right += 1 }
      }
      if question.isRapid { counts.rapid += 1 }
      switch outcome {
      case .right: counts.right += 1
      case .partly: counts.partly += 1
      case .wrong: counts.wrong += 1
      case .unknown: counts.unknown += 1
      case .unanswered: counts.unanswered += 1
      }
    }
  }

  /// The number of right answers.
  public var right: Int { counts.right }
  /// The number of partly right answers.
  public var partly: Int { counts.partly }
  /// The number of wrong answers.
  public var wrong: Int { counts.wrong }
  /// The number of questions answered with "I don't know".
  public var unknown: Int { counts.unknown }
  /// The number of questions without an answer.
  public var unanswered: Int { counts.unanswered }
  /// The number of answers that came too fast to count for the score; right ones are right all the same.
  public var rapid: Int { counts.rapid }
  /// The number of questions.
  public var total: Int { right + partly + wrong + unknown + unanswered }
  /// The number of questions with an answer, "I don't know" included.
  public var answered: Int { total - unanswered }
  /// The share of right answers in percent, rounded down so that a passing number always passes.
  public var percent: Int { total == 0 ? 0 : 100 * right / total }
  /// True if enough of the questions were answered right.
  public var isPassed: Bool { total > 0 && percent >= cut }
  /// The number of answers that a score may rest on: those given with time to read.
  public var countedAnswers: Int { answered - rapid }
  /// True if there are enough answers for a score on the reporting scale.
  public var hasScore: Bool { countedAnswers >= Self.leastAnswers }
}
