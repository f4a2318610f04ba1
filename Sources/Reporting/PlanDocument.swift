import TextLayout

/// A person's plan by weeks as a document: the same weeks as text, Markdown, calendar and JSON.
///
/// Every change of the JSON form that a reader could notice raises `version`. Days are written as `2027-01-31`.
public struct PlanDocument: Sendable, Equatable, Codable {
  /// The name of the JSON form.
  public var schema = "sextant.plan"
  /// The version of the JSON form.
  public var version = 2
  /// When the plan was written, ISO 8601 in UTC.
  public var generated: String
  /// The assessment.
  public var assessment: Report.Identity
  /// The time per week, in minutes.
  public var minutesAWeek: Int
  /// The day of the interview; missing without one.
  public var interview: String?
  /// The time that the plan's actions take, in minutes.
  public var neededMinutes: Int
  /// The time that is left for them until the interview, in minutes; missing without one.
  public var availableMinutes: Int?
  /// The weeks, from this one on.
  public var weeks: [Week]
  /// The actions that aren't laid out.
  public var leftOut: [Action]
  /// The open actions that aren't planned because their priority is low.
  public var notPlanned: [Action]
  /// The actions that are done.
  public var done: [Action]
  /// What to know about the whole plan, as sentences; in the text only, not in the JSON form.
  public var sentences: [String] = []
  /// What the later weeks come to; in the text only, not in the JSON form.
  public var laterWords: String?
  /// Why actions aren't laid out; in the text only, not in the JSON form.
  public var leftOutHeading = ""
  /// The interview, whose day is in none of the weeks; in the calendar only, not in the JSON form.
  public var interviewEvent: Milestone?

  private enum CodingKeys: String, CodingKey {
    case schema, version, generated, assessment, minutesAWeek, interview, neededMinutes, availableMinutes
    case weeks, leftOut, notPlanned, done
  }

  /// A week, or what is left of it.
  public struct Week: Sendable, Equatable, Codable {
    /// The first day.
    public var from: String
    /// The last day.
    public var to: String
    /// The time there is, in minutes.
    public var minutes: Int
    /// The time that is planned, in minutes, with reviews, exams and placements.
    public var plannedMinutes: Int
    /// The number of reviews that it has time for, as far as they are known.
    public var reviews: Int
    /// Other things to do on a certain day.
    public var milestones: [Milestone]
    /// The actions that start in it, in order.
    public var actions: [Action]
    /// The actions that go on in it.
    public var goingOn: [Part]
    /// Its heading, such as `This week, 2 of 2 h`; in the text only, not in the JSON form.
    public var heading = ""
    /// Its reviews and milestones in words; in the text only, not in the JSON form.
    public var notes: [String] = []
    /// True after the interview; in the text only, not in the JSON form.
    public var isAfterInterview = false

    private enum CodingKeys: String, CodingKey {
      case from, to, minutes, plannedMinutes, reviews, milestones, actions, goingOn
    }

    /// True if it has nothing to say but that a long action goes on.
    var isPlain: Bool { actions.isEmpty && notes.isEmpty && goingOn.allSatisfy { !$0.isCounted } }

    /// Creates a week without its words.
    public init(
      from: String, to: String, minutes: Int, plannedMinutes: Int, reviews: Int, milestones: [Milestone],
      actions: [Action], goingOn: [Part]
    ) {
      self.from = from
      self.to = to
      self.minutes = minutes
      self.plannedMinutes = plannedMinutes
      self.reviews = reviews
      self.milestones = milestones
      self.actions = actions
      self.goingOn = goingOn
    }
  }

  /// The part of an action that falls into a week after its first.
  public struct Part: Sendable, Equatable, Codable {
    /// The identity of the action.
    public var id: String
    /// The time in that week, in minutes.
    public var minutes: Int
    /// Which part of the action this is, from 1.
    public var part: Int
    /// The number of its parts, one a week.
    public var parts: Int
    /// False if there are too many parts to count them in words; not in the JSON form.
    public var isCounted = true

