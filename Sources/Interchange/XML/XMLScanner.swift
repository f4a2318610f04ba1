/// What takes the parts of an XML document in their order.
protocol XMLHandler {
  mutating func start(_ name: String, _ attributes: [XMLAttribute], at place: SourcePlace) throws
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
  mutating func end(_ name: String) throws
}

/// An attribute of an element.
struct XMLAttribute: Sendable, Equatable {
  /// The name without its prefix.
  var name: String
  var value: String
}

/// Reads XML while the bytes arrive, block by block.
///
/// It has no document type definitions, so there are no entities but the five of XML itself, nothing outside of the
/// file is ever read, and no few bytes become many. Names lose their prefixes. Only the unread end of a block is kept.
struct XMLScanner {
  /// The longest tag, in bytes.
  static let longestTag = 64 << 10

  private let file: String
  private var rest: [UInt8] = []
  private var open: [String] = []
  private var line = 1
  private var column = 1
  private var isAtStart = true
  private var hasRoot = false
  private var mode = Mode.content
  /// True for a file whose bytes are characters of Windows-1252.
  private var isWindows = false

  private enum Mode { case content, character, comment, instruction }

  init(file: String) { self.file = file }

  /// The place of the next byte.
  var place: SourcePlace { SourcePlace(file: file, line: line, column: column) }

  private func failure(_ message: String) -> ImportFailure { ImportFailure(at: place, message) }

  /// Reads the next bytes of the file.
  ///
  /// - Throws: `ImportFailure` with the place, and what the handler throws.
  mutating func feed(_ block: UnsafeBufferPointer<UInt8>, _ handler: inout some XMLHandler) throws {
    if isAtStart {
      rest.append(contentsOf: block)
      guard rest.count >= 256 || block.isEmpty else { return }
      try begin()
    } else if isWindows {
      for byte in block { try append(windows: byte) }
    } else {
      rest.append(contentsOf: block)
    }
    try read(&handler, isLast: false)
  }

  /// Ends the document.
  mutating func finish(_ handler: inout some XMLHandler) throws {
    if isAtStart { try begin() }
    try read(&handler, isLast: true)
    if let last = open.last {
      throw failure("the file ends inside of <\(last)>; it was cut off or isn't whole")
    }
    guard hasRoot else { throw failure("the file has no elements") }
  }

  private mutating func append(windows byte: UInt8) throws {
    guard byte >= 0x80 else { return rest.append(byte) }
    guard let scalar = SourceText.windows1252(byte) else {
      throw failure("a byte is no character of Windows-1252; save the file as UTF-8")
    }
    rest.append(contentsOf: Array(String(scalar).utf8))
  }

