/// The kinds of items; the raw values are those of the files.
public enum ItemKind: String, Sendable, CaseIterable, Codable {
  /// One option is right.
  case singleChoice = "single-choice"
  /// A set of options is right.
  case multipleChoice = "multiple-choice"
  /// A number.
  case numeric
  /// A short text.
  case shortText = "short-text"
  /// Steps in order.
  case ordering
  /// Pairs.
  case matching
  /// A line of the code.
  case linePick = "line-pick"
  /// Ratings of actions.
  case situational

  /// The score categories: orders and matchings have partial credit, situations are scored by closeness in four.
  public var categoryCount: Int {
    switch self {
    case .situational: 4
    case .ordering, .matching: 3
    case .singleChoice, .multipleChoice, .numeric, .shortText, .linePick: 2
    }
  }
}
