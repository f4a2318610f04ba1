/// A person's answer, in terms of the item as its author wrote it.
///
/// Indices count the options, steps and lines of the file, not those of the shuffled screen. A stored answer
/// thereby keeps its meaning whatever the seed was.
public enum Answer: Sendable, Hashable {
  /// One option.
  case choice(Int)
  /// A set of options, ascending.
  case choices([Int])
  /// A typed text or number.
  case typed(String)
  /// The steps, in the order the person chose.
  case order([Int])
  /// For each left side, the index of the chosen right side among the pairs and then the extras; nil if open.
  case matches([Int?])
  /// A line of the code, from 1.
  case line(Int)
  /// A rating from 1 to 4 for each option; nil if open.
  case ratings([Int?])
  /// "I don't know".
  case unknown
  /// No answer: the question was still open when the exam was handed in.
  case unanswered
}

extension Answer {
  /// True if the person said nothing about the question: "I don't know", or no answer at all.
  public var isBlank: Bool { self == .unknown || self == .unanswered }

  /// True if no row is left open.
  public var isComplete: Bool {
    switch self {
    case .matches(let values), .ratings(let values): !values.contains(nil)
    case .choice, .choices, .typed, .order, .line, .unknown: true
    case .unanswered: false
    }
  }

  /// A compact text for storage, read back by `init(storage:)`.
  public var storage: String {
    switch self {
    case .choice(let index): "c:\(index)"
    case .choices(let indices): "m:" + indices.map(String.init).joined(separator: ",")
    case .typed(let text): "t:" + text
    case .order(let indices): "o:" + indices.map(String.init).joined(separator: ",")
    case .matches(let indices): "p:" + Self.list(indices)
    case .line(let line): "l:\(line)"
    case .ratings(let ratings): "r:" + Self.list(ratings)
    case .unknown: "?"
    case .unanswered: "-"
    }
  }

  /// Reads what `storage` wrote; nil for anything else.
  public init?(storage: String) {
    if storage == "?" || storage == "-" {
      self = storage == "?" ? .unknown : .unanswered
      return
    }
    let parts = storage.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let body = parts[1]
    switch parts[0] {
    case "c":
      guard let index = Int(body) else { return nil }
      self = .choice(index)
    case "m":
      guard let indices = Self.numbers(body) else { return nil }
      self = .choices(indices)
    case "t":
      self = .typed(String(body))
    case "o":
      guard let indices = Self.numbers(body) else { return nil }
      self = .order(indices)
    case "p":
      guard let indices = Self.optionals(body) else { return nil }
      self = .matches(indices)
    case "l":
      guard let line = Int(body) else { return nil }
      self = .line(line)
    case "r":
      guard let ratings = Self.optionals(body) else { return nil }
      self = .ratings(ratings)
    default:
      return nil
    }
  }

  private static func list(_ values: [Int?]) -> String {
    values.map { $0.map(String.init) ?? "-" }.joined(separator: ",")
  }

  private static func numbers(_ text: Substring) -> [Int]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func optionals(_ text: Substring) -> [Int?]? {
    guard !text.isEmpty else { return [] }
    var values: [Int?] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if part == "-" {
        values.append(nil)
      } else if let value = Int(part) {
        values.append(value)
      } else {
        return nil
      }
    }
    return values
  }
}
