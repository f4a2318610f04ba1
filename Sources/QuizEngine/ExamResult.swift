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

  /// The questions by what became of them.
  public private(set) var counts = AnswerCount()
  /// The number of answers that came too fast to count for the score; they are among the counts all the same.
  public private(set) var rapid = 0
  /// The questions of each domain, in the order of the framework.
  public private(set) var domains: [AnswerCount]
  /// The cut: how many percent of all questions must be right to pass.
  public let cut: Int
  /// The time worked, in milliseconds.
  public let milliseconds: Int
  /// The time limit, in seconds; nil without one.
  public let timeLimit: Int?

  /// Combines counts that were made before.
  public init(
    _ counts: AnswerCount, rapid: Int = 0, domains: [AnswerCount], cut: Int, milliseconds: Int,
    timeLimit: Int?
  ) {
    self.counts = counts
    self.rapid = rapid
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
    domains = framework.domains.map { _ in AnswerCount() }
    self.cut = cut
    self.milliseconds = milliseconds
    self.timeLimit = timeLimit
    for question in questions {
      let outcome = question.outcome
      // An item's identity begins with that of its domain, so items that the bank lost have one too.
      if let domain = framework.domains.firstIndex(where: { question.item.hasPrefix($0.id + ".") }) {
        domains[domain].add(outcome)
      }
      if question.isRapid { rapid += 1 }
      counts.add(outcome)
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
  /// The number of questions.
  public var total: Int { counts.questions }
  /// The number of questions with an answer, "I don't know" included.
  public var answered: Int { counts.given }
  /// The share of right answers in percent, rounded down so that a passing number always passes.
  public var percent: Int { total == 0 ? 0 : 100 * right / total }
  /// True if enough of the questions were answered right.
  public var isPassed: Bool { total > 0 && percent >= cut }
  /// The number of answers that a score may rest on: those given with time to read.
  public var countedAnswers: Int { answered - rapid }
  /// True if there are enough answers for a score on the reporting scale.
  public var hasScore: Bool { countedAnswers >= Self.leastAnswers }
}
