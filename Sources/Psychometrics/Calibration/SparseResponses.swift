/// The answers of many persons, each to a few of many items; only answers that exist take memory.
///
/// Every answer is right or wrong. Four bytes hold an answer, so 100,000 persons with 30 answers each take
/// 12 MB.
public struct SparseResponses: Sendable, Equatable {
  /// The number of items, whether or not anybody answered them.
  public let itemCount: Int
  /// The answers, person after person: twice the item's index, plus 1 if the answer is right.
  let rows: [UInt32]
  /// For each person, the position of the first answer; one more entry at the end.
  let starts: [Int]

  /// The reason why answers are refused.
  public enum Invalid: Error, Sendable, Equatable {
    /// The starts don't ascend from 0 to the number of answers.
    case starts
    /// The answer at this index belongs to no item.
    case item(answer: Int)
  }

  /// Creates responses from packed lists.
  ///
  /// - Parameters:
  ///   - rows: The answers, person after person: twice the item's index, plus 1 if the answer is right.
  ///   - starts: For each person, the position of the first answer; one more entry at the end.
  /// - Throws: `Invalid` if a position or an item is out of range.
  public init(rows: [UInt32], starts: [Int], itemCount: Int) throws(Invalid) {
    guard starts.first == 0, starts.last == rows.count,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw .starts }
    let end = UInt32(2 * itemCount)
    if let wrong = rows.firstIndex(where: { $0 >= end }) { throw .item(answer: wrong) }
    self.rows = rows
    self.starts = starts
    self.itemCount = itemCount
  }

  /// Creates responses from a list of answers for each person.
  ///
  /// - Throws: `Invalid` if an item is out of range.
  public init(persons: [[(item: Int, isRight: Bool)]], itemCount: Int) throws(Invalid) {
    var rows: [UInt32] = []
    var starts = [0]
    for person in persons {
      for answer in person {
        guard (0..<itemCount).contains(answer.item) else { throw .item(answer: rows.count) }
        rows.append(UInt32(2 * answer.item + (answer.isRight ? 1 : 0)))
      }
      starts.append(rows.count)
    }
    try self.init(rows: rows, starts: starts, itemCount: itemCount)
  }

  /// The number of persons.
  public var personCount: Int { starts.count - 1 }
  /// The number of answers.
  public var answerCount: Int { rows.count }

  /// The answers of one person.
  func rows(of person: Int) -> ArraySlice<UInt32> { rows[starts[person]..<starts[person + 1]] }

  /// For each item, the number of answers and how many of them are right.
  var countsByItem: [(answers: Int, right: Int)] {
    var counts = Array(repeating: (answers: 0, right: 0), count: itemCount)
    for row in rows {
      counts[Int(row / 2)].answers += 1
      counts[Int(row / 2)].right += Int(row % 2)
    }
    return counts
  }
}
