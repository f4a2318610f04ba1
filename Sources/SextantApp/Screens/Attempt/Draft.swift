import ItemBank
import QuizEngine
import TerminalUI

/// An answer in the making, in the order of the screen, until it is confirmed.
struct Draft: Sendable, Hashable {
  /// What has been put together so far.
  enum Content: Sendable, Hashable {
    /// The chosen option, by its authored index.
    case choice(Int?)
    /// The chosen options, by their authored indices.
    case choices(Set<Int>)
    /// The typed text.
    case typed(TextField)
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
  let rowCount: Int
  /// The focused row; nil until the person moves where moving means choosing.
  var focus: Int?
  /// What has been put together so far.
  var content: Content
  /// The unit of the number that is asked for; nil where any text will do.
  private let unit: String?
  /// True where "I don't know" is chosen.
  var isUnknown = false
  /// True once a step was moved: the order shown at first is no answer.
  var isTouched = false
  /// The steps that were given their place by its number, by authored index, with their rows.
  private var placed: [Int: Int] = [:]
  /// Authored indices in the order of the screen.
  let order: [Int]
  /// The lines of code that can be picked.
  private let lineCount: Int
  /// The number of a line as far as its digits were typed; 0 where none was.
  private var typedLine = 0

  init(item: Item, presentation: Presentation) {
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
      content = .typed(TextField())
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
  func isPlaced(_ step: Int) -> Bool { placed[step] != nil }

  /// True where a step was given its place by its number.
  var hasPlaced: Bool { !placed.isEmpty }

  /// The row of "I don't know".
  var unknownRow: Int { rowCount - 1 }
  /// True where keys type text instead of giving commands.
  var isTyping: Bool {
    if case .typed = content { return focus == 0 && !isUnknown }
    return false
  }

  /// True where letters are text: in a text, and in a number that was begun, for it may come with its unit.
  var takesLetters: Bool {
    if case .typed(let field) = content { return isTyping && (unit == nil || !field.text.isEmpty) }
    return false
  }

  /// True for what a number can begin with, the words minus and plus and the signs of money among them.
  private static func beginsNumber(_ character: Character) -> Bool {
    "0123456789.,-+\u{2212}$€mp".contains(character)
  }

  /// True where an answer was put together that a step onto “I don't know” would throw away.
  private var isKept: Bool {
    switch content {
    // To read on is no answer.
    case .typed, .line: true
    case .choices, .order, .matches, .ratings: answer != nil
    case .choice: false
    }
  }

  /// Takes a key as a part of a typed answer; tells whether it was one.
  mutating func type(_ key: Key) -> Bool {
    guard case .typed(var field) = content else { return false }
    // A number that is typed on “I don't know” takes that back.
    if unit != nil, !isTyping, case .character(let character) = key,
      "0123456789.-+\u{2212}".contains(character)
    {
      settle(on: 0)
    }
    // A letter that begins no number means what it means on every other item.
    if !takesLetters, case .character(let character) = key, !Self.beginsNumber(character) { return false }
    guard isTyping, field.handle(key) else { return false }
    content = .typed(field)
    return true
  }

  /// Takes pasted text as a part of a typed answer.
  mutating func paste(_ text: String) {
    guard isTyping, case .typed(var field) = content else { return }
    field.insert(text)
    content = .typed(field)
  }

  /// The answer, where it is complete.
  var answer: Answer? {
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
  var isBegun: Bool {
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

  /// Asks whether a text is meant that is a key on other items; nil where nothing is in doubt.
  var doubt: String? {
    guard !isUnknown, case .typed(let field) = content, unit == nil,
      ["i", "?", "f", "n", "z", "q", "u"].contains(field.text)
    else { return nil }
    return "Is “\(field.text)” your answer? Enter once more takes it."
  }

  /// What is still missing, as a sentence for the person.
  var hint: String {
    switch content {
    case .choice: "Choose an option first."
    case .choices: "Mark what is right first; space marks."
    case .typed(let field):
      unit != nil && !field.text.isEmpty
        ? "No number: write 0.25, 3/8 or 1e-3 alone."
        : "Type an answer first, or go down."
    case .order: "Put the steps in order first."
    case .matches: "Give each row its match first."
    case .line: "Walk to the line first; space picks it."
    case .ratings: "Rate every action first, from 1 to 4."
    }
  }
}

extension Draft {
  /// Does a command that changes the answer or its focus; tells whether it was one.
  mutating func perform(_ command: Command) -> Bool {
    if case .rate = command {} else { typedLine = 0 }
    switch command {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .top: step(onto: 0)
    case .bottom: step(onto: takesWholeRows ? unknownRow - 1 : unknownRow)
    case .left, .raise: adjust(by: -1)
    case .right, .lower: adjust(by: 1)
    case .choose(let row): choose(row: row)
    case .toggle:
      toggle()
      acceptOrder()
    case .rate(let value): _ = assign(value)
    case .unknown: settle(on: unknownRow)
    default: return false
    }
    return true
  }

  /// The answer as far as it goes: rows that are still open stay open.
  var answerSoFar: Answer? {
    if let answer { return answer }
    guard isBegun else { return nil }
    switch content {
    case .matches(let matches): return .matches(matches)
    case .ratings(let ratings): return .ratings(ratings)
    // What is no number yet is kept as it was typed.
    case .typed(let field): return .typed(field.text)
    default: return nil
    }
  }

  /// True where something is typed that cannot be read as the number that is asked for.
  var isUnreadable: Bool {
    if case .typed(let field) = content { !isUnknown && !field.text.isEmpty && answer == nil } else { false }
  }

  /// Puts an answer back that was given before.
  mutating func restore(_ answer: Answer) {
    switch (answer, content) {
    case (.unknown, _): settle(on: unknownRow)
    case (.choice(let index), .choice):
      content = .choice(index)
      focus = order.firstIndex(of: index)
    case (.choices(let indices), .choices): content = .choices(Set(indices))
    case (.typed(let text), .typed): content = .typed(TextField(text: text))
    case (.order(let steps), .order(let now)) where steps.sorted() == now.sorted():
      content = .order(steps)
      isTouched = true
    case (.matches(let values), .matches(let now)) where values.count == now.count:
      content = .matches(values)
    case (.line(let line), .line):
      content = .line(line)
      focus = line - 1
    case (.ratings(let values), .ratings(let now)) where values.count == now.count:
      content = .ratings(values)
    default: break
    }
  }

  /// Moves the focus; where moving means choosing, chooses.
  mutating func move(by distance: Int) {
    // Code that no line is marked in yet is walked from its first line, whichever way.
    let isReading = if case .line = content { true } else { false }
    let target =
      focus.map { min(max(0, $0 + distance), rowCount - 1) } ?? (distance > 0 || isReading ? 0 : rowCount - 1)
    // A step too far must not throw away rows that were all filled in; the key for not knowing still does.
    if target == unknownRow, takesWholeRows, answer != nil, !isUnknown { return }
    step(onto: target)
  }

  /// Goes to a row as a step does: code is read without picking, and what was typed stays until another is chosen.
  private mutating func step(onto row: Int) {
    let isReading = if case .line = content { true } else { false }
    guard isReading || (row == unknownRow && isKept) else { return settle(on: row) }
    focus = row
    if row != unknownRow { isUnknown = false }
  }

  /// Chooses what has the focus and was only walked to.
  ///
  /// - Returns: True where that changed the answer, so that it is to be confirmed once more.
  mutating func chooseFocused() -> Bool {
    guard let focus else { return false }
    if focus == unknownRow, !isUnknown {
      let isOver = isBegun
      settle(on: focus)
      return isOver
    }
    // The line under the focus is picked, and can still be changed; what was picked before is confirmed.
    if case .line(nil) = content, !isUnknown {
      settle(on: focus)
      return true
    }
    return false
  }

  /// True where an answer is put together from several rows.
  private var takesWholeRows: Bool {
    switch content {
    case .choices, .order, .matches, .ratings: true
    case .choice, .typed, .line: false
    }
  }

  /// Focuses a row; single choices and lines are chosen by it.
  mutating func settle(on row: Int) {
    guard row >= 0, row < rowCount else { return }
    focus = row
    isUnknown = false
    if row == unknownRow {
      switch content {
      case .choice: content = .choice(nil)
      case .line: content = .line(nil)
      default: break
      }
      isUnknown = true
      return
    }
    switch content {
    case .choice: content = .choice(order[row])
    case .line: content = .line(row + 1)
    default: break
    }
  }

  /// Does what a letter or a click on a row does: choose, or mark where several may be chosen.
  mutating func choose(row: Int) {
    guard row >= 0, row < rowCount else { return }
    settle(on: row)
    if case .choices(var set) = content, row != unknownRow {
      set.formSymmetricDifference([order[row]])
      content = .choices(set)
    }
  }

  /// Marks or unmarks the focused row.
  mutating func toggle() {
    guard let focus else { return }
    choose(row: focus)
  }

  /// Changes the focused row by one: a step's place, a match, a rating.
  mutating func adjust(by distance: Int) {
    guard let row = focus, row != unknownRow else { return }
    switch content {
    case .order(var steps):
      let target = row + distance
      guard steps.indices.contains(row), steps.indices.contains(target) else { return }
      steps.swapAt(row, target)
      for place in [row, target] where placed[steps[place]] != nil { placed[steps[place]] = place }
      content = .order(steps)
      isTouched = true
      focus = target
    case .matches(var matches):
      guard matches.indices.contains(row) else { return }
      let place = matches[row].flatMap { order.firstIndex(of: $0) }
      let next =
        place.map { ($0 + distance + order.count) % order.count } ?? (distance > 0 ? 0 : order.count - 1)
      matches[row] = order[next]
      content = .matches(matches)
    case .ratings(var ratings):
      guard order.indices.contains(row) else { return }
      let index = order[row]
      ratings[index] = min(4, max(1, (ratings[index] ?? (distance > 0 ? 0 : 5)) + distance))
      content = .ratings(ratings)
    default:
      break
    }
  }

  /// Takes a digit or letter for the focused row, where rows carry values; tells whether it was one.
  mutating func assign(_ value: Int) -> Bool {
    switch content {
    case .ratings(var ratings):
      guard (1...4).contains(value) else { return false }
      let row = focus ?? 0
      guard row != unknownRow else { return false }
      ratings[order[row]] = value
      content = .ratings(ratings)
      isUnknown = false
      focus = row + 1 < unknownRow ? row + 1 : row
      return true
    case .order(var steps):
      guard let row = focus, steps.indices.contains(row), steps.indices.contains(value - 1) else {
        return false
      }
      // What was placed stays where it was put; the others close up around it, in the order that they have.
      placed = placed.filter { $0.value != value - 1 }
      placed[steps[row]] = value - 1
      var others = steps.filter { placed[$0] == nil }
      let byRow = Dictionary(uniqueKeysWithValues: placed.map { ($0.value, $0.key) })
      steps = steps.indices.map { byRow[$0] ?? others.removeFirst() }
      content = .order(steps)
      isTouched = true
      // The row stays until it holds its own step, then comes the next that has none, and those above last.
      let open = steps.indices.filter { placed[steps[$0]] == nil }
      focus = open.first { $0 >= row } ?? open.first ?? value - 1
      return true
    case .line:
      // Digits that follow one another are one number, as far as there is such a line.
      let joined = typedLine * 10 + value
      let line = joined <= lineCount ? joined : value
      guard (1...max(1, lineCount)).contains(line) else { return false }
      typedLine = line
      settle(on: line - 1)
      return true
    case .matches(var matches):
      guard order.indices.contains(value - 1) else { return false }
      let row = focus ?? 0
      guard row != unknownRow else { return false }
      matches[row] = order[value - 1]
      content = .matches(matches)
      isUnknown = false
      focus = row + 1 < unknownRow ? row + 1 : row
      return true
    default:
      return false
    }
  }

  /// Takes an order as done that was right as it stood on the screen.
  mutating func acceptOrder() {
    if case .order = content { isTouched = true }
  }
}
