import ItemBank
import Psychometrics

/// Chooses the next item: content first, then information, then chance.
struct ItemSelector: Sendable {
  /// How many skills compete for an item of the chosen domain.
  private static let competingSkills = 3
  /// How many of the best items the last choice is made among (Kingsbury & Zara 1989, randomesque).
  private static let bestCount = 5
  /// The least number of items from each domain in a placement.
  private static let domainMinimum = 2

  private let plan: AttemptPlan
  private let pool: ItemPool
  private let domainWeights: [Double]
  private let inScope: [Bool]
  private let isResting: [Bool]
  private let due: [Int]
  /// The items that were served.
  private(set) var used: Set<Int> = []
  private var servedOfDomain: [Int]
  private var servedOfSkill: [Int]

  init(plan: AttemptPlan, pool: ItemPool) {
    self.plan = plan
    self.pool = pool
    self.domainWeights = pool.framework.weights(ofProfile: plan.profile)
    var inScope = Array(repeating: false, count: pool.entries.count)
    for index in pool.indices(in: plan.scope) { inScope[index] = true }
    var isResting = Array(repeating: false, count: pool.entries.count)
    for id in plan.resting { if let index = pool.index(of: id) { isResting[index] = true } }
    self.inScope = inScope
    self.isResting = isResting
    self.due = plan.due.compactMap { pool.index(of: $0) }.filter { inScope[$0] }
    self.servedOfDomain = Array(repeating: 0, count: pool.structure.domainCount)
    self.servedOfSkill = Array(repeating: 0, count: pool.structure.skillCount)
  }

  /// Notes that an item was served.
  mutating func note(_ entry: Int) {
    guard used.insert(entry).inserted else { return }
    servedOfDomain[pool.entries[entry].domain] += 1
    servedOfSkill[pool.entries[entry].skill] += 1
  }

  /// The item for a position, or nil where none is left.
  func next(position: Int, posterior: CompetencyPosterior) -> Int? {
    if plan.mode == .drill, let entry = due.first(where: { !used.contains($0) }) { return entry }
    var generator = SeededGenerator(seed: plan.seed, stream: UInt64(position))
    var open = candidates { !isResting[$0] }
    if open.isEmpty { open = candidates { _ in true } }
    guard !open.isEmpty else { return nil }
    let estimates = posterior.estimates()
    guard
      let domain = nextDomain(
        open, position: position, deviations: estimates.domains.map(\.sd), using: &generator)
    else { return nil }
    let skills = nextSkills(
      open, of: domain, estimates: estimates.skills, using: &generator)
    return nextEntry(open, of: skills, posterior: posterior, using: &generator)
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

  /// The domain with the largest weighted variance for the items that it had (Webster's divisors).
  private func nextDomain(
    _ open: [Int: [Int]], position: Int, deviations: [Double], using generator: inout SeededGenerator
  ) -> Int? {
    var domains = Set(open.keys.map { pool.structure.domain(ofSkill: $0) }).sorted()
    if plan.mode == .placement {
      let wanting = domains.filter { servedOfDomain[$0] < Self.domainMinimum }
      let missing = wanting.reduce(0) { $0 + Self.domainMinimum - servedOfDomain[$1] }
      if missing >= plan.itemLimit - position, !wanting.isEmpty { domains = wanting }
    }
    let priorities = domains.map { domain in
      max(domainWeights[domain], 1e-6) * deviations[domain] * deviations[domain]
        / (Double(servedOfDomain[domain]) + 0.5)
    }
    // The first item is random, so that no two people start alike.
    if position == 0 { return domains.isEmpty ? nil : domains[draw(priorities, using: &generator)] }
    return zip(domains, priorities).max { $0.1 < $1.1 }?.0
  }

  /// Some skills of a domain, drawn by weight, variance and what they had; in a drill by the gap.
  private func nextSkills(
    _ open: [Int: [Int]], of domain: Int, estimates: [Estimate], using generator: inout SeededGenerator
  ) -> [Int] {
    let skills = pool.framework.skills
    var left = open.keys.filter { pool.structure.domain(ofSkill: $0) == domain }.sorted()
    var chosen: [Int] = []
    while chosen.count < Self.competingSkills, !left.isEmpty {
      let priorities = left.map { skill -> Double in
        let served = Double(servedOfSkill[skill]) + 0.5
        return max(skills[skill].weight, 1e-6) * estimates[skill].sd * estimates[skill].sd / (served * served)
      }
      chosen.append(left.remove(at: draw(priorities, using: &generator)))
    }
    return chosen
  }

  /// One of the items that are expected to leave the least variance (van der Linden 1998, MEPV).
  private func nextEntry(
    _ open: [Int: [Int]], of skills: [Int], posterior: CompetencyPosterior,
    using generator: inout SeededGenerator
  ) -> Int? {
    var ranked: [(entry: Int, gain: Double)] = []
    for skill in skills.sorted() {
      let prior = posterior.marginal(of: .skill(skill))
      let sd = posterior.estimate(of: .skill(skill)).sd
      var gainOfTable: [Int: Double] = [:]
      for entry in open[skill] ?? [] {
        let table = pool.entries[entry].table
        let gain =
          gainOfTable[table]
          ?? {
            sd * sd
              - ItemSelection.expectedPosteriorVariance(
                probabilities: pool.tables[table].probabilities, prior: prior, grid: pool.grid)
          }()
        gainOfTable[table] = gain
        ranked.append((entry, gain))
      }
    }
    guard !ranked.isEmpty else { return nil }
    // Items with the same model gain alike; chance, not their order in the bank, decides among them.
    ranked.shuffle(using: &generator)
    ranked.sort { $0.gain > $1.gain }
    let best = min(Self.bestCount, ranked.count)
    return ranked[Int(generator.uniform() * Double(best)) % best].entry
  }

  /// Draws an index with probabilities in proportion to the weights.
  private func draw(_ weights: [Double], using generator: inout SeededGenerator) -> Int {
    let total = weights.reduce(0, +)
    var rest = generator.uniform() * total
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return max(0, weights.count - 1)
  }
}

extension Framework {
  /// The domains' shares under a profile, in the order of the domains; the framework's own where it names none.
  public func weights(ofProfile id: String) -> [Double] {
    let profile = profiles.first { $0.id == id }
    return domains.map { profile?.weights[$0.id] ?? $0.weight }
  }

  /// The ability that a profile wants, in logits; that of the first profile where the name is unknown.
  public func target(ofProfile id: String) -> Double {
    (profiles.first { $0.id == id } ?? profiles.first)?.target ?? 0
  }
}
