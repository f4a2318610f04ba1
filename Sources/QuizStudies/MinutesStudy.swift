import ItemBank
import Psychometrics
import QuizEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Simulates placements by the clock: what is known after some minutes, and whether the promised minutes hold.
///
/// An item's true time is its expected time, multiplied by a lognormal error with mean 1 (van der Linden 2006, on
/// lognormal response times). People also have their own pace; whether the minutes announced at their pace hold is looked
/// at apart from what is known after some minutes, which is that of people of average pace.
public struct MinutesStudy: Sendable {
  /// The placements.
  public var placements: PlacementStudy
  /// The minutes after which the result is looked at.
  public var minutes: Double
  /// The standard deviation of the logarithm of the true time by the expected one.
  public var timeError: Double

  /// Creates a study.
  public init(placements: PlacementStudy, minutes: Double = 15, timeError: Double = 0.4) {
    self.placements = placements
    self.minutes = minutes
    self.timeError = timeError
  }

  /// Simulates a range of the people.
  public func run(people: Range<Int>) -> MinutesTally {
    var tally = MinutesTally(itemCount: placements.pool.entries.count)
    for person in people { simulate(person, &tally) }
    return tally
  }

  private func simulate(_ number: Int, _ tally: inout MinutesTally) {
    let pool = placements.pool
    var generator = SeededGenerator(seed: placements.seed, stream: UInt64(number))
    let person = PlacementStudy.Person(structure: pool.structure, using: &generator)
    // Times have their own chance, so that both rules have the same people and each item the same time.
    let chance = SeededGenerator(seed: placements.seed &+ 77, stream: UInt64(number))
    let errors = times(chance)
    var own = SeededGenerator(seed: placements.seed &+ 78, stream: UInt64(number))
    let pace = exp(Pace.spread * own.normal())
    // An earlier placement, from which the program knows the pace.
    let estimate = Pace.estimate((0..<placements.itemLimit).map { _ in pace * error(&own) }) ?? 1
    var (seconds, answered) = (0.0, 0)
    var known = CompetencyPosterior(structure: pool.structure, grid: pool.grid)
    var ruler = PlacementStudy.Ruler(placements, person: number)
    let attempt = placements.attempt(by: person, ruler: &ruler, using: &generator) { attempt in
      guard let entry = attempt.responses.last?.entry else { return }
      seconds += pool.entries[entry].seconds * errors[entry]
      guard seconds <= 60 * minutes else { return }
      (known, answered) = (attempt.posterior, attempt.responses.count)
    }
    let weights = pool.framework.weights(ofProfile: placements.profile)
    tally.within.add(known, person: person, weights: weights)
    tally.whole.add(attempt.posterior, person: person, weights: weights)
    tally.take(attempt, answeredWithin: answered, seconds: seconds)
    let announced = AttemptTime.minutes(of: .placement, items: placements.itemLimit, pool: pool)
    tally.note(minutes: pace * seconds / 60, announced: announced, atPace: estimate * announced)
  }

  /// A lognormal error with mean 1.
  private func error(_ chance: inout SeededGenerator) -> Double {
    exp(timeError * chance.normal() - timeError * timeError / 2)
  }

  /// The error of each item's time for one person.
  private func times(_ chance: SeededGenerator) -> [Double] {
    var chance = chance
    return placements.pool.entries.map { _ in error(&chance) }
  }
}

/// Sums over the people of a study by the clock.
public struct MinutesTally: Sendable {
  /// How well people were measured at one moment.
  public struct Moment: Sendable {
    var overallSums = PlacementTally.Sums()
    var domainSums = PlacementTally.Sums()
    var skillSums = PlacementTally.Sums()
    /// The quality of the overall ability, with the profile's weights.
    public var overall: PlacementTally.Quality { overallSums.quality }
    /// The quality of the domains.
    public var domains: PlacementTally.Quality { domainSums.quality }
    /// The quality of the skills.
    public var skills: PlacementTally.Quality { skillSums.quality }

    mutating func add(
      _ posterior: CompetencyPosterior, person: PlacementStudy.Person, weights: [Double]
    ) {
      let truth =
        zip(weights, person.domains).reduce(0) { $0 + $1.0 * $1.1 } / max(1e-12, weights.reduce(0, +))
      let overall = posterior.weightedMean(ofDomains: weights)
      overallSums.add(mean: overall.mean, lower: overall.lower95, upper: overall.upper95, truth: truth)
      let estimates = posterior.estimates()
      for (estimate, truth) in zip(estimates.domains, person.domains) {
        domainSums.add(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, truth: truth)
      }
      for (estimate, truth) in zip(estimates.skills, person.skills) {
        skillSums.add(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, truth: truth)
      }
    }

