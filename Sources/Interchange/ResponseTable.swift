/// The answers of many people to many items, as read from a table.
public struct ResponseTable: Sendable, Equatable {
  /// The identities of the items, in the order of the header or of their first answer.
  public var items: [String]
  /// The answers, person after person: twice the index of the item, plus 1 if the answer is right.
  public var rows: [UInt32]
  /// For each person, the position of the first answer; one more entry at the end.
  public var starts: [Int]
  /// The number of answers that were not used because the person had answered the item before.
  public var repeats = 0
  /// The number of answers that were left out for each reason.
  public var leftOut: [Selection: Int] = [:]

  /// The number of people with at least one answer.
  public var personCount: Int { starts.count - 1 }

  /// A reason why an answer's item depends on earlier answers that the table doesn't have.
  public enum Selection: String, Sendable, Hashable, CaseIterable {
    /// Practice: the items are those that the person missed before.
    case drill
    /// Reviews come when the person may have forgotten.
    case review
    /// The person chose the domain or skill because of an earlier result.
    case focus
    /// A retake begins where an earlier attempt ended.
    case retake
  }

  /// What happens with answers that were selected because of answers that the table doesn't have.
  public struct Policy: Sendable, Equatable {
    /// Those that are used all the same.
    public var includes: Set<Selection>
    /// Whether the others are left out; otherwise the table is refused.
    public var leavesOut: Bool

    /// Creates a policy; by default every such answer makes the table be refused.
    public init(includes: Set<Selection> = [], leavesOut: Bool = false) {
      self.includes = includes
      self.leavesOut = leavesOut
    }
  }
}

/// The reason why a table of answers can't be used.
public struct ResponseTableError: Error, Equatable, CustomStringConvertible {
  /// The line, from 1; nil if the reason concerns the whole table.
  public var line: Int?
  /// The column, from 1; nil if the reason concerns the whole line.
  public var column: Int?
  /// What is wrong and how to fix it.
  public var message: String

  /// Creates an error.
  public init(line: Int?, column: Int? = nil, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// The message with its line.
  public var description: String {
    guard let line else { return message }
    return "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": " + message
  }
}