  /// Finds the encoding.
  private mutating func begin() throws {
    isAtStart = false
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) || rest.prefix(4).contains(0) {
      throw failure("the file is UTF-16; save it as UTF-8")
    }
    guard rest.starts(with: "<?xml".utf8), let end = rest.firstIndex(of: 62) else { return }
    let head = String(decoding: rest[..<end], as: UTF8.self).lowercased()
    guard let name = head.firstRange(of: "encoding") else { return }
    let value = head[name.upperBound...].drop { "= \"'".contains($0) }.prefix { !"\"'? ".contains($0) }
    switch value {
    case "utf-8", "utf8", "us-ascii", "ascii": break
    case "iso-8859-1", "windows-1252", "latin1", "cp1252", "iso-8859-15":
      isWindows = true
      let bytes = rest
      rest = []
      for byte in bytes { try append(windows: byte) }
    default: throw failure("the encoding \(value) isn't read; save the file as UTF-8")
    }
  }

  // MARK: Reading

  private mutating func read(_ handler: inout some XMLHandler, isLast: Bool) throws {
    var bytes: [UInt8] = []
    swap(&bytes, &rest)
    let used = try bytes.withUnsafeBufferPointer { try scan($0, &handler, isLast: isLast) }
    if used < bytes.count {
      bytes.removeFirst(used)
      swap(&bytes, &rest)
      if isLast { throw failure("the file ends inside of a tag") }
    } else {
      bytes.removeAll(keepingCapacity: true)
      swap(&bytes, &rest)
    }
  }

  /// Reads what is complete; the number of bytes that were read.
  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ handler: inout some XMLHandler, isLast: Bool
  ) throws -> Int {
    var index = 0
    while index < bytes.count {
      let start = index
      switch mode {
      case .character:
        let end = Self.find([93, 93, 62], bytes, from: index)
        let stop = end ?? max(index, bytes.count - 2)
        if stop > index { try text(bytes, index..<stop, &handler) }
        index = stop
        if end == nil {
          advance(bytes, start..<index)
          return index
        }
        index += 3
        mode = .content
      case .comment, .instruction:
        let mark: [UInt8] = mode == .comment ? [45, 45, 62] : [63, 62]
        guard let end = Self.find(mark, bytes, from: index) else {
          index = max(index, bytes.count - 2)
          advance(bytes, start..<index)
          return index
        }
        index = end + mark.count
        mode = .content
      case .content where bytes[index] != 60:
        var stop = index
        while stop < bytes.count, bytes[stop] != 60, bytes[stop] != 38 { stop += 1 }
        if stop > index { try text(bytes, index..<stop, &handler) }
        index = stop
        if index < bytes.count, bytes[index] == 38 {
          advance(bytes, start..<index)
          guard let end = try reference(bytes, index, &handler) else { return index }
          advance(bytes, index..<end)
          index = end
          continue
        }
      case .content:
        guard let end = try markup(bytes, index, &handler) else {
          if bytes.count - index > Self.longestTag {
            throw failure("a tag has more than \(Self.longestTag >> 10) KiB")
          }
          return index
        }
        index = end
      }
      advance(bytes, start..<index)
    }
    return index
  }

  private mutating func advance(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    for index in range {
      if bytes[index] == 10 {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
  }

  private static func find(_ mark: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    let last = bytes.count - mark.count
    while index <= last {
      if bytes[index] == mark[0], bytes[index + 1] == mark[1], mark.count == 2 || bytes[index + 2] == mark[2]
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private func text(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ handler: inout some XMLHandler
  ) throws {
    if open.isEmpty {
      guard range.allSatisfy({ [9, 10, 13, 32].contains(bytes[$0]) }) else {
        throw failure("there is text outside of the first element; this isn't XML")
      }
      return
    }
    try handler.text(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// Reads `&lt;` and its kind; nil if the block ends before it does.
  private mutating func reference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ handler: inout some XMLHandler
  ) throws -> Int? {
    let limit = min(bytes.count, start + 16)
    guard let end = bytes[start..<limit].firstIndex(of: 59) else {
      if limit < start + 16 { return nil }
      throw failure("an & begins no entity; write &amp; for the character")
    }
    let text = Array(String(try scalar(bytes[(start + 1)..<end])).utf8)
    try text.withUnsafeBufferPointer { try handler.text($0) }
    return end + 1
  }

  private func scalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws -> Unicode.Scalar {
    let name = String(decoding: bytes, as: UTF8.self)
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#"), let scalar = HTMLEntities.decoded(name) else {
        throw failure("the entity &\(name); isn't one of XML; write the character itself")
      }
      return scalar
    }
  }

  // MARK: Tags

  /// Reads what begins with `<`; nil if the block ends before it does.
  private mutating func markup(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ handler: inout some XMLHandler
  ) throws -> Int? {
    guard start + 1 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case 33:
      guard start + 9 <= bytes.count else { return nil }
      if bytes[start + 2] == 45, bytes[start + 3] == 45 {
        mode = .comment
        return start + 4
      }
      if bytes[(start + 2)..<(start + 9)].elementsEqual("[CDATA[".utf8) {
        mode = .character
        return start + 9
      }
      throw failure(
        "the file has a document type or entities, which are never read, because they can name other files; remove them"
      )
    case 63:
      mode = .instruction
      return start + 2
    case 47:
      guard let end = bytes[start...].firstIndex(of: 62) else { return nil }
      let name = Self.name(bytes[(start + 2)..<end])
      guard open.popLast() == name else { throw failure("</\(name)> closes no element that is open here") }
      try handler.end(name)
      return end + 1
    default: return try element(bytes, start, &handler)
    }
  }

  /// The part of a name after its prefix, without spaces.
  private static func name(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var (from, to) = (bytes.startIndex, bytes.endIndex)
    while to > from, [9, 10, 13, 32].contains(bytes[to - 1]) { to -= 1 }
    if let colon = bytes[from..<to].firstIndex(of: 58) { from = colon + 1 }
    return String(decoding: bytes[from..<to], as: UTF8.self)
  }

  private mutating func element(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ handler: inout some XMLHandler
  ) throws -> Int? {
    var end = start + 1
    var quote: UInt8 = 0
    while end < bytes.count, quote != 0 || bytes[end] != 62 {
      if quote != 0 {
        if bytes[end] == quote { quote = 0 }
      } else if bytes[end] == 34 || bytes[end] == 39 {
        quote = bytes[end]
      }
      end += 1
    }
    guard end < bytes.count else { return nil }
    let isEmpty = bytes[end - 1] == 47
    let stop = isEmpty ? end - 1 : end
    var place = start + 1
    while place < stop, !Self.isSpace(bytes[place]) { place += 1 }
    let name = Self.name(bytes[(start + 1)..<place])
    guard let first = name.utf8.first, first == 95 || first >= 0x80 || (first | 32 >= 97 && first | 32 <= 122)
    else {
      throw failure("a < begins no element; write &lt; for the character")
    }
    if open.isEmpty {
      guard !hasRoot else { throw failure("the file goes on after its last element") }
      hasRoot = true
    }
    guard open.count < ImportLimits.depth else {
      throw failure("elements are nested deeper than \(ImportLimits.depth) levels")
    }
    let attributes = place < stop ? try attributes(bytes[place..<stop]) : []
    try handler.start(name, attributes, at: self.place)
    if isEmpty { try handler.end(name) } else { open.append(name) }
    return end + 1
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }

  private func attributes(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws -> [XMLAttribute] {
    var found: [XMLAttribute] = []
    var place = bytes.startIndex
    while true {
      while place < bytes.endIndex, Self.isSpace(bytes[place]) { place += 1 }
      guard place < bytes.endIndex else { return found }
      guard let equals = bytes[place...].firstIndex(of: 61) else {
        throw failure("an attribute has no value")
      }
      let name = Self.name(bytes[place..<equals])
      place = equals + 1
      while place < bytes.endIndex, Self.isSpace(bytes[place]) { place += 1 }
      guard place < bytes.endIndex, bytes[place] == 34 || bytes[place] == 39,
        let close = bytes[(place + 1)...].firstIndex(of: bytes[place])
      else { throw failure("the value of \(name) has no quotes") }
      guard found.count < 64 else { throw failure("an element has more than 64 attributes") }
      found.append(XMLAttribute(name: name, value: try value(bytes[(place + 1)..<close])))
      place = close + 1
    }
  }

  private func value(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws -> String {
    guard bytes.contains(38) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] == 38 {
        guard let end = bytes[place...].firstIndex(of: 59) else { throw failure("an & begins no entity") }
        text.append(contentsOf: Array(String(try scalar(bytes[(place + 1)..<end])).utf8))
        place = end + 1
      } else {
        text.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
