import ItemBank
import Psychometrics

/// Chooses the next item: first by content, then by information, then by chance.
struct ItemSelector: Sendable {
  /// Alike items are drawn by their gain for each second to this power: 0 would be chance alone, a large number the
  /// best alone.
  private static let rateExponent = 6
  /// The power by which quicker items of one type and level come more often.
  ///
  /// It is small, or the shortest item of each kind would be asked of everybody.
  private static let quickExponent = 2
  /// The same for the comparison rule, by the gain alone.
  private static let itemExponent = 3
  /// The number of skills of a domain that compete for an item, by rule.
  private var competingSkills: Int { rule == .perSecond ? .max : 3 }
  /// The share of each skill's items that one placement may draw from.
  private static let eligibleShare = 0.3
  /// The least number of items from each domain, if the placement is long enough.
  private static let domainMinimum = 2

  private let plan: AttemptPlan
  private let pool: ItemPool
  private let rule: SelectionRule
  /// The mix of item types; nil where only the content decides.
  private let mix: TypeMix?
  /// The mean time of the items of each table of the pool, in seconds; nil if the rule doesn't count time.
  private let meanSeconds: [Double]?
  private let domainWeights: [Double]
  private let inScope: [Bool]
  private let isResting: [Bool]
  private let isEligible: [Bool]
  private let due: [Int]
  /// The value of asking about each skill, in the order of the framework.
  private let skillWeights: [Double]
  /// The items that were served.
  private(set) var used: Set<Int> = []
  private var servedOfDomain: [Int]
  private var servedOfSkill: [Int]
  private var servedOfKind: [ItemKind: Int] = [:]
  /// The item that was served last.
  private var last: Int?

  init(plan: AttemptPlan, pool: ItemPool, rule: SelectionRule = .perItem) {
    self.plan = plan
    self.pool = pool
    self.rule = rule
    mix = plan.mode == .placement && rule == .perSecond ? TypeMix(pool) : nil
    meanSeconds = rule == .perSecond ? Self.meanSeconds(pool) : nil
    let skills = pool.framework.skills
    if plan.mode == .drill, let worth = plan.worth, worth.values.contains(where: { $0 > 0 }) {
      // Every skill keeps a small chance, so that drills don't repeat the same few skills.
      skillWeights = skills.map { max(0, worth[$0.id] ?? 0) + 0.02 * $0.weight }
      domainWeights = (0..<pool.structure.domainCount).map { domain in
        pool.structure.skills(ofDomain: domain).reduce(0) { sum, skill in
          sum + max(0, worth[skills[skill].id] ?? 0) + 0.02 * skills[skill].weight
        }
      }
    } else {
      skillWeights = skills.map(\.weight)
      domainWeights = pool.framework.weights(ofProfile: plan.profile)
    }
    var inScope = Array(repeating: false, count: pool.entries.count)
    for index in pool.indices(in: plan.scope) { inScope[index] = true }
    isEligible = Self.eligible(plan: plan, pool: pool)
    var isResting = Array(repeating: false, count: pool.entries.count)
    for id in plan.resting { if let index = pool.index(of: id) { isResting[index] = true } }
    self.inScope = inScope
    self.isResting = isResting
    self.due = plan.due.compactMap { pool.index(of: $0) }.filter { inScope[$0] }
    self.servedOfDomain = Array(repeating: 0, count: pool.structure.domainCount)
    self.servedOfSkill = Array(repeating: 0, count: pool.structure.skillCount)
  }

  /// The items that this attempt may draw from: a random share of each skill's.
  ///
  /// This limits how many people receive one item, however informative it is (item eligibility, van der
  /// Linden & Veldkamp 2004), and makes the next attempt different. Narrower scopes need all the items they
  /// have.
  private static func eligible(plan: AttemptPlan, pool: ItemPool) -> [Bool] {
    var isEligible = Array(repeating: true, count: pool.entries.count)
    guard plan.mode == .placement else { return isEligible }
    var generator = SeededGenerator(seed: plan.seed, stream: .max)
    for entries in pool.entriesOfSkill {
      let shuffled = entries.shuffled(using: &generator)
      let share = eligibleShare * Double(entries.count) + generator.uniform()
      for entry in shuffled.dropFirst(max(1, Int(share))) { isEligible[entry] = false }
    }
    return isEligible
  }

