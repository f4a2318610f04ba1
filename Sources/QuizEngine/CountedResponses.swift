import Psychometrics

/// The one rule for which responses count, with what weight, and what may be shown of them.
///
/// Home, gaps, results, explanations, reports and commands all use it, so they always rest on the same
/// answers.
///
/// A response counts if all of these hold:
/// - Its attempt measures ability, and the person didn't exclude it.
/// - It didn't come faster than the item can be read; a rapid guess counts as missing, not as wrong (Wise and
///   Kong, 2005).
/// - The bank still has the item.
/// - The person hadn't answered the item within the rest period before; see `SeenItems`. Who has seen the answer shows
///   their memory of it, not their ability. Another variant of a family is another question.
///
/// A mock exam counts with all its questions once it is handed in, however few were answered: an answer counts as it
/// does in a placement, and a question without one counts as not right. So, whatever was answered, one more answer never
/// lowers the score, and leaving a question unanswered never beats answering it.
///
/// Answers of a mock exam that isn't handed in can still change, so they don't count yet and must not be
/// shown. Answers of other open attempts count, but whether a single one was right is shown only with the
/// result.
///
/// Abilities move between the days of answers, as `AbilityWalk` says. Days are those of the person's calendar, so that
/// numbers don't move while somebody looks at them.
public struct CountedResponses: Sendable {
  /// A stored response, with what the rule needs to know about its attempt.
  public struct Row: Sendable, Hashable {
    /// The attempt's identity.
    public var attempt: String
    /// The kind of attempt; nil for a kind unknown to this version, which doesn't count.
    public var mode: Mode?
    /// True while the attempt is not over.
    public var isOpen: Bool
    /// True if the person excluded the attempt from the score.
    public var isExcluded: Bool
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
    /// True if the person was certain of the answer.
    public var isCertain: Bool
    /// True for a question that was left without an answer when its exam was handed in.
    public var isUnanswered: Bool
    /// The variant that was answered, if the item is a family.
    public var variant: String?

    /// Creates a row.
    public init(
      attempt: String, mode: Mode?, isOpen: Bool, isExcluded: Bool = false, item: String, level: Int? = nil,
      category: Int, categoryCount: Int, isRapid: Bool = false, answeredAt: Double, isCertain: Bool = false,
      isUnanswered: Bool = false,
      variant: String? = nil
    ) {
      self.attempt = attempt
      self.mode = mode
      self.isOpen = isOpen
      self.isExcluded = isExcluded
      self.item = item
      self.level = level
      self.category = category
      self.categoryCount = categoryCount
      self.isRapid = isRapid
      self.answeredAt = answeredAt
      self.isCertain = isCertain
      self.isUnanswered = isUnanswered
      self.variant = variant
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
    /// The number of responses.
    public var count: Int
    /// The share of full credit.
    public var credit: Double
    /// When the last of them was given, in seconds since 1970.
    public var lastAnswered: Double
    /// True if the person was certain of the last of them.
    public var isCertain: Bool
    /// True for questions that an exam left without an answer: they count as not right, but nobody answered them.
    public var isUnanswered: Bool

    /// Creates a sum from its parts.
    public init(
      entry: Int, category: Int, level: Int, isOpen: Bool, count: Int, credit: Double, lastAnswered: Double,
      isCertain: Bool = false, isUnanswered: Bool = false
    ) {
      self.entry = entry
      self.category = category
      self.level = level
      self.isOpen = isOpen
      self.count = count
      self.credit = credit
      self.lastAnswered = lastAnswered
      self.isCertain = isCertain
      self.isUnanswered = isUnanswered
    }

    /// What became of the question; "I don't know" is among the wrong answers.
    public var outcome: AnswerOutcome { AnswerOutcome(credit: credit, isUnanswered: isUnanswered) }
  }

  /// One response that counts.
  public struct Response: Sendable, Hashable {
    /// The response, as an index into the given rows.
    public var row: Int
    /// The tally that includes it, as an index into `tallies`.
    public var tally: Int
    /// The number of the person's day; today's for an answer from a later day.
    ///
    /// For an answer of an open attempt it is the last day of the closed ones at the earliest.
    public var day: Int
  }

  /// Equal answers of one day.
  public struct EqualAnswers: Sendable, Hashable {
    /// The item, as an index into the pool's entries.
    public var entry: Int
    /// The score category, on the item's present scale.
    public var category: Int
    /// The level at which it was answered.
    public var level: Int
    /// The number of answers.
    public var count: Int
    /// True for questions that an exam left without an answer.
    public var isUnanswered: Bool

