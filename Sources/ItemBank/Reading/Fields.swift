import Yams

/// Collects what is wrong in a file while it is read; reading goes on, so that every mistake is told at once.
struct Reader {
  let file: String
  var diagnostics: [Diagnostic] = []

  mutating func report(
    _ rule: String, _ message: String, remedy: String, at mark: Mark?, severity: Diagnostic.Severity = .error,
    item: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, rule: rule, message: message, remedy: remedy, location: location(mark), item: item)
    )
  }

  func location(_ mark: Mark?) -> SourceLocation {
    SourceLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// Parses a text; a syntax error is reported with its place.
  mutating func compose(_ text: String) -> Node? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        report("empty-file", "the file is empty", remedy: "write its first field", at: nil)
        return nil
      }
      return node
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        report("yaml", problem, remedy: "mend the YAML here; quote text that holds : # [ or {", at: mark)
      case .duplicatedKeysInMapping(let duplicates, let context):
        let names = duplicates.joined(separator: ", ")
        report(
          "duplicate-field", "the field \(names) stands twice", remedy: "keep one of them", at: context.mark)
      default:
        report("yaml", "\(error)", remedy: "mend the YAML", at: nil)
      }
    } catch {
      report("yaml", "\(error)", remedy: "mend the YAML", at: nil)
    }
    return nil
  }
}

/// The fields of one mapping, read by name and by type; what does not fit is reported with its place.
struct Fields {
  let mark: Mark?
  private let what: String
  private var values: [String: Node] = [:]

