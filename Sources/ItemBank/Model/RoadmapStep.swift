/// One of the roadmap's four steps.
public struct RoadmapStep: Sendable, Equatable {
  /// The number, from 1.
  public var number: Int
  /// The full name.
  public var name: String
  /// A name of at most 12 cells.
  public var shortName: String
  /// The subject, in a sentence.
  public var about: String

  /// Creates a step.
  public init(number: Int, name: String, shortName: String, about: String) {
    self.number = number
    self.name = name
    self.shortName = shortName
    self.about = about
  }
}
