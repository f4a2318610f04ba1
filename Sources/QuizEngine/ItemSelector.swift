import ItemBank
import Psychometrics

/// Chooses the next item: first by content, then by information, then by chance.
struct ItemSelector: Sendable {
  /// If time counts, items are drawn by their worth to this power: 0 would be chance alone, a large number the best
  /// alone.
  private static let secondExponent = 20
  /// The same if every item costs the same.
  private static let itemExponent = 3
  /// What a place in the attempt is worth, in seconds.
  ///
  /// With less, a placement of 30 items measures less well than by items alone; with more, less is known after 15
  /// minutes. With this it measures 1.8 % less well, and 5.4 % better after 15 minutes (`sextant simulate --minutes 15`).
  private static let secondsPerPlace = 40.0
  /// The number of domains that compete for an item, by rule.
  private var competingDomains: Int { rule == .perSecond ? 3 : 1 }
  /// The number of skills of a domain that compete for an item if every item costs the same.
  private static let competingSkills = 3
  /// The share of each skill's items that one placement may draw from, by rule.
  ///
  /// The rule by time draws more sharply, so it needs a smaller share, so that no item is asked of many more people.
  private static func eligibleShare(_ rule: SelectionRule) -> Double { rule == .perSecond ? 0.2 : 0.3 }
  /// The least number of items from each domain, if the placement is long enough.
  private static let domainMinimum = 2

  private let plan: AttemptPlan
  private let pool: ItemPool
  private let rule: SelectionRule
  /// The mix of item types; nil where only the content decides.
  private let mix: TypeMix?
  private let domainWeights: [Double]
  private let inScope: [Bool]
  private let isResting: [Bool]
  private let isEligible: [Bool]
  private let due: [Int]
  /// What finds out in a drill whether the person has an idea.
  private var probes: MisconceptionProbes?
  /// The value of asking about each skill, in the order of the framework.
  private let skillWeights: [Double]
  /// The items that were served.
  private(set) var used: Set<Int> = []
  private var servedOfDomain: [Int]
  private var servedOfSkill: [Int]
  private var servedOfKind: [ItemKind: Int] = [:]
  /// The item that was served last.
  private var last: Int?

  init(plan: AttemptPlan, pool: ItemPool, rule: SelectionRule) {
    self.plan = plan
    self.pool = pool
    self.rule = rule
    mix = rule == .perSecond ? TypeMix(mode: plan.mode, scope: plan.scope, pool: pool) : nil
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
    isEligible = Self.eligible(plan: plan, pool: pool, share: Self.eligibleShare(rule))
    var isResting = Array(repeating: false, count: pool.entries.count)
    for id in plan.resting { if let index = pool.index(of: id) { isResting[index] = true } }
    self.inScope = inScope
    self.isResting = isResting
    self.due = plan.due.compactMap { pool.index(of: $0) }.filter { inScope[$0] }
    probes = plan.mode == .drill ? plan.probes : nil
    self.servedOfDomain = Array(repeating: 0, count: pool.structure.domainCount)
    self.servedOfSkill = Array(repeating: 0, count: pool.structure.skillCount)
  }

  /// The items that this attempt may draw from: a random share of each skill's.
  ///
  /// This limits how many people receive one item, however informative it is (item eligibility, van der
  /// Linden & Veldkamp 2004), and makes the next attempt different. Narrower scopes need all the items they
  /// have.
  private static func eligible(plan: AttemptPlan, pool: ItemPool, share eligibleShare: Double) -> [Bool] {
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
    if let entry = probe(at: position) { return entry }
    if plan.mode == .drill, let entry = due.first(where: { !used.contains($0) }) { return entry }
    var generator = SeededGenerator(seed: plan.seed, stream: UInt64(position))
    let open = candidates(at: position)
    guard !open.isEmpty else { return nil }
    let deviations = posterior.domainDeviations()
    let domains = nextDomains(open, position: position, deviations: deviations, using: &generator)
    var choices: [Choice] = []
    for (domain, priority) in domains {
      let first = pool.structure.skills(ofDomain: domain).lowerBound
      let knowledge = posterior.marginals(ofSkillsOf: domain).map {
        Knowledge(masses: $0, sd: pool.grid.moments(of: $0).sd)
      }
      let skills = nextSkills(open, of: domain, knowledge: { knowledge[$0 - first] }, using: &generator)
      let reach = SkillReach(
        variances: knowledge.map { $0.sd * $0.sd }, domainVariance: deviations[domain] * deviations[domain],
        kappa: pool.structure.kappa)
      choices += self.choices(
        open, of: skills, priority: priority, knowledge: { knowledge[$0 - first] },
        reach: { rule == .perSecond ? reach.total(from: $0 - first) : 1 })
    }
    return draw(choices, using: &generator)
  }

  /// The question about an idea that a drill asks at a position; nil if another one has its turn.
  private func probe(at position: Int) -> Int? {
    probes?.next(position: position) { id in
      pool.index(of: id).map { inScope[$0] && !isResting[$0] && !used.contains($0) } ?? false
    }.flatMap(pool.index)
  }

