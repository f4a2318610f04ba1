import ItemBank

/// Events in an attempt that asks one item after the other.
extension Session {
  mutating func handleInAttempt(_ event: Event, before: State) -> [Effect] {
    if let effects = handleAnywhere(event) { return effects }
    switch (event, state.stage) {
    case (.edited, .rating) where isAnswerShown, (.answered, .rating) where isAnswerShown,
      (.undone, .rating) where isAnswerShown:
      state.remark = .onlyConfidence
    case (.edited(let edit), .answering), (.edited(let edit), .rating):
      // An edit while the confidence is asked means that the person changed their mind.
      state.stage = .answering
      edited(edit)
    case (.undone, .rating): state.stage = .answering
    case (.undone, .answering): undo()
    case (.undone, .feedback): takeBack()
    case (.cleared, .answering):
      state.history.append(state.draft)
      state.draft = Draft(item: state.item, presentation: state.presentation)
    case (.answered(let answer), .answering), (.answered(let answer), .rating):
      return answered(answer)
    case (.confirmed, .answering): return confirm(before: before)
    case (.confirmed, .feedback): return goOn()
    case (.confirmed, .finishing): return close()
    case (.confirmed, .rating(let answer)):
      // An answer that was taken back may stay as sure as it was.
      guard let takenBack, takenBack.answer == answer else { return [] }
      return commit(answer, confidence: takenBack.confidence, goal: .goOn, before: before)
    case (.rated(let confidence), .rating(let answer)):
      return commit(answer, confidence: confidence, goal: .goOn, before: before)
    case (.flagged, .feedback): return flagAnswered()
    case (.flagged, .answering), (.flagged, .rating):
      state.isFlagged.toggle()
      state.flags += state.isFlagged ? 1 : -1
      return writeInBackground()
    case (.noted(let note), .answering), (.noted(let note), .rating):
      state.note = note
      return writeInBackground()
    case (.paused, .answering): state.stage = .paused
    case (.ended, _): return end(before: before)
    case (.left(let exit), _): return leave(exit, before: before)
    default: break
    }
    return []
  }

  // MARK: The answer

  private mutating func edited(_ edit: AnswerEdit) {
    let before = state.draft
    state.draft.take(edit)
    // Typing a letter or moving the focus is not a step to undo.
    if case .typed = edit { return }
    if !state.draft.isSameAnswer(as: before) { state.history.append(before) }
  }

  private mutating func undo() {
    if let last = state.history.popLast() {
      state.draft = last
    } else if state.draft.isBegun {
      state.draft = Draft(item: state.item, presentation: state.presentation)
    } else {
      takeBack()
    }
  }

  private mutating func answered(_ answer: Answer) -> [Effect] {
    state.history.append(state.draft)
    state.draft = Draft(item: state.item, presentation: state.presentation)
    state.draft.restore(answer)
    guard !plan.asksConfidence else {
      state.stage = .rating(answer)
      return []
    }
    // If the write fails, the answer is still there to be given again.
    state.stage = .answering
    return commit(answer, confidence: nil, goal: .goOn, before: state)
  }

  private mutating func confirm(before: State) -> [Effect] {
    let draft = state.draft
    let wasChosen = state.draft.chooseFocused()
    if state.draft != draft { state.history.append(draft) }
    if wasChosen {
      state.remark = .choseFocused
      return []
    }
    guard let answer = state.draft.answer else {
      state.remark = .incomplete
      return []
    }
    if state.draft.isDoubtful, state.doubted != state.draft {
      state.doubted = state.draft
      state.remark = .doubtful
      return []
    }
    if plan.asksConfidence, answer != .unknown {
      state.stage = .rating(answer)
      return []
    }
    return commit(answer, confidence: nil, goal: .goOn, before: before)
  }

  private mutating func commit(_ answer: Answer, confidence: Int?, goal: Goal, before: State) -> [Effect] {
    guard case .attempt(var attempt) = state.work else { return [] }
    let last = attempt.responses.last
    let effects = attempt.handle(
      .answered(
        answer, score: Scoring.score(answer, to: state.item.task), confidence: confidence,
        milliseconds: state.itemMilliseconds))
    for case .record(let response, let position, let next) in effects {
      state.work = .attempt(attempt)
      let recording = Recording(
        attempt: id, response: response, skill: state.item.skill, position: position, next: next,
        activeMilliseconds: activeMilliseconds, isFlagged: state.isFlagged, note: state.note,
        finish: attempt.stopReason ?? (goal == .end ? .ended : nil), variant: state.item.variant,
        after: last, replacing: takenBack)
      return write(goal, before: before, .record(recording))
    }
    return []
  }

