/// A character of a GIFT file; an escaped one never ends or begins anything.
struct GIFTCharacter {
  var scalar: Unicode.Scalar
  var isEscaped: Bool
  var line: Int
  var column: Int

  func isMark(_ wanted: Unicode.Scalar) -> Bool { !isEscaped && scalar == wanted }
}

/// A part of a GIFT question.
typealias GIFTSlice = ArraySlice<GIFTCharacter>

extension ArraySlice<GIFTCharacter> {
  /// The text; escaped characters stand for themselves.
  var text: String {
    var view = String.UnicodeScalarView()
    for character in self { view.append(character.scalar) }
    return String(view)
  }

  /// Without white space around it.
  var trimmed: GIFTSlice {
    var rest = self
    while let first = rest.first, !first.isEscaped, first.scalar.properties.isWhitespace {
      rest.removeFirst()
    }
    while let last = rest.last, !last.isEscaped, last.scalar.properties.isWhitespace { rest.removeLast() }
    return rest
  }

  /// True if the unescaped characters begin with a text.
  func starts(withMarks marks: String) -> Bool {
    var place = startIndex
    for scalar in marks.unicodeScalars {
      guard place < endIndex, self[place].isMark(scalar) else { return false }
      place += 1
    }
    return true
  }

  /// The first place of an unescaped text.
  func first(ofMarks marks: String) -> Int? {
    indices.first { self[$0...].starts(withMarks: marks) }
  }

  /// The parts between unescaped marks.
  func split(at mark: Unicode.Scalar, most: Int = .max) -> [GIFTSlice] {
    var parts: [GIFTSlice] = []
    var start = startIndex
    for place in indices where self[place].isMark(mark) && parts.count < most {
      parts.append(self[start..<place])
      start = place + 1
    }
    return parts + [self[start...]]
  }
}

/// The lines between two blank lines of a GIFT file.
struct GIFTBlock {
  /// The characters, without comments.
  var characters: [GIFTCharacter] = []
  /// What comments say: `[id:…]` and `[tag:…]`.
  var identity = ""
  var tags: [String] = []
  var line = 0

  /// Adds a line of the file.
  mutating func add(_ text: Substring, line: Int) {
    let bare = text.drop { $0 == " " || $0 == "\t" }
    if self.line == 0, !bare.hasPrefix("//") { self.line = line }
    if bare.hasPrefix("//") { return readComment(bare) }
    var column = 0
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      column += 1
      next = scalars.next()
      var character = GIFTCharacter(scalar: scalar, isEscaped: false, line: line, column: column)
      if scalar == "\\", let after = next, ":#={}~n\\".unicodeScalars.contains(after) {
        character.scalar = after == "n" ? "\n" : after
        character.isEscaped = true
        column += 1
        next = scalars.next()
      }
      characters.append(character)
    }
    characters.append(GIFTCharacter(scalar: "\n", isEscaped: false, line: line, column: column + 1))
  }

  private mutating func readComment(_ text: Substring) {
    for name in ["id", "tag"] {
      var rest = text
      while let start = rest.firstRange(of: "[\(name):") {
        rest = rest[start.upperBound...]
        var value = ""
        var isEscaped = false
        while let character = rest.popFirst() {
          if isEscaped {
            value.append(character)
            isEscaped = false
          } else if character == "\\" {
            isEscaped = true
          } else if character == "]" {
            break
          } else {
            value.append(character)
          }
        }
        if name == "id" { identity = value } else if tags.count < 100 { tags.append(value) }
      }
    }
  }
}

/// Numbers as question files write them.
enum ImportedDecimal {
  /// The value of `-12`, `0.25`, `.5` or `1e-3`; nil for anything else.
  static func value(_ text: String) -> Double? {
    let text = text.split(whereSeparator: \.isWhitespace).joined()
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      text.utf8.contains(where: { (48...57).contains($0) }), let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// The shortest text of a number; whole numbers have no decimals.
  package static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return "\(value)"
  }
}