  /// Takes a mapping whose fields must be among the known ones.
  init?(_ node: Node, _ what: String, known: [String], _ reader: inout Reader) {
    guard let mapping = node.mapping else {
      reader.report(
        "type", "\(what) must be a mapping of fields", remedy: "write `field: value` lines", at: node.mark)
      return nil
    }
    mark = node.mark
    self.what = what
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        reader.report(
          "type", "a field name must be text", remedy: "use one of \(known.joined(separator: ", "))",
          at: key.mark)
        continue
      }
      guard known.contains(name) else {
        let near = Self.nearest(name, known)
        reader.report(
          "unknown-field", "\(what) has no field \(name)",
          remedy: near.map { "did you mean \($0)?" } ?? "use one of \(known.joined(separator: ", "))",
          at: key.mark)
        continue
      }
      values[name] = value
    }
  }

  /// The node of a field, or nil.
  func node(_ name: String) -> Node? { values[name] }

  func has(_ name: String) -> Bool { values[name] != nil }

  private func missing(_ name: String, _ reader: inout Reader) {
    reader.report("missing-field", "\(what) has no \(name)", remedy: "add `\(name):`", at: mark)
  }

  /// The author's text of a scalar, whatever YAML would make of it.
  static func scalar(_ node: Node) -> String? { node.scalar?.string }

  /// A text that must be there and must not be empty.
  func text(_ name: String, _ reader: inout Reader) -> String? {
    guard values[name] != nil else {
      missing(name, &reader)
      return nil
    }
    guard let text = optionalText(name, &reader) else { return nil }
    if text.allSatisfy(\.isWhitespace) {
      reader.report("empty-field", "\(name) is empty", remedy: "write it", at: values[name]?.mark)
      return nil
    }
    return text
  }

  /// A text that may be missing.
  func optionalText(_ name: String, _ reader: inout Reader) -> String? {
    guard let node = values[name] else { return nil }
    guard let text = Self.scalar(node) else {
      reader.report(
        "type", "\(name) must be text", remedy: "write it on the same line, quoted", at: node.mark)
      return nil
    }
    checkCharacters(text, name, node.mark, &reader)
    return trimmed(text)
  }

  /// Texts in a list.
  func texts(_ name: String, _ reader: inout Reader) -> [String]? {
    guard let nodes = list(name, &reader) else { return nil }
    return nodes.compactMap { node in
      guard let text = Self.scalar(node) else {
        reader.report("type", "\(name) must hold texts", remedy: "quote each entry", at: node.mark)
        return nil
      }
      checkCharacters(text, name, node.mark, &reader)
      return trimmed(text)
    }
  }

  /// The nodes of a list that may be missing.
  func list(_ name: String, _ reader: inout Reader) -> [Node]? {
    guard let node = values[name] else { return nil }
    guard let sequence = node.sequence else {
      reader.report("type", "\(name) must be a list", remedy: "write `- ` before each entry", at: node.mark)
      return nil
    }
    return Array(sequence)
  }

  /// A list that must be there.
  func requiredList(_ name: String, _ reader: inout Reader) -> [Node]? {
    guard values[name] != nil else {
      missing(name, &reader)
      return nil
    }
    return list(name, &reader)
  }

  /// A whole number within a range.
  func integer(
    _ name: String, in range: ClosedRange<Int>, default fallback: Int? = nil, _ reader: inout Reader
  ) -> Int? {
    guard let node = values[name] else {
      if fallback == nil { missing(name, &reader) }
      return fallback
    }
    guard let text = Self.scalar(node), let value = Int(text), range.contains(value) else {
      reader.report(
        "range", "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        remedy: "write such a number", at: node.mark)
      return nil
    }
    return value
  }

  /// A number.
  func number(_ name: String, default fallback: Double? = nil, _ reader: inout Reader) -> Double? {
    guard let node = values[name] else {
      if fallback == nil { missing(name, &reader) }
      return fallback
    }
    guard let text = Self.scalar(node), let value = Double(text), value.isFinite else {
      reader.report("type", "\(name) must be a number", remedy: "write it as 0.25 or 1e-3", at: node.mark)
      return nil
    }
    return value
  }

  /// `true` or `false`; the default where it is missing.
  func flag(_ name: String, default fallback: Bool, _ reader: inout Reader) -> Bool {
    guard let node = values[name] else { return fallback }
    switch Self.scalar(node) {
    case "true": return true
    case "false": return false
    default:
      reader.report("type", "\(name) must be true or false", remedy: "write true or false", at: node.mark)
      return fallback
    }
  }

  /// One of the values of an enumeration.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, as type: Value.Type, _ reader: inout Reader
  )
    -> Value? where Value.RawValue == String
  {
    guard let node = values[name] else {
      missing(name, &reader)
      return nil
    }
    if let text = Self.scalar(node), let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    let given = Self.scalar(node) ?? "a list or mapping"
    reader.report(
      "value", "\(name) cannot be \(given)",
      remedy: Self.nearest(given, known).map { "did you mean \($0)?" }
        ?? "use one of \(known.joined(separator: ", "))",
      at: node.mark)
    return nil
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  /// Text from a file is data: what a terminal could take for a command, or what hides text, is refused.
  private func checkCharacters(_ text: String, _ name: String, _ mark: Mark?, _ reader: inout Reader) {
    guard let scalar = text.unicodeScalars.first(where: Self.isForbidden) else { return }
    reader.report(
      "control-character",
      "\(name) holds the character U+\(String(scalar.value, radix: 16, uppercase: true))",
      remedy: "remove it; control, bidirectional and joining characters are not allowed", at: mark)
  }

  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: scalar.value == 0x09
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF,
      0x1F1E6...0x1F1FF, 0xE0000...0xE0FFF, 0x2028, 0x2029:
      true
    default: false
    }
  }

  /// The known name at an edit distance of at most two, or nil.
  static func nearest(_ name: String, _ known: [String]) -> String? {
    known.map { ($0, distance(Array(name), Array($0))) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard left.count < 64, right.count < 64 else { return .max }
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let insertion = min(row[j], row[j + 1]) + 1
        (row[j + 1], previous) = (min(insertion, previous + (a == b ? 0 : 1)), row[j + 1])
      }
    }
    return row[right.count]
  }
}
