import ItemBank

/// The item that was answered last, with what isn't part of its response: enough to take the answer back.
package struct LastAnswer: Sendable, Equatable {
  /// The item, in the variant that was shown.
  package var item: Item
  /// True if it is flagged.
  package var isFlagged: Bool
  /// The person's note; empty if there is none.
  package var note: String

  /// Creates it from its parts.
  package init(item: Item, isFlagged: Bool, note: String) {
    self.item = item
    self.isFlagged = isFlagged
    self.note = note
  }
}

extension Attempt {
  /// The attempt as it was while its last answer was given: that item waits again.
  ///
  /// Nil if the attempt is over, nothing was answered, or the bank has lost the item.
  package func beforeLastAnswer() -> Attempt? {
    guard stopReason == nil, let last = responses.last else { return nil }
    let earlier = Attempt(
      replaying: Array(responses.dropLast()), pending: last.item, plan: plan, pool: pool)
    return earlier.current?.id == last.item ? earlier : nil
  }
}

extension Session {
  /// The state in which an answer was taken back.
  ///
  /// The journal holds that state until another answer is stored.
  package indirect enum Origin: Sendable, Equatable {
    /// The person was at the item after the answer, or at its feedback.
    case state(State)

    var state: State {
      switch self {
      case .state(let state): state
      }
    }
  }

  /// The work on an item that was on the screen when the answer before it was taken back.
  ///
  /// The corrected answer may lead to the same item, and then all of this is still there.
  struct SetAside: Sendable, Equatable {
    var item: String
    var variant: String?
    var isFlagged: Bool
    var note: String
    var milliseconds: Int
    var hasKept: Bool
  }

  /// The stored answer that was taken back and isn't replaced yet; nil if none was.
  package var takenBack: Attempt.Response? {
    guard case .attempt(let attempt) = state.origin?.state.work else { return nil }
    return attempt.responses.last
  }

  /// True if the person saw the correct answer before they took theirs back, so that only the confidence can change.
  package var isAnswerShown: Bool { state.origin != nil && plan.mode.givesFeedback }

  /// Goes back to the last question, with its answer, confidence, flag, note and time as they were.
  ///
  /// Nothing is written: until another answer is stored, the old one counts.
  mutating func takeBack() {
    guard writes.isEmpty else { return }
    guard state.origin == nil else {
      state.remark = .onlyTheLast
      return
    }
    guard let attempt, let response = attempt.responses.last else {
      state.remark = .nothingToUndo
      return
    }
    let isFeedback = if case .feedback = state.stage { true } else { false }
    guard let earlier = attempt.beforeLastAnswer(),
      let last = isFeedback
        ? LastAnswer(item: state.item, isFlagged: state.isFlagged, note: state.note) : state.last,
      last.item.id == response.item
    else {
      state.remark = attempt.stopReason == nil ? .nothingToUndo : .attemptIsOver
      return
    }
    let isRated = plan.asksConfidence && response.answer != .unknown
    if plan.mode.givesFeedback, !isRated {
      state.remark = .answerIsFinal
      return
    }
    var back = State(
      work: .attempt(earlier), item: last.item, position: earlier.responses.count,
      // The feedback doesn't count the item's time among that of earlier items yet.
      activeMilliseconds: Self.sane(state.activeMilliseconds - (isFeedback ? 0 : response.milliseconds)))
    (back.isFlagged, back.note, back.flags) = (last.isFlagged, last.note, state.flags)
    back.itemMilliseconds = Self.sane(response.milliseconds)
    back.draft.restore(response.answer)
    if isRated, back.draft.answer == response.answer { back.stage = .rating(response.answer) }
    back.setAside = isFeedback ? state.setAside : state.asSetAside
    back.origin = .state(state)
    state = back
  }

  /// Returns to where the last answer was taken back; the stored one stays as it is.
  mutating func dropCorrection() {
    guard let origin = state.origin?.state else { return }
    state = origin
    state.remark = nil
  }
}

extension Session.State {
  /// The work on the item, to be set aside.
  var asSetAside: Session.SetAside {
    Session.SetAside(
      item: item.id, variant: item.variant, isFlagged: isFlagged, note: note, milliseconds: itemMilliseconds,
      hasKept: hasKept)
  }

  /// Shows the item after the answered one, with what was set aside of it.
  mutating func advance(to next: Item, position: Int) {
    last = LastAnswer(item: item, isFlagged: isFlagged, note: note)
    let aside = setAside
    (origin, setAside) = (nil, nil)
    show(next, position: position)
    guard let aside else { return }
    if aside.item == next.id, aside.variant == next.variant {
      (isFlagged, note, hasKept) = (aside.isFlagged, aside.note, aside.hasKept)
      itemMilliseconds = aside.milliseconds
    } else if aside.isFlagged {
      // The flag was on a question that isn't asked any more.
      flags -= 1
    }
  }
}
