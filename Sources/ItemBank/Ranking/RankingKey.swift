import Foundation

/// Which items are behind the letters of the judges' sheets: the content of `key.json`.
///
/// The coding keys belong to a file format, so they don't follow the names of Swift types.
public struct RankingKey: Codable, Sendable, Equatable {
  /// The name of the file, which judges never see.
  public static let name = "key.json"

  /// An item as it was shown.
  public struct Entry: Codable, Sendable, Equatable {
    /// The item.
    public var id: String
    /// Its revision.
    public var revision: Int

    /// Creates an entry.
    public init(id: String, revision: Int) {
      self.id = id
      self.revision = revision
    }
  }

  /// A set that one judge ranks.
  public struct Group: Codable, Sendable, Equatable {
    /// The number, from 1, which no other set has.
    public var number: Int
    /// The judge, from 1.
    public var judge: Int
    /// The domain.
    public var domain: String
    /// The items; the first is A.
    public var items: [Entry]

    private enum CodingKeys: String, CodingKey {
      case judge, domain, items
      case number = "set"
    }

    /// Creates a set.
    public init(number: Int, judge: Int, domain: String, items: [Entry]) {
      self.number = number
      self.judge = judge
      self.domain = domain
      self.items = items
    }
  }

  /// The fingerprint of the bank.
  public var bank: String
  /// The number of judges.
  public var judges: Int
  /// The sets, by number.
  public var groups: [Group]

  private enum CodingKeys: String, CodingKey {
    case bank, judges
    case groups = "sets"
  }

  /// Creates a key.
  public init(bank: String, judges: Int, groups: [Group]) {
    self.bank = bank
    self.judges = judges
    self.groups = groups
  }

  /// What can be wrong with a file.
  public struct Unreadable: Error, Equatable {
    /// What is wrong.
    public var reason: String
  }

  /// Reads a file's text.
  ///
  /// - Throws: `Unreadable` if it isn't a key, or contradicts itself.
  public init(text: String) throws(Unreadable) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    } catch {
      throw Unreadable(reason: "it isn't a key that `sextant bank rank sets` wrote")
    }
    guard Set(groups.map(\.number)).count == groups.count else {
      throw Unreadable(reason: "two of its sets have the same number")
    }
    for group in groups {
      guard (2...RankingAnswers.letters.count).contains(group.items.count),
        Set(group.items.map(\.id)).count == group.items.count, (1...max(1, judges)).contains(group.judge)
      else { throw Unreadable(reason: "set \(group.number) is damaged") }
    }
  }

  /// The text of the file, a line for each set.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ value: some Encodable) -> String {
      // Texts and whole numbers always encode.
      (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
    let lines = groups.map(json).joined(separator: ",\n")
    return "{\"bank\":\(json(bank)),\"judges\":\(judges),\"sets\":[\n\(lines)\n]}\n"
  }
}
