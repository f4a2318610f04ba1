import ItemBank

extension Session {
  /// What happened.
  package enum Event: Sendable {
    /// The person began; the clock starts.
    case begun
    /// The person would rather not begin, or leaves a session in which nothing was done.
    case declined
    /// A step of the answer was made.
    case edited(AnswerEdit)
    /// The last step was taken back, or the answer while its confidence was asked.
    case undone
    /// The answer was cleared, as one step that can be taken back.
    case cleared
    /// A whole answer was given at once.
    case answered(Answer)
    /// What is on the screen was confirmed: an answer, the end of the feedback, or closing once more.
    case confirmed
    /// The person said how sure they are, 1 to 3; nil where they did not.
    case rated(Int?)
    /// The flag was set or taken off.
    case flagged
    /// A note was written.
    case noted(String)
    /// The item was covered.
    case paused
    /// The item was uncovered.
    case resumed
    /// The person went to an item of the exam, maybe the same one.
    case wentTo(Int)
    /// The person opened the overview of the exam.
    case openedOverview
    /// The person was asked something beside the exam; nothing is written for it.
    case turnedAway
    /// The person came back to the item.
    case turnedBack
    /// The person handed the exam in.
    case handedIn
    /// The person ended the attempt.
    case ended
    /// The person left; the attempt waits.
    case left(Exit)
    /// The program ends, whatever the person is doing: Ctrl-C, a signal, a closed window, the end of the input.
    case interrupted
    /// Time went by.
    case ticked
    /// The oldest write that was not answered yet is on the disk; the item that comes next.
    case stored(next: Item?)
    /// The oldest write that was not answered yet failed; nothing of it is on the disk.
    case writeFailed
  }

  /// Where the person goes when they leave.
  package enum Exit: Sendable, Hashable {
    /// To where the session was begun from.
    case back
    /// Out of the program.
    case program
  }

  /// What the world must do.
  package enum Effect: Sendable, Equatable {
    /// Store an answer and which item comes next, then answer with that item.
    case record(Recording)
    /// Store an item of the exam as it stands, then answer with the item at the target.
    case keepSheet(SheetKeeping)
    /// Close the exam with all its answers.
    case handIn(Exam, attempt: String)
    /// Close the attempt; one without any answer leaves nothing behind.
    case finish(attempt: String, StopReason)
    /// Store what was done about an item without an answer.
    case keepPending(PendingItem)
    /// Change the flag of an answered item.
    case setFlag(attempt: String, position: Int, Bool)
    /// Forget an attempt in which nothing was done.
    case discard(attempt: String)
    /// Show the result.
    case showResult(attempt: String)
    /// Leave the session; the attempt waits, or is forgotten.
    case leave(Exit)

    /// True where the world answers with `stored` or `writeFailed`.
    package var isWrite: Bool {
      switch self {
      case .record, .keepSheet, .handIn, .finish, .keepPending, .setFlag: true
      case .discard, .showResult, .leave: false
      }
    }
  }

  /// A write that was asked for.
  package enum Write: Sendable, Equatable {
    /// A step that waits for the disk, with the state to go back to.
    indirect case step(Goal, before: State)
    /// The attempt is closed beside what the person does.
    case closing
    /// The flag of an answered item changed to this.
    case flag(position: Int, Bool)
    /// Something was kept beside what the person does; it is kept again with the next write.
    case aside
  }

  /// What comes once a step is on the disk.
  package enum Goal: Sendable, Hashable {
    /// The feedback or the next item.
    case goOn
    /// The end of the attempt, after the answer that was being rated.
    case end
    /// The attempt is closed.
    case close
    /// An item of the exam.
    case show(Int)
    /// The overview of the exam.
    case overview
    /// The cover.
    case pause
    /// The way out.
    case leave(Exit)
    /// The exam's result.
    case handIn
  }
}
