import Yams

/// The node of a family's item: its placeholders, its fingerprint, and its form with values in place.
struct TemplateNode {
  static let block = "family"
  /// Fields that variants don't depend on.
  private static let apart: Set<String> = ["revision", "level", "bloom", "source", "checked"]

  let node: Node

  /// The placeholders outside the family's own block, each with its first place.
  var placeholders: [(place: Placeholder, position: Position?)] {
    var found: [(place: Placeholder, position: Position?)] = []
    var seen: Set<Placeholder> = []
    walk(node, []) { text, position, path in
      guard path.first != Self.block else { return }
      for place in Placeholder.all(in: text) where seen.insert(place).inserted {
        found.append((place, position))
      }
    }
    return found
  }

  /// Changes with every text that the variants may depend on.
  var fingerprint: String {
    var hash = ContentHash()
    walk(node, []) { text, _, path in
      guard let field = path.first, !Self.apart.contains(field) else { return }
      hash.add(path.joined(separator: "/").utf8)
      hash.add(text.utf8)
    }
    return hash.text
  }

  /// The place of a mapping where a placeholder without quotes was probably meant.
  var unquoted: Position? {
    var found: Position?
    func look(_ node: Node) {
      if let mapping = node.mapping {
        for (key, value) in mapping {
          if key.mapping != nil, found == nil { found = key.position }
          look(value)
        }
      }
      node.sequence?.forEach(look)
    }
    look(node)
    return found
  }

  /// The code with its placeholders.
  var code: String? {
    guard var text = node["code"]?["text"]?.scalar?.string else { return nil }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// The texts of fields that are numbers in other items.
  var numbers: Family.Numbers {
    var numbers = Family.Numbers()
    walk(node, []) { text, _, path in
      switch path {
      case ["answer", "value"]: numbers.value = text
      case ["answer", "tolerance"]: numbers.tolerance = text
      case _ where path.count == 2 && path[0] == "lines": numbers.lines.append(text)
      case _ where path.count == 3 && path[0] == "line-notes" && path[2] == "line":
        numbers.noteLines.append(text)
      default: break
      }
    }
    return numbers
  }

  /// The node with values in place of placeholders.
  ///
  /// - Parameters:
  ///   - order: The options to keep, in order; nil for all.
  ///   - onlyNumbers: True to fill only the fields that are numbers in other items, and the code: its lines are counted.
  func filled(_ values: [String: String], order: [Int]?, onlyNumbers: Bool = false) -> Node {
    fill(node, []) { text, path in
      let isNumber =
        path.first == "answer" && ["value", "tolerance"].contains(path.last) || path == ["code", "text"]
        || path.first == "lines" || path.first == "line-notes" && path.last == "line"
      return onlyNumbers && !isNumber || path.first == Self.block ? nil : Placeholder.fill(text, values)
    } arrange: { nodes, path in
      guard path == ["options"], let order else { return nodes }
      return order.filter(nodes.indices.contains).map { nodes[$0] }
    }
  }

  private func fill(
    _ node: Node, _ path: [String], _ text: (String, [String]) -> String?,
    arrange: ([Node], [String]) -> [Node]
  ) -> Node {
    switch node {
    case .scalar(let scalar):
      guard let filled = text(scalar.string, path), filled != scalar.string else { return node }
      // The style `any` lets a quoted placeholder become a number.
      return .scalar(Node.Scalar(filled, .implicit, .any, scalar.mark))
    case .sequence(let sequence):
      let nodes = sequence.enumerated().map { fill($1, path + ["\($0)"], text, arrange: arrange) }
      return .sequence(Node.Sequence(arrange(nodes, path), sequence.tag, sequence.style, sequence.mark))
    case .mapping(let mapping):
      let pairs = mapping.map { key, value in
        (key, fill(value, path + [key.scalar?.string ?? ""], text, arrange: arrange))
      }
      return .mapping(Node.Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
    default: return node
    }
  }

  private func walk(_ node: Node, _ path: [String], _ take: (String, Position?, [String]) -> Void) {
    if let scalar = node.scalar {
      take(scalar.string, node.position, path)
    } else if let sequence = node.sequence {
      for (index, entry) in sequence.enumerated() { walk(entry, path + ["\(index)"], take) }
    } else if let mapping = node.mapping {
      for (key, value) in mapping { walk(value, path + [key.scalar?.string ?? ""], take) }
    }
  }
}
