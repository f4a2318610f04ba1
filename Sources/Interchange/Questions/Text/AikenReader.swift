/// Reads the Aiken format: a question, options such as `A. text` or `A) text`, and a line `ANSWER: B`.
package enum AikenReader {
  /// Reads all questions of a file.
  package static func read(_ text: String, file: String, _ sink: ImportSink) throws {
    var draft = Draft()
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let bare = line.trimmed
      if bare.isEmpty { continue }
      if let key = answer(bare) {
        try sink(draft.entry(file: file, line: number, key: key))
        draft = Draft()
      } else if let option = option(bare) {
        if draft.line == 0 { draft.line = number }
        draft.options.append((option.letter, option.text, number))
        if draft.options.count > ImportLimits.answers {
          throw ImportFailure(
            at: SourcePlace(file: file, line: draft.line),
            "the question has more than \(ImportLimits.answers) options")
        }
      } else if !draft.options.isEmpty {
        // Without an answer, the options belong to no question.
        try sink(draft.entry(file: file, line: number, key: nil))
        draft = Draft()
        draft.line = number
        draft.stem = [String(bare)]
      } else {
        if draft.line == 0 { draft.line = number }
        draft.stem.append(String(bare))
      }
    }
    if draft.line > 0 { try sink(draft.entry(file: file, line: number, key: nil)) }
  }

  /// The letter of a line such as `ANSWER: B`.
  static func answer(_ line: Substring) -> Substring? {
    guard line.uppercased().hasPrefix("ANSWER:") else { return nil }
    return line.dropFirst(7).trimmed
  }

  /// The letter and the text of a line such as `A. text`.
  static func option(_ line: Substring) -> (letter: Character, text: String)? {
    guard let letter = line.first, letter.isASCII, letter.isUppercase, let mark = line.dropFirst().first,
      mark == "." || mark == ")", line.dropFirst(2).first.map(\.isWhitespace) ?? true
    else { return nil }
    return (letter, String(line.dropFirst(2).trimmed))
  }

  private struct Draft {
    var line = 0
    var stem: [String] = []
    var options: [(letter: Character, text: String, line: Int)] = []

    func entry(file: String, line: Int, key: Substring?) -> ImportEntry {
      var parts = QuestionParts(at: SourcePlace(file: file, line: self.line == 0 ? line : self.line))
      let stem = parts.stem(PlainText(stem.joined(separator: "\n"))).prose
      guard let key else {
        return parts.refused(
          stem,
          options.isEmpty ? "it has no options and no ANSWER line" : "line \(line): it has no ANSWER line")
      }
      guard key.count == 1, let letter = key.uppercased().first,
        options.contains(where: { $0.letter == letter })
      else { return parts.refused(stem, "line \(line): ANSWER names \(key), which is no option") }
      if let twice = options.indices.dropFirst().first(where: { place in
        options[..<place].contains { $0.letter == options[place].letter }
      }) {
        return parts.refused(
          stem, "line \(options[twice].line): the letter \(options[twice].letter) stands twice")
      }
      let filled = options.filter { !$0.text.isEmpty }
      if filled.count < options.count { parts.note(.lost, "an empty option was left out") }
      let answers = filled.map {
        ImportedAnswer(SourceText.clean($0.text, &parts.notes), weight: $0.letter == letter ? 100 : 0)
      }
      return parts.entry(
        ImportedQuestion(
          stem: stem, task: .choice(options: answers, isMultiple: false, isShuffled: true)))
    }
  }
}

extension StringProtocol {
  /// Without white space around it.
  var trimmed: SubSequence {
    var rest = self[...]
    // Most texts have none, and their bytes are quicker to look at than their characters.
    if let first = unicodeScalars.first?.value, let last = unicodeScalars.last?.value,
      (33...126).contains(first),
      (33...126).contains(last)
    {
      return rest
    }
    while rest.first?.isWhitespace ?? false { rest = rest.dropFirst() }
    while rest.last?.isWhitespace ?? false { rest = rest.dropLast() }
    return rest
  }
}
