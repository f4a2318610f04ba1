/// The kind of answer that an item wants, with its key.
public enum ItemTask: Sendable, Equatable {
  /// Exactly one option is right. `shuffled` is false where the options have an order of their own.
  case singleChoice(options: [Option], shuffled: Bool)
  /// The exact set of right options is wanted.
  case multipleChoice(options: [Option], shuffled: Bool)
  /// A number is typed.
  case numeric(NumericKey)
  /// A short text is typed; white space is normalised.
  case shortText(answers: [String], ignoresCase: Bool)
  /// Steps are put in order; they are listed in the right one.
  case ordering(steps: [String])
  /// Each left side gets its right side; extras belong to none.
  case matching(pairs: [MatchingPair], extras: [String])
  /// The cursor walks through the code to the line; any of the lines is right.
  case linePick(lines: [Int], notes: [LineNote])
  /// Each action is rated from 1 (ineffective) to 4 (very effective).
  case situational(options: [Option])

  /// The kind, as files name it.
  public var kind: ItemKind {
    switch self {
    case .singleChoice: .singleChoice
    case .multipleChoice: .multipleChoice
    case .numeric: .numeric
    case .shortText: .shortText
    case .ordering: .ordering
    case .matching: .matching
    case .linePick: .linePick
    case .situational: .situational
    }
  }

  /// The options, where the task has any.
  public var options: [Option] {
    switch self {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options): options
    default: []
    }
  }
}