    /// Creates equal answers.
    public init(entry: Int, category: Int, level: Int, count: Int, isUnanswered: Bool = false) {
      self.entry = entry
      self.category = category
      self.level = level
      self.count = count
      self.isUnanswered = isUnanswered
    }
  }

  /// The answers of one day.
  public struct Day: Sendable, Hashable {
    /// The number of the person's day.
    public var number: Int
    /// The answers, in the order of their first.
    public var answers: [EqualAnswers]

    /// Creates a day.
    public init(number: Int, answers: [EqualAnswers]) {
      self.number = number
      self.answers = answers
    }
  }

  /// What was known at the end of an earlier day.
  public struct Start: Sendable, Equatable {
    /// The number of the person's day.
    public var day: Int
    /// The abilities at the end of that day.
    public var belief: AbilityBelief

    /// Creates a start.
    public init(day: Int, belief: AbilityBelief) {
      self.day = day
      self.belief = belief
    }
  }

  /// The tallies, in the order of their first response.
  public private(set) var tallies: [Tally] = []
  /// The responses that count, in the order of the rows, those of closed attempts first.
  public private(set) var responses: [Response] = []
  /// The number of the person's day for which the answers are counted; nil for an attempt on its own.
  public private(set) var today: Int?
  /// What is known from days before those of `days`; nil if nothing.
  public private(set) var start: Start?
  /// The days with answers, in order.
  public private(set) var days: [Day] = []
  /// True if an answer is from a later day than today, as after a clock went back; it counts as today's.
  public private(set) var hasLaterDay = false
  /// What was answered in closed attempts.
  private var seen = SeenItems()
  /// The answers that don't count, by skill: those of closed attempts, and those of open ones.
  private(set) var leftOut: (closed: [Int: SkillVerdict.LeftOut], open: [Int: SkillVerdict.LeftOut]) = (
    [:], [:]
  )

  /// Counts all responses of an assessment, for the person's ability today.
  ///
  /// - Parameters:
  ///   - rows: The responses of all attempts, in the order of the attempts.
  ///   - pool: The items of the bank.
  ///   - today: The number of the person's day.
  ///   - restDays: The days for which an item rests after an answer; with 0, repeats count.
  ///   - seen: What was answered in attempts that are not among the rows.
  ///   - day: Returns the number of the person's day at an instant; called at most once for each response.
  /// - Complexity: One pass; 30,000 responses take about two milliseconds.
  public init(
    _ rows: [Row], pool: ItemPool, today: Int, restDays: Int = 0, seen: SeenItems = SeenItems(),
    day: (_ seconds: Double) -> Int
  ) {
    var seen = seen
    seen.prepare(entries: pool.entries.count)
    responses.reserveCapacity(rows.count)
    self.today = today
    var tallyOfEntry = TallyChains(entries: pool.entries.count)
    // An open attempt comes after all closed ones, whenever it began: only then do stored sums of the closed ones hold.
    for isOpen in [false, true] {
      for (index, row) in rows.enumerated() where row.isOpen == isOpen {
        let counts = Self.counts(row)
        if row.isRapid, Self.isTooFast(row), let entry = pool.index(of: row.item) {
          leaveOut(entry, row, pool) { $0.tooFast += 1 }
        }
        guard counts || restDays > 0 && !row.isHidden else { continue }
        let number = day(row.answeredAt)
        if restDays > 0, let entry = pool.index(of: row.item) {
          let isRepeat = seen.isRepeat(
            entry, variant: row.variant, on: number, attempt: row.attempt, restDays: restDays)
          // An open attempt has shown no answer yet.
          if !isOpen { seen.note(entry, variant: row.variant, on: number, attempt: row.attempt) }
          if isRepeat {
            if counts { leaveOut(entry, row, pool) { $0.repeated += 1 } }
            continue
          }
        }
        guard counts else { continue }
        if number > today { hasLaterDay = true }
        add(row, at: index, day: min(number, today), pool: pool, &tallyOfEntry)
      }
    }
    var lastClosed: Int?
    for response in responses where !tallies[response.tally].isOpen {
      lastClosed = max(lastClosed ?? response.day, response.day)
    }
    dateOpenAnswers(atLeast: lastClosed)
    days = groupedByDay()
    self.seen = seen
  }

