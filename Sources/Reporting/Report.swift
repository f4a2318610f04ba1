import Psychometrics

/// A person's scores, gaps and plan as a document: the same numbers as text, Markdown, HTML and JSON.
///
/// The JSON form is documented by `Assessments/schema/report.schema.json`. Every change that a reader could
/// notice raises `version`.
public struct Report: Sendable, Equatable, Codable {
  /// The name of the JSON form.
  public var schema = "sextant.report"
  /// The version of the JSON form.
  public var version = 4
  /// When the report was made, ISO 8601 in UTC.
  public var generated: String
  /// The assessment.
  public var assessment: Identity
  /// The target profile.
  public var profile: Profile
  /// The answers that the numbers rest on.
  public var basis: Basis
  /// The exam's own result, if the report is about a single mock exam.
  public var exam: Exam?
  /// The profile's weighted mean over the domains.
  public var overall: Measure
  /// The domains.
  public var domains: [Domain]
  /// The roadmap's steps.
  public var steps: [Step]
  /// When the report was made, in the person's local time; in the text only, not in the JSON form.
  var generatedHere: String?
  /// The selected part, in words; nil for the whole report; in the text only, not in the JSON form.
  var selection: String?
  /// True if steps are shown as a whole, with their ready share; in the text only, not in the JSON form.
  var tellsReadiness = true

  private enum CodingKeys: String, CodingKey {
    case schema, version, generated, assessment, profile, basis, exam, overall, domains, steps
  }

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
      /// The number of questions.
      public var total: Int

      private enum CodingKeys: String, CodingKey {
        case id, right, total
      }

      /// Creates a count.
      public init(id: String, name: String, right: Int, total: Int) {
        self.id = id
        self.name = name
        self.right = right
        self.total = total
      }
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

