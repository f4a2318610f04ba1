/// Finds anchors (`&name`) and aliases (`*name`) in YAML text before it is parsed.
///
/// The format doesn't use them, and nested aliases can keep a parser busy for hours. The scan follows quotes,
/// comments, flow brackets and block scalars, so that `*args` in code is not taken for an alias.
struct AnchorScan {
  /// The position of the first anchor or alias; nil if there is none.
  static func first(in text: String) -> (line: Int, column: Int)? {
    guard hasCandidate(text) else { return nil }
    var scan = AnchorScan()
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if let column = scan.anchor(in: Array(line)) { return (number, column + 1) }
    }
    return nil
  }

  /// True if an ampersand or asterisk is where a token could begin; most files have none and need no scan.
  private static func hasCandidate(_ text: String) -> Bool {
    var before = UInt8(ascii: "\n")
    for byte in text.utf8 {
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
        if isSpace(before) || isOne(before, of: "\n[{,:-?\"'") { return true }
      }
      before = byte
    }
    return false
  }

  private var flowDepth = 0
  private var quote: UInt8?
  /// True inside an unquoted scalar that may continue on the next line.
  private var isPlain = false
  /// The column of the innermost mapping key or dash; its content is indented further.
  private var parent = -1
  /// The block scalar being skipped: its parent's column, and its own column once known.
  private var block: (parent: Int, content: Int?)?

  private static func isOne(_ byte: UInt8, of set: StaticString) -> Bool {
    set.withUTF8Buffer { $0.contains(byte) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private mutating func isBlockText(indent: Int, isBlank: Bool) -> Bool {
    guard let open = block else { return false }
    if isBlank { return true }
    if indent >= open.content ?? (open.parent + 1) {
      block?.content = open.content ?? indent
      return true
    }
    block = nil
    return false
  }

  /// The column, from 0, of an anchor in the next line.
  private mutating func anchor(in line: [UInt8]) -> Int? {
    let indent = line.prefix { $0 == 0x20 }.count
    let isBlank = line.allSatisfy(Self.isSpace)
    if isBlockText(indent: indent, isBlank: isBlank) || isBlank { return nil }
    let isInside = quote != nil || flowDepth > 0
    if !isInside, indent <= parent || line[indent] == UInt8(ascii: "#") { isPlain = false }
    if !isInside, !isPlain { parent = indent - 1 }
    var atStart = quote == nil && !isPlain
    var start = indent
    var place = indent
    while place < line.count {
      let byte = line[place]
      let follower = place + 1 < line.count ? line[place + 1] : 0x20
      let endsToken = Self.isSpace(follower) || (flowDepth > 0 && ",]}".utf8.contains(follower))
      defer { place += 1 }
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { place += 1 }
        if byte == open {
          if open == UInt8(ascii: "'"), follower == open { place += 1 } else { quote = nil }
        }
        continue
      }
      if Self.isSpace(byte) { continue }
      if byte == UInt8(ascii: "#"), place == 0 || Self.isSpace(line[place - 1]) {
        isPlain = false
        return nil
      }
      if Self.isOne(byte, of: "\"'"), atStart {
        (quote, atStart, start) = (byte, false, place)
      } else if Self.isOne(byte, of: "[{"), atStart || (isPlain && flowDepth > 0) {
        flowDepth += 1
        (atStart, isPlain) = (true, false)
      } else if Self.isOne(byte, of: "]}"), flowDepth > 0 {
        flowDepth -= 1
        (atStart, isPlain) = (false, false)
      } else if Self.isOne(byte, of: ","), flowDepth > 0 {
        (atStart, isPlain) = (true, false)
      } else if Self.isOne(byte, of: ":"), endsToken || (flowDepth > 0 && !isPlain && !atStart) {
        if flowDepth == 0 { parent = start }
        (atStart, isPlain) = (true, false)
      } else if Self.isOne(byte, of: "-?"), atStart, endsToken {
        if flowDepth == 0 { parent = place }
        start = place + 1
      } else if Self.isOne(byte, of: "&*"), atStart, !endsToken {
        return place
      } else if Self.isOne(byte, of: "|>"), atStart, flowDepth == 0 {
        let digit = line[place...].first { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
        block = (parent, digit.map { max(parent, 0) + Int($0 - UInt8(ascii: "0")) })
        return nil
      } else if Self.isOne(byte, of: "!"), atStart {
        while place + 1 < line.count, !Self.isSpace(line[place + 1]) { place += 1 }
      } else if atStart {
        (atStart, isPlain, start) = (false, true, place)
      }
    }
    return nil
  }
}
