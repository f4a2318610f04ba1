import Foundation
import Testing

/// What people read is written in plain English: unwanted words occur nowhere in it.
@Suite struct WordTests {
  /// Words and phrases that readers stumbled over, in any case and with word boundaries; a star stands for any ending.
  static let unwanted = [
    "shall", "reckon*", "mend", "mended", "borne", "hence", "thus", "likewise", "whoever", "wholly", "anew",
    "foretell", "dear", "untold", "worth most", "worth of", "is told", "are told", "was told", "were told",
    "told by", "told of",
    "not told",
    "none told", "nothing told", "you told", "of it tells", "stands at", "lies at", "by its domain alone",
    "leave no mark", "so far this attempt", "it counts where", "such as have", "a sitting", "the sitting",
    "focused sitting", "sittings", "your standing", "self-report*", "prefer not to tell", "the own",
    "first of all", "certain and wrong", "chance of a gap", "chance of target",
    "its clock stands", "as it stands with", "at one look", "none counted", "uncounted", "with remedies",
    "lean on one another", "focused entry", "selected entry", "the cut is", "says as much as",
  ]

  /// Words that the program has others for; questions and explanations may use them, of a chat or of a metric.
  static let unwantedInProgram = ["reply", "replies", "repetition", "recall"]

  /// One pattern for each list.
  private static let pattern = regex(unwanted)
  private static let patternInProgram = regex(unwantedInProgram)

  private static func regex(_ unwanted: [String]) -> Result<NSRegularExpression, any Error> {
    Result {
      let phrases = unwanted.map {
        NSRegularExpression.escapedPattern(for: $0).replacing("\\*", with: "\\w*").replacing(
          " ", with: "\\s+")
      }
      return try NSRegularExpression(
        pattern: "\\b(?:\(phrases.joined(separator: "|")))\\b", options: .caseInsensitive)
    }
  }

  /// The unwanted words in a text, each with what is around it.
  static func unwantedWords(in text: String, ofProgram: Bool = false) throws -> [String] {
    let whole = text as NSString
    return try (ofProgram ? patternInProgram : pattern).get().matches(
      in: text, range: NSRange(location: 0, length: whole.length)
    ).map {
      match in
      let start = max(0, match.range.location - 30)
      let end = min(whole.length, match.range.location + match.range.length + 30)
      return whole.substring(with: NSRange(location: start, length: end - start)).replacing("\n", with: " ")
    }
  }

