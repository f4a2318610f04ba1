import Psychometrics

/// The one rule for which responses count, with what weight, and what may be shown of them.
///
/// Home, gaps, results, explanations, reports and commands all use it, so they always rest on the same
/// answers.
///
/// A response counts if all of these hold:
/// - Its attempt measures ability.
/// - It didn't come faster than the item can be read; a rapid guess counts as missing, not as wrong (Wise and
///   Kong, 2005).
/// - The bank still has the item.
///
/// Answers of a mock exam that isn't handed in can still change, so they don't count yet and must not be
/// shown. Answers of other open attempts count, but whether a single one was right is shown only with the
/// result.
///
/// The weight halves with every half-life between the answer and today. Ages are whole days of the person's
/// calendar, so that numbers don't move while somebody looks at them.
public struct CountedResponses: Sendable {
  /// A stored response, with what the rule needs to know about its attempt.
  public struct Row: Sendable, Hashable {
    /// The attempt's identity.
    public var attempt: String
    /// The kind of attempt; nil for a kind unknown to this version, which doesn't count.
    public var mode: Mode?
    /// True while the attempt is not over.
    public var isOpen: Bool
    /// The item's identity.
    public var item: String
    /// The item's level when it was answered; nil if it wasn't stored, in which case today's level is used.
    public var level: Int?
    /// The score category.
    public var category: Int
    /// The number of score categories when it was answered.
    public var categoryCount: Int
    /// True if it came faster than the item can be read.
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

    /// True for an answer that can still change: it must be neither counted nor shown.
    public var isHidden: Bool { mode == .mock && isOpen }
  }

  /// Responses to one item with the same category, level and openness, summed.
  public struct Tally: Sendable, Hashable {
    /// The item, as an index into the pool's entries.
    public var entry: Int
    /// The score category, on the item's present scale.
    public var category: Int
    /// The level at which it was answered.
    public var level: Int
    /// True for answers of an open attempt: whether they were right must not be shown yet.
    public var isOpen: Bool
    /// The sum of the weights; an answer given today weighs 1.
    public var weight: Double
    /// The number of responses.
    public var count: Int
    /// The share of full credit.
    public var credit: Double
    /// When the last of them was given, in seconds since 1970.
    public var lastAnswered: Double

    /// Creates a sum from its parts.
    public init(
      entry: Int, category: Int, level: Int, isOpen: Bool, weight: Double, count: Int, credit: Double,
      lastAnswered: Double
    ) {
      self.entry = entry
      self.category = category
      self.level = level
      self.isOpen = isOpen
      self.weight = weight
      self.count = count
      self.credit = credit
      self.lastAnswered = lastAnswered
    }
  }

  /// One response that counts.
  public struct Response: Sendable, Hashable {
    /// The response, as an index into the given rows.
    public var row: Int
    /// The tally that includes it, as an index into `tallies`.
    public var tally: Int
    /// The weight: 1 for an answer given today, less for an older one.
    public var weight: Double
  }

  /// The tallies, in the order of their first response.
  public private(set) var tallies: [Tally] = []
  /// The responses that count, in the order of the rows.
  public private(set) var responses: [Response] = []
  /// True if an answer is from a later day than today, as after a clock went back; it counts as today's.
  private var hasLaterDay = false

  /// Counts all responses of an assessment, weighted for the person's ability today.
  ///
  /// - Parameters:
  ///   - rows: The responses, in any order.
  ///   - pool: The items of the bank.
  ///   - today: The number of the person's day.
  ///   - halfLifeDays: The age at which an answer counts half.
  ///   - day: Returns the number of the person's day at an instant; called once for each response that counts.
  /// - Complexity: One pass; 30,000 responses take about two milliseconds.
  public init(
    _ rows: [Row], pool: ItemPool, today: Int, halfLifeDays: Double, day: (_ seconds: Double) -> Int
  ) {
    responses.reserveCapacity(rows.count)
    var tallyOfEntry = TallyChains(entries: pool.entries.count)
    // Neighbouring responses are mostly of the same day.
    var (lastAge, lastWeight) = (0, 1.0)
    for (index, row) in rows.enumerated() {
      guard Self.counts(row) else { continue }
      let days = today - day(row.answeredAt)
      if days < 0 { hasLaterDay = true }
      let age = max(0, days)
      if age != lastAge {
        (lastAge, lastWeight) = (age, ResponseAge.weight(afterDays: Double(age), halfLife: halfLifeDays))
      }
      add(row, at: index, weight: lastWeight, pool: pool, &tallyOfEntry)
    }
  }

