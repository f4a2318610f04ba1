/// Reads Moodle's GIFT format.
///
/// The rules are those of Moodle's own importer. Where it would silently damage a question, for example by making an
/// empty option of `~=`, the question is read as it was meant, and a note says so.
package struct GIFTReader {
  private let file: String
  private var category: [String] = []

  /// Reads all questions of a file.
  package static func read(_ text: String, file: String, _ sink: ImportSink) throws {
    var reader = GIFTReader(file: file)
    var block = GIFTBlock()
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy(\.isWhitespace) {
        try reader.end(&block, sink)
      } else {
        block.add(line, line: number)
        guard block.characters.count <= ImportLimits.question else {
          throw ImportFailure(
            at: SourcePlace(file: file, line: block.line),
            "the question has more than \(ImportLimits.question >> 20) MiB; put a blank line between questions"
          )
        }
      }
    }
    try reader.end(&block, sink)
  }

  private init(file: String) { self.file = file }

  private mutating func end(_ block: inout GIFTBlock, _ sink: ImportSink) throws {
    defer { block = GIFTBlock() }
    var text = block.characters[...].trimmed
    guard let first = text.first else { return }
    if text.starts(withMarks: "$CATEGORY:") {
      let end = text.firstIndex { $0.isMark("\n") } ?? text.endIndex
      category = Self.path(text[(text.startIndex + 10)..<end].trimmed.text)
      text = text[end...].trimmed
      guard let next = text.first else { return }
      var parts = QuestionParts(at: SourcePlace(file: file, line: next.line, column: next.column))
      parts.note(
        .changed, "there is no blank line after $CATEGORY; Moodle would take the question for its name")
      return try sink(question(text, block, &parts))
    }
    var parts = QuestionParts(at: SourcePlace(file: file, line: first.line, column: first.column))
    try sink(question(text, block, &parts))
  }

  /// The parts of a category such as `$course$/top/Algebra`, without those that every category has.
  static func path(_ text: String) -> [String] {
    var parts: [String] = [""]
    var rest = text[...]
    while let character = rest.popFirst() {
      if character != "/" {
        parts[parts.count - 1].append(character)
      } else if rest.first == "/" {
        rest.removeFirst()
        parts[parts.count - 1].append("/")
      } else {
        parts.append("")
      }
    }
    parts = parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter {
      !$0.isEmpty
    }
    if let first = parts.first, first.hasPrefix("$"), first.hasSuffix("$") { parts.removeFirst() }
    if parts.first == "top" { parts.removeFirst() }
    return parts
  }

  private func question(_ block: GIFTSlice, _ comments: GIFTBlock, _ parts: inout QuestionParts)
    -> ImportEntry
  {
    var text = block
    var name = comments.identity
    if text.starts(withMarks: "::"), let end = text.dropFirst(2).first(ofMarks: "::") {
      let title = text[(text.startIndex + 2)..<end].text.split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
      if name.isEmpty { name = title }
      text = text[(end + 2)...].trimmed
    }
    let title = name.isEmpty ? text.prefix(200).text : name
    guard let open = text.firstIndex(where: { $0.isMark("{") }) else {
      if let stray = text.first(where: { $0.isMark("}") }) {
        return parts.refused(
          title, "line \(stray.line), column \(stray.column): a } without its {; write \\} for the character")
      }
      return parts.refused(title, "it is a description and asks nothing")
    }
    guard let close = text.firstIndex(where: { $0.isMark("}") }), close > open else {
      return parts.refused(
        title, "line \(text[open].line), column \(text[open].column): the { is never closed; add the }")
    }
    var rest = text[(close + 1)...]
    if let stray = rest.first(where: { $0.isMark("{") || $0.isMark("}") })
      ?? text[(open + 1)..<close].first(where: { $0.isMark("{") })
    {
      return parts.refused(
        title,
        "line \(stray.line), column \(stray.column): a second group of answers would stay in the text as it is; "
          + "split the question, or write \\{ and \\} for the characters")
    }
    if let end = rest.first(ofMarks: "::"), rest[..<end].allSatisfy({ $0.scalar.properties.isWhitespace }) {
      rest = rest[end...]
    }
    var stem = text[..<open]
    let isMissingWord = !rest.trimmed.isEmpty
    if isMissingWord {
      stem += Array(
        "_____".unicodeScalars.map { GIFTCharacter(scalar: $0, isEscaped: true, line: 0, column: 0) })
      stem += rest
    }
    let (markup, body) = Self.markup(stem.trimmed, otherwise: .moodle)
    let asked = parts.stem(markup.plain(body.text))
    var answers = GIFTAnswers(
      text[(open + 1)..<close].trimmed, markup: markup, stem: asked.prose, code: asked.code)
    guard let task = answers.task(&parts) else { return parts.refused(title, answers.reason) }
    var question = ImportedQuestion(stem: asked.prose, code: asked.code, task: task)
    question.name = name
    question.category = category
    question.tags = comments.tags
    question.explanation = answers.explanation
    question.slips = answers.slips
    return parts.entry(question)
  }

  /// The format in brackets before a text, and the text behind it.
  static func markup(_ text: GIFTSlice, otherwise: Markup) -> (Markup, GIFTSlice) {
    for (name, markup) in [
      ("[html]", Markup.html), ("[moodle]", .moodle), ("[plain]", .plain), ("[markdown]", .markdown),
    ] where text.starts(withMarks: name) { return (markup, text.dropFirst(name.count).trimmed) }
    return (otherwise, text)
  }
}
