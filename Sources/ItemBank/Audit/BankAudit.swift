/// Checks whether somebody without knowledge can pass: bots answer every single-choice item.
///
/// They answer the whole bank and each domain. A bot below chance is as informative as one above it, because
/// the opposite strategy would be above.
public struct BankAudit: Sendable, Equatable, Encodable {
  /// The result of one bot over the bank or in a domain.
  public struct Row: Sendable, Equatable, Encodable {
    /// The bot.
    public var bot: AuditBot
    /// The domain; nil for the whole bank.
    public var domain: String?
    /// The number of single-choice items that it answered.
    public var items: Int
    /// The mean share of right answers, from 0 to 1.
    public var score: Double
    /// The share of right answers of a blind choice, from 0 to 1.
    public var chance: Double
    /// How far from chance the score may be, from 0 to 1; nil if there are too few items to say.
    public var bound: Double?
    /// The position that `fixed-position` chose, from 1.
    public var position: Int?

    /// True if the score is farther from chance than it may be.
    public var isBroken: Bool { bound.map { abs(score - chance) > $0 + 1e-12 } ?? false }
  }

  /// How far from chance a bot may be, over the bank and in a domain.
  public static let bounds = (bank: 0.05, domain: 0.10)
  /// The number of single-choice items from which a domain is checked against its bound.
  public static let itemsOfDomain = 40

  /// The rows: first the bank, then the domains in order, each with every bot.
  public var rows: [Row]

  /// Runs the bots on items.
  ///
  /// - Parameters:
  ///   - items: Items of any type; only single choices count.
  ///   - domains: The domains' identities, in the order of the rows.
  ///   - families: The families among the items; the bots answer all of their variants, and each family counts once.
  public init(items: [Item], domains: [String], families: [String: Family] = [:]) {
    let audited = items.flatMap { item -> [AuditItem] in
      guard let family = families[item.id] else { return AuditItem(item).map { [$0] } ?? [] }
      let variants = family.items
      return variants.compactMap { AuditItem($0, weight: 1 / Double(variants.count)) }
    }
    rows = Self.rows(audited, domain: nil, bound: Self.bounds.bank)
    for domain in domains {
      let own = audited.filter { $0.domain == domain }
      rows += Self.rows(
        own, domain: domain, bound: Self.count(own) >= Self.itemsOfDomain ? Self.bounds.domain : nil)
    }
  }

  /// Runs the bots on a bank.
  ///
  /// - Throws: `BankError.unreadable` if the compiled index is damaged.
  public init(_ bank: Bank) throws(BankError) {
    let items = try bank.allItems()
    var families: [String: Family] = [:]
    for item in items where item.variant != nil { families[item.id] = try bank.family(id: item.id) }
    self.init(
      items: items, domains: bank.content.framework.domains.map(\.id), families: families)
  }

  private static func count(_ items: [AuditItem]) -> Int {
    Int(items.reduce(0) { $0 + $1.weight }.rounded())
  }

  /// The rows that exceed their bound.
  public var broken: [Row] { rows.filter(\.isBroken) }

  private static func rows(_ items: [AuditItem], domain: String?, bound: Double?) -> [Row] {
    guard !items.isEmpty else { return [] }
    let all = items.reduce(0) { $0 + $1.weight }
    let chance = items.reduce(0) { $0 + $1.chance * $1.weight } / all
    return AuditBot.allCases.map { bot in
      let position = bot == .fixedPosition ? bestPosition(items) : 0
      let score = items.reduce(0) { $0 + bot.credit(for: $1, position: position) * $1.weight } / all
      return Row(
        bot: bot, domain: domain, items: Self.count(items), score: score, chance: chance, bound: bound,
        position: bot == .fixedPosition ? position + 1 : nil)
    }
  }

  private static func bestPosition(_ items: [AuditItem]) -> Int {
    let keys = items.reduce(into: [:]) { $0[$1.key, default: 0] += $1.weight }
    return keys.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
  }
}
