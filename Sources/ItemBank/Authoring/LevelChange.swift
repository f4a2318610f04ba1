import Foundation

/// Changes the levels of items in their files, and raises their revisions so that old answers keep their
/// level.
public enum LevelChange {
  /// The text of a file with changed levels; everything else stays as written.
  ///
  /// - Parameters:
  ///   - levels: The new levels, by item identity.
  /// - Returns: The text, and the items found in it.
  public static func apply(_ levels: [String: Int], to text: String) -> (text: String, changed: [String]) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var item: String?
    var indent = 0
    var changed: [String] = []
    for index in lines.indices {
      let line = lines[index]
      let bare = line.drop { $0 == " " }
      let depth = line.count - bare.count
      if bare.hasPrefix("- id:") {
        let id = bare.dropFirst(5).prefix { $0 != "#" }.filter { $0 != " " && $0 != "\"" && $0 != "'" }
        item = levels[String(id)] == nil ? nil : String(id)
        indent = depth + 2
        if let item { changed.append(item) }
        continue
      }
      guard let item, let level = levels[item], depth == indent else { continue }
      if bare.hasPrefix("level:") {
        lines[index] = replaced(line, key: "level:") { _ in level }
      } else if bare.hasPrefix("revision:") {
        lines[index] = replaced(line, key: "revision:") { $0 + 1 }
      }
    }
    return (lines.joined(separator: "\n"), changed)
  }

  private static func replaced(_ line: String, key: String, _ change: (Int) -> Int) -> String {
    guard let start = line.range(of: key)?.upperBound else { return line }
    let rest = line[start...]
    let blank = rest.prefix { $0 == " " }
    let digits = rest.dropFirst(blank.count).prefix { $0.isNumber }
    guard let value = Int(digits) else { return line }
    return line[..<start] + blank + "\(change(value))" + rest.dropFirst(blank.count + digits.count)
  }
}
