/// What the report is about, and which answers it rests on.
extension Report {
  /// An identity with a name.
  public struct Identity: Sendable, Equatable, Codable {
    /// The identity.
    public var id: String
    /// The name.
    public var name: String
    /// Its places in public classifications; nil without any.
    public var alignment: [Alignment]?
    /// Creates an identity.
    public init(id: String, name: String, alignment: [Alignment] = []) {
      self.id = id
      self.name = name
      self.alignment = alignment.isEmpty ? nil : alignment
    }
  }

  /// A place in a public classification.
  public struct Alignment: Sendable, Equatable, Codable {
    /// The classification and the name in it.
    public var name: String
    /// The address that stands for it there.
    public var address: String
    /// Creates an alignment.
    public init(name: String, address: String) {
      self.name = name
      self.address = address
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
}