  @Test func sourcesSayNothingUnwanted() throws {
    var found: [String] = []
    for file in ImportTests.swiftFiles(in: ImportTests.root.appendingPathComponent("Sources")) {
      let source = try String(contentsOf: file, encoding: .utf8)
      // A bar between two texts keeps the end of one from meeting the beginning of the next.
      let texts = SwiftLiterals.texts(of: source).joined(separator: " | ")
      found += try (Self.unwantedWords(in: texts) + Self.unwantedWords(in: texts, ofProgram: true)).map {
        "\(file.lastPathComponent): \($0)"
      }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  /// Evidence is only what a person reports about education, portfolio, experience and network.
  ///
  /// So neither the mathematics nor the engine nor the recovery knows the word, in code or in comments.
  @Test(arguments: [
    "Psychometrics", "PsychometricsStudies", "QuizEngine", "QuizStudies", "TextLayout", "TerminalUI",
    "Interchange",
    "Journal/Recovery",
  ]) func evidenceHasOneMeaning(folder: String) throws {
    let files = ImportTests.files(of: folder)
    #expect(!files.isEmpty)
    for file in files {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      for line in lines where line.lowercased().contains("evidence") {
        Issue.record("\(file.lastPathComponent): \(line)")
      }
    }
  }

  /// The framework, the road, the questions, and what is written for people beside the program.
  @Test(arguments: ["yaml", "md", "json"])
  func contentAndDocumentsSayNothingUnwanted(kind: String) throws {
    var found: [String] = []
    var count = 0
    for folder in ["Assessments", "Sources", "docs", "README.md", "CONTRIBUTING.md"] {
      for file in Self.files(ending: kind, below: ImportTests.root.appendingPathComponent(folder)) {
        count += 1
        found += try Self.unwantedWords(in: String(contentsOf: file, encoding: .utf8)).map {
          "\(file.lastPathComponent): \($0)"
        }
      }
    }
    #expect(count > 0)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  private static func files(ending kind: String, below place: URL) -> [URL] {
    if place.pathExtension == kind { return [place] }
    guard let all = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil) else {
      return []
    }
    return all.compactMap { ($0 as? URL).flatMap { $0.pathExtension == kind ? $0 : nil } }
  }

  @Test func unwantedWordsAreFoundWhereverTheyStand() throws {
    #expect(try Self.unwantedWords(in: "It SHALL print\nwhat is\n told").count == 2)
    #expect(try Self.unwantedWords(in: "marshall, dearest, thusly, it reckoned").count == 1)
    let source = """
      // shall
      let one = "what is " // a comment between
        + "told \\(name("shall")) and" + #"a \\ "mend" b"#
      let two = \"\"\"
        several
        lines \\(count == 1 ? "" : "s")
        \"\"\"
      /* "hence" */
      """
    let texts = SwiftLiterals.texts(of: source)
    #expect(texts.contains("what is told … anda \\ \"mend\" b"), "\(texts)")
    #expect(texts.contains("shall") && !texts.contains { $0.contains("hence") })
    #expect(texts.contains { $0.contains("several") && $0.contains("lines …") })
    #expect(try texts.flatMap { try Self.unwantedWords(in: $0) }.count == 3)
  }
}

/// The string literals of Swift source, found without a compiler.
enum SwiftLiterals {
  /// The texts of all literals; those that `+` joins are one text, and an interpolation is an ellipsis.
  static func texts(of source: String) -> [String] {
    var scanner = Scanner(source)
    scanner.readAll()
    return scanner.texts
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var place = 0
    /// True as long as nothing but `+`, blanks and comments has come since the last literal.
    private var isJoined = false
    var texts: [String] = []
    /// The literals within interpolations.
    private var inner: [String] = []

    init(_ source: String) { bytes = Array(source.utf8) }

    private func byte(_ offset: Int = 0) -> UInt8 {
      place + offset < bytes.count ? bytes[place + offset] : 0
    }

    private func sees(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard place + count <= bytes.count else { return false }
      return text.withUTF8Buffer { wanted in (0..<count).allSatisfy { bytes[place + $0] == wanted[$0] } }
    }

    mutating func readAll() {
      while place < bytes.count { step() }
      texts += inner
    }

    /// Reads the next literal, comment or character.
    private mutating func step() {
      if sees("//") {
        while place < bytes.count, byte() != 10 { place += 1 }
      } else if sees("/*") {
        while place < bytes.count, !sees("*/") { place += 1 }
        place += 2
      } else if isAtLiteral {
        let joins = isJoined
        let text = literal()
        if joins, let last = texts.popLast() { texts.append(last + text) } else { texts.append(text) }
        isJoined = true
      } else {
        if byte() > 32, byte() != UInt8(ascii: "+") { isJoined = false }
        place += 1
      }
    }

    private var isAtLiteral: Bool {
      var offset = 0
      while byte(offset) == UInt8(ascii: "#") { offset += 1 }
      return byte(offset) == UInt8(ascii: "\"")
    }

    /// True where a quotation mark or a backslash is followed by the literal's own number of `#`.
    private func hasHashes(_ count: Int, after offset: Int) -> Bool {
      (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
    }

    private mutating func literal() -> String {
      var hashes = 0
      while byte() == UInt8(ascii: "#") {
        hashes += 1
        place += 1
      }
      let isLong = sees("\"\"\"")
      let marks = isLong ? 3 : 1
      place += marks
      var text: [UInt8] = []
      while place < bytes.count {
        let isEnd = isLong ? sees("\"\"\"") : byte() == UInt8(ascii: "\"")
        if isEnd, hasHashes(hashes, after: marks) {
          place += marks + hashes
          break
        }
        if byte() == UInt8(ascii: "\\"), hasHashes(hashes, after: 1) {
          place += 1 + hashes
          escaped(into: &text)
        } else {
          if byte() == 10, !isLong { break }
          text.append(byte())
          place += 1
        }
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// Reads what follows a backslash.
    private mutating func escaped(into text: inout [UInt8]) {
      if byte() == UInt8(ascii: "(") {
        text += Array("…".utf8)
        var depth = 0
        repeat {
          if byte() == UInt8(ascii: "(") { depth += 1 }
          if byte() == UInt8(ascii: ")") { depth -= 1 }
          if isAtLiteral { inner.append(literal()) } else { place += 1 }
        } while depth > 0 && place < bytes.count
      } else if byte() == 10 {
        // The row goes on in the next one.
        while place < bytes.count, byte() <= 32 { place += 1 }
      } else {
        text.append(byte() == UInt8(ascii: "n") ? 32 : byte())
        place += 1
      }
    }
  }
}
