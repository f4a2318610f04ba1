import ItemBank

/// An answer in the making, in screen order, until it is confirmed.
package struct Draft: Sendable, Hashable {
  /// The content of the answer so far.
  package enum Content: Sendable, Hashable {
    /// The chosen option, by its authored index.
    case choice(Int?)
    /// The chosen options, by their authored indices.
    case choices(Set<Int>)
    /// The typed text.
    case typed(TypedText)
    /// Authored indices of the steps, in the order so far.
    case order([Int])
    /// For each left side, the authored index of the right side.
    case matches([Int?])
    /// The chosen line, from 1.
    case line(Int?)
    /// For each option, by authored index, its rating.
    case ratings([Int?])
  }

  /// The number of rows that can be focused; the last one is "I don't know".
  package let rowCount: Int
  /// The focused row; nil until the person moves, if moving means choosing.
  package var focus: Int?
  /// The content of the answer so far.
  package var content: Content
  /// The unit of the number that is asked for; nil if any text will do.
  package let unit: String?
  /// True if "I don't know" is chosen.
  package var isUnknown = false
  /// True once a step was moved; the order shown first is not an answer.
  package var isTouched = false
  /// The steps placed by number, by authored index, with their rows.
  package var placed: [Int: Int] = [:]
  /// Authored indices in screen order.
  package let order: [Int]
  /// The lines of code that can be picked.
  package let lineCount: Int
  /// The line number typed so far; 0 if none.
  package var typedLine = 0

  package init(item: Item, presentation: Presentation) {
    order = presentation.order
    lineCount = item.code?.lines.count ?? 0
    if case .numeric(let key) = item.task { unit = key.unit } else { unit = nil }
    switch item.task {
    case .singleChoice(let options, _):
      content = .choice(nil)
      rowCount = options.count + 1
    case .multipleChoice(let options, _):
      content = .choices([])
      rowCount = options.count + 1
      focus = 0
    case .numeric, .shortText:
      content = .typed(TypedText())
      rowCount = 2
      focus = 0
    case .ordering(let steps):
      content = .order(presentation.order)
      rowCount = steps.count + 1
      focus = 0
    case .matching(let pairs, _):
      content = .matches(Array(repeating: nil, count: pairs.count))
      rowCount = pairs.count + 1
      focus = 0
    case .linePick:
      content = .line(nil)
      rowCount = lineCount + 1
    case .situational(let options):
      content = .ratings(Array(repeating: nil, count: options.count))
      rowCount = options.count + 1
      focus = 0
    }
  }

  /// True for a step, by authored index, that was placed by number and keeps its place.
  package func isPlaced(_ step: Int) -> Bool { placed[step] != nil }

  /// True if any step was placed by number.
  package var hasPlaced: Bool { !placed.isEmpty }

  /// The row of "I don't know".
  package var unknownRow: Int { rowCount - 1 }
  /// True if keys type text instead of giving commands.
  package var isTyping: Bool {
    if case .typed = content { return focus == 0 && !isUnknown }
    return false
  }

  /// True if letters are text: in a text, and in a number once it is begun, because a unit may follow.
  package var takesLetters: Bool {
    if case .typed(let field) = content { return isTyping && (unit == nil || !field.text.isEmpty) }
    return false
  }

  /// True if there is an answer that a step onto "I don't know" must not throw away.
  package var isKept: Bool {
    switch content {
    // Stepping on through text or code keeps the answer.
    case .typed, .line: true
    case .choices, .order, .matches, .ratings: answer != nil
    case .choice: false
    }
  }

  /// The answer, where it is complete.
  package var answer: Answer? {
    if isUnknown { return .unknown }
    switch content {
    case .choice(let index): return index.map { .choice($0) }
    case .choices(let set): return set.isEmpty ? nil : .choices(set.sorted())
    case .typed(let field):
      let text = field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if let unit, NumericEntry.values(of: text, unit: unit).isEmpty { return nil }
      return text.isEmpty ? nil : .typed(text)
    case .order(let order): return isTouched ? .order(order) : nil
    case .matches(let matches): return matches.contains(nil) ? nil : .matches(matches)
    case .line(let line): return line.map { .line($0) }
    case .ratings(let ratings): return ratings.contains(nil) ? nil : .ratings(ratings)
    }
  }

  /// True if anything was chosen or typed.
  package var isBegun: Bool {
    if isUnknown { return true }
    switch content {
    case .choice(let index): return index != nil
    case .choices(let set): return !set.isEmpty
    case .typed(let field): return !field.text.isEmpty
    case .order: return isTouched
    case .matches(let matches): return matches.contains { $0 != nil }
    case .line(let line): return line != nil
    case .ratings(let ratings): return ratings.contains { $0 != nil }
    }
  }

  /// True if only the focus differs.
  package func isSameAnswer(as other: Draft) -> Bool {
    content == other.content && isUnknown == other.isUnknown && isTouched == other.isTouched
  }

  /// True if only a question mark is typed.
  var isQuestionMark: Bool {
    if case .typed(let field) = content { !isUnknown && field.text == "?" } else { false }
  }

  /// True if the typed text is a key on other items, so that it may not be meant as an answer.
  package var isDoubtful: Bool {
    guard !isUnknown, case .typed(let field) = content, unit == nil else { return false }
    return ["i", "?", "f", "n", "z", "q", "u"].contains(field.text)
  }
}
