/// The result of a mock exam.
extension Report {
  /// The result of a mock exam, apart from the score.
  public struct Exam: Sendable, Equatable, Codable {
    /// The number of right answers.
    public var right: Int
    /// The number of partly right answers, which don't count as right.
    public var partly: Int
    /// The number of wrong answers.
    public var wrong: Int
    /// The number of questions answered with "I don't know".
    public var unknown: Int
    /// The number of questions without an answer.
    public var unanswered: Int
    /// The number of questions.
    public var total: Int
    /// The share of right answers in percent, rounded down.
    public var percent: Int
    /// How many percent of all questions must be right to pass.
    public var cut: Int
    /// True if the exam was passed.
    public var isPassed: Bool
    /// The time worked, in seconds.
    public var seconds: Int
    /// The time limit, in seconds; nil without one.
    public var timeLimit: Int?
    /// The right answers and questions of each domain.
    public var domains: [Count]
    /// Why there is no score, nil if there is one; in the text only, not in the JSON form.
    public var whyNoScore: String?
    /// The result as sentences; in the text only, not in the JSON form.
    public var sentences: [String] = []

    private enum CodingKeys: String, CodingKey {
      case right, partly, wrong, unknown, unanswered, total, percent, cut, seconds, timeLimit, domains
      case isPassed = "passed"
    }

    /// The questions of a domain.
    public struct Count: Sendable, Equatable, Codable {
      /// The domain's identity.
      public var id: String
      /// Its name; in the text only, not in the JSON form.
      public var name = ""
      /// The number of right answers.
      public var right: Int
      /// The number of answers that aren't right.
      public var missed: Int
      /// The number of questions without an answer.
      public var unanswered: Int
      /// The number of questions.
      public var total: Int

      private enum CodingKeys: String, CodingKey {
        case id, right, missed, unanswered, total
      }

      /// Creates a count.
      public init(id: String, name: String, right: Int, missed: Int, unanswered: Int, total: Int) {
        self.id = id
        self.name = name
        self.right = right
        self.missed = missed
        self.unanswered = unanswered
        self.total = total
      }
    }

    /// Writes the numbers of the whole exam; each form of the JSON adds the domains in its own way.
    package func encodeNumbers(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: CodingKeys.self)
      let numbers: [(CodingKeys, Int)] = [
        (.right, right), (.partly, partly), (.wrong, wrong), (.unknown, unknown), (.unanswered, unanswered),
        (.total, total), (.percent, percent), (.cut, cut), (.seconds, seconds),
      ]
      for (key, number) in numbers {
        try fields.encode(number, forKey: key)
      }
      try fields.encode(isPassed, forKey: .isPassed)
      try fields.encodeIfPresent(timeLimit, forKey: .timeLimit)
    }

    /// Writes the JSON form.
    public func encode(to encoder: any Encoder) throws {
      try encodeNumbers(to: encoder)
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encode(domains, forKey: .domains)
    }

    /// Creates a result.
    public init(
      right: Int, partly: Int, wrong: Int, unknown: Int, unanswered: Int, total: Int, percent: Int, cut: Int,
      isPassed: Bool, seconds: Int, timeLimit: Int?, domains: [Count], whyNoScore: String?,
      sentences: [String]
    ) {
      self.right = right
      self.partly = partly
      self.wrong = wrong
      self.unknown = unknown
      self.unanswered = unanswered
      self.total = total
      self.percent = percent
      self.cut = cut
      self.isPassed = isPassed
      self.seconds = seconds
      self.timeLimit = timeLimit
      self.domains = domains
      self.whyNoScore = whyNoScore
      self.sentences = sentences
    }
  }
}
