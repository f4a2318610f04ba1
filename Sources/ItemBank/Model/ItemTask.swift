/// The kind of answer that an item asks for, with its key.
public enum ItemTask: Sendable, Equatable {
  /// Exactly one option is right; `shuffled` is false if the options have a natural order.
  case singleChoice(options: [Option], shuffled: Bool)
  /// Exactly the right set of options is wanted.
  case multipleChoice(options: [Option], shuffled: Bool)
  /// A number is typed.
  case numeric(NumericKey)
  /// A short text is typed; white space is normalised.
  case shortText(answers: [String], ignoresCase: Bool)
  /// Steps are put in order; they are listed in the right order.
  case ordering(steps: [String])
  /// Each left side is matched with its right side; extras match nothing.
  case matching(pairs: [MatchingPair], extras: [String])
  /// A line of the code is picked; any of the key's lines is right.
  case linePick(lines: [Int], notes: [LineNote])
  /// Each action is rated from 1 (ineffective) to 4 (very effective).
  case situational(options: [Option])

  /// The kind, as named in files.
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

  /// The options; empty if the task has none.
  public var options: [Option] {
    switch self {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options): options
    default: []
    }
  }
}
