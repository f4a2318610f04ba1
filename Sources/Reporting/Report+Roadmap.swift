/// The steps of the roadmap and their actions.
extension Report {
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
    /// How its skills compare with the target; nil if it has none.
    public var skills: Skills?
    /// False if too little of the step was asked about for a figure; in the text only, not in the JSON form.
    public var isMeasured = true

    /// The numbers of skills of a step, by what is known of them.
    public struct Skills: Sendable, Equatable, Codable {
      /// Asked, and at the target with nothing missed.
      public var atTarget: Int
      /// Asked, and neither at the target nor below it.
      public var notSure: Int
      /// Asked, and below the target.
      public var below: Int
      /// Not asked.
      public var notAsked: Int
      /// All of them.
      public var total: Int { atTarget + notSure + below + notAsked }
      /// How far the step is covered, such as `12 of 18 skills at target`; every place that says it uses this.
      public var words: String { "\(atTarget) of \(total) skill\(total == 1 ? "" : "s") at target" }

      /// Creates the numbers.
      public init(atTarget: Int, notSure: Int, below: Int, notAsked: Int) {
        self.atTarget = atTarget
        self.notSure = notSure
        self.below = below
        self.notAsked = notAsked
      }
    }

    private enum CodingKeys: String, CodingKey {
      case number, name, phase, knowledgeReady, knowledgeTotal, evidenceReady, evidenceTold, evidenceTotal,
        gaps
      case actions, skills
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
    /// The day by which it should be done; nil without one.
    public var due: Day?
    /// The day on which it was done; nil if it isn't, or if nobody knows.
    public var doneOn: Day?
    /// What the person gave as proof: an address or a name.
    public var shownBy: String?

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
}
