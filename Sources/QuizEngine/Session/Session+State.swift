import ItemBank

extension Session {
  /// The attempt or exam of a session.
  package enum Work: Sendable, Equatable {
    /// One item after the other, each chosen from the answers before.
    case attempt(Attempt)
    /// All items open, against the clock.
    case exam(Exam)
  }

  /// What a session waits for.
  package enum Stage: Sendable, Hashable {
    /// Nothing has begun; the clock is stopped.
    case ready
    /// An answer is being put together.
    case answering
    /// The person is asked how sure they are of an answer.
    case rating(Answer)
    /// The correct answer and its explanation are shown; the clock is stopped.
    case feedback(Attempt.Response)
    /// The person looks at the overview or at a question beside the exam; the exam's clock runs, the item's
    /// is stopped.
    case away
    /// The item is covered and the clock is stopped.
    case paused
    /// Every answer is stored; closing the attempt comes next.
    case finishing
    /// The person has left, or the result comes next.
    case over
  }

  /// A remark to the person about their last step.
  package enum Remark: Sendable, Hashable {
    /// The answer is incomplete.
    case incomplete
    /// The typed text isn't a number; confirming again goes on anyway.
    case unreadable
    /// The typed text is a key on other items; confirming again accepts it.
    case doubtful
    /// Confirming chose the focused row; confirming again accepts it.
    case choseFocused
    /// There is nothing to undo.
    case nothingToUndo
    /// Only the last answer can be taken back.
    case onlyTheLast
    /// The person saw the correct answer, so only their confidence can change.
    case onlyConfidence
    /// The person saw the correct answer and gave no confidence, so nothing can change.
    case answerIsFinal
    /// The last answer ended the attempt.
    case attemptIsOver
  }

  /// The part of a session that a failed write restores.
  package struct State: Sendable, Equatable {
    var work: Work
    var item: Item
    var presentation: Presentation
    var draft: Draft
    /// The draft before each step of the answer, oldest first.
    var history: [Draft] = []
    /// The answer that the person was asked about as doubtful.
    var doubted: Draft?
    var stage = Stage.answering
    var remark: Remark?
    var isFlagged = false
    var note = ""
    var flags = 0
    /// The time spent on the item, in milliseconds; an exam keeps it in its sheets.
    var itemMilliseconds = 0
    /// True once something about the item was stored, so that undoing it must be stored too.
    var hasKept = false
    /// The time spent on the earlier items, in milliseconds.
    var activeMilliseconds: Int
    /// The item that comes after the feedback; nil at the end.
    var upcoming: Item?
    /// The item that was answered last; nil before the first answer, and in an exam.
    var last: LastAnswer?
    /// Where the last answer was taken back; nil while none is being corrected.
    var origin: Origin?
    /// The work on the item that came after a corrected answer.
    var setAside: SetAside?
    /// True once the attempt is closed on the disk.
    var isClosed = false

    init(work: Work, item: Item, position: Int, activeMilliseconds: Int) {
      self.work = work
      self.item = item
      self.activeMilliseconds = activeMilliseconds
      presentation = Presentation(of: item.task, seed: Self.plan(of: work).seed, position: position)
      draft = Draft(item: item, presentation: presentation)
    }

    private static func plan(of work: Work) -> AttemptPlan {
      switch work {
      case .attempt(let attempt): attempt.plan
      case .exam(let exam): exam.plan
      }
    }

    var plan: AttemptPlan { Self.plan(of: work) }

    var isBare: Bool {
      switch work {
      case .attempt(let attempt):
        attempt.responses.isEmpty && origin == nil && !isFlagged && note.isEmpty && !draft.isBegun
      case .exam(let exam):
        exam.activeMilliseconds == 0 && exam.flaggedCount == 0
          && exam.itemStates.allSatisfy { $0.answer == nil }
      }
    }

    /// Shows another item.
    mutating func show(_ next: Item, position: Int) {
      activeMilliseconds = Session.sane(activeMilliseconds + itemMilliseconds)
      item = next
      presentation = Presentation(of: next.task, seed: plan.seed, position: position)
      draft = Draft(item: next, presentation: presentation)
      (history, doubted, remark, upcoming) = ([], nil, nil, nil)
      (isFlagged, note, itemMilliseconds, hasKept) = (false, "", 0, false)
      stage = .answering
      restoreItemState()
    }

    /// Restores the stored work on the pending item.
    mutating func restore(_ pending: PendingItem) {
      isFlagged = pending.isFlagged
      flags += isFlagged ? 1 : 0
      note = pending.note
      hasKept = true
      itemMilliseconds = Session.sane(pending.milliseconds ?? 0)
      if let answer = pending.answer.flatMap(Answer.init(storage:)) { draft.restore(answer) }
    }

    /// Restores the exam's answer to the item into the draft.
    mutating func restoreItemState() {
      guard case .exam(let exam) = work, exam.itemStates.indices.contains(exam.place) else { return }
      isFlagged = exam.itemStates[exam.place].isFlagged
      // An answer to another version of the question could mark different options now.
      if let answer = exam.itemStates[exam.place].answer, !exam.itemStates[exam.place].isOutdated {
        draft.restore(answer)
      }
    }

    /// Counts another save of the exam.
    mutating func noteKept() {
      guard case .exam(var exam) = work else { return }
      exam.handle(.kept)
      work = .exam(exam)
    }

    /// Makes the draft the exam's answer to the item.
    mutating func noteAnswer() {
      guard case .exam(var exam) = work else { return }
      let answer = draft.answerSoFar
      // If nobody touched a changed question, the answer to its earlier version stays.
      if answer == nil, exam.itemStates.indices.contains(exam.place), exam.itemStates[exam.place].isOutdated {
        return
      }
      exam.handle(.answered(answer, answer.map { Scoring.score($0, to: item.task) }))
      work = .exam(exam)
    }
  }
}
