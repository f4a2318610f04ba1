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
    /// The variant, if the item is a family: another variant is another question.
    public var variant: String?

    /// Creates an item.
    public init(entry: Int, day: Int, variant: String? = nil) {
      self.entry = entry
      self.day = day
      self.variant = variant
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

  private struct Variant: Sendable, Hashable {
    var entry: Int
    var variant: String
  }

  private var marks: [Mark] = []
  /// The marks of families, variant by variant; few answers are to families.
  private var ofVariants: [Variant: Mark] = [:]
  private var attempt: (name: String, number: Int) = ("", 0)

  /// Nothing was answered.
  public init() {}

  /// Creates it from what was stored.
  init(_ items: [Item], entries: Int) {
    prepare(entries: entries)
    for item in items { self[item.entry, item.variant].day = item.day }
  }

  private subscript(entry: Int, variant: String?) -> Mark {
    get {
      variant.map { ofVariants[Variant(entry: entry, variant: $0)] ?? Mark() } ?? marks[entry]
    }
    set {
      if let variant {
        ofVariants[Variant(entry: entry, variant: variant)] = newValue
      } else {
        marks[entry] = newValue
      }
    }
  }

  /// True if both know the same answers, whatever the attempts are called.
  public static func == (one: SeenItems, other: SeenItems) -> Bool {
    one.marks == other.marks && one.ofVariants == other.ofVariants
  }

  /// Makes room for the entries of a pool.
  mutating func prepare(entries: Int) {
    if marks.isEmpty { marks = Array(repeating: Mark(), count: entries) }
  }

  private mutating func number(of name: String) -> Int {
    if attempt.name != name || attempt.number == 0 { attempt = (name, attempt.number + 1) }
    return attempt.number
  }

  /// True if an earlier attempt has an answer to the item from the rest period before a day.
  ///
  /// - Parameter variant: The variant, if the item is a family.
  mutating func isRepeat(
    _ entry: Int, variant: String? = nil, on day: Int, attempt name: String, restDays: Int
  ) -> Bool {
    let mark = self[entry, variant]
    let last = mark.attempt == number(of: name) ? mark.earlierDay : mark.day
    return last.map { Self.rests(since: $0, on: day, restDays: restDays) } ?? false
  }

  /// True if an item that was answered on one day rests on another.
  public static func rests(since last: Int, on day: Int, restDays: Int) -> Bool {
    restDays > 0 && day - last <= restDays
  }

  /// Takes note of an answer.
  ///
  /// - Parameter variant: The variant, if the item is a family.
  mutating func note(_ entry: Int, variant: String? = nil, on day: Int, attempt name: String) {
    let number = number(of: name)
    let mark = self[entry, variant]
    self[entry, variant] =
      mark.attempt != number || mark.day == nil
      ? Mark(day: day, attempt: number, earlierDay: mark.day)
      : Mark(day: day, attempt: mark.attempt, earlierDay: mark.earlierDay)
  }

  /// The items that were answered, each with the last day.
  var items: [Item] {
    marks.enumerated().compactMap { entry, mark in mark.day.map { Item(entry: entry, day: $0) } }
      + ofVariants.sorted { ($0.key.entry, $0.key.variant) < ($1.key.entry, $1.key.variant) }.compactMap {
        key, mark in mark.day.map { Item(entry: key.entry, day: $0, variant: key.variant) }
      }
  }
}
