/// The formats of question files.
package enum ImportFormat: String, Sendable, CaseIterable {
  case gift
  case aiken
  case moodleXML = "moodle-xml"
  case qti
  case markdown
  case anki
  case csv
}

/// Reads a file of questions in any format, block by block.
package struct QuestionFile {
  private let file: String
  /// The format, named or found.
  package private(set) var format: ImportFormat?
  private var bytes: [UInt8] = []
  private var stream: Stream = .undecided

  private enum Stream {
    case undecided
    case moodle(MoodleXMLReader)
    case qti(QTIReader)
    /// Read as a whole at its end.
    case whole
  }

  /// How much of a file is looked at to find its format.
  fileprivate static let head = 64 << 10

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - file: The name for messages.
  ///   - format: The format; nil to find it in the file.
  package init(file: String, format: ImportFormat?) {
    self.file = file
    self.format = format
  }

  /// Reads the next bytes.
  ///
  /// - Throws: `ImportFailure` with the place, and what the sink throws.
  package mutating func feed(_ block: UnsafeBufferPointer<UInt8>, _ sink: ImportSink) throws {
    switch stream {
    case .undecided:
      bytes.append(contentsOf: block)
      if bytes.count >= Self.head { try decide(sink) }
    case .moodle(var reader):
      stream = .whole
      defer { stream = .moodle(reader) }
      try reader.feed(block, sink)
    case .qti(var reader):
      stream = .whole
      defer { stream = .qti(reader) }
      try reader.feed(block, sink)
    case .whole:
      guard bytes.count + block.count <= limit else {
        throw ImportFailure(
          at: SourcePlace(file: file), "the file has more than \(limit >> 20) MiB; split it")
      }
      bytes.append(contentsOf: block)
    }
  }

  private var limit: Int { isArchive ? 2 * ImportLimits.text : ImportLimits.text }
  private var isArchive: Bool {
    bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: "SQLite format 3".utf8)
  }

  /// Ends the file.
  package mutating func finish(_ sink: ImportSink) throws {
    if case .undecided = stream { try decide(sink) }
    switch stream {
    case .moodle(var reader): try reader.finish(sink)
    case .qti(var reader): try reader.finish(sink)
    case .whole, .undecided: try readWhole(sink)
    }
  }

  private mutating func decide(_ sink: ImportSink) throws {
    guard !bytes.isEmpty else { throw ImportFailure(at: SourcePlace(file: file), "the file is empty") }
    stream = .whole
    if isArchive { return }
    if format == nil { format = FormatDetection.format(of: bytes) }
    guard let format else {
      throw ImportFailure(
        at: SourcePlace(file: file),
        "the format isn't recognised; name it with --format "
          + ImportFormat.allCases.map(\.rawValue).joined(separator: "|"))
    }
    let head = bytes
    switch format {
    case .moodleXML: stream = .moodle(MoodleXMLReader(file: file))
    case .qti: stream = .qti(QTIReader(file: file))
    case .gift, .aiken, .markdown, .anki, .csv: return
    }
    bytes = []
    try head.withUnsafeBufferPointer { try feed($0, sink) }
  }

  private mutating func readWhole(_ sink: ImportSink) throws {
    if isArchive { return try QuestionArchive.read(bytes, file: file, format: &format, sink) }
    let decoded = try SourceText.decoded(bytes, file: file)
    bytes = []
    var isFirst = true
    // What is said about the encoding is said once.
    func noted(_ entry: ImportEntry) throws {
      var entry = entry
      if isFirst, let note = decoded.note { entry.notes.insert(ImportNote(.changed, note), at: 0) }
      isFirst = false
      try sink(entry)
    }
    switch format {
    case .gift: try GIFTReader.read(decoded.text, file: file, noted)
    case .aiken: try AikenReader.read(decoded.text, file: file, noted)
    case .markdown: try MarkdownQuizReader.read(decoded.text, file: file, noted)
    case .csv: try QuestionTableReader.read(decoded.text, file: file, noted)
    case .anki: try AnkiTextReader.read(decoded.text, file: file, noted)
    case .moodleXML, .qti, nil: break
    }
  }
}

/// Finds the format of a file in its first bytes.
enum FormatDetection {
  static func format(of head: [UInt8]) -> ImportFormat? {
    let text =
      // Only a head that is cut may end within a character.
      (try? SourceText.decoded(Array(head.dropLast(head.count >= QuestionFile.head ? 3 : 0)), file: "").text)
      ?? String(decoding: head, as: UTF8.self)
    let body = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if body.hasPrefix("<"), let root = root(of: body) { return xml(root) }
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).prefix(2000).map { $0.trimmed }
    if let first = lines.first, isAnkiHeader(first) { return .anki }
    if let first = lines.first, first.contains(",") {
      let columns = first.lowercased().split(separator: ",").map { $0.filter { $0 != "\"" }.trimmed }
      if columns.contains("stem") { return .csv }
    }
    if lines.contains(where: { AikenReader.answer($0) != nil && AikenReader.answer($0)?.count == 1 }),
      lines.contains(where: { AikenReader.option($0) != nil }), !lines.contains(where: { $0.hasPrefix("#") })
    {
      return .aiken
    }
    if lines.contains(where: { MarkdownOption.box($0) != nil }) { return .markdown }
    if lines.contains(where: {
      $0.hasPrefix("::") || $0.hasPrefix("$CATEGORY:") || $0.hasPrefix("// question:")
    })
      || isGIFT(body)
    {
      return .gift
    }
    let isAnswered = lines.contains { MarkdownOption.answer($0) != nil }
    let isListed = lines.contains { MarkdownOption.lettered($0) != nil || MarkdownOption.numbered($0) != nil }
    if isListed || (isAnswered && lines.contains { $0.hasPrefix("#") }) { return .markdown }
    let filled = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    if !filled.isEmpty, filled.allSatisfy({ $0.contains("\t") }) { return .anki }
    return nil
  }

  private static func isGIFT(_ text: Substring) -> Bool {
    guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else {
      return false
    }
    let inner = text[text.index(after: open)..<close].trimmed
    return inner.isEmpty || "=~#".contains(inner.first ?? " ")
      || ["T", "F", "TRUE", "FALSE"].contains(inner.prefix { $0 != "#" }.trimmed)
  }

  static func isAnkiHeader(_ line: Substring) -> Bool {
    [
      "#separator:", "#html:", "#tags:", "#columns:", "#notetype", "#deck", "#guid column:", "#tags column:",
      "#if matches:",
    ]
    .contains { line.lowercased().hasPrefix($0) }
  }

  private static func root(of text: Substring) -> String? {
    var rest = text
    while let open = rest.firstIndex(of: "<") {
      let after = rest[rest.index(after: open)...]
      if after.hasPrefix("!--"), let end = after.firstRange(of: "-->") {
        rest = after[end.upperBound...]
      } else if after.hasPrefix("?") || after.hasPrefix("!") {
        rest = after
      } else {
        let name = after.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        return String(name.split(separator: ":").last ?? "")
      }
    }
    return nil
  }

  static func xml(_ root: String) -> ImportFormat? {
    switch root {
    case "quiz": .moodleXML
    case "questestinterop", "assessmentItem", "qti-assessment-item", "assessmentTest", "qti-assessment-test":
      .qti
    default: nil
    }
  }
}
