import ItemBank

/// The content of the bank browser.
public struct BankListing: Sendable {
  /// One item of the list.
  public struct Row: Sendable, Hashable, Identifiable {
    /// The item's identity.
    public var id: String
    /// The skill, as an index into the framework.
    public var skill: Int
    /// The skill's domain, as an index into the framework.
    public var domain: Int
    /// The level, 1 to 5.
    public var level: Int
    /// The type.
    public var kind: ItemKind
    /// The stem on one row.
    public var stem: String
    /// The stem from where it differs from those of the same skill, for a row of a list.
    public var title: String
    /// The text that a search looks through: identity, stem and code.
    package var searchText: SearchText
    /// The remarks of the rules of item writing, as sentences.
    public var remarks: [String]
    /// The person's report of a problem with it.
    public var report: String?
    /// True if it has remarks or a report.
    package var isMarked: Bool { !remarks.isEmpty || report != nil }

    /// Creates a row.
    package init(
      id: String, skill: Int, domain: Int, level: Int, kind: ItemKind, stem: String, searchText: SearchText,
      remarks: [String], report: String? = nil
    ) {
      self.id = id
      self.skill = skill
      self.domain = domain
      self.level = level
      self.kind = kind
      self.stem = stem
      title = stem
      self.searchText = searchText
      self.remarks = remarks
      self.report = report
    }
  }

  /// The items, by skill.
  public var rows: [Row]

  /// Creates a listing.
  package init(rows: [Row]) {
    self.rows = rows
  }

  /// Lists the items of a bank.
  ///
  /// - Parameter reports: The person's reports of problems, by item.
  /// - Throws: `BankError`.
  package init(_ bank: Bank, reports: [String: String] = [:]) throws {
    let places = Dictionary(
      bank.items.map { ($0.id, $0.skillIndex) }, uniquingKeysWith: { first, _ in first })
    let domains = bank.content.framework.domains.enumerated().flatMap { domain in
      domain.element.skills.map { _ in domain.offset }
    }
    rows = try bank.allItems().compactMap { item in
      places[item.id].map {
        Row(
          id: item.id, skill: $0, domain: domains[$0], level: item.level, kind: item.task.kind,
          stem: item.headline, searchText: SearchText(item.id, item.headline, item.code?.text ?? ""),
          remarks: [], report: reports[item.id])
      }
    }
    shortenStems()
  }

  /// Lets the title of each row begin where its stem differs from the others of its skill.
  ///
  /// Many questions begin with the same words, and a row has room for few.
  private mutating func shortenStems() {
    for places in Dictionary(grouping: rows.indices, by: { rows[$0].skill }).values {
      // Among sorted texts, a neighbour shares the longest beginning.
      let sorted = places.map { (words: rows[$0].stem.split(separator: " "), place: $0) }.sorted {
        ($0.words.lexicographicallyPrecedes($1.words) ? 0 : 1, $0.place)
          < ($1.words.lexicographicallyPrecedes($0.words) ? 0 : 1, $1.place)
      }
      var shared = Array(repeating: 0, count: sorted.count)
      for index in sorted.indices.dropFirst() {
        let common = zip(sorted[index - 1].words, sorted[index].words).prefix { $0 == $1 }.count
        shared[index - 1] = max(shared[index - 1], common)
        shared[index] = max(shared[index], common)
      }
      for (index, entry) in sorted.enumerated() where shared[index] >= Self.leastShared {
        let own = entry.words.dropFirst(shared[index]).joined(separator: " ")
        // Two questions with the same words differ in their names at least.
        let name = rows[entry.place].id.split(separator: ".").last.map { $0.replacing("-", with: " ") } ?? ""
        rows[entry.place].title = own.isEmpty ? "\(name) · \(rows[entry.place].stem)" : "… \(own)"
      }
    }
  }

  /// Fewer words in common are kept, since they say what is asked.
  private static let leastShared = 3
}