  /// Notes how an item was answered.
  mutating func note(_ entry: Int, _ answer: Answer, isRight: Bool) {
    note(entry)
    probes?.note(pool.entries[entry].id, answer, isRight: isRight)
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

  /// The domains with the largest weighted variance relative to the items they had (Webster's divisors).
  ///
  /// - Returns: Each with its priority as a share of the largest, from 0 to 1.
  private func nextDomains(
    _ open: [Int: [Int]], position: Int, deviations: [Double], using generator: inout SeededGenerator
  ) -> [(domain: Int, priority: Double)] {
    let domains = Set(open.keys.map { pool.structure.domain(ofSkill: $0) }).sorted()
    guard !domains.isEmpty else { return [] }
    let priorities = domains.map { domain in
      max(domainWeights[domain], 1e-6) * deviations[domain] * deviations[domain]
        / Apportionment.divisor(after: servedOfDomain[domain])
    }
    // Draw the first domain at random, so that no two people start alike.
    if position == 0 { return [(domains[generator.index(weightedBy: priorities)], 1)] }
    let most = priorities.max() ?? 1
    let ranked = zip(domains, priorities).sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    return ranked.prefix(competingDomains).map { ($0.0, most > 0 ? $0.1 / most : 1) }
  }

  /// The current distribution of a skill.
  private struct Knowledge {
    var masses: [Double]
    var sd: Double
  }

  /// The skills of a domain that compete for the item: all of them if time counts, otherwise some, drawn by weight,
  /// variance and the items they had.
  private func nextSkills(
    _ open: [Int: [Int]], of domain: Int, knowledge: (Int) -> Knowledge,
    using generator: inout SeededGenerator
  ) -> [Int] {
    var left = open.keys.filter { pool.structure.domain(ofSkill: $0) == domain }.sorted()
    guard rule == .perItem else { return left }
    var chosen: [Int] = []
    while chosen.count < Self.competingSkills, !left.isEmpty {
      let priorities = left.map { skill -> Double in
        let served = Apportionment.divisor(after: servedOfSkill[skill])
        let sd = knowledge(skill).sd
        return max(skillWeights[skill], 1e-6) * sd * sd / (served * served)
      }
      chosen.append(left.remove(at: generator.index(weightedBy: priorities)))
    }
    return chosen.sorted()
  }

  /// An item that may come next, with what it is worth.
  private struct Choice {
    var entry: Int
    var worth: Double
  }

  /// The items of some skills, with the variance that each is expected to remove (van der Linden 1998, MEPV) for what
  /// it costs.
  ///
  /// - Parameters:
  ///   - priority: The priority of their domain.
  ///   - reach: What all skills lose for each unit that a skill's variance loses.
  private func choices(
    _ open: [Int: [Int]], of skills: [Int], priority: Double, knowledge: (Int) -> Knowledge,
    reach: (Int) -> Double
  ) -> [Choice] {
    var choices: [Choice] = []
    let shares = skills.map {
      max(skillWeights[$0], 1e-6) / Apportionment.divisor(after: servedOfSkill[$0])
    }
    let largest = shares.max() ?? 1
    for (skill, share) in zip(skills, shares) {
      let known = knowledge(skill)
      // Where all skills compete, those of more weight and fewer items come first.
      let priority = (rule == .perSecond ? priority * share / largest : priority) * reach(skill)
      var gainOfTable: [Int: Double] = [:]
      for entry in open[skill] ?? [] {
        let table = pool.entries[entry].table
        let gain =
          gainOfTable[table]
          ?? (known.sd * known.sd
            - ItemSelection.expectedPosteriorVariance(
              probabilities: pool.tables[table].probabilities, prior: known.masses, grid: pool.grid))
        gainOfTable[table] = gain
        choices.append(Choice(entry: entry, worth: priority * max(0, gain) / cost(of: entry)))
      }
    }
    return choices
  }

  /// What an item costs.
  ///
  /// The minute is what a person pays with: an item that tells half as much in a third of the time is the better one
  /// (van der Linden 2009, on response times in adaptive testing). But an attempt also has a limited number of items, so
  /// each takes a place that another could have had.
  private func cost(of entry: Int) -> Double {
    switch rule {
    case .perSecond: pool.entries[entry].seconds + Self.secondsPerPlace
    case .perItem: 1
    }
  }

  /// Draws an item by a power of its worth.
  ///
  /// Always taking the best would serve a few items to nearly everybody and most to nobody. Drawing by a
  /// power of the worth uses more of the bank and still prefers the best items (a smooth form of
  /// Kingsbury & Zara 1989, randomesque).
  private func draw(_ choices: [Choice], using generator: inout SeededGenerator) -> Int? {
    guard let most = choices.map(\.worth).max() else { return nil }
    let exponent = rule == .perSecond ? Self.secondExponent : Self.itemExponent
    let weights = choices.map { most > 0 ? Self.power($0.worth / most, exponent) : 1 }
    return choices[generator.index(weightedBy: weights)].entry
  }

  private static func power(_ share: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= share }
    return result
  }
}
