/// How a family's variants are drawn and computed, as the item's `family:` block says.
struct FamilyDefinition: Sendable, Equatable {
  /// What is drawn for one name.
  struct Draw: Sendable, Equatable {
    enum Values: Sendable, Equatable {
      /// Numbers at even steps, as written in the file.
      case range(from: String, to: String, step: String)
      /// One of some values.
      case pick([FamilyValue])
    }

    var name: String
    var values: Values
    /// How many are drawn into a list; nil for a single value.
    var count: Int?
    /// True if no value of the list comes twice.
    var isDistinct: Bool
  }

  /// A text with the place where it begins in the file.
  struct Placed: Sendable, Equatable {
    var text: String
    var position: Position?
    /// True if the text begins in the line below its position.
    var isBlock = false

    /// The position of a line of the text, counted from 1.
    func position(ofLine line: Int) -> Position? {
      position.map { Position(line: $0.line + (isBlock ? line : line - 1), column: $0.column) }
    }
  }

  var draws: [Draw]
  /// Conditions on the values; a draw that breaks one is drawn again.
  var conditions: [Placed]
  /// The program that computes the key and the values of the slips.
  var program: Placed?
  /// The number of options that a variant shows; nil for all.
  var shown: Int?
  /// The placeholders of the item, each with its first place.
  var placeholders: [(place: Placeholder, position: Position?)]
  /// Changes with everything that the variants depend on.
  var fingerprint: String

  var columns: [String] { placeholders.map(\.place.column) }

  static func == (one: FamilyDefinition, other: FamilyDefinition) -> Bool {
    one.fingerprint == other.fingerprint
  }
}

/// A value to pick, as JSON knows it.
indirect enum FamilyValue: Sendable, Equatable, Encodable {
  case text(String)
  case number(String)
  case flag(Bool)
  case nothing
  case list([FamilyValue])
  case fields([String: FamilyValue])

  func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    switch self {
    case .text(let text): try box.encode(text)
    // As text, so that 0.1 stays 0.1 and 8 doesn't become 8.0.
    case .number(let text): try box.encode(["number": text])
    case .flag(let flag): try box.encode(flag)
    case .nothing: try box.encodeNil()
    case .list(let values): try box.encode(values)
    case .fields(let fields): try box.encode(["fields": fields])
    }
  }
}
