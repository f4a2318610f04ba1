/// A note of Anki, and the questions in it.
struct AnkiNote {
  var place: SourcePlace
  var guid = ""
  var deck = ""
  var tags: [String] = []
  /// The names of the fields; empty where the file doesn't say them.
  var names: [String] = []
  var fields: [String] = []
  var markup = Markup.html

  /// The longest answer that a person is asked to type, in characters.
  static let longestAnswer = 60

  init(place: SourcePlace) { self.place = place }

  private func field(_ name: String) -> String? {
    names.firstIndex(of: name).flatMap { $0 < fields.count ? fields[$0] : nil }
  }

  /// The questions: one for each gap of a cloze, otherwise one.
  func entries() -> [ImportEntry] {
    var parts = QuestionParts(at: place)
    guard let front = fields.first(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      return [parts.refused(guid, "the note is empty")]
    }
    if let data = field(AnkiFields.data), !data.isEmpty {
      return [AnkiFields.entry(data, tags: tags, place: place)]
    }
    if let cloze = fields.first(where: { $0.contains("{{c") }) { return clozes(cloze) }
    let stem = parts.stem(markup.plain(front))
    guard fields.count > 1 else {
      return [parts.refused(stem.prose, "the note has one field, so it has no answer")]
    }
    let back = markup.plain(fields[1])
    let answer = parts.line(back, in: "the answer")
    if answer.contains("[sound:") || stem.prose.contains("[sound:") {
      return [parts.refused(stem.prose, "it needs a sound")]
    }
    if answer.isEmpty, back.media.isEmpty { return [parts.refused(stem.prose, "its answer is empty")] }
    guard answer.count <= Self.longestAnswer, back.code.isEmpty else {
      return [
        parts.refused(
          stem.prose,
          "its answer has \(answer.count) characters, which nobody types alike; write it as a choice")
      ]
    }
    parts.note(.changed, "the answer is typed; spellings that are right too must be added")
    let number = ImportedDecimal.value(answer)
    let task: ImportedQuestion.Task =
      number.map { .number([ImportedNumber($0, tolerance: 0)], unit: "") }
      ?? .text([ImportedAnswer(answer, weight: 100)], ignoresCase: true)
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    finish(&question)
    let more = fields.dropFirst(2).filter { !$0.allSatisfy(\.isWhitespace) }
    if !more.isEmpty {
      question.explanation = more.map { parts.paragraphs(markup.plain($0), in: "a field") }.joined(
        separator: "\n\n")
      parts.note(.changed, "further fields became the explanation")
    }
    return [parts.entry(question)]
  }

  private func finish(_ question: inout ImportedQuestion) {
    question.tags = tags
    question.category = deck.split(separator: ":").map { String($0.trimmed) }.filter { !$0.isEmpty }
  }

  // MARK: Cloze

  private struct Gap {
    var range: Range<String.Index>
    var number: Int
    var answer: String
    var hint: String
  }

  private static func gaps(in text: String) -> [Gap] {
    var gaps: [Gap] = []
    var place = text.startIndex
    while gaps.count < ImportLimits.answers, let open = text[place...].firstRange(of: "{{c") {
      place = open.upperBound
      let digits = text[place...].prefix { $0.isNumber }
      guard let number = Int(digits), text[digits.endIndex...].hasPrefix("::"),
        let close = text[digits.endIndex...].firstRange(of: "}}")
      else { continue }
      let inner = text[text.index(digits.endIndex, offsetBy: 2)..<close.lowerBound]
      let halves =
        inner.firstRange(of: "::").map { (inner[..<$0.lowerBound], inner[$0.upperBound...]) } ?? (inner, "")
      gaps.append(
        Gap(
          range: open.lowerBound..<close.upperBound, number: number, answer: String(halves.0),
          hint: String(halves.1)))
      place = close.upperBound
    }
    return gaps
  }

  private func clozes(_ text: String) -> [ImportEntry] {
    let parts = QuestionParts(at: place)
    let gaps = Self.gaps(in: text)
    let numbers = Set(gaps.map(\.number)).sorted()
    if numbers.isEmpty || gaps.contains(where: { $0.answer.contains("{{c") }) {
      return [
        parts.refused(markup.plain(text).line, "a cloze group isn't closed, or stands inside of another")
      ]
    }
    return numbers.map { number in
      var own = parts
      var asked = ""
      var start = text.startIndex
      for gap in gaps {
        asked += text[start..<gap.range.lowerBound]
        asked += gap.number == number ? "_____" + (gap.hint.isEmpty ? "" : " (\(gap.hint))") : gap.answer
        start = gap.range.upperBound
      }
      asked += text[start...]
      let stem = own.stem(markup.plain(asked))
      let answers = Set(gaps.filter { $0.number == number }.map { markup.plain($0.answer).line })
      guard answers.count == 1, let answer = answers.first else {
        return own.refused(stem.prose, "gap c\(number) has \(answers.count) different answers at once")
      }
      if answer.count > Self.longestAnswer {
        return own.refused(
          stem.prose, "gap c\(number) has \(answer.count) characters, which nobody types alike")
      }
      if numbers.count > 1 { own.note(.changed, "gap c\(number) is a question of its own") }
      var question = ImportedQuestion(
        stem: stem.prose, code: stem.code,
        task: .text([ImportedAnswer(answer, weight: 100)], ignoresCase: true))
      finish(&question)
      let more = fields.filter { $0 != text && !$0.allSatisfy(\.isWhitespace) }
      question.explanation = more.map { own.paragraphs(markup.plain($0), in: "a field") }.joined(
        separator: "\n\n")
      return own.entry(question)
    }
  }
}

/// The fields of the notes that this program writes for Anki.
enum AnkiFields {
  /// The names of the fields; the last one holds the question as a line of a table, so that nothing is lost.
  static let names = ["Question", "Answer", "Data"]
  static let data = "Data"

  /// The question in the field with the data: a table of one line, in HTML.
  static func entry(_ data: String, tags: [String], place: SourcePlace) -> ImportEntry {
    var parts = QuestionParts(at: place)
    let table = HTMLText.read("<pre>" + data + "</pre>", breaksCount: false).code.first?.text ?? ""
    var found: ImportEntry?
    do {
      try QuestionTableReader.read(table, file: place.file) { found = $0 }
    } catch {
      return parts.refused(
        "", "its field \(Self.data) is damaged: \((error as? ImportFailure)?.message ?? "")")
    }
    guard var entry = found else { return parts.refused("", "its field \(Self.data) is empty") }
    entry.place = place
    entry.question?.tags += tags
    parts.notes = []
    return entry
  }
}
