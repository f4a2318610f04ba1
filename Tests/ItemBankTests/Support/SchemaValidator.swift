import Foundation
import Yams

/// As much of JSON Schema (draft 2020-12) as our schemas use, over YAML as an editor reads it (YAML 1.2, core schema).
///
/// A keyword that it does not know is a mistake of its own, so that none is passed over in silence.
struct SchemaValidator {
  private let root: [String: Any]

  init(_ file: URL) throws {
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  }

  /// The schema at a path of keys.
  func object(_ path: String...) -> [String: Any] {
    path.reduce(root) { ($0[$1] as? [String: Any]) ?? [:] }
  }

  /// What is wrong with a document, each with its line.
  func mistakes(in text: String) throws -> [String] {
    guard let node = try Yams.compose(yaml: text) else { return ["empty"] }
    return check(node, root, "")
  }

  private static let annotations: Set<String> = [
    "$schema", "$id", "$defs", "title", "description", "default", "then",
  ]

  private func check(_ node: Node, _ schema: Any, _ path: String) -> [String] {
    if let isAllowed = schema as? Bool { return isAllowed ? [] : [told(node, path, "not allowed")] }
    guard let schema = schema as? [String: Any] else { return [told(node, path, "bad schema")] }
    return schema.flatMap { keyword, value in self.check(node, keyword, value, schema, path) }
  }

  private func told(_ node: Node, _ path: String, _ what: String) -> String {
    "\(path) in line \(node.mark?.line ?? 0): \(what)"
  }

  private func check(_ node: Node, _ keyword: String, _ value: Any, _ schema: [String: Any], _ path: String)
    -> [String]
  {
    func fail(_ isFailed: Bool) -> [String] { isFailed ? [told(node, path, "\(keyword) \(value)")] : [] }
    let list = node.sequence.map { Array($0) }
    let fields = node.mapping.map { $0.map { ($0.key.scalar?.string ?? "", $0.value) } }
    switch keyword {
    case _ where Self.annotations.contains(keyword): return []
    case "$ref":
      let name = (value as? String)?.split(separator: "/").last.map(String.init) ?? ""
      return check(node, object("$defs")[name] ?? false, path)
    case "type":
      let allowed = (value as? [String]) ?? [value as? String ?? ""]
      let type = Self.type(of: node)
      return fail(!allowed.contains(type) && !(type == "integer" && allowed.contains("number")))
    case "enum": return fail(!((value as? [String]) ?? []).contains(node.scalar?.string ?? ""))
    case "const":
      if let flag = value as? Bool, Self.type(of: node) == "boolean" {
        return fail((node.scalar?.string == "true") != flag)
      }
      return fail(node.scalar?.string != value as? String)
    case "required":
      let names = Set(fields?.map(\.0) ?? [])
      return fields == nil ? [] : fail(!Set(value as? [String] ?? []).isSubset(of: names))
    case "properties":
      let known = value as? [String: Any] ?? [:]
      return (fields ?? []).flatMap { name, child in
        known[name].map { check(child, $0, path + "/" + name) } ?? []
      }
    case "additionalProperties":
      let known = schema["properties"] as? [String: Any] ?? [:]
      return (fields ?? []).filter { known[$0.0] == nil }.flatMap { check($0.1, value, path + "/" + $0.0) }
    case "propertyNames":
      return (fields ?? []).flatMap { check(Node($0.0), value, path + "/" + $0.0) }
    case "items": return (list ?? []).enumerated().flatMap { check($1, value, path + "/\($0)") }
    case "minItems": return fail((list?.count ?? .max) < value as? Int ?? 0)
    case "maxItems": return fail((list?.count ?? 0) > value as? Int ?? 0)
    case "uniqueItems": return fail(Set(list ?? []).count < (list ?? []).count)
    case "contains":
      let count = (list ?? []).count { check($0, value, "").isEmpty }
      let range = (schema["minContains"] as? Int ?? 1)...(schema["maxContains"] as? Int ?? .max)
      return list == nil ? [] : fail(!range.contains(count))
    case "minContains", "maxContains": return []
    case "minLength": return fail((node.scalar?.string.count ?? .max) < value as? Int ?? 0)
    case "maxLength": return fail((node.scalar?.string.count ?? 0) > value as? Int ?? 0)
    case "pattern":
      guard let text = node.scalar?.string, let regex = try? Regex(value as? String ?? "(") else {
        return fail(true)
      }
      return fail(text.firstMatch(of: regex) == nil)
    case "minimum":
      return fail((Double(node.scalar?.string ?? "") ?? .infinity) < (value as? NSNumber)?.doubleValue ?? 0)
    case "maximum":
      return fail((Double(node.scalar?.string ?? "") ?? 0) > (value as? NSNumber)?.doubleValue ?? 0)
    case "allOf": return (value as? [Any] ?? []).flatMap { check(node, $0, path) }
    case "oneOf": return fail((value as? [Any] ?? []).count { check(node, $0, "").isEmpty } != 1)
    case "not": return fail(check(node, value, "").isEmpty)
    case "if": return check(node, value, "").isEmpty ? check(node, schema["then"] ?? true, path) : []
    default: return ["\(path): the validator does not know \(keyword)"]
    }
  }

  private static func type(of node: Node) -> String {
    guard let scalar = node.scalar else { return node.sequence == nil ? "object" : "array" }
    guard scalar.style == .plain || scalar.style == .any else { return "string" }
    switch scalar.string {
    case "", "~", "null", "Null", "NULL": return "null"
    case "true", "True", "TRUE", "false", "False", "FALSE": return "boolean"
    case let text where (try? /[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+/.wholeMatch(in: text)) != nil:
      return "integer"
    case let text
    where (try? /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/.wholeMatch(in: text)) != nil:
      return "number"
    default: return "string"
    }
  }
}