  /// Dates answers of an open attempt on the last day of the closed ones at the earliest.
  ///
  /// They may be older. But then every answer would make the days since be gone through again.
  private mutating func dateOpenAnswers(atLeast day: Int?) {
    guard let day else { return }
    for index in responses.indices where tallies[responses[index].tally].isOpen {
      responses[index].day = max(responses[index].day, day)
    }
  }

  /// Counts the responses of one attempt on its own, as if given on one day, whatever its mode and even if the person
  /// excluded it.
  ///
  /// An exam that isn't handed in counts nothing.
  ///
  /// - Parameter repeats: The responses to items that rested, as indices into the rows; they don't count.
  public init(ofAttempt rows: [Row], pool: ItemPool, repeats: Set<Int> = []) {
    var tallyOfEntry = TallyChains(entries: pool.entries.count)
    for (index, row) in rows.enumerated() where !row.isHidden {
      if row.isRapid || repeats.contains(index) {
        guard let entry = pool.index(of: row.item) else { continue }
        leaveOut(entry, row, pool) { if row.isRapid { $0.tooFast += 1 } else { $0.repeated += 1 } }
      } else {
        add(row, at: index, day: 0, pool: pool, &tallyOfEntry)
      }
    }
    days = groupedByDay()
  }

  /// True if a response counts for ability, provided that the bank still has its item.
  public static func counts(_ row: Row) -> Bool {
    !row.isRapid && !row.isHidden && !row.isExcluded && row.mode?.measures ?? false
  }

  /// True if a response would count had it not come faster than the item can be read.
  public static func isTooFast(_ row: Row) -> Bool {
    var slow = row
    slow.isRapid = false
    return row.isRapid && counts(slow)
  }

  private mutating func leaveOut(
    _ entry: Int, _ row: Row, _ pool: ItemPool, _ note: (inout SkillVerdict.LeftOut) -> Void
  ) {
    let skill = pool.entries[entry].skill
    if row.isOpen {
      note(&leftOut.open[skill, default: .init()])
    } else {
      note(&leftOut.closed[skill, default: .init()])
    }
  }

  private mutating func add(
    _ row: Row, at index: Int, day: Int, pool: ItemPool, _ places: inout TallyChains
  ) {
    guard let entry = pool.index(of: row.item),
      let category = Self.category(of: row, in: pool.categoryCount(of: entry))
    else { return }
    let credit = Score(category: row.category, of: row.categoryCount).credit
    let level = row.level ?? pool.entries[entry].level
    var place = places.first[entry]
    while place >= 0 {
      let tally = tallies[place]
      if tally.category == category, tally.level == level, tally.isOpen == row.isOpen,
        tally.isUnanswered == row.isUnanswered
      {
        break
      }
      place = places.next[place]
    }
    if place < 0 {
      place = tallies.count
      tallies.append(
        Tally(
          entry: entry, category: category, level: level, isOpen: row.isOpen, count: 0,
          credit: credit, lastAnswered: row.answeredAt, isUnanswered: row.isUnanswered))
      places.next.append(places.first[entry])
      places.first[entry] = place
    }
    tallies[place].count += 1
    if row.answeredAt >= tallies[place].lastAnswered {
      tallies[place].lastAnswered = row.answeredAt
      tallies[place].isCertain = row.isCertain
    }
    responses.append(Response(row: index, tally: place, day: day))
  }

