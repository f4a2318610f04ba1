/// What the screens say about a person beside the numbers: what comes first, what was confident but wrong, how the
/// score changed, and the evidence.
extension Report {
  /// A day, as a date for programs and in words for people.
  public struct Day: Sendable, Equatable, Codable {
    /// The date, such as `2026-05-04`.
    public var iso: String
    /// The date for tables, such as `4 May 2026`; in the text only, not in the JSON form.
    public var short: String
    /// The date for sentences, such as `4 May 2026` or `15 September 2026`; in the text only, not in the JSON form.
    public var long: String

    /// Creates a day from its texts.
    public init(iso: String, short: String, long: String) {
      self.iso = iso
      self.short = short
      self.long = long
    }

    /// Reads a date; people see it as it is.
    public init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      self.init(iso: text, short: text, long: text)
    }

    /// Writes the date.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(iso)
    }
  }

  /// A skill to work on, with the reason.
  public struct Work: Sendable, Equatable, Codable {
    /// The skill's identity.
    public var skill: String
    /// Why it is listed, such as `missed 3 of 4, one confidently`.
    public var reason: String
    /// How urgent it is, such as `high priority`.
    public var priority: String
    /// The best open action that helps; nil if there is none.
    public var action: Action?

    /// Creates an entry.
    public init(skill: String, reason: String, priority: String, action: Action?) {
      self.skill = skill
      self.reason = reason
      self.priority = priority
      self.action = action
    }
  }

  /// A question whose last answer was wrong although the person was certain.
  public struct Misconception: Sendable, Equatable, Codable {
    /// The item's identity.
    public var item: String
    /// The question, in a line.
    public var question: String
    /// The right answer, in words; empty if it isn't known.
    public var key: String
    /// The skill's identity.
    public var skill: String
    /// When it was answered.
    public var answered: Day

    /// Creates an entry.
    public init(item: String, question: String, key: String, skill: String, answered: Day) {
      self.item = item
      self.question = question
      self.key = key
      self.skill = skill
      self.answered = answered
    }
  }

  /// What looks fine and what wasn't asked, in the words of the gap report.
  public struct Rest: Sendable, Equatable {
    /// What looks fine, and how sure that is, as a sentence.
    public var fine: String
    /// What wasn't asked, as a sentence.
    public var notAsked: String
    /// The measurement that would settle most, as a sentence; nil if there is none.
    public var measureNext: String?
    /// That it is hidden whether the answers of an open attempt were right, as a sentence; nil if there are none.
    public var hidden: String?

    /// Creates the sentences.
    public init(fine: String, notAsked: String, measureNext: String?, hidden: String? = nil) {
      self.hidden = hidden
      self.fine = fine
      self.notAsked = notAsked
      self.measureNext = measureNext
    }
  }

  /// A score with its 95 % margin, in points of the reporting scale.
  public struct Points: Sendable, Equatable, Codable {
    /// The score.
    public var score: Int
    /// The margin.
    public var margin: Int
    /// Both, such as `615 ± 75`.
    var words: String { "\(score) ± \(margin)" }

    /// Creates a score.
    public init(score: Int, margin: Int) {
      self.score = score
      self.margin = margin
    }
  }

  /// The score over time.
  public struct History: Sendable, Equatable, Codable {
    /// The attempts that measure, oldest first.
    public var attempts: [Attempt]
    /// The score at the end of each day with answers, from all answers up to then, and today.
    public var line: [Point]
    /// What has changed since the first attempt, as a sentence; nil with fewer than two.
    public var change: String?
    /// The dates on the axis; in the text only, not in the JSON form.
    public var ticks: [Tick] = []

    private enum CodingKeys: String, CodingKey { case attempts, line, change }

    /// Creates a history.
    public init(attempts: [Attempt], line: [Point], change: String?, ticks: [Tick]) {
      self.attempts = attempts
      self.line = line
      self.change = change
      self.ticks = ticks
    }

    /// An attempt.
    public struct Attempt: Sendable, Equatable, Codable {
      /// Its number.
      public var number: Int
      /// The day on which it ended.
      public var day: Day
      /// When it ended, in days; in the text only, not in the JSON form.
      public var time = 0.0
      /// The kind of attempt, such as `placement`.
      public var mode: String
      /// The number of answers.
      public var answers: Int
      /// Why the person excluded it from the score; nil if it counts.
      public var excluded: String?
      /// What it says on its own; nil if it measured one domain only or too little.
      public var alone: Points?
      /// The score at the end of its day, from all answers up to then; nil if none counts.
      public var after: Points?
      /// The result of a mock exam, such as `26 of 40 right, 65 %: passed`; nil for other attempts.
      ///
      /// It is in the text only, not in the JSON form.
      public var exam: String?

      private enum CodingKeys: String, CodingKey { case number, day, mode, answers, excluded, alone, after }

      /// Creates an attempt.
      public init(
        number: Int, day: Day, time: Double, mode: String, answers: Int, excluded: String?, alone: Points?,
        after: Points?, exam: String? = nil
      ) {
        self.exam = exam
        self.number = number
        self.day = day
        self.time = time
        self.mode = mode
        self.answers = answers
        self.excluded = excluded
        self.alone = alone
        self.after = after
      }
    }

    /// A point of the line.
    public struct Point: Sendable, Equatable, Codable {
      /// The day.
      public var day: Day
      /// From when on the score holds, in days; in the text only, not in the JSON form.
      public var time = 0.0
      /// The score.
      public var points: Points

      private enum CodingKeys: String, CodingKey { case day, points }

      /// Creates a point.
      public init(day: Day, time: Double, points: Points) {
        self.day = day
        self.time = time
        self.points = points
      }
    }

    /// A date on the axis.
    public struct Tick: Sendable, Equatable {
      /// Where it is, in days.
      public var time: Double
      /// The date, such as `May 2026`.
      public var label: String

      /// Creates a tick.
      public init(time: Double, label: String) {
        self.time = time
        self.label = label
      }
    }
  }

  /// What a person reported about something that can't be quizzed.
  public struct Evidence: Sendable, Equatable, Codable {
    /// The scale's identity.
    public var id: String
    /// Its name.
    public var name: String
    /// The roadmap step that it belongs to.
    public var step: Int
    /// The level reported; nil if nothing was.
    public var level: Int?
    /// The highest level.
    public var highest: Int
    /// What that level means; nil if none was reported.
    public var means: String?
    /// What shows it: an address or a name.
    public var shownBy: String?

    /// Creates an entry.
    public init(
      id: String, name: String, step: Int, level: Int?, highest: Int, means: String?, shownBy: String?
    ) {
      self.id = id
      self.name = name
      self.step = step
      self.level = level
      self.highest = highest
      self.means = means
      self.shownBy = shownBy
    }
  }
}