  // MARK: After the answer

  mutating func arriveInAttempt(_ goal: Goal, next: Item?) -> [Effect] {
    guard case .attempt(var attempt) = state.work else { return [] }
    switch goal {
    case .goOn:
      // The last answer is stored together with the end of the attempt.
      state.isClosed = attempt.stopReason != nil
      state.origin = nil
      if plan.mode.givesFeedback, let response = attempt.responses.last {
        state.stage = .feedback(response)
        state.upcoming = attempt.stopReason == nil ? next : nil
        return state.upcoming == nil ? askToClose() : []
      }
      guard attempt.stopReason == nil, let next else { return close() }
      state.advance(to: next, position: attempt.responses.count)
    case .end:
      _ = attempt.handle(.ended)
      state.work = .attempt(attempt)
      state.isClosed = true
      return close()
    case .close:
      state.isClosed = true
      return close()
    case .leave(let exit):
      state.stage = .over
      return [.leave(exit)]
    case .show, .overview, .pause, .handIn: break
    }
    return []
  }

  private mutating func goOn() -> [Effect] {
    guard let upcoming = state.upcoming else { return close() }
    state.advance(to: upcoming, position: responses.count)
    return []
  }

  /// Shows the result of a closed attempt, or closes an open one.
  mutating func close() -> [Effect] {
    state.stage = .finishing
    guard state.isClosed else { return askToClose() }
    state.stage = .over
    return [responses.isEmpty ? .leave(.back) : .showResult(attempt: id)]
  }

  private mutating func askToClose() -> [Effect] {
    guard !state.isClosed, !writes.contains(.closing) else { return [] }
    writes.append(.closing)
    return [.finish(attempt: id, attempt?.stopReason ?? .exhausted)]
  }

  private mutating func end(before: State) -> [Effect] {
    // Without another answer, the one that was taken back still counts.
    dropCorrection()
    guard case .attempt(var attempt) = state.work else { return [] }
    // A given answer counts, rated or not.
    if case .rating(let answer) = state.stage {
      return commit(answer, confidence: nil, goal: .end, before: before)
    }
    guard attempt.stopReason == nil else { return close() }
    _ = attempt.handle(.ended)
    state.work = .attempt(attempt)
    state.stage = .finishing
    return write(.close, before: before, .finish(attempt: id, .ended))
  }

  // MARK: Pending work

  /// The work on the item that would be lost if the session ended now; nil if there is none.
  var pending: PendingItem? {
    if state.origin != nil {
      // The answer that was taken back is on the disk; what may not be is the work on the item after it.
      var origin = self
      origin.dropCorrection()
      return origin.pending
    }
    if case .feedback = state.stage {
      // What was set aside when an answer was taken back, if the item comes again.
      guard let aside = state.setAside, aside.item == state.upcoming?.id else { return nil }
      return PendingItem(
        attempt: id, item: aside.item, isFlagged: aside.isFlagged, note: aside.note, answer: nil,
        milliseconds: aside.milliseconds)
    }
    // Time alone is no reason to keep an attempt in which nothing was done.
    let hasTime = state.itemMilliseconds > 0 && !responses.isEmpty
    guard state.hasKept || state.isFlagged || !state.note.isEmpty || state.draft.isBegun || hasTime else {
      return nil
    }
    return kept
  }

  private var kept: PendingItem {
    var answer = state.draft.answerSoFar
    if case .rating(let rated) = state.stage { answer = rated }
    return PendingItem(
      attempt: id, item: state.item.id, isFlagged: state.isFlagged, note: state.note, answer: answer?.storage,
      milliseconds: state.itemMilliseconds)
  }

  private mutating func writeInBackground() -> [Effect] {
    // Flag and note of an answer that was taken back are stored with the answer that replaces it.
    guard state.origin == nil else { return [] }
    state.hasKept = true
    return writeAside(.savePending(kept))
  }

  private mutating func flagAnswered() -> [Effect] {
    state.isFlagged.toggle()
    state.flags += state.isFlagged ? 1 : -1
    let position = responses.count - 1
    writes.append(.flag(position: position, state.isFlagged))
    return [.setFlag(attempt: id, position: position, state.isFlagged)]
  }

  private mutating func leave(_ exit: Exit, before: State) -> [Effect] {
    dropCorrection()
    switch state.stage {
    case .feedback where attempt?.stopReason != nil && exit == .back: return close()
    case .answering, .rating, .paused, .feedback:
      if let pending {
        state.hasKept = true
        return write(.leave(exit), before: before, .savePending(pending))
      }
    default: break
    }
    state.stage = .over
    return [.leave(exit)]
  }
}
