/// Reads questions from a table of comma-separated values with a header.
///
/// The columns, in any order: `stem`, which every line needs; `type` (single-choice, multiple-choice, numeric,
/// short-text, ordering, matching); `option 1`, `option 2` … and `why 1`, `why 2` …; `correct`, the numbers of the
/// correct options, such as `2` or `1 3`; `match 1` …, the right sides of pairs; `answer`, `tolerance` and `unit`;
/// `ignore case` and `shuffle`, yes or no; `id`, `category`, `tags`, `language`, `code`, `explanation`, `source`.
/// Of a short text, the options are the answers: the correct ones, and wrong ones with the mistake behind each.
package enum QuestionTableReader {
  static let single = [
    "id", "type", "category", "tags", "stem", "language", "code", "correct", "answer", "tolerance", "unit",
    "ignore case", "shuffle", "explanation", "source",
  ]
  static let numbered = ["option", "why", "match"]

  /// Reads all questions of a file.
  ///
  /// - Throws: `ImportFailure` for a header with unknown columns and for broken quotes.
  package static func read(_ text: String, file: String, _ sink: ImportSink) throws {
    var columns: [String: Int]?
    var scanner = CSVScanner()
    func take(_ record: CSVScanner.Record) throws {
      let fields = (0..<record.count).map { record.text($0) ?? "" }
      if let columns {
        try sink(QuestionRow(fields: fields, columns: columns, line: record.line, file: file).entry())
      } else {
        columns = try header(fields, file: file)
      }
    }
    do {
      var text = text
      try text.withUTF8 { try scanner.feed($0, take) }
      try scanner.finish(take)
    } catch let error as CSVError {
      throw ImportFailure(at: SourcePlace(file: file, line: error.line), error.message)
    }
  }

  private static func header(_ fields: [String], file: String) throws -> [String: Int] {
    var columns: [String: Int] = [:]
    for (place, field) in fields.enumerated() {
      let name = field.lowercased().replacing("_", with: " ").replacing("-", with: " ")
      let words = name.split(separator: " ")
      let isNumbered =
        words.count == 2 && numbered.contains(String(words[0]))
        && Int(words[1]).map { (1...ImportLimits.answers).contains($0) } ?? false
      guard single.contains(name) || isNumbered else {
        throw ImportFailure(
          at: SourcePlace(file: file, line: 1, column: place + 1),
          "there is no column \(field); the columns are \(single.joined(separator: ", ")), option 1, why 1 and match 1"
        )
      }
      guard columns.updateValue(place, forKey: name) == nil else {
        throw ImportFailure(at: SourcePlace(file: file), "\(field) heads two columns; rename one")
      }
    }
    guard columns["stem"] != nil else {
      throw ImportFailure(at: SourcePlace(file: file), "there is no column stem; add one with the questions")
    }
    return columns
  }
}

/// One line of a table of questions.
private struct QuestionRow {
  let fields: [String]
  let columns: [String: Int]
  let line: Int
  let file: String

  private func value(_ name: String) -> String {
    guard let place = columns[name], place < fields.count else { return "" }
    return Self.freed(fields[place])
  }

  /// A field without the apostrophe that keeps spreadsheets from running it.
  private static func freed(_ field: String) -> String {
    guard field.hasPrefix("'"), let second = field.dropFirst().first, "=+-@".contains(second) else {
      return field
    }
    return String(field.dropFirst())
  }

  private func values(_ name: String) -> [(number: Int, text: String)] {
    (1...ImportLimits.answers).compactMap { number in
      columns["\(name) \(number)"].map { (number, $0 < fields.count ? Self.freed(fields[$0]) : "") }
    }
  }

  func entry() -> ImportEntry {
    var parts = QuestionParts(at: SourcePlace(file: file, line: line))
    var asked = PlainText(Markup.trimmed(value("stem")))
    let code = value("code")
    if !code.isEmpty {
      var text = code.hasPrefix("\n") ? String(code.dropFirst()) : code
      while text.hasSuffix("\n") { text.removeLast() }
      asked.code = [ImportedCode(language: value("language"), text: text)]
    }
    if fields.count > columns.count {
      return parts.refused(
        asked.prose,
        "there are \(fields.count) fields for \(columns.count) columns; quote fields that have commas")
    }
    let stem = parts.stem(asked)
    var reason = ""
    guard let task = task(&parts, &reason) else { return parts.refused(asked.prose, reason) }
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    question.name = value("id")
    question.category = value("category").split(separator: "/").map { String($0.trimmed) }
    question.tags = value("tags").split(whereSeparator: \.isWhitespace).map(String.init)
    question.explanation = SourceText.clean(Markup.trimmed(value("explanation")), &parts.notes)
    question.reference = SourceText.clean(value("source"), &parts.notes)
    question.slips = slips(of: task, &parts)
    return parts.entry(question)
  }

