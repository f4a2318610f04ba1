import Psychometrics

/// The one rule for which responses count, with what weight, and what of them may be shown.
///
/// Home, gaps, results, explanations, reports and commands all ask here, so that no two of them rest on other answers.
///
/// A response counts where its attempt measures, where it didn't come faster than the item can be read (a rapid guess
/// is missing and not wrong: Wise and Kong, 2005), and where the bank still has the item. Answers of a mock exam that
/// isn't handed in can still change: they don't count yet, and nothing of them may be shown. Other attempts count while
/// they are open, but whether a single answer was right comes with the result.
///
/// The weight halves with every half-life of days between the answer and today, in whole days of the person's calendar,
/// so that nothing moves while somebody looks at it.
public struct CountedResponses: Sendable {
  /// A stored response with what the rule has to know of its attempt.
  public struct Row: Sendable, Hashable {
    /// The attempt's identity.
    public var attempt: String
    /// The kind of attempt; nil for one that this version doesn't know, which counts for nothing.
    public var mode: Mode?
    /// True while the attempt is not over.
    public var isOpen: Bool
    /// The item's identity.
    public var item: String
    /// The item's level when it was answered; nil where that was not stored: then today's level stands for it.
    public var level: Int?
    /// The score category.
    public var category: Int
    /// The number of score categories when it was answered.
    public var categoryCount: Int
    /// True where it came faster than the item can be read.
    public var isRapid: Bool
    /// When it was answered, in seconds since 1970.
    public var answeredAt: Double

    /// Creates a row.
    public init(
      attempt: String, mode: Mode?, isOpen: Bool, item: String, level: Int? = nil, category: Int,
      categoryCount: Int, isRapid: Bool = false, answeredAt: Double
    ) {
      self.attempt = attempt
      self.mode = mode
      self.isOpen = isOpen
      self.item = item
      self.level = level
      self.category = category
      self.categoryCount = categoryCount
      self.isRapid = isRapid
      self.answeredAt = answeredAt
    }

    /// True for an answer that can still be changed: nothing of it may be counted or shown.
    public var isHidden: Bool { mode == .mock && isOpen }
  }

  /// The responses to one item that say the same, summed.
  public struct Tally: Sendable, Hashable {
    /// The item, as an index into the pool's entries.
    public var entry: Int
    /// The score category, as the item counts them today.
    public var category: Int
    /// The level at which it was answered.
    public var level: Int
    /// True for answers of an attempt that isn't over: whether they were right may not be shown yet.
    public var isOpen: Bool
    /// The sum of the weights; an answer of today weighs 1.
    public var weight: Double
    /// The number of responses.
    public var count: Int
    /// The share of full credit.
    public var credit: Double
    /// When the last of them was given, in seconds since 1970.
    public var lastAnswered: Double
  }

  /// One response that counts.
  public struct Response: Sendable, Hashable {
    /// The response, as an index into the rows that were counted.
    public var row: Int
    /// What it is summed in, as an index into `tallies`.
    public var tally: Int
    /// The weight: 1 for an answer of today, less for an older one.
    public var weight: Double
  }

  /// The sums, in the order in which their first response came.
  public private(set) var tallies: [Tally] = []
  /// The responses that count, in the order of the rows.
  public private(set) var responses: [Response] = []

  /// Counts all responses of an assessment as they bear on ability today.
  ///
  /// - Parameters:
  ///   - rows: The responses, in any order.
  ///   - pool: The items of the bank.
  ///   - today: The number of the person's day.
  ///   - halfLifeDays: The age at which an answer counts a half.
  ///   - day: The number of the person's day at an instant; asked once for each response that counts.
  /// - Complexity: One pass; 30,000 responses take some two milliseconds.
  public init(
    _ rows: [Row], pool: ItemPool, today: Int, halfLifeDays: Double, day: (_ seconds: Double) -> Int
  ) {
    responses.reserveCapacity(rows.count)
    var tallyOfEntry = TallyPlaces(entries: pool.entries.count)
    // Most neighbours are of one day.
    var (lastAge, lastWeight) = (0, 1.0)
    for (index, row) in rows.enumerated() {
      guard Self.counts(row) else { continue }
      let age = max(0, today - day(row.answeredAt))
      if age != lastAge {
        (lastAge, lastWeight) = (age, ResponseAge.weight(afterDays: Double(age), halfLife: halfLifeDays))
      }
      add(row, at: index, weight: lastWeight, pool: pool, &tallyOfEntry)
    }
  }

  /// Counts the responses of one attempt by themselves, whatever its mode: all of them fresh.
  ///
  /// Of an exam that isn't handed in nothing counts.
  public init(ofAttempt rows: [Row], pool: ItemPool) {
    var tallyOfEntry = TallyPlaces(entries: pool.entries.count)
    for (index, row) in rows.enumerated() where !row.isRapid && !row.isHidden {
      add(row, at: index, weight: 1, pool: pool, &tallyOfEntry)
    }
  }

  /// True where a response bears on ability, if the bank still has its item.
  public static func counts(_ row: Row) -> Bool {
    !row.isRapid && !row.isHidden && row.mode?.measures ?? false
  }

  private mutating func add(
    _ row: Row, at index: Int, weight: Double, pool: ItemPool, _ places: inout TallyPlaces
  ) {
    guard let entry = pool.index(of: row.item),
      let category = Self.category(of: row, in: pool.categoryCount(of: entry))
    else { return }
    let level = row.level ?? pool.entries[entry].level
    var place = places.first[entry]
    while place >= 0 {
      let tally = tallies[place]
      if tally.category == category, tally.level == level, tally.isOpen == row.isOpen { break }
      place = places.next[place]
    }
    if place < 0 {
      place = tallies.count
      tallies.append(
        Tally(
          entry: entry, category: category, level: level, isOpen: row.isOpen, weight: 0, count: 0,
          credit: Score(category: row.category, of: row.categoryCount).credit, lastAnswered: row.answeredAt))
      places.next.append(places.first[entry])
      places.first[entry] = place
    }
    tallies[place].weight += weight
    tallies[place].count += 1
    tallies[place].lastAnswered = max(tallies[place].lastAnswered, row.answeredAt)
    responses.append(Response(row: index, tally: place, weight: weight))
  }

  /// The category among those that the item has today; nil for a response that cannot have been stored.
  ///
  /// Where the item was changed to another number of categories, an answer keeps its share of full credit.
  private static func category(of row: Row, in count: Int) -> Int? {
    guard row.category >= 0, row.category < row.categoryCount else { return nil }
    if row.categoryCount == count { return row.category }
    if row.category == row.categoryCount - 1 { return count - 1 }
    return min(count - 2, row.category * (count - 1) / (row.categoryCount - 1))
  }

  /// The tallies of each item as a chain: an item seldom has more than two.
  private struct TallyPlaces {
    var first: [Int]
    var next: [Int] = []
    init(entries: Int) { first = Array(repeating: -1, count: entries) }
  }
}

extension CountedResponses {
  /// How many responses of each skill count.
  public func countsOfSkills(pool: ItemPool) -> [Int] {
    var counts = Array(repeating: 0, count: pool.structure.skillCount)
    for tally in tallies { counts[pool.entries[tally.entry].skill] += tally.count }
    return counts
  }

  /// How many responses of each domain count.
  public func countsOfDomains(pool: ItemPool) -> [Int] {
    var counts = Array(repeating: 0, count: pool.structure.domainCount)
    for tally in tallies { counts[pool.entries[tally.entry].domain] += tally.count }
    return counts
  }
}
