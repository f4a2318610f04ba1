/// Reads identities, and refuses duplicates and identities that couldn't be typed in a command.
struct IdentityCheck {
  /// The longest identity, in characters; it names files in the cache and rows in the journal.
  static let longest = 100
  private var lines: [String: Int] = [:]

  /// The `id` of a mapping.
  mutating func identity(_ fields: Fields, _ reader: inout Reader) -> String? {
    guard let id = fields.text("id", &reader) else { return nil }
    let position = fields.node("id")?.position
    if id.utf8.count > Self.longest {
      reader.report(
        "id", "the id \(id.prefix(20))… has more than \(Self.longest) characters", remedy: "shorten it",
        at: position)
    } else if !Self.isSound(id) {
      reader.report(
        "id", "the id \(id) must be small letters, digits, hyphens and dots", remedy: "rename it",
        at: position)
    }
    if let first = lines[id] {
      reader.report(
        "duplicate-id", "the id \(id) stands twice", remedy: "rename one; the first is in line \(first)",
        at: position)
    } else {
      lines[id] = position?.line ?? 1
    }
    return id
  }

  /// True if the text is lower-case letters, digits and hyphens, in parts separated by single dots.
  static func isSound(_ id: String) -> Bool {
    id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isName)
  }

  /// True if the text is lower-case letters, digits and hyphens.
  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }
}
