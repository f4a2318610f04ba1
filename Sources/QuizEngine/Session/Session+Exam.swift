import ItemBank

/// Events in a mock exam, where all items are open until it is handed in.
extension Session {
  mutating func handleInExam(_ event: Event, before: State) -> [Effect] {
    if let effects = handleAnywhere(event) { return effects }
    switch (event, state.stage) {
    case (.edited(let edit), .answering):
      state.draft.take(edit)
      state.noteAnswer()
      // A question mark asks for help everywhere else, so say at once that here it is text.
      if state.draft.isQuestionMark { state.remark = .doubtful }
    case (.undone, .answering), (.cleared, .answering):
      state.draft = Draft(item: state.item, presentation: state.presentation)
      change { $0.handle(.answered(nil, nil)) }
    case (.answered(let answer), .answering):
      state.draft = Draft(item: state.item, presentation: state.presentation)
      state.draft.restore(answer)
      state.noteAnswer()
    case (.flagged, .answering):
      state.isFlagged.toggle()
      let isFlagged = state.isFlagged
      change { $0.handle(.flagged(isFlagged)) }
    case (.confirmed, .answering): return confirmInExam(before: before)
    case (.wentTo(let target), .answering), (.wentTo(let target), .away):
      guard exam?.itemStates.indices.contains(target) ?? false else { return [] }
      if asksAboutDoubt() { return [] }
      return keep(.show(target), before: before)
    case (.openedOverview, .answering), (.openedOverview, .away):
      if asksAboutDoubt() { return [] }
      return keep(.overview, before: before)
    case (.turnedAway, .answering): state.stage = .away
    case (.turnedBack, .away): state.stage = .answering
    case (.paused, .answering), (.paused, .away): return keep(.pause, before: before)
    case (.left(let exit), _): return keep(.leave(exit), before: before)
    case (.handedIn, .answering), (.handedIn, .away):
      change { $0.handle(.handedIn) }
      return handIn(before: before)
    default: break
    }
    return []
  }

  private mutating func confirmInExam(before: State) -> [Effect] {
    guard let exam else { return [] }
    if before.remark == nil, state.draft.isUnreadable { state.remark = .unreadable }
    if state.remark != nil || asksAboutDoubt() { return [] }
    let next = exam.place + 1
    return keep(next < exam.itemStates.count ? .show(next) : .overview, before: before)
  }

  /// Asks once about a doubtful answer before the item is left, however it is left.
  private mutating func asksAboutDoubt() -> Bool {
    guard state.stage == .answering, state.draft.isDoubtful, state.doubted != state.draft else {
      return false
    }
    state.doubted = state.draft
    state.remark = .doubtful
    return true
  }

  func keeping(_ exam: Exam, target: Int) -> ExamItemWrite {
    ExamItemWrite(attempt: id, exam: exam, position: exam.place, target: target)
  }

  private mutating func keep(_ goal: Goal, before: State) -> [Effect] {
    guard let exam else { return [] }
    var target = exam.place
    if case .show(let place) = goal { target = place }
    return write(goal, before: before, .saveExamItem(keeping(exam, target: target)))
  }

  mutating func handIn(before: State) -> [Effect] {
    guard let exam else { return [] }
    return write(.handIn, before: before, .handIn(exam, attempt: id))
  }

  mutating func arriveInExam(_ goal: Goal, next: Item?) -> [Effect] {
    guard let exam else { return [] }
    switch goal {
    case .show(let target):
      state.stage = .answering
      // If the bank lost the item, it stays unanswered and the exam stays at its present item.
      guard target != exam.place, let next else { return [] }
      change { $0.handle(.moved(to: target)) }
      state.show(next, position: target)
    case .overview: state.stage = .away
    case .pause: state.stage = .paused
    case .leave(let exit):
      state.stage = .over
      return [.leave(exit)]
    case .handIn:
      state.stage = .over
      return [.showResult(attempt: id)]
    case .goOn, .end, .close: break
    }
    return []
  }

  mutating func change(_ body: (inout Exam) -> Void) {
    guard case .exam(var exam) = state.work else { return }
    body(&exam)
    state.work = .exam(exam)
  }
}
