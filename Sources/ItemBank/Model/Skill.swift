/// The smallest unit of competence that items measure.
public struct Skill: Sendable, Equatable, Identifiable {
  /// The identity, such as `python.functions`.
  public var id: String
  /// The name.
  public var name: String
  /// What it covers, in a sentence.
  public var about: String
  /// The share of the knowledge score, in points of 100.
  public var weight: Double
  /// The roadmap steps that close a gap; the first is the primary one.
  public var steps: [Int]
  /// How fast its facts age.
  public var volatility: Volatility
  /// The kind of thinking that it mostly asks for.
  public var bloom: Bloom
  /// Its places in public classifications.
  public var alignment: [Alignment]

  /// Creates a skill.
  public init(
    id: String, name: String, about: String, weight: Double, steps: [Int], volatility: Volatility,
    bloom: Bloom, alignment: [Alignment] = []
  ) {
    self.id = id
    self.name = name
    self.about = about
    self.weight = weight
    self.steps = steps
    self.volatility = volatility
    self.bloom = bloom
    self.alignment = alignment
  }
}