  /// The numbers in `correct`; nil if one is none.
  private var correct: Set<Int>? {
    let words = value("correct").split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "|" || $0 == "," })
    let numbers = words.compactMap { word -> Int? in
      if let number = Int(word) { return number }
      guard word.count == 1, let letter = word.uppercased().unicodeScalars.first, ("A"..."Z").contains(letter)
      else { return nil }
      return Int(letter.value) - 64
    }
    return numbers.count == words.count ? Set(numbers) : nil
  }

  private func answers(_ parts: inout QuestionParts, _ reason: inout String) -> [ImportedAnswer]? {
    guard let correct else {
      reason = "correct says \(value("correct")); write the numbers of the correct options"
      return nil
    }
    let whys = Dictionary(values("why").map { ($0.number, $0.text) }, uniquingKeysWith: { first, _ in first })
    let all = values("option")
    let filled = all.filter { !$0.text.trimmed.isEmpty }
    if let missing = correct.first(where: { number in !filled.contains { $0.number == number } }) {
      reason = "correct names option \(missing), which is empty"
      return nil
    }
    // Columns after the last option are empty because other questions have more options.
    if let last = filled.last?.number, filled.count < last {
      parts.note(.lost, "an empty option between others was left out")
    }
    return filled.map { option in
      ImportedAnswer(
        SourceText.clean(Markup.trimmed(option.text), &parts.notes),
        weight: correct.contains(option.number) ? 100 / Double(correct.count) : 0,
        feedback: SourceText.clean(whys[option.number] ?? "", &parts.notes))
    }
  }

  private func flag(_ name: String, otherwise: Bool) -> Bool {
    let word = value(name).lowercased()
    return word.isEmpty ? otherwise : ["yes", "true", "1", "y"].contains(word)
  }

  private func task(_ parts: inout QuestionParts, _ reason: inout String) -> ImportedQuestion.Task? {
    var kind = value("type").lowercased()
    if kind.isEmpty {
      kind =
        !value("answer").isEmpty ? "numeric" : (correct?.count ?? 0) > 1 ? "multiple-choice" : "single-choice"
    }
    switch kind {
    case "single-choice", "multiple-choice":
      guard let options = answers(&parts, &reason) else { return nil }
      return .choice(
        options: options, isMultiple: kind == "multiple-choice", isShuffled: flag("shuffle", otherwise: true))
    case "numeric":
      guard let number = ImportedDecimal.value(value("answer")) else {
        reason = "the answer \(value("answer")) isn't a number; write 3.14 with a point"
        return nil
      }
      let given = value("tolerance")
      guard let tolerance = given.isEmpty ? 0 : ImportedDecimal.value(given), tolerance >= 0 else {
        reason = "the tolerance \(given) isn't a number from 0 on"
        return nil
      }
      return .number([ImportedNumber(number, tolerance: tolerance)], unit: value("unit"))
    case "short-text":
      guard let all = answers(&parts, &reason) else { return nil }
      let accepted = all.filter { $0.weight > 0 }.map { ImportedAnswer($0.text, weight: 100) }
      return .text(accepted, ignoresCase: flag("ignore case", otherwise: true))
    case "ordering":
      return .ordering(values("option").map { String($0.text.trimmed) }.filter { !$0.isEmpty })
    case "matching":
      let lefts = Dictionary(
        values("option").map { ($0.number, $0.text) }, uniquingKeysWith: { first, _ in first })
      return .matching(
        values("match").filter { !$0.text.trimmed.isEmpty }.map {
          ImportedPair(left: String((lefts[$0.number] ?? "").trimmed), right: String($0.text.trimmed))
        })
    default:
      reason = "there is no type \(kind)"
      return nil
    }
  }

  private func slips(of task: ImportedQuestion.Task, _ parts: inout QuestionParts) -> [ImportedAnswer] {
    var reason = ""
    switch task {
    case .text: return answers(&parts, &reason)?.filter { $0.weight <= 0 } ?? []
    case .number:
      let whys = Dictionary(
        values("why").map { ($0.number, $0.text) }, uniquingKeysWith: { first, _ in first })
      return values("option").filter { !$0.text.isEmpty }.map {
        ImportedAnswer($0.text, weight: 0, feedback: whys[$0.number] ?? "")
      }
    default: return []
    }
  }
}

extension CSVError {
  /// The line that it is about.
  var line: Int {
    switch self {
    case .strayQuote(let line), .openQuote(let line), .tooLong(let line, _): line
    }
  }
}
