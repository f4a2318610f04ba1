/// How many items a bank has of everything, and where it has too few.
public struct BankStatistics: Sendable, Equatable, Encodable {
  /// The items of one skill.
  public struct SkillCount: Sendable, Equatable, Encodable {
    /// The skill's identity.
    public var id: String
    /// The items.
    public var items: Int
    /// The items of each level, from 1.
    public var levels: [Int]
  }

  /// The items of one domain.
  public struct DomainCount: Sendable, Equatable, Encodable {
    /// The domain's identity.
    public var id: String
    /// The items.
    public var items: Int
    /// The items of each level, from 1.
    public var levels: [Int]
    /// The skills.
    public var skills: [SkillCount]
  }

  /// All items.
  public var items: Int
  /// The domains.
  public var domains: [DomainCount]
  /// The items of each type.
  public var types: [String: Int]
  /// The items of each Bloom level.
  public var bloom: [String: Int]
  /// Skills with fewer than three items or fewer than three levels, as sentences.
  public var holes: [String]

  /// Counts a bank.
  public init(_ bank: Bank) {
    let framework = bank.content.framework
    var counts = framework.skills.map { SkillCount(id: $0.id, items: 0, levels: [0, 0, 0, 0, 0]) }
    types = [:]
    bloom = [:]
    for item in bank.items {
      counts[item.skillIndex].items += 1
      counts[item.skillIndex].levels[min(4, max(0, item.level - 1))] += 1
      types[item.kind.rawValue, default: 0] += 1
      bloom[item.bloom.rawValue, default: 0] += 1
    }
    items = bank.items.count
    var start = 0
    domains = framework.domains.map { domain in
      let skills = Array(counts[start..<start + domain.skills.count])
      start += domain.skills.count
      return DomainCount(
        id: domain.id, items: skills.reduce(0) { $0 + $1.items },
        levels: (0..<5).map { level in skills.reduce(0) { $0 + $1.levels[level] } }, skills: skills)
    }
    holes = counts.compactMap { skill in
      let levels = skill.levels.filter { $0 > 0 }.count
      if skill.items < 3 { return "\(skill.id) has \(skill.items) items" }
      return levels < 3 ? "\(skill.id) has only \(levels) levels" : nil
    }
  }
}
