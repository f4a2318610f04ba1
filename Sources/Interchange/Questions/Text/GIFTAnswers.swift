/// Reads what stands between the braces of a GIFT question.
struct GIFTAnswers {
  /// What is said after every answer.
  private(set) var explanation = ""
  /// Wrong answers of a typed question, each with its feedback.
  private(set) var slips: [ImportedAnswer] = []
  /// Why there is no task.
  private(set) var reason = ""

  private var text: GIFTSlice
  private let markup: Markup
  private let isAsked: Bool

  init(_ text: GIFTSlice, markup: Markup, stem: String, code: ImportedCode?) {
    self.text = text
    self.markup = markup
    isAsked = !stem.isEmpty || code != nil
  }

  /// An answer with its weight, its feedback, and where it begins.
  private struct Part {
    var text: GIFTSlice
    var weight: Double?
    var isMarkedRight = false
    var feedback: GIFTSlice?
    var line: Int
  }

  /// The task; nil if there is none, and then `reason` says why.
  mutating func task(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    if let start = text.indices.last(where: { text[$0...].starts(withMarks: "####") }) {
      let (own, body) = GIFTReader.markup(text[(start + 4)...].trimmed, otherwise: markup)
      explanation = parts.paragraphs(own.plain(body.text), in: "the feedback")
      text = text[..<start].trimmed
    }
    if text.isEmpty {
      reason = "it is an essay, which only a person can mark"
      return nil
    }
    if isCloze {
      reason = "it has a Cloze group, which GIFT doesn't have; import it from Moodle XML"
      return nil
    }
    if text.starts(withMarks: "#") {
      text = text.dropFirst().trimmed
      return number(&parts)
    }
    if text.contains(where: { $0.isMark("~") }) { return choice(&parts) }
    if text.contains(where: { $0.isMark("=") }), text.first(ofMarks: "->") != nil { return matching(&parts) }
    return trueFalse(&parts) ?? typed(&parts)
  }

  private var isCloze: Bool {
    let head = text.prefix(24).text
    guard let first = head.firstIndex(of: ":"),
      let last = head[head.index(after: first)...].firstIndex(of: ":")
    else { return false }
    let kind = head[head.index(after: first)..<last]
    return head[..<first].allSatisfy(\.isNumber) && kind.count >= 2
      && kind.allSatisfy { $0.isUppercase || $0 == "_" }
  }

  // MARK: Parts

  /// The answers, each begun by a `~` or a `=`.
  private mutating func answers(_ marks: [Unicode.Scalar], _ parts: inout QuestionParts) -> [Part]? {
    var found: [Part] = []
    var start = text.startIndex
    var isRight = false
    func add(_ end: Int) {
      let whole = text[start..<end]
      found.append(
        part(whole.trimmed, isRight: isRight, line: (whole.trimmed.first ?? whole.first)?.line ?? 0))
    }
    var place = text.startIndex
    while place < text.endIndex {
      guard marks.contains(where: { text[place].isMark($0) }) else {
        place += 1
        continue
      }
      if found.count > ImportLimits.answers {
        reason = "line \(text[place].line): it has more than \(ImportLimits.answers) answers"
        return nil
      }
      if place > text.startIndex, place > start || !found.isEmpty || isRight {
        if text[place].isMark("="), place > 0, text.indices.contains(place - 1),
          !text[place - 1].scalar.properties.isWhitespace
        {
          parts.note(
            .changed, "an = inside an answer begins the next one; write \\= for the character",
            at: SourcePlace(file: parts.place.file, line: text[place].line, column: text[place].column))
        }
        add(place)
      }
      isRight = text[place].isMark("=")
      // Some programs write ~= before a correct option.
      if text[place].isMark("~"), place + 1 < text.endIndex, text[place + 1].isMark("=") {
        isRight = true
        place += 1
        if !parts.notes.contains(where: { $0.text.hasPrefix("~=") }) {
          parts.note(.changed, "~= was read as a correct answer; Moodle makes an empty option of it")
        }
      }
      place += 1
      start = place
    }
    add(text.endIndex)
    let filled = found.filter { !$0.text.isEmpty }
    if filled.count < found.count {
      parts.note(
        .lost,
        found.count - filled.count == 1 ? "an empty answer was left out" : "empty answers were left out")
    }
    return filled
  }

  private func part(_ whole: GIFTSlice, isRight: Bool, line: Int) -> Part {
    var body = whole
    var weight: Double?
    if body.starts(withMarks: "%"), let end = body.dropFirst().firstIndex(where: { $0.isMark("%") }),
      let value = ImportedDecimal.value(body[(body.startIndex + 1)..<end].text)
    {
      weight = value
      body = body[(end + 1)...].trimmed
    }
    let pieces = body.split(at: "#", most: 1)
    return Part(
      text: pieces[0].trimmed, weight: weight, isMarkedRight: isRight,
      feedback: pieces.count > 1 ? pieces[1].trimmed : nil, line: line)
  }

  private func plain(_ text: GIFTSlice) -> PlainText {
    let (own, body) = GIFTReader.markup(text.trimmed, otherwise: markup)
    return own.plain(body.text)
  }