  /// The mean expected time of the items with each table.
  private static func meanSeconds(_ pool: ItemPool) -> [Double] {
    var sums = Array(repeating: (seconds: 0.0, count: 0.0), count: pool.tables.count)
    for entry in pool.entries {
      sums[entry.table].seconds += entry.seconds
      sums[entry.table].count += 1
    }
    return sums.map { $0.seconds / max(1, $0.count) }
  }

  /// Notes that an item was served.
  mutating func note(_ entry: Int) {
    guard used.insert(entry).inserted else { return }
    servedOfDomain[pool.entries[entry].domain] += 1
    servedOfSkill[pool.entries[entry].skill] += 1
    servedOfKind[pool.entries[entry].kind, default: 0] += 1
    last = entry
  }

  /// The item for a position; nil if none is left.
  func next(position: Int, posterior: CompetencyPosterior) -> Int? {
    if plan.mode == .drill, let entry = due.first(where: { !used.contains($0) }) { return entry }
    var generator = SeededGenerator(seed: plan.seed, stream: UInt64(position))
    let open = candidates(at: position)
    guard !open.isEmpty else { return nil }
    guard
      let domain = nextDomain(
        open, position: position, deviations: posterior.domainDeviations(), using: &generator)
    else { return nil }
    let first = pool.structure.skills(ofDomain: domain).lowerBound
    let knowledge = posterior.marginals(ofSkillsOf: domain).map {
      Knowledge(masses: $0, sd: pool.grid.moments(of: $0).sd)
    }
    let skills = nextSkills(open, of: domain, knowledge: { knowledge[$0 - first] }, using: &generator)
    return nextEntry(open, of: skills, knowledge: { knowledge[$0 - first] }, using: &generator)
  }

  /// The open items that are allowed next, by skill.
  ///
  /// Items in their cool-down come only when all others were served. Then the type counts, and last the share that
  /// this attempt may draw from.
  private func candidates(at position: Int) -> [Int: [Int]] {
    let (after, forced) = (last.map { pool.entries[$0].kind }, forcedDomains(at: position))
    let steps = mix?.steps(at: position, after: after, served: servedOfKind) ?? []
    for mayRest in [false, true] {
      for allows in steps + [{ _ in true }] {
        for isBound in mayRest ? [false] : [true, false] {
          let open = candidates {
            (mayRest || !isResting[$0]) && (!isBound || isEligible[$0]) && allows(pool.entries[$0])
              && forced?.contains(pool.entries[$0].domain) ?? true
          }
          if !open.isEmpty { return open }
        }
      }
    }
    return [:]
  }

  /// The domains that must come next, or some would have too few items at the end; nil if any may come.
  private func forcedDomains(at position: Int) -> Set<Int>? {
    guard plan.mode == .placement else { return nil }
    // A short placement asks about each domain once, rather than about some twice.
    let minimum = min(Self.domainMinimum, plan.itemLimit / max(1, pool.framework.domains.count))
    let wanting = pool.framework.domains.indices.filter { domain in
      servedOfDomain[domain] < minimum
        && pool.structure.skills(ofDomain: domain).contains { skill in
          pool.entriesOfSkill[skill].contains { inScope[$0] && !used.contains($0) }
        }
    }
    let missing = wanting.reduce(0) { $0 + minimum - servedOfDomain[$1] }
    return missing >= plan.itemLimit - position && !wanting.isEmpty ? Set(wanting) : nil
  }

