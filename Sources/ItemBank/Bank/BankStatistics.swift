import TextLayout

/// The numbers of items of a bank by domain, skill, level and type, and where they are too few.
public struct BankStatistics: Sendable, Equatable, Encodable {
  /// The items of one skill.
  public struct SkillCount: Sendable, Equatable, Encodable {
    /// The skill's identity.
    public var id: String
    /// The number of items.
    public var items: Int
    /// The number of items of each level, from 1.
    public var levels: [Int]
    /// The number of items of each type that the skill has.
    public var types: [String: Int]
    /// The number of items of each Bloom level that the skill has.
    public var bloom: [String: Int]
  }

  /// The items of one domain.
  public struct DomainCount: Sendable, Equatable, Encodable {
    /// The domain's identity.
    public var id: String
    /// The number of items.
    public var items: Int
    /// The number of items of each level, from 1.
    public var levels: [Int]
    /// The skills.
    public var skills: [SkillCount]

    /// The share of items with levels in a range, from 0 to 1.
    public func share(ofLevels range: ClosedRange<Int>) -> Double {
      items == 0
        ? 0
        : Double(levels.indices.filter { range.contains($0 + 1) }.reduce(0) { $0 + levels[$1] })
          / Double(items)
    }
  }

  /// Something that a bank lacks.
  public enum Hole: Sendable, Hashable {
    /// A skill has too few items for its weight.
    case items(skill: String, count: Int)
    /// A skill has items of too few levels.
    case levels(skill: String, count: Int)
    /// A domain has no items of a level, so that people of that ability run out of questions.
    case level(domain: String, level: Int)
    /// Too small a share of the items asks to apply, analyse or evaluate.
    case thinking(share: Double)

    /// The lack as a sentence, without its full stop.
    public var message: String {
      switch self {
      case .items(let skill, let count): "\(skill) has \(count) item\(count == 1 ? "" : "s")"
      case .levels(let skill, let count): "\(skill) has only \(count) levels"
      case .level(let domain, let level): "\(domain) has no items of level \(level)"
      case .thinking(let share):
        "only \(DecimalText.percent(share)) of the items ask to apply, analyse or evaluate"
      }
    }
  }

  /// The least items and levels of a skill, and the least share of items that ask to apply, analyse or
  /// evaluate.
  public static let wanted = (items: 3, levels: 3, thinking: 0.6)

  /// The number of items.
  public var items: Int
  /// The domains.
  public var domains: [DomainCount]
  /// The number of items of each type.
  public var types: [String: Int]
  /// The number of items of each Bloom level.
  public var bloom: [String: Int]
  /// Everything that the bank lacks, as sentences.
  public var holes: [String]

  /// Counts the items of a bank.
  public init(_ bank: Bank) {
    let framework = bank.content.framework
    let groups = bank.itemsBySkill
    var start = 0
    domains = framework.domains.map { domain in
      let skills = domain.skills.enumerated().map { SkillCount(id: $1.id, groups[start + $0]) }
      start += domain.skills.count
      return DomainCount(
        id: domain.id, items: skills.reduce(0) { $0 + $1.items },
        levels: (0..<5).map { level in skills.reduce(0) { $0 + $1.levels[level] } }, skills: skills)
    }
    items = bank.items.count
    types = Self.counts(bank.items.map(\.kind.rawValue))
    bloom = Self.counts(bank.items.map(\.bloom.rawValue))
    holes = []
    holes = lacks.map(\.message)
  }

  /// Everything that the bank lacks.
  public var lacks: [Hole] {
    var holes: [Hole] = []
    for domain in domains {
      for skill in domain.skills {
        let levels = skill.levels.filter { $0 > 0 }.count
        if skill.items < Self.wanted.items {
          holes.append(.items(skill: skill.id, count: skill.items))
        } else if levels < Self.wanted.levels {
          holes.append(.levels(skill: skill.id, count: levels))
        }
      }
      for level in 1...5 where domain.items > 0 && domain.levels[level - 1] == 0 {
        holes.append(.level(domain: domain.id, level: level))
      }
    }
    let thinking = [Bloom.apply, .analyse, .evaluate].reduce(0) { $0 + (bloom[$1.rawValue] ?? 0) }
    let share = items == 0 ? 1 : Double(thinking) / Double(items)
    if share < Self.wanted.thinking { holes.append(.thinking(share: share)) }
    return holes
  }

  fileprivate static func counts(_ names: [String]) -> [String: Int] {
    names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

extension BankStatistics.SkillCount {
  init(id: String, _ items: [ItemSummary]) {
    self.id = id
    self.items = items.count
    levels = items.reduce(into: [0, 0, 0, 0, 0]) { $0[min(4, max(0, $1.level - 1))] += 1 }
    types = BankStatistics.counts(items.map(\.kind.rawValue))
    bloom = BankStatistics.counts(items.map(\.bloom.rawValue))
  }
}
