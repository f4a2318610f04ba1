import Psychometrics

/// What was measured: domains and skills.
extension Report {
  /// A range.
  public struct Interval: Sendable, Equatable, Codable {
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double
    /// Creates a range.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// An ability with its uncertainty.
  public struct Measure: Sendable, Equatable, Codable {
    /// The posterior mean, in logits.
    public var mean: Double
    /// The posterior standard deviation, in logits.
    public var sd: Double
    /// The 95 % credible interval, in logits.
    public var interval: Interval
    /// The mean on the reporting scale.
    public var score: Int
    /// The interval on the reporting scale.
    public var scoreInterval: Interval
    /// The interval without the error that all levels of a domain share, in logits: for comparing this person's
    /// scores with each other.
    public var intervalWithoutShift: Interval
    /// That interval on the reporting scale.
    public var scoreIntervalWithoutShift: Interval
    /// The band of the mean.
    public var band: String
    /// The probability of each band, from novice to expert.
    public var bandProbabilities: [Double]
    /// The probability of being at the target.
    public var probabilityAtTarget: Double
    /// The number of answers to its own items.
    public var answers: Int
    /// The levels that the margin spans, such as `competent to proficient`; nil if there are too few answers.
    ///
    /// It is in the text only, not in the JSON form.
    public var level: String?
    /// What stands in place of a score that no answer counts for; in the text only.
    public var missing = "not asked"
    /// The margin as the screens show it, in points; in the text only.
    public var shownMargin: Int?

    private enum CodingKeys: String, CodingKey {
      case mean, sd, interval, score, scoreInterval, intervalWithoutShift, scoreIntervalWithoutShift, band
      case bandProbabilities, probabilityAtTarget, answers
    }

    /// Creates a measure.
    public init(
      mean: Double, sd: Double, interval: Interval, score: Int, scoreInterval: Interval,
      intervalWithoutShift: Interval, scoreIntervalWithoutShift: Interval, band: String,
      bandProbabilities: [Double], probabilityAtTarget: Double, answers: Int, level: String? = nil,
      missing: String = "not asked", shownMargin: Int? = nil
    ) {
      self.shownMargin = shownMargin
      self.level = level
      self.missing = missing
      self.mean = mean
      self.sd = sd
      self.interval = interval
      self.score = score
      self.scoreInterval = scoreInterval
      self.intervalWithoutShift = intervalWithoutShift
      self.scoreIntervalWithoutShift = scoreIntervalWithoutShift
      self.band = band
      self.bandProbabilities = bandProbabilities
      self.probabilityAtTarget = probabilityAtTarget
      self.answers = answers
    }
    /// Half the width of the interval, in points of the scale.
    ///
    /// It is computed from logits, because half the difference of two rounded scores could differ from the
    /// screens. The interval here is rounded too, so the screens' own margin is taken if it is known.
    public var margin: Int { shownMargin ?? ReportingScale.points((interval.upper - interval.lower) / 2) }
  }

  /// A domain.
  public struct Domain: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// The name.
    public var name: String
    /// A name of at most 14 cells.
    public var shortName: String
    /// Its share of the score, in points of 100.
    public var weight: Double
    /// The ability.
    public var measure: Measure
    /// Its skills.
    public var skills: [Skill]
    /// Its places in public classifications; nil without any.
    public var alignment: [Alignment]?
    /// Creates a domain.
    public init(
      id: String, name: String, shortName: String, weight: Double, measure: Measure, skills: [Skill],
      alignment: [Alignment] = []
    ) {
      self.id = id
      self.name = name
      self.shortName = shortName
      self.weight = weight
      self.measure = measure
      self.skills = skills
      self.alignment = alignment.isEmpty ? nil : alignment
    }
  }

  /// A skill.
  public struct Skill: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// The name.
    public var name: String
    /// Its share of the score, in points of 100.
    public var weight: Double
    /// The ability.
    public var measure: Measure
    /// What the model says and what the answers say.
    public var verdict: SkillVerdict
    /// The points that closing it would add.
    public var worth: Double
    /// The roadmap steps that close it.
    public var steps: [Int]
    /// Its places in public classifications; nil without any.
    public var alignment: [Alignment]?
    /// Creates a skill.
    public init(
      id: String, name: String, weight: Double, measure: Measure, verdict: SkillVerdict, worth: Double,
      steps: [Int], alignment: [Alignment] = []
    ) {
      self.id = id
      self.name = name
      self.weight = weight
      self.measure = measure
      self.verdict = verdict
      self.worth = worth
      self.steps = steps
      self.alignment = alignment.isEmpty ? nil : alignment
    }
  }
}
