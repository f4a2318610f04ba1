import ItemBank

/// Finds the form in which a bank holds an imported question, and says what that changes.
struct ItemForm {
  private let question: ImportedQuestion
  /// What is said after every answer.
  private(set) var explanation: String
  private var slips: [ImportedAnswer]
  private var isRight: (String) -> Bool = { _ in false }

  init(_ question: ImportedQuestion) {
    self.question = question
    explanation = question.explanation
    slips = question.slips.filter { $0.text != "*" }
    for other in question.slips where other.text == "*" { explain(other.feedback) }
  }

  /// The task; nil with a reason if a bank has none for it.
  mutating func task(_ notes: inout [ImportNote], _ reason: inout String) -> ItemTask? {
    switch question.task {
    case .choice(let options, let isMultiple, let isShuffled):
      let isFree = isShuffled && question.tag("shuffle") != "no"
      return choice(options, isMultiple: isMultiple, isShuffled: isFree, &notes, &reason)
    case .number(let numbers, let unit):
      let tagged = question.tag("unit").map { $0.split(separator: "_").joined(separator: " ") }
      return number(numbers, unit: unit.isEmpty ? tagged ?? "" : unit, &notes, &reason)
    case .text(let answers, let ignoresCase):
      let ignores = ignoresCase && !question.tags.contains("case-matters")
      return text(answers, ignoresCase: ignores, &notes, &reason)
    case .matching(let pairs): return matching(pairs, &reason)
    case .ordering(let steps):
      guard fits(steps.count, "steps", &reason), differ(steps, "steps", &reason) else { return nil }
      return .ordering(steps: steps)
    }
  }

  private func fits(_ count: Int, _ what: String, _ reason: inout String) -> Bool {
    if ItemConversion.entries.contains(count) { return true }
    reason =
      "it has \(count) \(what); a question has \(ItemConversion.entries.lowerBound) to \(ItemConversion.entries.upperBound)"
    return false
  }

  private func differ(_ texts: [String], _ what: String, _ reason: inout String) -> Bool {
    var seen: Set<String> = []
    guard let twice = texts.first(where: { !seen.insert(Self.squeezed($0)).inserted }) else { return true }
    reason = "two \(what) are alike: \(ImportEntry.title(twice))"
    return false
  }

  private static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A share of the marks, such as `33.3 %`.
  private static func percent(_ weight: Double) -> String {
    let tenths = (weight * 10).rounded() / 10
    return ImportedDecimal.text(tenths) + " %"
  }

  // MARK: Choices

  private func choice(
    _ options: [ImportedAnswer], isMultiple: Bool, isShuffled: Bool, _ notes: inout [ImportNote],
    _ reason: inout String
  ) -> ItemTask? {
    guard fits(options.count, "options", &reason), differ(options.map(\.text), "options", &reason) else {
      return nil
    }
    let best = options.map(\.weight).max() ?? 0
    var isMultiple = isMultiple
    let keys: Set<Int>
    if isMultiple {
      keys = Set(options.indices.filter { options[$0].weight > 0 })
      noteSum(of: keys.map { options[$0].weight }, &notes)
    } else {
      // Shares such as 99.99999 come from adding rounded ones.
      keys = Set(options.indices.filter { options[$0].weight > best - 0.01 })
      if best < 99 {
        notes.append(
          ImportNote(
            .changed, "the best option earns \(Self.percent(best)) of the marks; it counts as the correct one"
          ))
      }
      for option in options where option.weight > 0 && option.weight <= best - 0.01 {
        notes.append(
          ImportNote(
            .lost,
            "\(ImportEntry.title(option.text)) earned \(Self.percent(option.weight)); here it is wrong, because an item "
              + "has no part marks"))
      }
      if keys.count > 1 {
        isMultiple = true
        notes.append(
          ImportNote(.changed, "\(keys.count) options are fully right, so all of them must be chosen here"))
      }
    }
    if keys.count == options.count {
      reason = "every option is correct, so nothing is asked"
      return nil
    }
    let items = options.indices.map {
      Option(text: options[$0].text, isKey: keys.contains($0), rationale: options[$0].feedback)
    }
    return isMultiple
      ? .multipleChoice(options: items, shuffled: isShuffled)
      : .singleChoice(options: items, shuffled: isShuffled)
  }

  /// Other programs drop correct options whose rounded shares don't make 100 %.
  private func noteSum(of weights: [Double], _ notes: inout [ImportNote]) {
    let sum = weights.reduce(0, +)
    guard abs(sum - 100) > 0.01, weights.contains(where: { $0 != 100 }) else { return }
    let isRounded = abs(sum - 100) <= 0.5 * Double(weights.count) + 0.5
    notes.append(
      ImportNote(
        .changed,
        "the shares of the \(weights.count) correct options add up to \(Self.percent(sum))"
          + (isRounded
            ? ", because they are rounded; all of them count as correct" : "; all of them count as correct")))
  }

  // MARK: Numbers

