/// Reads quizzes in Markdown.
///
/// Options are `- [x]` and `- [ ]` entries, or lettered or numbered lines with a marked answer: bold, followed by ✓ or
/// `(correct)`, or named by a line `Answer: B`. A heading of the first level is a category, any other a question's name.
/// Quotes below an option say why it is right or wrong; a quote below the options explains the question.
package struct MarkdownQuizReader {
  private let file: String
  private var category: [String] = []
  private var name = ""
  private var draft = MarkdownDraft()

  /// Reads all questions of a file.
  package static func read(_ text: String, file: String, _ sink: ImportSink) throws {
    var reader = MarkdownQuizReader(file: file)
    var fence: MarkdownText.Fence?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      var line = String(line)
      if line.contains("\t") { line = line.replacing("\t", with: "    ") }
      if let open = fence {
        reader.draft.addCode(line)
        if open.isClosed(by: line) { fence = nil }
      } else if let open = MarkdownText.Fence(line) {
        if open.indent < 2 { try reader.endIfAnswered(sink) }
        reader.draft.begin(number)
        reader.draft.addCode(line)
        fence = open
      } else {
        try reader.add(line, number, sink)
      }
      guard reader.draft.size <= ImportLimits.question else {
        throw ImportFailure(
          at: SourcePlace(file: file, line: reader.draft.line),
          "the question has more than \(ImportLimits.question >> 20) MiB; begin each one with a heading")
      }
    }
    if fence != nil {
      reader.draft.notes.append(
        ImportNote(.changed, "a block of code is never closed; it ends with the file"))
    }
    try reader.flush(sink)
  }

  private init(file: String) { self.file = file }

  private mutating func flush(_ sink: ImportSink) throws {
    defer { draft = MarkdownDraft() }
    guard !draft.isEmpty || !name.isEmpty else { return }
    try sink(draft.entry(file: file, category: category, name: name))
    name = ""
  }

  private mutating func endIfAnswered(_ sink: ImportSink) throws {
    if draft.isComplete { try flush(sink) }
  }

  private mutating func add(_ line: String, _ number: Int, _ sink: ImportSink) throws {
    let indent = line.prefix { $0 == " " }.count
    let bare = line.trimmed
    if bare.isEmpty { return draft.addBlank() }
    let marks = bare.prefix { $0 == "#" }.count
    if indent < 4, (1...6).contains(marks), bare.dropFirst(marks).first == " " {
      try flush(sink)
      let title = MarkdownText.read(String(bare.dropFirst(marks).trimmed)).line
      if marks == 1 {
        category = title.split(separator: " / ").map(String.init)
      } else {
        name = title
        draft.begin(number)
      }
      return
    }
    if bare.count >= 3, Set(bare).isSubset(of: ["-", " "]) || Set(bare).isSubset(of: ["*", " "]) {
      return try flush(sink)
    }
    if bare.hasPrefix("<!--"), bare.hasSuffix("-->") {
      draft.tags += MarkdownDraft.tags(bare)
      return
    }
    if let option = MarkdownOption.box(bare) {
      if draft.hasAnswerLine { try flush(sink) }
      draft.begin(number)
      return draft.add(option, number)
    }
    if let answer = MarkdownOption.answer(bare), !draft.isEmpty {
      draft.answer = answer
      return
    }
    if bare.hasPrefix(">") {
      return draft.addQuote(String(bare.dropFirst().trimmingPrefix(" ")), isIndented: indent >= 2)
    }
    if let text = MarkdownOption.explanation(bare), draft.hasKey {
      return draft.addQuote(text, isIndented: false)
    }
    if let option = MarkdownOption.lettered(bare), !draft.hasBoxes {
      if draft.hasAnswerLine { try flush(sink) }
      draft.begin(number)
      return draft.add(option, number)
    }
    if let option = MarkdownOption.numbered(bare), !draft.hasBoxes {
      if draft.takesNumber(option.mark) { return draft.add(option, number) }
      if indent < 2 {
        if !draft.isEmpty { try flush(sink) }
        draft.begin(number)
        draft.stem.append(option.text)
        return
      }
    }
    if indent >= 2, draft.hasOptions, !draft.hasAnswerLine { return draft.continueOption(String(bare)) }
    try endIfAnswered(sink)
    draft.begin(number)
    draft.stem.append(line)
  }
}

/// An option of a quiz in Markdown.
struct MarkdownOption {
  /// The letter or number before it; empty for a box.
  var mark: String
  var text: String
  var isKey = false
  var why: [String] = []
  var line = 0

  /// An entry such as `- [x] text`.
  static func box(_ line: Substring) -> MarkdownOption? {
    guard let bullet = line.first, "-*+".contains(bullet) else { return nil }
    let rest = line.dropFirst().trimmed
    guard rest.first == "[", let mark = rest.dropFirst().first, " xX".contains(mark),
      rest.dropFirst(2).first == "]"
    else { return nil }
    return MarkdownOption(mark: "", text: String(rest.dropFirst(3).trimmed), isKey: mark != " ")
  }

  /// A line such as `b) text` or `**B. text**`.
  static func lettered(_ line: Substring) -> MarkdownOption? {
    marked(line) { mark in mark.count == 1 && mark.first.map { $0.isASCII && $0.isLetter } ?? false }
  }

  /// A line such as `2. text` or `**2. text**`.
  static func numbered(_ line: Substring) -> MarkdownOption? {
    marked(line) { mark in (1...3).contains(mark.count) && mark.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  private static func marked(_ line: Substring, _ isMark: (Substring) -> Bool) -> MarkdownOption? {
    var body = line
    if let bullet = body.first, "-*+".contains(bullet), body.dropFirst().first == " " {
      body = body.dropFirst(2).trimmed
    }
    var isKey = false
    if body.hasPrefix("**"), body.hasSuffix("**"), body.count > 4 {
      (body, isKey) = (body.dropFirst(2).dropLast(2), true)
    }
    if body.first == "(" { body = body.dropFirst() }
    guard let end = body.firstIndex(where: { $0 == "." || $0 == ")" }), isMark(body[..<end]),
      body[body.index(after: end)...].first?.isWhitespace ?? false
    else { return nil }
    var text = body[body.index(after: end)...].trimmed
    if text.hasPrefix("**"), text.hasSuffix("**"), text.count > 4 {
      (text, isKey) = (text.dropFirst(2).dropLast(2), true)
    }
    for sign in ["✓", "✔", "✅", "(correct)", "(Correct)"] where text.hasSuffix(sign) {
      (text, isKey) = (text.dropLast(sign.count).trimmed, true)
    }
    return MarkdownOption(mark: body[..<end].uppercased(), text: String(text), isKey: isKey)
  }

  /// What a line such as `**Answer:** B` names.
  static func answer(_ line: Substring) -> String? {
    labelled(line, ["answer", "answers", "correct answer", "correct answers", "correct", "solution"])
  }

  /// What a line such as `Explanation: …` says.
  static func explanation(_ line: Substring) -> String? {
    labelled(line, ["explanation", "why", "feedback"])
  }

  private static func labelled(_ line: Substring, _ labels: [String]) -> String? {
    let bare = line.drop { $0 == "*" || $0 == "_" }
    guard let colon = bare.firstIndex(of: ":") else { return nil }
    let label = bare[..<colon].filter { $0 != "*" && $0 != "_" }.lowercased()
    guard labels.contains(String(label.trimmed)) else { return nil }
    return String(bare[bare.index(after: colon)...].drop { $0 == "*" || $0 == "_" }.trimmed)
  }
}