  /// The open items, by skill.
  private func candidates(where allowed: (Int) -> Bool) -> [Int: [Int]] {
    var open: [Int: [Int]] = [:]
    for (skill, entries) in pool.entriesOfSkill.enumerated() {
      let left = entries.filter { inScope[$0] && !used.contains($0) && allowed($0) }
      if !left.isEmpty { open[skill] = left }
    }
    return open
  }

  /// The domain with the largest weighted variance relative to the items it had (Webster's divisors).
  private func nextDomain(
    _ open: [Int: [Int]], position: Int, deviations: [Double], using generator: inout SeededGenerator
  ) -> Int? {
    let domains = Set(open.keys.map { pool.structure.domain(ofSkill: $0) }).sorted()
    let priorities = domains.map { domain in
      max(domainWeights[domain], 1e-6) * deviations[domain] * deviations[domain]
        / Apportionment.divisor(after: servedOfDomain[domain])
    }
    // Draw the first domain at random, so that no two people start alike.
    if position == 0 { return domains.isEmpty ? nil : domains[generator.index(weightedBy: priorities)] }
    return zip(domains, priorities).max { $0.1 < $1.1 }?.0
  }

  /// The current distribution of a skill.
  private struct Knowledge {
    var masses: [Double]
    var sd: Double
  }

  /// Some skills of a domain, drawn by weight, variance and the items they had.
  private func nextSkills(
    _ open: [Int: [Int]], of domain: Int, knowledge: (Int) -> Knowledge,
    using generator: inout SeededGenerator
  ) -> [Int] {
    var left = open.keys.filter { pool.structure.domain(ofSkill: $0) == domain }.sorted()
    var chosen: [Int] = []
    while chosen.count < competingSkills, !left.isEmpty {
      let priorities = left.map { skill -> Double in
        let served = Apportionment.divisor(after: servedOfSkill[skill])
        let sd = knowledge(skill).sd
        return max(skillWeights[skill], 1e-6) * sd * sd / (served * served)
      }
      chosen.append(left.remove(at: generator.index(weightedBy: priorities)))
    }
    return chosen
  }

  /// An item, drawn by the variance it is expected to remove (van der Linden 1998, MEPV) for each second it takes.
  ///
  /// The minute is what a person pays with: an item that tells half as much in a third of the time is the better one
  /// (van der Linden 2009, on response times in adaptive testing).
  ///
  /// Always taking the best would serve a few items to nearly everybody and most to nobody. Drawing by a
  /// power of the gain uses more of the bank and still prefers the most informative items (a smooth form of
  /// Kingsbury & Zara 1989, randomesque).
  private func nextEntry(
    _ open: [Int: [Int]], of skills: [Int], knowledge: (Int) -> Knowledge,
    using generator: inout SeededGenerator
  ) -> Int? {
    var entries: [Int] = []
    var gains: [Double] = []
    for skill in skills.sorted() {
      let known = knowledge(skill)
      var gainOfTable: [Int: Double] = [:]
      for entry in open[skill] ?? [] {
        let table = pool.entries[entry].table
        let gain =
          gainOfTable[table]
          ?? (known.sd * known.sd
            - ItemSelection.expectedPosteriorVariance(
              probabilities: pool.tables[table].probabilities, prior: known.masses, grid: pool.grid))
        gainOfTable[table] = gain
        entries.append(entry)
        gains.append(max(0, gain) / (meanSeconds?[table] ?? 1))
      }
    }
    guard let most = gains.max(), !entries.isEmpty else { return nil }
    let weights = zip(entries, gains).map { entry, gain -> Double in
      guard most > 0 else { return 1 }
      guard let mean = meanSeconds?[pool.entries[entry].table] else {
        return Self.power(gain / most, Self.itemExponent)
      }
      return Self.power(gain / most, Self.rateExponent)
        * Self.power(mean / pool.entries[entry].seconds, Self.quickExponent)
    }
    return entries[generator.index(weightedBy: weights)]
  }

  private static func power(_ share: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= share }
    return result
  }
}
