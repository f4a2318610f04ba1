import Psychometrics

/// The composition of a mock exam: the number of items of each domain, skill and level is the same for
/// everybody.
public enum ExamBlueprint {
  /// The share of each level, 1 to 5.
  ///
  /// It follows the mix of the bank, so that an exam is neither all easy nor
  /// all hard.
  static let levelShares = [0.10, 0.25, 0.35, 0.20, 0.10]

  /// The number of items of each domain, by the largest quotient (Webster 1832), so that shares hold at any
  /// length.
  ///
  /// - Parameters:
  ///   - count: The number of items of the exam.
  ///   - weights: The domains' shares; they need not add up to 1.
  ///   - room: The number of items that each domain has.
  /// - Returns: The number of items of each domain. The sum is `count`, or less if the domains have fewer
  ///   items.
  public static func seats(_ count: Int, weights: [Double], room: [Int]) -> [Int] {
    var seats = Array(repeating: 0, count: weights.count)
    for _ in 0..<max(0, count) {
      let open = seats.indices.filter { seats[$0] < room[$0] }
      let best = open.max { one, two in
        weights[one] / Apportionment.divisor(after: seats[one])
          < weights[two] / Apportionment.divisor(after: seats[two])
      }
      guard let best else { break }
      seats[best] += 1
    }
    return seats
  }

  /// The items of an exam, domain by domain.
  ///
  /// Skills are drawn by their weight, levels follow their shares, and chance decides ties. Items in their
  /// cool-down are used only if a domain has no others.
  public static func items(
    _ count: Int, profile: String, resting: [String], seed: UInt64, pool: ItemPool
  ) -> [String] {
    var generator = SeededGenerator(seed: seed, stream: 0xE8A3)
    let resting = Set(resting)
    let domains = pool.framework.domains.indices
    let open = domains.map { domain in pool.entries.indices.filter { pool.entries[$0].domain == domain } }
    let seats = seats(
      count, weights: pool.framework.weights(ofProfile: profile), room: open.map(\.count))
    var chosen: [String] = []
    for domain in domains {
      // Levels are counted within the domain, so that each domain is asked at several levels.
      var levels = Array(repeating: 0, count: levelShares.count)
      var skills = Array(repeating: 0, count: pool.structure.skillCount)
      var left = open[domain]
      for _ in 0..<seats[domain] {
        let rested = left.filter { !resting.contains(pool.entries[$0].id) }
        let from = rested.isEmpty ? left : rested
        let weights = from.map { entry -> Double in
          let item = pool.entries[entry]
          let asked = Apportionment.divisor(after: skills[item.skill])
          let level = min(levels.count, max(1, item.level)) - 1
          let wanted = levelShares[level] / Apportionment.divisor(after: levels[level])
          let siblings = Double(max(1, pool.entriesOfSkill[item.skill].count))
          return pool.framework.skills[item.skill].weight / (asked * asked) * wanted / siblings
        }
        let entry = from[generator.index(weightedBy: weights)]
        left.removeAll { $0 == entry }
        skills[pool.entries[entry].skill] += 1
        levels[min(levels.count, max(1, pool.entries[entry].level)) - 1] += 1
        chosen.append(pool.entries[entry].id)
      }
    }
    return chosen
  }
}