  /// Counts the responses of one attempt on its own, whatever its mode, all with weight 1.
  ///
  /// An exam that isn't handed in counts nothing.
  public init(ofAttempt rows: [Row], pool: ItemPool) {
    var tallyOfEntry = TallyChains(entries: pool.entries.count)
    for (index, row) in rows.enumerated() where !row.isRapid && !row.isHidden {
      add(row, at: index, weight: 1, pool: pool, &tallyOfEntry)
    }
  }

  /// True if a response counts for ability, provided that the bank still has its item.
  public static func counts(_ row: Row) -> Bool {
    !row.isRapid && !row.isHidden && row.mode?.measures ?? false
  }

  private mutating func add(
    _ row: Row, at index: Int, weight: Double, pool: ItemPool, _ places: inout TallyChains
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

  /// The category on the item's present scale; nil for a response that can't have been stored.
  ///
  /// If the item's number of categories has changed, the answer keeps its share of full credit.
  private static func category(of row: Row, in count: Int) -> Int? {
    guard row.category >= 0, row.category < row.categoryCount else { return nil }
    if row.categoryCount == count { return row.category }
    if row.category == row.categoryCount - 1 { return count - 1 }
    return min(count - 2, row.category * (count - 1) / (row.categoryCount - 1))
  }

  /// The tallies of each item as a linked list; an item rarely has more than two.
  private struct TallyChains {
    var first: [Int]
    var next: [Int] = []
    init(entries: Int) { first = Array(repeating: -1, count: entries) }
  }
}

extension CountedResponses {
  /// The number of responses that count, for each skill.
  public func countsOfSkills(pool: ItemPool) -> [Int] {
    var counts = Array(repeating: 0, count: pool.structure.skillCount)
    for tally in tallies { counts[pool.entries[tally.entry].skill] += tally.count }
    return counts
  }

  /// The number of responses that count, for each domain.
  public func countsOfDomains(pool: ItemPool) -> [Int] {
    var counts = Array(repeating: 0, count: pool.structure.domainCount)
    for tally in tallies { counts[pool.entries[tally.entry].domain] += tally.count }
    return counts
  }
}

/// The sums over the responses of closed attempts, for storing: with them a long history needn't be read again.
///
/// A weight halves with every half-life, whatever the age, so the sums of one day become those of a later day by one
/// factor.
public struct StoredTallies: Sendable, Equatable {
  /// The number of the day on which the weights hold.
  public var day: Int
  /// The half-life of the weights, in days.
  public var halfLifeDays: Double
  /// False if an answer is from a later day than `day`: then no factor gives the weights of another day.
  public var canAge: Bool
  /// The sums, in the order in which their first response came.
  public var tallies: [CountedResponses.Tally]

  /// Creates sums from their parts.
  public init(day: Int, halfLifeDays: Double, canAge: Bool, tallies: [CountedResponses.Tally]) {
    self.day = day
    self.halfLifeDays = halfLifeDays
    self.canAge = canAge
    self.tallies = tallies
  }

  /// True if the sums can be used on a day.
  public func hold(today: Int, halfLifeDays: Double) -> Bool {
    self.halfLifeDays == halfLifeDays && (today == day || (canAge && today > day))
  }
}

extension CountedResponses {
  /// The sums of the closed attempts, for storing.
  public func stored(today: Int, halfLifeDays: Double) -> StoredTallies {
    StoredTallies(
      day: today, halfLifeDays: halfLifeDays, canAge: !hasLaterDay, tallies: tallies.filter { !$0.isOpen })
  }

  /// Counts with stored sums of the closed attempts; `responses` then has those of the open attempt alone.
  ///
  /// - Parameters:
  ///   - stored: Sums that hold today.
  ///   - rows: The responses of the open attempt.
  public init(
    _ stored: StoredTallies, open rows: [Row], pool: ItemPool, today: Int, halfLifeDays: Double,
    day: (_ seconds: Double) -> Int
  ) {
    let open = CountedResponses(rows, pool: pool, today: today, halfLifeDays: halfLifeDays, day: day)
    let factor = ResponseAge.weight(afterDays: Double(today - stored.day), halfLife: halfLifeDays)
    tallies = stored.tallies
    for index in tallies.indices { tallies[index].weight *= factor }
    // A tally is either of closed attempts or of the open one, so none is split between the two.
    let first = tallies.count
    tallies += open.tallies
    responses = open.responses.map { Response(row: $0.row, tally: $0.tally + first, weight: $0.weight) }
    hasLaterDay = open.hasLaterDay || !stored.canAge
  }
}
