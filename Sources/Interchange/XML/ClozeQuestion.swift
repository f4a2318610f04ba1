/// Splits a cloze question of Moodle into one question for each gap.
struct ClozeQuestion {
  private let text: PlainText
  private let name: String
  private let place: SourcePlace

  init(_ text: PlainText, name: String, place: SourcePlace) {
    self.text = text
    self.name = name
    self.place = place
  }

  /// A gap such as `{1:SHORTANSWER:=Berlin~%50%Bonn}`.
  private struct Gap {
    var range: Range<String.Index>
    var kind: String
    var answers: [ImportedAnswer]
  }

  /// The questions; each shows the other gaps filled in.
  func entries(
    completed: (inout ImportedQuestion, inout QuestionParts) -> Void
  ) -> [ImportEntry] {
    var parts = QuestionParts(at: place)
    let stem = parts.stem(text)
    let gaps: [Gap]
    switch Self.gaps(in: stem.prose) {
    case .success(let found): gaps = found
    case .failure(let failure): return [parts.refused(name, failure.reason)]
    }
    guard !gaps.isEmpty else { return [parts.refused(name, "the cloze has no gaps")] }
    guard gaps.count <= ImportLimits.answers else {
      return [parts.refused(name, "it has \(gaps.count) gaps")]
    }
    return gaps.indices.map { index in
      var own = parts
      if gaps.count > 1 {
        own.note(
          .changed, "gap \(index + 1) of \(gaps.count) is a question of its own; the others are filled in")
      }
      var asked = ""
      var start = stem.prose.startIndex
      for (number, gap) in gaps.enumerated() {
        asked += stem.prose[start..<gap.range.lowerBound]
        asked += number == index ? "_____" : gap.answers.max { $0.weight < $1.weight }?.text ?? "_____"
        start = gap.range.upperBound
      }
      asked += stem.prose[start...]
      var slips: [ImportedAnswer] = []
      guard let task = Self.task(gaps[index], &own, &slips) else {
        return own.refused(name, "the kind of gap \(gaps[index].kind) has no counterpart")
      }
      var question = ImportedQuestion(stem: asked, code: stem.code, task: task)
      completed(&question, &own)
      question.name = name.isEmpty || gaps.count == 1 ? name : "\(name) \(index + 1)"
      question.slips = slips
      return own.entry(question)
    }
  }

  private static func task(
    _ gap: Gap, _ parts: inout QuestionParts, _ slips: inout [ImportedAnswer]
  ) -> ImportedQuestion.Task? {
    switch gap.kind {
    case "SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC":
      var accepted: [ImportedAnswer] = []
      for answer in gap.answers {
        if answer.text == "*" || answer.weight <= 0 { slips.append(answer) } else { accepted.append(answer) }
      }
      return .text(accepted, ignoresCase: !gap.kind.hasSuffix("C"))
    case "NUMERICAL", "NM":
      var numbers: [ImportedNumber] = []
      for answer in gap.answers {
        let halves = answer.text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let value = ImportedDecimal.value(halves[0]) else {
          slips.append(answer)
          continue
        }
        let tolerance = halves.count > 1 ? ImportedDecimal.value(halves[1]) ?? 0 : 0
        if answer.weight > 0 {
          numbers.append(
            ImportedNumber(value, tolerance: abs(tolerance), weight: answer.weight, feedback: answer.feedback)
          )
        } else {
          slips.append(ImportedAnswer(halves[0], weight: 0, feedback: answer.feedback))
        }
      }
      return .number(numbers, unit: "")
    default:
      let kinds = [
        "MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS", "MULTIRESPONSE", "MR", "MRH", "MRS", "MRHS",
      ]
      guard kinds.contains(String(gap.kind.prefix { $0 != "_" })) else { return nil }
      let isMultiple = gap.kind.hasPrefix("MR") || gap.kind.hasPrefix("MULTIRESPONSE")
      return .choice(options: gap.answers, isMultiple: isMultiple, isShuffled: true)
    }
  }

  // MARK: Reading

  private struct Failure: Error { var reason: String }

  private static func gaps(in text: String) -> Result<[Gap], Failure> {
    var gaps: [Gap] = []
    var place = text.startIndex
    while let open = text[place...].firstIndex(of: "{") {
      guard let (kind, start) = head(text, after: open) else {
        place = text.index(after: open)
        continue
      }
      guard let close = end(text, from: start) else {
        return .failure(Failure(reason: "a gap is never closed: \(ImportEntry.title(String(text[open...])))"))
      }
      gaps.append(
        Gap(range: open..<text.index(after: close), kind: kind, answers: answers(text[start..<close])))
      place = text.index(after: close)
    }
    return .success(gaps)
  }

  /// The kind of a gap and where its answers begin.
  private static func head(_ text: String, after open: String.Index) -> (String, String.Index)? {
    let body = text[text.index(after: open)...].prefix(40)
    let weight = body.prefix { $0.isNumber }
    let rest = body.dropFirst(weight.count)
    guard rest.first == ":" else { return nil }
    let kind = rest.dropFirst().prefix { $0.isUppercase || $0 == "_" }
    guard kind.count >= 2, rest.dropFirst(1 + kind.count).first == ":" else { return nil }
    return (String(kind), text.index(after: kind.endIndex))
  }

  private static func end(_ text: String, from start: String.Index) -> String.Index? {
    var place = start
    while place < text.endIndex {
      if text[place] == "\\" {
        place = text.index(after: place)
        if place == text.endIndex { return nil }
      } else if text[place] == "}" {
        return place
      }
      place = text.index(after: place)
    }
    return nil
  }

  private static func answers(_ text: Substring) -> [ImportedAnswer] {
    var pieces: [[String]] = [[""]]
    var isEscaped = false
    for character in text {
      let last = pieces.count - 1
      if isEscaped {
        pieces[last][pieces[last].count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "~" {
        pieces.append([""])
      } else if character == "#", pieces[last].count == 1 {
        pieces[last].append("")
      } else {
        pieces[last][pieces[last].count - 1].append(character)
      }
    }
    return pieces.compactMap { piece in
      var body = piece[0].trimmed
      var weight = 0.0
      if body.first == "=" {
        (weight, body) = (100, body.dropFirst().trimmed)
      } else if body.first == "%", let end = body.dropFirst().firstIndex(of: "%"),
        let value = ImportedDecimal.value(String(body[body.index(after: body.startIndex)..<end]))
      {
        (weight, body) = (value, body[body.index(after: end)...].trimmed)
      }
      if body.isEmpty { return nil }
      return ImportedAnswer(
        String(body), weight: weight, feedback: piece.count > 1 ? String(piece[1].trimmed) : "")
    }
  }
}
