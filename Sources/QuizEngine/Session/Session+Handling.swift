import ItemBank

extension Session {
  /// Handles an event and returns the effects to carry out.
  ///
  /// - Parameter clock: The reading of a monotonic clock, in milliseconds. If it goes back nevertheless, no
  ///   time has passed.
  package mutating func handle(_ event: Event, at clock: Int) -> [Effect] {
    count(to: clock)
    switch event {
    case .stored(let next): return takeStored(next: next)
    case .writeFailed:
      takeFailure()
      return []
    default: break
    }
    guard !isWriting else { return [] }
    if exam?.stopReason == .timeOver, state.stage != .over { return handIn(before: state) }
    switch event {
    case .stored, .writeFailed, .ticked: return []
    case .interrupted: return interrupt()
    default: break
    }
    let before = state
    state.remark = nil
    switch state.work {
    case .attempt: return handleInAttempt(event, before: before)
    case .exam: return handleInExam(event, before: before)
    }
  }

  /// Handles events that mean the same in an attempt and in an exam; nil for all others.
  mutating func handleAnywhere(_ event: Event) -> [Effect]? {
    switch (event, state.stage) {
    case (.begun, .ready), (.resumed, .paused), (.confirmed, .paused): state.stage = .answering
    case (.declined, _):
      guard state.stage == .ready || state.isBare else { return [] }
      state.stage = .over
      return [.discard(attempt: id), .leave(.back)]
    case (.left(let exit), .ready):
      state.stage = .over
      return [.leave(exit)]
    case (_, .ready), (_, .over): return []
    default: return nil
    }
    return []
  }

  /// Asks for a write in the background.
  mutating func writeAside(_ effect: Effect) -> [Effect] {
    writes.append(.aside)
    return [effect]
  }

  /// Asks for a write that the next step waits for.
  mutating func write(_ goal: Goal, before: State, _ effect: Effect) -> [Effect] {
    writes.append(.step(goal, before: before))
    return [effect]
  }

  /// Stores what would be lost if the program ended now, unless it is already being written.
  private mutating func interrupt() -> [Effect] {
    switch state.stage {
    case .ready, .over, .finishing: return []
    case .answering, .rating, .feedback, .away, .paused: break
    }
    switch state.work {
    case .attempt:
      guard let pending else { return [] }
      // After the feedback another item follows.
      if case .feedback = state.stage {} else { state.hasKept = true }
      return writeAside(.savePending(pending))
    case .exam(let exam): return writeAside(.saveExamItem(keeping(exam, target: exam.place)))
    }
  }

  private mutating func takeStored(next: Item?) -> [Effect] {
    guard !writes.isEmpty else { return [] }
    switch writes.removeFirst() {
    case .flag: return []
    case .aside:
      amend { $0.noteKept() }
      return []
    case .closing:
      amend { $0.isClosed = true }
      return state.stage == .finishing ? close() : []
    case .step(let goal, _):
      switch state.work {
      case .attempt: return arriveInAttempt(goal, next: next)
      case .exam:
        state.noteKept()
        return arriveInExam(goal, next: next)
      }
    }
  }

  private mutating func takeFailure() {
    guard !writes.isEmpty else { return }
    switch writes.removeFirst() {
    case .aside, .closing: break
    case .flag(let position, let isFlagged):
      amend { state in
        state.flags += isFlagged ? -1 : 1
        // The screen may show another item by now.
        guard case .attempt(let attempt) = state.work, position == attempt.responses.count - 1 else { return }
        switch state.stage {
        case .feedback, .finishing: state.isFlagged = !isFlagged
        default: break
        }
      }
    case .step(_, let before): state = before
    }
  }

  /// Changes the state, and also the state that a failed write would restore.
  private mutating func amend(_ change: (inout State) -> Void) {
    change(&state)
    for index in writes.indices {
      guard case .step(let goal, var before) = writes[index] else { continue }
      change(&before)
      writes[index] = .step(goal, before: before)
    }
  }
}