    private enum CodingKeys: String, CodingKey { case id, minutes, part, parts }

    /// Creates a part.
    public init(id: String, minutes: Int, part: Int, parts: Int, isCounted: Bool = true) {
      self.id = id
      self.minutes = minutes
      self.part = part
      self.parts = parts
      self.isCounted = isCounted
    }
  }

  /// A placement, a mock exam or the interview.
  public struct Milestone: Sendable, Equatable, Codable {
    /// `placement`, `retake`, `mock` or `interview`.
    public var kind: String
    /// Its day.
    public var day: String
    /// The time it takes in its week, in minutes.
    public var minutes: Int
    /// The day after it; in the calendar only, not in the JSON form.
    public var dayAfter = ""
    /// Its words; not in the JSON form.
    public var title = ""

    private enum CodingKeys: String, CodingKey { case kind, day, minutes }

    /// Creates a milestone.
    public init(kind: String, day: String, dayAfter: String, title: String, minutes: Int) {
      self.minutes = minutes
      self.kind = kind
      self.day = day
      self.dayAfter = dayAfter
      self.title = title
    }
  }

  /// An action.
  public struct Action: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// What to do.
    public var title: String
    /// How to start.
    public var details: String
    /// The step of the roadmap.
    public var step: Int
    /// The time that it still takes, in minutes.
    public var minutes: Int
    /// `high`, `medium` or `low`; missing if it is done.
    public var priority: String?
    /// Why it has that priority; missing if it is done.
    public var reason: String?
    /// Its first day in the plan, or the day on which it was done; missing if it isn't laid out.
    public var from: String?
    /// Its last day in the plan, or the day on which it was done; missing if it isn't laid out.
    public var to: String?
    /// The number of its parts, one a week; missing if it isn't laid out.
    public var parts: Int?
    /// `todo`, `doing` or `done`.
    public var state: String
    /// The due date.
    public var due: String?
    /// What proves that it is done.
    public var proof: String
    /// The skills and evidence scales that it helps.
    public var closes: [String]
    /// The actions to finish first.
    public var after: [String]
    /// The person's note.
    public var note: String?
    /// The proof that the person wrote down.
    public var shownBy: String?
    /// Open resources that help, best first.
    public var links: [Report.Action.Link]
    /// The day after its last; in the calendar only, not in the JSON form.
    public var dayAfter: String?
    /// Its time and end in words; in the text only, not in the JSON form.
    public var when = ""

    private enum CodingKeys: String, CodingKey {
      case id, title, details, step, minutes, priority, reason, from, to, parts, state, due, proof, closes,
        after
      case note, shownBy, links
    }

    /// The time that it takes, such as `6 h`.
    var time: String { PlanDocument.time(minutes) }

    /// Creates an action without its place in the plan.
    public init(
      id: String, title: String, details: String, step: Int, minutes: Int, state: String, proof: String,
      closes: [String], after: [String], links: [Report.Action.Link]
    ) {
      self.id = id
      self.title = title
      self.details = details
      self.step = step
      self.minutes = minutes
      self.state = state
      self.proof = proof
      self.closes = closes
      self.after = after
      self.links = links
    }
  }

  /// A time such as `45 min` or `6 h`.
  static func time(_ minutes: Int) -> String { DecimalText.time(minutes: minutes) }

  /// Creates a plan without its words.
  public init(
    generated: String, assessment: Report.Identity, minutesAWeek: Int, interview: String?, neededMinutes: Int,
    availableMinutes: Int?, weeks: [Week], leftOut: [Action], notPlanned: [Action], done: [Action]
  ) {
    self.generated = generated
    self.assessment = assessment
    self.minutesAWeek = minutesAWeek
    self.interview = interview
    self.neededMinutes = neededMinutes
    self.availableMinutes = availableMinutes
    self.weeks = weeks
    self.leftOut = leftOut
    self.notPlanned = notPlanned
    self.done = done
  }
}