  /// The responses day by day, with equal ones combined.
  private func groupedByDay() -> [Day] {
    // Rows come by attempt, so they are mostly in order already.
    var order = Array(responses.indices)
    if zip(responses, responses.dropFirst()).contains(where: { $0.day > $1.day }) {
      order.sort { (responses[$0].day, $0) < (responses[$1].day, $1) }
    }
    var days: [Day] = []
    // The day on which each tally was last met, and its place among that day's answers.
    var met = Array(repeating: (day: -1, place: 0), count: tallies.count)
    for index in order {
      let response = responses[index]
      if days.last?.number != response.day { days.append(Day(number: response.day, answers: [])) }
      let last = days.count - 1
      if met[response.tally].day == last {
        days[last].answers[met[response.tally].place].count += 1
        continue
      }
      let tally = tallies[response.tally]
      met[response.tally] = (last, days[last].answers.count)
      days[last].answers.append(
        EqualAnswers(
          entry: tally.entry, category: tally.category, level: tally.level, count: 1,
          isUnanswered: tally.isUnanswered))
    }
    return days
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

/// What the responses of closed attempts come to, for storing: with it a long history needn't be read again.
///
/// The last day's answers are kept apart from the belief of the days before, because an open attempt may add to them.
public struct StoredResponses: Sendable, Equatable {
  /// The number of the day on which it was computed.
  public var day: Int
  /// False if an answer is from a later day than `day`: then it holds for no other day.
  public var canAge: Bool
  /// The sums, in the order in which their first response came.
  public var tallies: [CountedResponses.Tally]
  /// What was known before the last day; nil if there is none.
  public var start: CountedResponses.Start?
  /// The last day with answers; nil if nothing was answered.
  public var last: CountedResponses.Day?
  /// When each item was last answered, for all of them: an open attempt may be older than the rest period.
  public var seen: [SeenItems.Item]
  /// The answers that don't count, by skill.
  public var leftOut: [Int: SkillVerdict.LeftOut]

  /// Creates it from its parts.
  public init(
    day: Int, canAge: Bool, tallies: [CountedResponses.Tally], start: CountedResponses.Start?,
    last: CountedResponses.Day?, seen: [SeenItems.Item] = [], leftOut: [Int: SkillVerdict.LeftOut] = [:]
  ) {
    self.seen = seen
    self.leftOut = leftOut
    self.day = day
    self.canAge = canAge
    self.tallies = tallies
    self.start = start
    self.last = last
  }

  /// True if it can be used on a day.
  public func holds(today: Int) -> Bool { today == day || (canAge && today > day) }

  /// True if it was computed from a bank like this one.
  public func fits(_ pool: ItemPool) -> Bool {
    let entries = pool.entries.indices
    guard tallies.allSatisfy({ entries.contains($0.entry) }), seen.allSatisfy({ entries.contains($0.entry) }),
      last?.answers.allSatisfy({ entries.contains($0.entry) }) ?? true,
      leftOut.keys.allSatisfy({ (0..<pool.structure.skillCount).contains($0) })
    else { return false }
    guard let belief = start?.belief else { return true }
    return belief.overall.count == pool.grid.count && belief.domains.count == pool.structure.domainCount
      && belief.skills.count == pool.structure.skillCount
  }
}

extension CountedResponses {
  /// What the closed attempts come to, for storing.
  ///
  /// - Parameters:
  ///   - rows: The responses that were counted.
  ///   - restDays: The days for which an item rests after an answer.
  public func stored(_ rows: [Row], pool: ItemPool, restDays: Int = 0) -> StoredResponses {
    var closed = CountedResponses(ofAttempt: [], pool: pool)
    closed.responses = responses.filter { !rows[$0.row].isOpen }
    closed.tallies = tallies
    closed.days = closed.groupedByDay()
    let last = closed.days.popLast()
    return StoredResponses(
      day: today ?? 0, canAge: !hasLaterDay, tallies: tallies.filter { !$0.isOpen },
      start: closed.beliefAfterDays(pool: pool), last: last,
      seen: restDays > 0 ? seen.items : [], leftOut: leftOut.closed)
  }

  /// Counts with what was stored of the closed attempts; `responses` then has those of the open attempt alone.
  ///
  /// - Parameters:
  ///   - stored: What was stored, if it holds today.
  ///   - rows: The responses of the open attempt.
  ///   - restDays: The days for which an item rests after an answer; the same as when it was stored.
  public init(
    _ stored: StoredResponses, open rows: [Row], pool: ItemPool, today: Int, restDays: Int = 0,
    day: (_ seconds: Double) -> Int
  ) {
    var open = CountedResponses(
      rows, pool: pool, today: today, restDays: restDays,
      seen: SeenItems(stored.seen, entries: pool.entries.count), day: day)
    open.dateOpenAnswers(atLeast: stored.last?.number)
    open.days = open.groupedByDay()
    tallies = stored.tallies
    // A tally is either of closed attempts or of the open one, so none is split between the two.
    let first = tallies.count
    // Without an open attempt the stored ones needn't be copied.
    if !open.tallies.isEmpty { tallies += open.tallies }
    responses = open.responses.map { Response(row: $0.row, tally: $0.tally + first, day: $0.day) }
    leftOut = (stored.leftOut, open.leftOut.open)
    hasLaterDay = open.hasLaterDay || !stored.canAge
    self.today = today
    start = stored.start
    days = open.days
    guard let last = stored.last else { return }
    if let next = days.first, next.number == last.number {
      days[0].answers = last.answers + next.answers
    } else {
      days.insert(last, at: 0)
    }
  }
}
