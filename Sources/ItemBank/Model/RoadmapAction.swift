/// A concrete action that closes gaps.
public struct RoadmapAction: Sendable, Equatable, Identifiable {
  /// The identity, which people's plans refer to.
  public var id: String
  /// What to do, in the imperative.
  public var title: String
  /// How to start tomorrow, in a few sentences.
  public var details: String
  /// The roadmap step that it belongs to.
  public var step: Int
  /// The skills and evidence scales that it helps.
  public var closes: [String]
  /// The time it takes, in hours.
  public var hours: Double
  /// What proves that it is done.
  public var proof: String
  /// The ability that it suits, as item levels from 1 to 5.
  public var levels: ClosedRange<Int>
  /// The evidence levels from which it leads one level on, by scale.
  ///
  /// A scale of `closes` that is missing here has all levels below the highest.
  public var told: [String: ClosedRange<Int>]
  /// Open resources that help, best first, at most three.
  public var links: [Link]
  /// The identities of the actions to finish first, if they are in a person's plan at all.
  public var after: [String]

  /// An open resource: documentation, a course, a book or a place to practise.
  public struct Link: Sendable, Equatable {
    /// Who publishes it, and its name.
    public var title: String
    /// Its public address.
    public var address: String
    /// The month in which the address was last looked at, as in `2026-11`.
    public var checked: String

    /// Creates a link.
    public init(title: String, address: String, checked: String) {
      self.title = title
      self.address = address
      self.checked = checked
    }
  }

  /// Creates an action.
  public init(
    id: String, title: String, details: String, step: Int, closes: [String], hours: Double, proof: String,
    levels: ClosedRange<Int>, told: [String: ClosedRange<Int>] = [:], links: [Link] = [],
    after: [String] = []
  ) {
    self.id = id
    self.title = title
    self.details = details
    self.step = step
    self.closes = closes
    self.hours = hours
    self.proof = proof
    self.levels = levels
    self.told = told
    self.links = links
    self.after = after
  }
}
