import Yams

/// The fields of one mapping, read by name and type; anything that doesn't fit is reported with its place.
///
/// A scalar is always the text that the author wrote: `3`, `true` and `null` are texts until a field asks for
/// another type.
struct Fields {
  /// The start of the mapping.
  let position: Position?
  private let what: String
  private let nodes: [String: Node]

  /// Reads a mapping; fields outside `known` are reported.
  init?(_ node: Node, _ what: String, known: [String], _ reader: inout Reader) {
    guard let mapping = node.mapping else {
      reader.report(
        "type", "\(what) must be a mapping of fields", remedy: "write `field: value` lines", at: node.position
      )
      return nil
    }
    var nodes: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        reader.report(
          "type", "a field's name must be text", remedy: "use one of \(known.joined(separator: ", "))",
          at: key.position)
        continue
      }
      guard known.contains(name) else {
        reader.report(
          "unknown-field", "\(what) has no field \(name)", remedy: Suggestion.remedy(for: name, among: known),
          at: key.position)
        continue
      }
      nodes[name] = value
    }
    position = node.position
    self.what = what
    self.nodes = nodes
  }

  /// The start of every field and list entry.
  var positions: [ItemPlaces.Part: Position] {
    var positions: [ItemPlaces.Part: Position] = [:]
    for (name, node) in nodes {
      positions[.field(name)] = node.position
      for (index, entry) in (node.sequence.map { Array($0) } ?? []).enumerated() {
        positions[.entry(name, index)] = entry.position
      }
    }
    return positions
  }

  func has(_ name: String) -> Bool { nodes[name] != nil }

  /// The node of an optional field.
  func node(_ name: String) -> Node? { nodes[name] }

  /// The node of a required field.
  func requiredNode(_ name: String, _ reader: inout Reader) -> Node? {
    if let node = nodes[name] { return node }
    reader.report("missing-field", "\(what) has no \(name)", remedy: "add `\(name):`", at: position)
    return nil
  }

  // MARK: Text

  /// A required text, which must not be empty.
  func text(_ name: String, _ reader: inout Reader) -> String? {
    guard let node = requiredNode(name, &reader), let text = Self.text(node, name, &reader) else {
      return nil
    }
    return isFilled(text, name, &reader) ? text : nil
  }

  /// An optional text, which must not be empty.
  func optionalText(_ name: String, _ reader: inout Reader) -> String? {
    guard let node = nodes[name], let text = Self.text(node, name, &reader) else { return nil }
    return isFilled(text, name, &reader) ? text : nil
  }

  /// A text that a rule checks later; empty if it is missing.
  func looseText(_ name: String, _ reader: inout Reader) -> String {
    guard let node = nodes[name], let text = Self.text(node, name, &reader) else { return "" }
    return text.allSatisfy(\.isWhitespace) ? "" : text
  }

  /// The texts of an optional list.
  func texts(_ name: String, _ reader: inout Reader) -> [String]? {
    list(name, &reader)?.compactMap { node in
      guard let text = Self.text(node, name, &reader) else { return nil }
      if text.allSatisfy(\.isWhitespace) {
        reader.report(
          "empty-field", "\(name) has an empty entry", remedy: "write or remove it", at: node.position)
        return nil
      }
      return text
    }
  }

  /// The author's text of a scalar, without trailing line breaks.
  static func text(_ node: Node, _ name: String, _ reader: inout Reader) -> String? {
    guard let scalar = node.scalar else {
      reader.report(
        "type", "\(name) must be text", remedy: "write it on the same line, quoted", at: node.position)
      return nil
    }
    reader.checkCharacters(scalar.string, name, node.position)
    var text = scalar.string
    while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    return text
  }

  private func isFilled(_ text: String, _ name: String, _ reader: inout Reader) -> Bool {
    if !text.allSatisfy(\.isWhitespace) { return true }
    reader.report("empty-field", "\(name) is empty", remedy: "write it", at: nodes[name]?.position)
    return false
  }

  // MARK: Lists

  /// The nodes of an optional list.
  func list(_ name: String, _ reader: inout Reader) -> [Node]? {
    guard let node = nodes[name] else { return nil }
    guard let sequence = node.sequence else {
      reader.report(
        "type", "\(name) must be a list", remedy: "write `- ` before each entry", at: node.position)
      return nil
    }
    return Array(sequence)
  }

  /// The nodes of a required list.
  func requiredList(_ name: String, _ reader: inout Reader) -> [Node]? {
    requiredNode(name, &reader) == nil ? nil : list(name, &reader)
  }

  /// Whole numbers within a range, from a required list.
  func integers(_ name: String, in range: ClosedRange<Int>, _ reader: inout Reader) -> [Int]? {
    guard let nodes = requiredList(name, &reader) else { return nil }
    let numbers = nodes.compactMap { Self.integer($0, name, in: range, &reader) }
    if nodes.isEmpty {
      reader.report(
        "empty-field", "\(name) is empty", remedy: "write at least one number", at: self.nodes[name]?.position
      )
    }
    return nodes.isEmpty || numbers.count < nodes.count ? nil : numbers
  }

  // MARK: Numbers, flags, choices

  /// A whole number within a range; `fallback` if it is missing.
  func integer(
    _ name: String, in range: ClosedRange<Int>, default fallback: Int? = nil, _ reader: inout Reader
  ) -> Int? {
    if let fallback, nodes[name] == nil { return fallback }
    return requiredNode(name, &reader).flatMap { Self.integer($0, name, in: range, &reader) }
  }

  static func integer(_ node: Node, _ name: String, in range: ClosedRange<Int>, _ reader: inout Reader)
    -> Int?
  {
    guard let text = plain(node), NumberText.isWhole(text) else {
      reader.report(
        "type", "\(name) must be a whole number", remedy: "write it in decimal digits, without quotes",
        at: node.position)
      return nil
    }
    guard let value = Int(text), range.contains(value) else {
      reader.report(
        "range", "\(name) must be from \(range.lowerBound) to \(range.upperBound), this is \(text)",
        remedy: "write a number of that range", at: node.position)
      return nil
    }
    return value
  }

  /// A required finite decimal number.
  func number(_ name: String, in range: ClosedRange<Double>? = nil, _ reader: inout Reader) -> Double? {
    guard let node = requiredNode(name, &reader) else { return nil }
    guard let text = Self.plain(node), let value = NumberText.decimal(text) else {
      reader.report(
        "type", "\(name) must be a number", remedy: "write it as 0.25 or 1e-3, without quotes",
        at: node.position)
      return nil
    }
    if let range, !range.contains(value) {
      reader.report(
        "range", "\(name) must be from \(range.lowerBound) to \(range.upperBound), this is \(text)",
        remedy: "write a number of that range", at: node.position)
      return nil
    }
    return value
  }

  /// `true` or `false`; `fallback` if it is missing.
  func flag(_ name: String, default fallback: Bool, _ reader: inout Reader) -> Bool {
    guard let node = nodes[name] else { return fallback }
    switch Self.plain(node) {
    case "true": return true
    case "false": return false
    default:
      reader.report(
        "type", "\(name) must be true or false", remedy: "write true or false, without quotes",
        at: node.position)
      return fallback
    }
  }

  /// A required value of an enumeration.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, as type: Value.Type, _ reader: inout Reader
  ) -> Value? where Value.RawValue == String {
    guard let node = requiredNode(name, &reader) else { return nil }
    let given = node.scalar?.string
    if let given, let value = Value(rawValue: given) { return value }
    reader.report(
      "value", "\(name) cannot be \(given ?? "a list or mapping")",
      remedy: Suggestion.remedy(for: given ?? "", among: Value.allCases.map(\.rawValue)), at: node.position)
    return nil
  }

  /// The text of an unquoted scalar.
  private static func plain(_ node: Node) -> String? {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return nil }
    return scalar.string
  }
}
