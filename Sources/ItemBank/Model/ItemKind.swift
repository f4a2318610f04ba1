/// The kinds of items; the raw values are those used in files.
public enum ItemKind: String, Sendable, CaseIterable, Codable {
  /// One option is right.
  case singleChoice = "single-choice"
  /// A set of options is right.
  case multipleChoice = "multiple-choice"
  /// A number is typed.
  case numeric
  /// A short text is typed.
  case shortText = "short-text"
  /// Steps are put in order.
  case ordering
  /// Left and right sides are matched.
  case matching
  /// A line of the code is picked.
  case linePick = "line-pick"
  /// Actions are rated.
  case situational

  /// The number of score categories: orders and matchings have partial credit, situational items four levels
  /// of closeness.
  public var categoryCount: Int {
    switch self {
    case .situational: 4
    case .ordering, .matching: 3
    case .singleChoice, .multipleChoice, .numeric, .shortText, .linePick: 2
    }
  }
}