  /// An identity with a name.
  public struct Identity: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// The name.
    public var name: String
    /// Creates an identity.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// The target profile.
  public struct Profile: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// The name.
    public var name: String
    /// The target ability, in logits.
    public var target: Double
    /// The target on the reporting scale.
    public var targetScore: Int
    /// Creates a profile.
    public init(id: String, name: String, target: Double, targetScore: Int) {
      self.id = id
      self.name = name
      self.target = target
      self.targetScore = targetScore
    }
  }

  /// The answers that the numbers rest on.
  public struct Basis: Sendable, Equatable, Codable {
    /// `standing` for all attempts, or `attempt` for a single one.
    public var kind: String
    /// The number of the single attempt.
    public var attempt: Int?
    /// The number of attempts.
    public var attempts: Int
    /// The number of answers that count.
    public var answers: Int
    /// The number of answers left out because they came faster than the item can be read.
    public var rapid: Int
    /// True if only one domain was asked about, so that there is no overall number; in the text only, not in
    /// the JSON form.
    public var isOfOneDomain = false
    /// What else to know about the answers, as a sentence; in the text only.
    public var note: String?
    /// True if an attempt waits to be finished; in the text only.
    public var isOpen = false

    private enum CodingKeys: String, CodingKey {
      case kind, attempt, attempts, answers, rapid
    }

    /// Creates a basis.
    public init(kind: String, attempt: Int?, attempts: Int, answers: Int, rapid: Int) {
      self.kind = kind
      self.attempt = attempt
      self.attempts = attempts
      self.answers = answers
      self.rapid = rapid
    }
  }

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
    /// The band if the estimate allows one, or a text that there are too few answers; in the text only, not
    /// in the JSON form.
    public var warrantedBand: String?
    /// The band as the text shows it.
    var bandWord: String { warrantedBand ?? band }

    private enum CodingKeys: String, CodingKey {
      case mean, sd, interval, score, scoreInterval, intervalWithoutShift, scoreIntervalWithoutShift, band
      case bandProbabilities, probabilityAtTarget, answers
    }

    /// Creates a measure.
    public init(
      mean: Double, sd: Double, interval: Interval, score: Int, scoreInterval: Interval,
      intervalWithoutShift: Interval, scoreIntervalWithoutShift: Interval, band: String,
      bandProbabilities: [Double], probabilityAtTarget: Double, answers: Int, warrantedBand: String? = nil
    ) {
      self.warrantedBand = warrantedBand
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
    /// screens.
    public var margin: Int { ReportingScale.points((interval.upper - interval.lower) / 2) }
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
    /// Creates a domain.
    public init(
      id: String, name: String, shortName: String, weight: Double, measure: Measure, skills: [Skill]
    ) {
      self.id = id
      self.name = name
      self.shortName = shortName
      self.weight = weight
      self.measure = measure
      self.skills = skills
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
    /// Creates a skill.
    public init(
      id: String, name: String, weight: Double, measure: Measure, verdict: SkillVerdict, worth: Double,
      steps: [Int]
    ) {
      self.id = id
      self.name = name
      self.weight = weight
      self.measure = measure
      self.verdict = verdict
      self.worth = worth
      self.steps = steps
    }
  }

  /// A step of the roadmap.
  public struct Step: Sendable, Equatable, Codable {
    /// The number.
    public var number: Int
    /// The name.
    public var name: String
    /// The phase of the step.
    public var phase: String
    /// The points of knowledge that are ready.
    public var knowledgeReady: Double
    /// All points of knowledge of the step.
    public var knowledgeTotal: Double
    /// The points of evidence reached, on the scales that the person filled in.
    public var evidenceReady: Double
    /// The points of the scales that the person filled in.
    public var evidenceTold: Double
    /// The points of all scales of the step.
    public var evidenceTotal: Double
    /// The identities of the skills with a gap, most valuable first.
    public var gaps: [String]
    /// The actions, best first.
    public var actions: [Action]
    /// False if too little of the step was asked about for a figure; in the text only, not in the JSON form.
    public var isMeasured = true
    /// The ready share of all the step's points; nil before anything was measured or filled in.
    var share: Double? {
      let total = knowledgeTotal + evidenceTotal
      guard total > 0, isMeasured || evidenceTold > 0 else { return nil }
      return ((isMeasured ? knowledgeReady : 0) + evidenceReady) / total
    }

    private enum CodingKeys: String, CodingKey {
      case number, name, phase, knowledgeReady, knowledgeTotal, evidenceReady, evidenceTold, evidenceTotal,
        gaps
      case actions
    }

    /// Creates a step.
    public init(
      number: Int, name: String, phase: String, knowledgeReady: Double, knowledgeTotal: Double,
      evidenceReady: Double, evidenceTold: Double, evidenceTotal: Double, gaps: [String], actions: [Action],
      isMeasured: Bool = true
    ) {
      self.isMeasured = isMeasured
      self.number = number
      self.name = name
      self.phase = phase
      self.knowledgeReady = knowledgeReady
      self.knowledgeTotal = knowledgeTotal
      self.evidenceReady = evidenceReady
      self.evidenceTold = evidenceTold
      self.evidenceTotal = evidenceTotal
      self.gaps = gaps
      self.actions = actions
    }
  }

  /// An action of the roadmap.
  public struct Action: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// What to do.
    public var title: String
    /// The time it takes, in hours.
    public var hours: Double
    /// What proves that it is done.
    public var proof: String
    /// The skills and evidence scales that it helps.
    public var closes: [String]
    /// The points that it can add.
    public var worth: Double
    /// `todo`, `doing` or `done`.
    public var state: String
    /// Open resources that help, best first.
    public var links: [Link]

    /// An open resource.
    public struct Link: Sendable, Equatable, Codable {
      /// Who publishes it, and its name.
      public var title: String
      /// Its public address.
      public var url: String

      /// Creates a link.
      public init(title: String, url: String) {
        self.title = title
        self.url = url
      }
    }

    /// Creates an action.
    public init(
      id: String, title: String, hours: Double, proof: String, closes: [String], worth: Double, state: String,
      links: [Link] = []
    ) {
      self.id = id
      self.title = title
      self.hours = hours
      self.proof = proof
      self.closes = closes
      self.worth = worth
      self.state = state
      self.links = links
    }
  }

  /// Creates a report.
  public init(
    generated: String, generatedHere: String? = nil, assessment: Identity, profile: Profile, basis: Basis,
    overall: Measure,
    domains: [Domain], steps: [Step]
  ) {
    self.generated = generated
    self.generatedHere = generatedHere
    self.assessment = assessment
    self.profile = profile
    self.basis = basis
    self.overall = overall
    self.domains = domains
    self.steps = steps
  }

  /// All skills, most valuable to close first.
  var skillsByWorth: [Skill] {
    // Ties keep the order of the framework.
    domains.flatMap(\.skills).enumerated().sorted {
      ($1.element.worth, $0.offset) < ($0.element.worth, $1.offset)
    }.map(\.element)
  }

  /// The skills by their identity.
  public var skillsByID: [String: Skill] {
    Dictionary(domains.flatMap(\.skills).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
