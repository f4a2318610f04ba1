import ItemBank

/// An answer in the making, in the order of the screen, until it is confirmed.
package struct Draft: Sendable, Hashable {
  /// What has been put together so far.
  package enum Content: Sendable, Hashable {
    /// The chosen option, by its authored index.
    case choice(Int?)
    /// The chosen options, by their authored indices.
    case choices(Set<Int>)
    /// The typed text.
    case typed(TypedText)
    /// Authored indices of the steps, in the order given so far.
    case order([Int])
    /// For each left side the authored index of the right side.
    case matches([Int?])
    /// The chosen line, from 1.
    case line(Int?)
    /// For each option, by authored index, its rating.
    case ratings([Int?])
  }

  /// The rows that can be focused, the last one being "I don't know".
  package let rowCount: Int
  /// The focused row; nil until the person moves where moving means choosing.
  package var focus: Int?
  /// What has been put together so far.
  package var content: Content
  /// The unit of the number that is asked for; nil where any text will do.
  package let unit: String?
  /// True where "I don't know" is chosen.
  package var isUnknown = false
  /// True once a step was moved: the order shown at first is no answer.
  package var isTouched = false
  /// The steps that were given their place by its number, by authored index, with their rows.
  package var placed: [Int: Int] = [:]
  /// Authored indices in the order of the screen.
  package let order: [Int]
  /// The lines of code that can be picked.
  package let lineCount: Int
  /// The number of a line as far as its digits were typed; 0 where none was.
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

  /// True for a step, by authored index, that was given its place by its number and keeps it.
  package func isPlaced(_ step: Int) -> Bool { placed[step] != nil }

  /// True where a step was given its place by its number.
  package var hasPlaced: Bool { !placed.isEmpty }

  /// The row of "I don't know".
  package var unknownRow: Int { rowCount - 1 }
  /// True where keys type text instead of giving commands.
  package var isTyping: Bool {
    if case .typed = content { return focus == 0 && !isUnknown }
    return false
  }

  /// True where letters are text: in a text, and in a number that was begun, for it may come with its unit.
  package var takesLetters: Bool {
    if case .typed(let field) = content { return isTyping && (unit == nil || !field.text.isEmpty) }
    return false
  }

  /// True where an answer was put together that a step onto “I don't know” would throw away.
  package var isKept: Bool {
    switch content {
    // To read on is no answer.
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

  /// True where anything was chosen or typed.
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

  /// True where only the focus differs.
  package func isSameAnswer(as other: Draft) -> Bool {
    content == other.content && isUnknown == other.isUnknown && isTouched == other.isTouched
  }

  /// True where a text was typed that is a key on other items, so that it may not be meant as an answer.
  package var isDoubtful: Bool {
    guard !isUnknown, case .typed(let field) = content, unit == nil else { return false }
    return ["i", "?", "f", "n", "z", "q", "u"].contains(field.text)
  }
}
