/// The effect of each edit on a draft.
extension Draft {
  /// Applies an edit.
  package mutating func take(_ edit: AnswerEdit) {
    if case .assigned = edit {} else { typedLine = 0 }
    switch edit {
    case .moved(let distance): move(by: distance)
    case .movedToFirst: step(onto: 0)
    case .movedToLast: step(onto: takesWholeRows ? unknownRow - 1 : unknownRow)
    case .adjusted(let distance): adjust(by: distance)
    case .rowPicked(let row): choose(row: row)
    case .toggled:
      toggle()
      acceptOrder()
    case .assigned(let value): _ = assign(value)
    case .unknownChosen: settle(on: unknownRow)
    case .typed(let text):
      guard case .typed = content else { return }
      // Typing while "I don't know" is chosen takes that back.
      if !isTyping { settle(on: 0) }
      content = .typed(text)
    }
  }

  /// The answer so far; rows that are still open stay open.
  package var answerSoFar: Answer? {
    if let answer { return answer }
    guard isBegun else { return nil }
    switch content {
    case .matches(let matches): return .matches(matches)
    case .ratings(let ratings): return .ratings(ratings)
    // Keep text that isn't a number yet as it was typed.
    case .typed(let field): return .typed(field.text)
    default: return nil
    }
  }

  /// True if the typed text can't be read as the number that is asked for.
  package var isUnreadable: Bool {
    if case .typed(let field) = content { !isUnknown && !field.text.isEmpty && answer == nil } else { false }
  }

  /// Restores an earlier answer; one that no longer fits the question is ignored.
  package mutating func restore(_ answer: Answer) {
    if answer == .unknown { return settle(on: unknownRow) }
    let after: Content? =
      switch (answer, content) {
      case (.choice(let index), .choice) where order.contains(index): .choice(index)
      case (.choices(let indices), .choices) where order.holds(indices): .choices(Set(indices))
      case (.typed(let text), .typed): .typed(TypedText(text))
      case (.order(let steps), .order(let now)) where steps.sorted() == now.sorted(): .order(steps)
      case (.matches(let values), .matches(let now))
      where values.count == now.count && order.holds(values.compactMap(\.self)): .matches(values)
      case (.line(let line), .line) where (1...max(1, lineCount)).contains(line): .line(line)
      case (.ratings(let values), .ratings(let now))
      where values.count == now.count && values.allSatisfy { (1...4).contains($0 ?? 1) }: .ratings(values)
      default: nil
      }
    guard let after else { return }
    (content, isUnknown) = (after, false)
    switch after {
    case .choice(let index): focus = index.flatMap { order.firstIndex(of: $0) }
    case .line(let line): focus = line.map { $0 - 1 }
    case .order: isTouched = true
    case .choices, .typed, .matches, .ratings: break
    }
  }

  /// Moves the focus; where moving means choosing, chooses.
  package mutating func move(by distance: Int) {
    // While no line is marked yet, the first step in either direction goes to the first line.
    let isReading = if case .line = content { true } else { false }
    let target =
      focus.map { min(max(0, $0 + distance), rowCount - 1) } ?? (distance > 0 || isReading ? 0 : rowCount - 1)
    // One step too far must not throw away complete rows. The key for "I don't know" still does.
    if target == unknownRow, takesWholeRows, answer != nil, !isUnknown { return }
    step(onto: target)
  }

  /// Steps onto a row: code is read without picking a line, and typed text stays until another row is chosen.
  private mutating func step(onto row: Int) {
    let isReading = if case .line = content { true } else { false }
    guard isReading || (row == unknownRow && isKept) else { return settle(on: row) }
    focus = row
    if row != unknownRow { isUnknown = false }
  }

  /// Chooses the focused row if the person only walked to it.
  ///
  /// - Returns: True if that changed the answer, so that it needs another confirmation.
  package mutating func chooseFocused() -> Bool {
    guard let focus else { return false }
    if focus == unknownRow, !isUnknown {
      let isOver = isBegun
      settle(on: focus)
      return isOver
    }
    // Pick the line under the focus, which can still be changed; a line picked before is confirmed.
    if case .line(nil) = content, !isUnknown {
      settle(on: focus)
      return true
    }
    return false
  }

  /// True if an answer consists of several rows.
  private var takesWholeRows: Bool {
    switch content {
    case .choices, .order, .matches, .ratings: true
    case .choice, .typed, .line: false
    }
  }

  /// Focuses a row; in single choices and code, that also chooses it.
  package mutating func settle(on row: Int) {
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

  /// Does what a letter or a click on a row means: choose it, or mark it if several may be chosen.
  package mutating func choose(row: Int) {
    guard row >= 0, row < rowCount else { return }
    settle(on: row)
    if case .choices(var set) = content, row != unknownRow {
      set.formSymmetricDifference([order[row]])
      content = .choices(set)
    }
  }

  /// Marks or unmarks the focused row.
  package mutating func toggle() {
    guard let focus else { return }
    choose(row: focus)
  }

  /// Changes the focused row by one: a step's place, a match, a rating.
  package mutating func adjust(by distance: Int) {
    guard let row = focus, row != unknownRow else { return }
    switch content {
    case .order(var steps):
      let target = row + distance
      guard steps.indices.contains(row), steps.indices.contains(target) else { return }
      steps.swapAt(row, target)
      // The person moved this step, so it keeps its new place. The one that it pushed away has lost the place it had.
      if placed[steps[target]] != nil { placed[steps[target]] = target }
      placed[steps[row]] = nil
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

  /// Assigns a digit's or letter's value to the focused row; returns whether the row takes such values.
  package mutating func assign(_ value: Int) -> Bool {
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
      // Placed steps stay where they are; the others close up around them in their order.
      placed = placed.filter { $0.value != value - 1 }
      placed[steps[row]] = value - 1
      var others = steps.filter { placed[$0] == nil }
      let byRow = Dictionary(uniqueKeysWithValues: placed.map { ($0.value, $0.key) })
      steps = steps.indices.map { byRow[$0] ?? others.removeFirst() }
      content = .order(steps)
      isTouched = true
      // Stay on the row until it holds its own step. Then go to the next row without one, those above last.
      let open = steps.indices.filter { placed[steps[$0]] == nil }
      focus = open.first { $0 >= row } ?? open.first ?? value - 1
      return true
    case .line:
      // Consecutive digits form one number, as long as a line with that number exists.
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

  /// Accepts an order that was right as shown.
  package mutating func acceptOrder() {
    if case .order = content { isTouched = true }
  }
}

extension [Int] {
  /// True if this collection contains all given indices.
  fileprivate func holds(_ indices: [Int]) -> Bool { indices.allSatisfy { contains($0) } }
}
