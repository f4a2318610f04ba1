/// A bank without its texts, kept as a table, so that a measurement can be repeated after the bank has changed.
public struct FrozenBank: Sendable, Equatable {
  /// The domains, skills and profiles.
  public let framework: Framework
  /// The items.
  public let items: [ItemSummary]

  /// The columns of the table.
  public static let columns = [
    "item", "domain", "domain_weight", "skill", "skill_weight", "kind", "level", "bloom", "options", "keys",
    "words", "seconds",
  ]

  /// Freezes a bank.
  public init(framework: Framework, items: [ItemSummary]) {
    self.framework = framework
    self.items = items
  }

  /// The table: a line of column names, then one row an item.
  public var rows: [[String]] {
    var domainOfSkill: [Domain] = []
    for domain in framework.domains {
      domainOfSkill += Array(repeating: domain, count: domain.skills.count)
    }
    let rows = items.map { item -> [String] in
      let (domain, skill) = (domainOfSkill[item.skillIndex], framework.skills[item.skillIndex])
      return [
        item.id, domain.id, "\(domain.weight)", skill.id, "\(skill.weight)", item.kind.rawValue,
        "\(item.level)", item.bloom.rawValue, "\(item.optionCount)", "\(item.keyCount)",
        "\(item.readingWords)",
        "\(item.expectedSeconds)",
      ]
    }
    return [Self.columns] + rows
  }

  /// Reads a table; the only profile weighs domains and skills as the table says, and its target is 0.
  ///
  /// - Throws: `FrozenBankError` with the row, counted from 1, that doesn't hold.
  public init(rows: [[String]]) throws(FrozenBankError) {
    guard rows.first == Self.columns else {
      throw FrozenBankError(row: 1, reason: "the columns must be " + Self.columns.joined(separator: ","))
    }
    var domains: [Domain] = []
    var found: [(row: Int, fields: [String])] = []
    for (index, fields) in rows.enumerated().dropFirst() {
      let row = index + 1
      func fail(_ reason: String) -> FrozenBankError { FrozenBankError(row: row, reason: reason) }
      guard fields.count == Self.columns.count else {
        throw fail("it has \(fields.count) fields instead of \(Self.columns.count)")
      }
      guard let domainWeight = Double(fields[2]), let skillWeight = Double(fields[4]), domainWeight >= 0,
        skillWeight >= 0
      else { throw fail("a weight is no number from 0 on") }
      if domains.last?.id != fields[1] {
        guard !domains.contains(where: { $0.id == fields[1] }) else {
          throw fail("the items of domain \(fields[1]) are not together")
        }
        domains.append(
          Domain(id: fields[1], name: fields[1], shortName: fields[1], weight: domainWeight, skills: []))
      }
      let last = domains.count - 1
      if !domains[last].skills.contains(where: { $0.id == fields[3] }) {
        domains[last].skills.append(
          Skill(
            id: fields[3], name: fields[3], about: "", weight: skillWeight, steps: [], volatility: .medium,
            bloom: .apply))
      }
      found.append((row, fields))
    }
    let profile = Profile(
      id: "frozen", name: "frozen", target: 0,
      weights: Dictionary(domains.map { ($0.id, $0.weight) }) { first, _ in first })
    framework = Framework(
      id: "frozen", name: "frozen", version: 1, domains: domains, profiles: [profile], evidence: [])
    let skills = framework.skills
    var items: [ItemSummary] = []
    for (row, fields) in found {
      guard let kind = ItemKind(rawValue: fields[5]), let bloom = Bloom(rawValue: fields[7]),
        let level = Int(fields[6]), (1...5).contains(level), let options = Int(fields[8]),
        let keys = Int(fields[9]), let words = Int(fields[10]), let seconds = Double(fields[11]),
        options >= 0, keys >= 0, words >= 0, seconds > 0, seconds.isFinite,
        let skill = skills.firstIndex(where: { $0.id == fields[3] })
      else { throw FrozenBankError(row: row, reason: "kind, level, bloom or a number doesn't hold") }
      items.append(
        ItemSummary(
          id: fields[0], revision: 1, skillIndex: skill, level: level, kind: kind, bloom: bloom,
          optionCount: options, keyCount: keys, readingWords: words, expectedSeconds: seconds))
    }
    self.items = items
  }
}

/// A row of a frozen bank that doesn't hold.
public struct FrozenBankError: Error, Equatable {
  /// The row, counted from 1; the first holds the column names.
  public var row: Int
  /// What is wrong with it.
  public var reason: String
}
