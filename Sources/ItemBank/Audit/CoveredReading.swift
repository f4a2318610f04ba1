import Yams

/// A reading in which experts saw an item's options alone, with stem and code covered, and named the correct ones.
///
/// What they name above chance is what the options give away. The assessment's folder keeps the last readings in
/// `readings.yaml`.
public struct CoveredReading: Sendable, Equatable, Encodable {
  /// The name of the file.
  public static let file = "readings.yaml"

  /// One item of a reading.
  public struct Entry: Sendable, Equatable, Encodable {
    /// The item's identity.
    public var id: String
    /// The revision that was read.
    public var revision: Int
    /// The probability of naming the correct set by chance, from 0 to 1.
    public var chance: Double
    /// True if the reader named it.
    public var isNamed: Bool
    /// True if the reader was sure.
    public var isSure: Bool
  }

  /// The number of items, and of those that were named.
  public struct Count: Sendable, Equatable, Encodable {
    /// The number of items.
    public var items = 0
    /// The number of them whose correct options were named.
    public var named = 0
    /// The number expected by chance.
    public var chance = 0.0
  }

  /// The day, such as `2026-11-30`.
  public var date: String
  /// The type of the items.
  public var type: ItemKind
  /// The number of readers.
  public var readers: Int
  /// The items.
  public var entries: [Entry]

  /// The counts of all items.
  public var all: Count { Self.count(entries) }
  /// The counts of the items of which the reader was sure.
  public var sure: Count { Self.count(entries.filter(\.isSure)) }

  /// The counts of a domain.
  public func count(ofDomain domain: String) -> Count {
    Self.count(entries.filter { $0.id.hasPrefix(domain + ".") })
  }

  /// The number of items that were revised or removed since they were read.
  public func staleCount(in items: [ItemSummary]) -> Int {
    let revisions = Dictionary(items.map { ($0.id, $0.revision) }, uniquingKeysWith: { first, _ in first })
    return entries.count { revisions[$0.id] != $0.revision }
  }

  private static func count(_ entries: [Entry]) -> Count {
    entries.reduce(into: Count()) { count, entry in
      count.items += 1
      count.named += entry.isNamed ? 1 : 0
      count.chance += entry.chance
    }
  }

  // MARK: File

  private static let rootFields = ["readings"]
  private static let readingFields = ["date", "type", "readers", "items"]
  private static let entryFields = ["id", "revision", "chance", "named", "sure"]

  /// Reads the readings of an assessment's folder; none if it has no such file.
  ///
  /// - Returns: The readings in the order of the file, and its mistakes; an item with a mistake is left out.
  public static func read(folder: String) -> (readings: [CoveredReading], diagnostics: [Diagnostic]) {
    let path = folder + "/" + file
    var reader = Reader(file: path)
    guard let text = reader.text() else { return ([], reader.diagnostics) }
    return (readings(in: text, &reader), reader.diagnostics)
  }

  static func readings(in text: String, _ reader: inout Reader) -> [CoveredReading] {
    guard let root = reader.compose(text),
      let fields = Fields(root, "a file of readings", known: rootFields, &reader)
    else { return [] }
    return (fields.requiredList("readings", &reader) ?? []).compactMap { node in
      guard let fields = Fields(node, "a reading", known: readingFields, &reader) else { return nil }
      let date = fields.text("date", &reader)
      let type = fields.choice("type", as: ItemKind.self, &reader)
      let readers = fields.integer("readers", in: 1...1000, &reader)
      let entries = (fields.requiredList("items", &reader) ?? []).compactMap { entry($0, &reader) }
      guard let date, let type, let readers else { return nil }
      return CoveredReading(date: date, type: type, readers: readers, entries: entries)
    }
  }

  private static func entry(_ node: Node, _ reader: inout Reader) -> Entry? {
    guard let fields = Fields(node, "an item", known: entryFields, &reader) else { return nil }
    let id = fields.text("id", &reader)
    let revision = fields.integer("revision", in: 1...1_000_000, &reader)
    let chance = fields.number("chance", in: 0...1, &reader)
    let isNamed = fields.flag("named", default: false, &reader)
    let isSure = fields.flag("sure", default: false, &reader)
    guard let id, let revision, let chance else { return nil }
    return Entry(id: id, revision: revision, chance: chance, isNamed: isNamed, isSure: isSure)
  }
}
