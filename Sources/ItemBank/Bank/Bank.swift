/// An assessment ready for use: summaries are in memory, an item's texts are decoded on demand.
public struct Bank: Sendable {
  /// Domains, skills, profiles, evidence, phases, steps and actions.
  public let content: AssessmentContent
  /// The items without their texts, skill after skill.
  public let items: [ItemSummary]
  /// A key that changes with any byte of the files.
  public let contentKey: String
  private let storage: ItemStorage

  init(content: AssessmentContent, items: [ItemSummary], contentKey: String, storage: ItemStorage) {
    self.content = content
    self.items = items
    self.contentKey = contentKey
    self.storage = storage
  }

  /// Creates a bank from items in memory.
  public init(_ parsed: ParsedAssessment) {
    content = parsed.content
    items = Self.summaries(of: parsed)
    contentKey = parsed.contentKey
    storage = .decoded(
      Dictionary(parsed.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      families: parsed.families)
  }

  static func summaries(of parsed: ParsedAssessment) -> [ItemSummary] {
    summaries(of: parsed.items, in: parsed.content.framework).map { summary in
      var summary = summary
      summary.measured = parsed.measured[summary.id]
      return summary
    }
  }

  static func summaries(of items: [Item], in framework: Framework) -> [ItemSummary] {
    var index: [String: Int] = [:]
    for (place, skill) in framework.skills.enumerated() { index[skill.id] = place }
    return items.compactMap { item in index[item.skill].map { ItemSummary(item, skillIndex: $0) } }
  }

  /// The items of each skill, at the index of the skill.
  ///
  /// - Complexity: O(items); store it if you need it often.
  public var itemsBySkill: [[ItemSummary]] {
    var groups: [[ItemSummary]] = Array(repeating: [], count: content.framework.skills.count)
    for item in items where groups.indices.contains(item.skillIndex) { groups[item.skillIndex].append(item) }
    return groups
  }

  /// An item with its texts; nil if the bank has none with this identity.
  ///
  /// - Throws: `BankError.unreadable` if the compiled index is damaged.
  public func item(id: String) throws(BankError) -> Item? { try storage.item(id: id) }

  /// The family with an identity; nil if that item is none.
  ///
  /// It is read when it is asked for, because the program's start can do without.
  ///
  /// - Throws: `BankError.unreadable` if the compiled families can't be read.
  public func family(id: String) throws(BankError) -> Family? {
    try item(id: id)?.variant == nil ? nil : storage.family(id: id)
  }

  /// An item in one of its variants.
  ///
  /// - Parameter variant: The variant; nil for the first one, and for items that are no family.
  /// - Returns: The item; nil if the bank has none with this identity, or not this variant any more.
  /// - Throws: `BankError.unreadable` if the compiled index is damaged.
  public func item(id: String, variant: String?) throws(BankError) -> Item? {
    guard let variant else { return try item(id: id) }
    do throws(BankError) {
      return try family(id: id)?.item(variant: variant)
    } catch {
      // The first variant is at hand without the others.
      guard let first = try item(id: id), first.variant == variant else { throw error }
      return first
    }
  }

  /// All items with their texts; of a family, the first variant.
  ///
  /// - Throws: `BankError.unreadable` if the compiled index is damaged.
  public func allItems() throws(BankError) -> [Item] {
    var all: [Item] = []
    all.reserveCapacity(items.count)
    for summary in items { if let item = try storage.item(id: summary.id) { all.append(item) } }
    return all
  }
}