    mutating func add(_ other: Moment) {
      overallSums.add(other.overallSums)
      domainSums.add(other.domainSums)
      skillSums.add(other.skillSums)
    }
  }

  /// The result after the minutes of the study.
  public internal(set) var within = Moment()
  /// The result of the whole placement.
  public internal(set) var whole = Moment()
  /// The seconds that each person's placement took.
  public private(set) var seconds: [Double] = []
  /// How far each person's minutes are from those announced, as a share: to people whose pace is unknown.
  public private(set) var differences: [Double] = []
  /// The same for the minutes announced at their pace, as an earlier placement showed it.
  public private(set) var differencesAtPace: [Double] = []
  /// The number of answers within the minutes, over all people.
  public private(set) var answersWithin = 0
  /// The number of items served.
  public private(set) var served = 0
  /// How often each item was served, in the order of the pool.
  public private(set) var uses: [Int]
  /// How often each type was served.
  public private(set) var kinds: [ItemKind: Int] = [:]
  /// The largest difference between a type's share of one placement and its share of the bank.
  public private(set) var largestMixError = 0.0
  /// The number of placements that don't begin with two single choices of level 2 or 3.
  public private(set) var otherStarts = 0
  /// The number of times that a matching or ordering item followed another one.
  public private(set) var laboriousPairs = 0
  /// The number of placements that asked about some domain less than twice.
  public private(set) var thinDomains = 0

  init(itemCount: Int) { uses = Array(repeating: 0, count: itemCount) }

  /// The number of people.
  public var people: Int { seconds.count }
  /// The minutes of the median person.
  public var medianMinutes: Double { Self.median(seconds) / 60 }
  /// The share of people whose minutes are within 20 % of those announced at their pace.
  public var keptAtPace: Double {
    Double(differencesAtPace.count { abs($0) <= 0.2 }) / Double(max(1, differencesAtPace.count))
  }

  /// The median of some numbers; 0 without any.
  public static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  mutating func note(minutes: Double, announced: Double, atPace: Double) {
    differences.append(minutes / max(1e-9, announced) - 1)
    differencesAtPace.append(minutes / max(1e-9, atPace) - 1)
  }

  /// The share of people who were served the most-used item, from 0 to 1.
  public var maxExposure: Double { people == 0 ? 0 : Double(uses.max() ?? 0) / Double(people) }
  /// The share of items that two people have in common on average, from 0 to 1.
  public var overlap: Double { PlacementTally.overlap(uses: uses, people: people) }

  mutating func take(_ attempt: Attempt, answeredWithin answered: Int, seconds time: Double) {
    let pool = attempt.pool
    let entries = attempt.responses.compactMap { $0.entry.map { pool.entries[$0] } }
    seconds.append(time)
    answersWithin += answered
    served += entries.count
    for response in attempt.responses { if let entry = response.entry { uses[entry] += 1 } }
    var own: [ItemKind: Int] = [:]
    for entry in entries { own[entry.kind, default: 0] += 1 }
    kinds.merge(own, uniquingKeysWith: +)
    for kind in ItemKind.allCases {
      let bank = Double(pool.entries.count { $0.kind == kind }) / Double(max(1, pool.entries.count))
      let share = Double(own[kind, default: 0]) / Double(max(1, entries.count))
      largestMixError = max(largestMixError, abs(share - bank))
    }
    let start = entries.prefix(TypeMix.openingLength)
    if !start.allSatisfy({ $0.kind == .singleChoice && TypeMix.openingLevels.contains($0.level) }) {
      otherStarts += 1
    }
    laboriousPairs += zip(entries, entries.dropFirst()).count {
      TypeMix.laborious.contains($0.kind) && TypeMix.laborious.contains($1.kind)
    }
    let domains = pool.framework.domains.indices.map { domain in entries.count { $0.domain == domain } }
    if domains.contains(where: { $0 < 2 }) { thinDomains += 1 }
  }

  /// Adds the sums of another part of the work over the same pool.
  public mutating func add(_ other: MinutesTally) {
    within.add(other.within)
    whole.add(other.whole)
    seconds += other.seconds
    differences += other.differences
    differencesAtPace += other.differencesAtPace
    answersWithin += other.answersWithin
    served += other.served
    for index in uses.indices { uses[index] += other.uses[index] }
    kinds.merge(other.kinds, uniquingKeysWith: +)
    largestMixError = max(largestMixError, other.largestMixError)
    otherStarts += other.otherStarts
    laboriousPairs += other.laboriousPairs
    thinDomains += other.thinDomains
  }
}
