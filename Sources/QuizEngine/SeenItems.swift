/// When each item was last answered, so that an answer within the rest period counts as a repeat.
///
/// After an attempt its answers are explained, so the same item soon afterwards measures memory. Attempts follow one
/// another by number, not by time: a clock that was set back makes no repeat a first answer.
public struct SeenItems: Sendable, Equatable {
  /// An item and the day on which it was last answered.
  public struct Item: Sendable, Hashable {
    /// The item, as an index into the pool's entries.
    public var entry: Int
    /// The number of the person's day.
    public var day: Int

    /// Creates an item.
    public init(entry: Int, day: Int) {
      self.entry = entry
      self.day = day
    }
  }

  /// The last attempts in which an item was answered.
  private struct Mark: Sendable, Equatable {
    /// The day in the last attempt; nil if there is none.
    var day: Int?
    /// The number of the last attempt, in the order in which they come; 0 for those before all rows.
    var attempt = 0
    /// The day in the attempt before that.
    var earlierDay: Int?
  }

  private var marks: [Mark] = []
  private var attempt: (name: String, number: Int) = ("", 0)

  /// Nothing was answered.
  public init() {}

  /// Creates it from what was stored.
  init(_ items: [Item], entries: Int) {
    prepare(entries: entries)
    for item in items { marks[item.entry].day = item.day }
  }

  /// True if both know the same answers, whatever the attempts are called.
  public static func == (one: SeenItems, other: SeenItems) -> Bool { one.marks == other.marks }

  /// Makes room for the entries of a pool.
  mutating func prepare(entries: Int) {
    if marks.isEmpty { marks = Array(repeating: Mark(), count: entries) }
  }

  private mutating func number(of name: String) -> Int {
    if attempt.name != name || attempt.number == 0 { attempt = (name, attempt.number + 1) }
    return attempt.number
  }

  /// True if an earlier attempt has an answer to the item from the rest period before a day.
  mutating func isRepeat(_ entry: Int, on day: Int, attempt name: String, restDays: Int) -> Bool {
    let mark = marks[entry]
    let last = mark.attempt == number(of: name) ? mark.earlierDay : mark.day
    return last.map { Self.rests(since: $0, on: day, restDays: restDays) } ?? false
  }

  /// True if an item that was answered on one day rests on another.
  public static func rests(since last: Int, on day: Int, restDays: Int) -> Bool {
    restDays > 0 && day - last <= restDays
  }

  /// Takes note of an answer.
  mutating func note(_ entry: Int, on day: Int, attempt name: String) {
    let number = number(of: name)
    if marks[entry].attempt != number || marks[entry].day == nil {
      marks[entry] = Mark(day: day, attempt: number, earlierDay: marks[entry].day)
    } else {
      marks[entry].day = day
    }
  }

  /// The items that were answered, each with the last day.
  var items: [Item] {
    marks.enumerated().compactMap { entry, mark in mark.day.map { Item(entry: entry, day: $0) } }
  }
}
