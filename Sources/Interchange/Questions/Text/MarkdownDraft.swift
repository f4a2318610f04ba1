/// The lines of one question of a quiz in Markdown.
struct MarkdownDraft {
  private(set) var line = 0
  private(set) var size = 0
  var stem: [String] = []
  var answer: String?
  var tags: [String] = []
  var notes: [ImportNote] = []
  private var options: [MarkdownOption] = []
  private var explanation: [String] = []

  var isEmpty: Bool { stem.allSatisfy { $0.isEmpty } && options.isEmpty && answer == nil }
  var hasOptions: Bool { !options.isEmpty }
  var hasAnswerLine: Bool { answer != nil }
  var hasBoxes: Bool { options.first?.mark == "" }
  var hasKey: Bool { answer != nil || options.contains(where: \.isKey) }
  /// True if what follows at the margin belongs to the next question.
  var isComplete: Bool { hasOptions || answer != nil }

  mutating func begin(_ number: Int) {
    if line == 0 { line = number }
  }

  mutating func addBlank() {
    if !explanation.isEmpty { explanation.append("") }
    if !hasOptions, answer == nil, !stem.isEmpty { stem.append("") }
  }

  mutating func addCode(_ line: String) {
    size += line.utf8.count
    if hasOptions, answer == nil { return continueOption(line) }
    stem.append(line)
  }

  mutating func add(_ option: MarkdownOption, _ number: Int) {
    var option = option
    option.line = number
    size += option.text.utf8.count + 64
    options.append(option)
  }

  mutating func continueOption(_ text: String) {
    guard let last = options.indices.last else { return }
    size += text.utf8.count
    options[last].text += "\n" + text
  }

  mutating func addQuote(_ text: String, isIndented: Bool) {
    size += text.utf8.count
    if isIndented, let last = options.indices.last, answer == nil {
      options[last].why.append(text)
    } else if hasOptions || answer != nil {
      explanation.append(text)
    } else {
      stem.append(text)
    }
  }

  /// True if a number continues the list of options.
  func takesNumber(_ mark: String) -> Bool {
    guard answer == nil, !stem.allSatisfy(\.isEmpty) else { return false }
    guard let last = options.last else { return mark == "1" }
    return Int(last.mark).map { mark == String($0 + 1) } ?? false
  }

  /// The tags in a comment such as `<!-- tags: level-3, bloom-apply -->`.
  static func tags(_ comment: Substring) -> [String] {
    let body = comment.dropFirst(4).dropLast(3).trimmed
    if body.hasPrefix("source:") { return ["source-" + body.dropFirst(7).trimmed] }
    guard body.hasPrefix("tags:") else { return [] }
    return body.dropFirst(5).split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
  }

  // MARK: The question

  func entry(file: String, category: [String], name: String) -> ImportEntry {
    var parts = QuestionParts(at: SourcePlace(file: file, line: max(1, line)))
    parts.notes = notes
    var stem = parts.stem(MarkdownText.read(self.stem.joined(separator: "\n")))
    var name = name
    if stem.prose.isEmpty, stem.code == nil, !name.isEmpty {
      // A heading that is the question itself.
      (stem.prose, name) = (name, "")
    }
    let title = name.isEmpty ? stem.prose : name
    if options.count > ImportLimits.answers {
      return parts.refused(title, "line \(line): it has more than \(ImportLimits.answers) options")
    }
    var reason = ""
    guard let task = options.isEmpty ? typed(&parts, &reason) : choice(&parts, &reason) else {
      return parts.refused(title, reason)
    }
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    question.name = name
    question.category = category
    question.tags = tags
    let explained = MarkdownText.read(explanation.joined(separator: "\n"))
    question.explanation = parts.paragraphs(explained, in: "the explanation")
    let source = tags.first { $0.hasPrefix("type-") }
    if case .choice(let options, false, let isShuffled) = task, source == "type-multiple-choice" {
      question.task = .choice(options: options, isMultiple: true, isShuffled: isShuffled)
    }
    return parts.entry(question)
  }

  private func choice(_ parts: inout QuestionParts, _ reason: inout String) -> ImportedQuestion.Task? {
    var options = options
    if let answer {
      let keys = Self.named(answer, among: options)
      if keys.isEmpty {
        reason = "the answer \(ImportEntry.title(answer)) names no option"
        return nil
      }
      for place in options.indices {
        if options[place].isKey != keys.contains(place), options[place].isKey {
          parts.note(.changed, "the line with the answer counts, not the mark at \(options[place].text)")
        }
        options[place].isKey = keys.contains(place)
      }
    }
    let filled = options.filter { !$0.text.trimmed.isEmpty }
    if filled.count < options.count { parts.note(.lost, "an empty option was left out") }
    let keys = filled.count { $0.isKey }
    let answers = filled.map { option in
      ImportedAnswer(
        parts.option(MarkdownText.read(option.text), in: "an option"),
        weight: option.isKey ? 100 / Double(max(1, keys)) : 0,
        feedback: parts.paragraphs(MarkdownText.read(option.why.joined(separator: "\n")), in: "the feedback"))
    }
    return .choice(options: answers, isMultiple: keys > 1, isShuffled: true)
  }

  /// The options that a line names by letter, number or text.
  private static func named(_ answer: String, among options: [MarkdownOption]) -> Set<Int> {
    let plain = MarkdownText.read(answer).line
    let words = plain.split(whereSeparator: { ", ;&".contains($0) }).filter { $0.lowercased() != "and" }
    let marks = words.map { $0.uppercased().filter { !".()".contains($0) } }
    let places = marks.map { mark in
      options.indices.first {
        options[$0].mark == mark
          || (options[$0].mark.isEmpty && mark == String(UnicodeScalar(UInt8(65 + min($0, 25)))))
      }
    }
    if !places.isEmpty, places.allSatisfy({ $0 != nil }) { return Set(places.compactMap { $0 }) }
    return Set(options.indices.filter { MarkdownText.read(options[$0].text).line == plain })
  }

  private func typed(_ parts: inout QuestionParts, _ reason: inout String) -> ImportedQuestion.Task? {
    guard let answer, !answer.isEmpty else {
      reason = "it has no options and no answer"
      return nil
    }
    if let number = Self.number(answer) { return number }
    let spans = answer.split(separator: "`", omittingEmptySubsequences: false)
    let answers =
      spans.count > 2
      ? spans.indices.filter { $0 % 2 == 1 }.map { String(spans[$0]) } : [MarkdownText.read(answer).line]
    return .text(
      answers.map { ImportedAnswer(SourceText.clean($0, &parts.notes), weight: 100) },
      ignoresCase: !tags.contains("case-matters"))
  }

  /// A number with its tolerance and its unit, such as `0.67 ± 0.005 ms`.
  private static func number(_ text: String) -> ImportedQuestion.Task? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, let value = ImportedDecimal.value(first) else { return nil }
    guard words.count >= 3, words[1] == "±", let tolerance = ImportedDecimal.value(words[2]) else {
      return words.count == 1 ? .number([ImportedNumber(value, tolerance: 0)], unit: "") : nil
    }
    return .number(
      [ImportedNumber(value, tolerance: abs(tolerance))], unit: words[3...].joined(separator: " "))
  }
}
