import ItemBank

extension Session {
  /// The attempt or the exam that the session is about.
  package enum Work: Sendable, Equatable {
    /// One item after the other, each chosen from the answers before.
    case attempt(Attempt)
    /// All items lie open, against the clock.
    case exam(Exam)
  }

  /// What a session waits for.
  package enum Stage: Sendable, Hashable {
    /// Nothing has begun; the clock stands.
    case ready
    /// An answer is being put together.
    case answering
    /// The person is asked how sure they are of an answer.
    case rating(Answer)
    /// The correct answer and its explanation are shown; the clock stands.
    case feedback(Attempt.Response)
    /// The person looks at the whole exam or at a question beside it; the exam's clock runs, the item's stands.
    case away
    /// The item is covered and the clock stands.
    case paused
    /// Every answer is stored and the attempt is to be closed.
    case finishing
    /// The person has left, or the result is to be shown.
    case over
  }

  /// What there is to tell the person about the last step.
  package enum Remark: Sendable, Hashable {
    /// Something is missing from the answer.
    case incomplete
    /// What was typed is no number; confirming once more goes on all the same.
    case unreadable
    /// What was typed is a key on other items; confirming once more takes it.
    case doubtful
    /// Confirming chose what had the focus; confirming once more takes it.
    case choseFocused
    /// There is no step to take back.
    case nothingToUndo
  }

  /// Everything that a failed write brings back.
  package struct State: Sendable, Equatable {
    var work: Work
    var item: Item
    var presentation: Presentation
    var draft: Draft
    /// The draft before each step of the answer, the last step last.
    var history: [Draft] = []
    /// The answer of which it was asked whether it is meant.
    var doubted: Draft?
    var stage = Stage.answering
    var remark: Remark?
    var isFlagged = false
    var note = ""
    var flags = 0
    /// The time that the item was worked on, in milliseconds; an exam keeps it with its sheets.
    var itemMilliseconds = 0
    /// True once something about the item was kept, so that taking it back has to be kept as well.
    var hasKept = false
    /// The time worked on the items before.
    var activeMilliseconds: Int
    /// The item that comes after the feedback; nil at the end.
    var upcoming: Item?
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
        attempt.responses.isEmpty && !isFlagged && note.isEmpty && !draft.isBegun
      case .exam(let exam):
        exam.activeMilliseconds == 0 && exam.flaggedCount == 0 && exam.sheets.allSatisfy { $0.answer == nil }
      }
    }

    /// Puts another item on the screen.
    mutating func show(_ next: Item, position: Int) {
      activeMilliseconds = Session.sane(activeMilliseconds + itemMilliseconds)
      item = next
      presentation = Presentation(of: next.task, seed: plan.seed, position: position)
      draft = Draft(item: next, presentation: presentation)
      (history, doubted, remark, upcoming) = ([], nil, nil, nil)
      (isFlagged, note, itemMilliseconds, hasKept) = (false, "", 0, false)
      stage = .answering
      restoreSheet()
    }

    /// Puts back what was kept of the item that the attempt waits at.
    mutating func restore(_ pending: PendingItem) {
      isFlagged = pending.isFlagged
      flags += isFlagged ? 1 : 0
      note = pending.note
      hasKept = true
      itemMilliseconds = Session.sane(pending.milliseconds ?? 0)
      if let answer = pending.answer.flatMap(Answer.init(storage:)) { draft.restore(answer) }
    }

    /// Puts the exam's answer to the item back into the draft.
    mutating func restoreSheet() {
      guard case .exam(let exam) = work, exam.sheets.indices.contains(exam.place) else { return }
      isFlagged = exam.sheets[exam.place].isFlagged
      // What was answered in another version of the question would mark other options now.
      if let answer = exam.sheets[exam.place].answer, !exam.sheets[exam.place].isOutdated {
        draft.restore(answer)
      }
    }

    /// Notes that the exam was put on the disk once more.
    mutating func noteKept() {
      guard case .exam(var exam) = work else { return }
      exam.handle(.kept)
      work = .exam(exam)
    }

    /// Keeps the draft as the exam's answer to the item.
    mutating func noteAnswer() {
      guard case .exam(var exam) = work else { return }
      let answer = draft.answerSoFar
      // A changed question that nobody touched keeps the answer to its earlier version.
      if answer == nil, exam.sheets.indices.contains(exam.place), exam.sheets[exam.place].isOutdated {
        return
      }
      exam.handle(.answered(answer, answer.map { Scoring.score($0, to: item.task) }))
      work = .exam(exam)
    }
  }
}