  private func feedback(_ part: Part, _ parts: inout QuestionParts) -> String {
    part.feedback.map { parts.paragraphs(plain($0), in: "the feedback") } ?? ""
  }

  // MARK: Kinds

  private mutating func choice(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    guard let found = answers(["~", "="], &parts) else { return nil }
    let isMultiple = !found.contains(where: \.isMarkedRight)
    let options = found.map { part in
      ImportedAnswer(
        parts.option(plain(part.text), in: "an option"),
        weight: part.weight ?? (part.isMarkedRight ? 100 : 0),
        feedback: feedback(part, &parts))
    }
    return .choice(options: options, isMultiple: isMultiple, isShuffled: true)
  }

  private mutating func matching(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    var pairs: [ImportedPair] = []
    for whole in text.split(at: "=") where !whole.trimmed.isEmpty {
      guard let arrow = whole.first(ofMarks: "->") else {
        let place = whole.trimmed.first
        reason = "line \(place?.line ?? 0), column \(place?.column ?? 0): a pair has no ->"
        return nil
      }
      guard pairs.count < ImportLimits.answers else {
        reason = "it has more than \(ImportLimits.answers) pairs"
        return nil
      }
      let right = whole[(arrow + 2)...].split(at: "#", most: 1)[0]
      pairs.append(
        ImportedPair(
          left: parts.line(plain(whole[..<arrow]), in: "a pair"),
          right: parts.line(PlainText(right.trimmed.text), in: "a pair")))
    }
    return .matching(pairs)
  }

  private mutating func trueFalse(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    let pieces = text.split(at: "#", most: 2)
    let word = pieces[0].trimmed.text
    guard ["T", "TRUE", "F", "FALSE"].contains(word.uppercased()) else { return nil }
    let isTrue = word.uppercased().hasPrefix("T")
    let wrong = pieces.count > 1 ? parts.paragraphs(plain(pieces[1]), in: "the feedback") : ""
    let right = pieces.count > 2 ? parts.paragraphs(plain(pieces[2]), in: "the feedback") : ""
    return .choice(
      options: [
        ImportedAnswer("True", weight: isTrue ? 100 : 0, feedback: isTrue ? right : wrong),
        ImportedAnswer("False", weight: isTrue ? 0 : 100, feedback: isTrue ? wrong : right),
      ], isMultiple: false, isShuffled: false)
  }

  private mutating func typed(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    guard let found = answers(["="], &parts) else { return nil }
    var accepted: [ImportedAnswer] = []
    for part in found {
      // Moodle takes the text of an answer as it is, whatever the format of the question.
      let pattern = parts.line(PlainText(part.text.text), in: "an answer")
      guard let text = pattern == "*" ? pattern : Wildcard.text(pattern) else {
        parts.note(.lost, "\(pattern) stands for many answers, which an item can't list")
        continue
      }
      let answer = ImportedAnswer(
        text, weight: text == "*" ? 0 : part.weight ?? 100, feedback: feedback(part, &parts))
      if answer.weight > 0 { accepted.append(answer) } else { slips.append(answer) }
    }
    return .text(accepted, ignoresCase: true)
  }

  private mutating func number(_ parts: inout QuestionParts) -> ImportedQuestion.Task? {
    if let other = text.firstIndex(where: { $0.isMark("~") }) {
      let pieces = text[(other + 1)...].split(at: "#", most: 1)
      let feedback = pieces.count > 1 ? parts.paragraphs(plain(pieces[1]), in: "the feedback") : ""
      if !feedback.isEmpty { slips.append(ImportedAnswer("*", weight: 0, feedback: feedback)) }
      text = text[..<other].trimmed
    }
    guard let found = answers(["="], &parts) else { return nil }
    var numbers: [ImportedNumber] = []
    for part in found {
      let body = part.text.text
      let feedback = feedback(part, &parts)
      if body == "*" {
        slips.append(ImportedAnswer("*", weight: part.weight ?? 0, feedback: feedback))
        continue
      }
      guard let (value, tolerance) = Self.range(body) else {
        reason = "line \(part.line): \(ImportEntry.title(body)) isn't a number; write 3.14 with a point"
        return nil
      }
      if (part.weight ?? 100) > 0 {
        numbers.append(
          ImportedNumber(value, tolerance: tolerance, weight: part.weight ?? 100, feedback: feedback))
      } else {
        slips.append(ImportedAnswer(ImportedDecimal.text(value), weight: 0, feedback: feedback))
      }
    }
    return .number(numbers, unit: "")
  }

  /// The middle and the half width of `3`, `3:2` or `1..5`.
  private static func range(_ text: String) -> (Double, Double)? {
    if let dots = text.firstRange(of: "..") {
      guard let low = ImportedDecimal.value(String(text[..<dots.lowerBound])),
        let high = ImportedDecimal.value(String(text[dots.upperBound...])), low <= high
      else { return nil }
      return ((low + high) / 2, (high - low) / 2)
    }
    guard let colon = text.firstIndex(of: ":") else { return ImportedDecimal.value(text).map { ($0, 0) } }
    guard let value = ImportedDecimal.value(String(text[..<colon])),
      let tolerance = ImportedDecimal.value(String(text[text.index(after: colon)...])), tolerance >= 0
    else { return nil }
    return (value, tolerance)
  }
}