  private mutating func number(
    _ numbers: [ImportedNumber], unit: String, _ notes: inout [ImportNote], _ reason: inout String
  ) -> ItemTask? {
    let best = numbers.map(\.weight).max() ?? 0
    let full = numbers.filter { $0.weight > best - 0.01 }
    guard let widest = full.max(by: { $0.tolerance < $1.tolerance }) else {
      reason = "no number is marked as correct"
      return nil
    }
    for other in full where abs(other.value - widest.value) > widest.tolerance - other.tolerance {
      reason =
        "both \(ImportedDecimal.text(widest.value)) and \(ImportedDecimal.text(other.value)) are right; an item has one "
        + "range of numbers"
      return nil
    }
    for part in numbers where part.weight <= best - 0.01 {
      notes.append(
        ImportNote(
          .lost,
          "\(ImportedDecimal.text(part.value)) ± \(ImportedDecimal.text(part.tolerance)) earned "
            + "\(Self.percent(part.weight)); here only the full range is right"))
    }
    guard widest.tolerance <= 1e15 else {
      reason = "the range around \(ImportedDecimal.text(widest.value)) is too wide"
      return nil
    }
    for number in full { explain(number.feedback) }
    isRight = { text in
      ImportedDecimal.value(text).map { abs($0 - widest.value) <= widest.tolerance } ?? false
    }
    return .numeric(NumericKey(value: widest.value, tolerance: widest.tolerance, unit: unit))
  }

  // MARK: Texts

  private mutating func text(
    _ answers: [ImportedAnswer], ignoresCase: Bool, _ notes: inout [ImportNote], _ reason: inout String
  ) -> ItemTask? {
    let best = answers.map(\.weight).max() ?? 0
    var accepted: [String] = []
    for answer in answers where answer.weight > best - 0.01 {
      guard !answer.text.trimmed.isEmpty else { continue }
      if !accepted.contains(answer.text) { accepted.append(answer.text) }
      explain(answer.feedback)
    }
    if accepted.isEmpty {
      reason = "no answer is marked as correct"
      return nil
    }
    if best < 99 {
      notes.append(
        ImportNote(
          .changed, "the best answer earns \(Self.percent(best)) of the marks; it counts as the correct one"))
    }
    for answer in answers where answer.weight <= best - 0.01 {
      notes.append(
        ImportNote(
          .lost,
          "\(ImportEntry.title(answer.text)) earned \(Self.percent(answer.weight)); here it is wrong, because an item has "
            + "no part marks"))
      slips.append(answer)
    }
    func form(_ text: String) -> String {
      ignoresCase ? Self.squeezed(text).lowercased() : Self.squeezed(text)
    }
    let right = Set(accepted.map(form))
    isRight = { right.contains(form($0)) }
    return .shortText(answers: accepted, ignoresCase: ignoresCase)
  }

  private mutating func explain(_ feedback: String) {
    guard !feedback.isEmpty, !explanation.contains(feedback) else { return }
    explanation = explanation.isEmpty ? feedback : explanation + "\n\n" + feedback
  }

  // MARK: Pairs

  private func matching(_ pairs: [ImportedPair], _ reason: inout String) -> ItemTask? {
    let own = pairs.filter { !$0.left.isEmpty }
    let extras = pairs.filter { $0.left.isEmpty }.map(\.right)
    guard fits(own.count, "pairs", &reason), differ(own.map(\.left), "left sides", &reason),
      differ(own.map(\.right), "right sides", &reason)
    else { return nil }
    if extras.count > ItemConversion.entries.upperBound {
      reason = "it has \(extras.count) right sides that fit nothing"
      return nil
    }
    let rights = Set(own.map { Self.squeezed($0.right) })
    var others: [String] = []
    for extra in extras where !rights.contains(Self.squeezed(extra)) && !others.contains(extra) {
      others.append(extra)
    }
    if own.contains(where: { $0.right.isEmpty }) {
      reason = "a pair has no right side"
      return nil
    }
    return .matching(pairs: own.map { MatchingPair(left: $0.left, right: $0.right) }, extras: others)
  }

  // MARK: Parts

  /// The wrong answers that the source says something about.
  mutating func misconceptions(_ notes: inout [ImportNote]) -> [Misconception] {
    var found: [Misconception] = []
    for slip in slips {
      if isRight(slip.text) {
        notes.append(
          ImportNote(.lost, "\(ImportEntry.title(slip.text)) is listed as wrong, but it counts as right"))
      } else if !slip.text.trimmed.isEmpty, !found.contains(where: { $0.answer == slip.text }) {
        found.append(Misconception(answer: slip.text, rationale: slip.feedback))
      }
    }
    return found
  }

  /// The code, in a language that a bank knows.
  func code(_ notes: inout [ImportNote]) -> CodeBlock? {
    guard let code = question.code else { return nil }
    let names = [
      "py": "python", "python3": "python", "bash": "shell", "sh": "shell", "console": "shell", "yml": "yaml",
      "docker": "dockerfile", "": "text", "plaintext": "text", "txt": "text", "none": "text",
    ]
    let given = code.language.lowercased()
    let language = names[given] ?? given
    let isKnown = ["python", "sql", "shell", "yaml", "json", "dockerfile", "text"].contains(language)
    if !isKnown {
      notes.append(ImportNote(.changed, "code in \(code.language) is shown as text, without colours"))
    }
    return CodeBlock(language: isKnown ? language : "text", text: code.text)
  }
}
