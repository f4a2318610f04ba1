import ItemBank

extension Session {
  /// Events that a session handles.
  package enum Event: Sendable {
    /// The person began; the clock starts.
    case begun
    /// The person declined to begin, or left a session in which nothing was done.
    case declined
    /// The answer was edited.
    case edited(AnswerEdit)
    /// The last step was undone; while the confidence is asked, the answer was taken back.
    case undone
    /// The answer was cleared, as one step that can be undone.
    case cleared
    /// A complete answer was given at once.
    case answered(Answer)
    /// The person confirmed what is on the screen: an answer, the end of the feedback, or another try to
    /// close.
    case confirmed
    /// The person said how sure they are, 1 to 3; nil if they skipped it.
    case rated(Int?)
    /// The flag was set or removed.
    case flagged
    /// A note was written.
    case noted(String)
    /// The item was covered for a pause.
    case paused
    /// The item was uncovered.
    case resumed
    /// The person went to an item of the exam, possibly the same one.
    case wentTo(Int)
    /// The person opened the overview of the exam.
    case openedOverview
    /// A question beside the exam was shown to the person; nothing is written.
    case turnedAway
    /// The person came back to the item.
    case turnedBack
    /// The person handed the exam in.
    case handedIn
    /// The person ended the attempt.
    case ended
    /// The person left; the attempt can be resumed.
    case left(Exit)
    /// The program ends, whatever the person is doing: Ctrl-C, a signal, a closed window, the end of the
    /// input.
    case interrupted
    /// Time passed.
    case ticked
    /// The oldest unanswered write is on the disk; `next` is the item that comes next.
    case stored(next: Item?)
    /// The oldest unanswered write failed; none of it is on the disk.
    case writeFailed
  }

  /// Where the person goes when they leave.
  package enum Exit: Sendable, Hashable {
    /// Back to where the session was started.
    case back
    /// Out of the program.
    case program
  }

  /// Effects that the caller must carry out.
  package enum Effect: Sendable, Equatable {
    /// Store an answer and which item comes next, then reply with that item.
    case record(Recording)
    /// Store the present state of an exam item, then reply with the item at the target.
    case saveExamItem(ExamItemWrite)
    /// Close the exam with all its answers.
    case handIn(Exam, attempt: String)
    /// Close the attempt; an attempt without answers is removed.
    case finish(attempt: String, StopReason)
    /// Store the work on an item without an answer.
    case savePending(PendingItem)
    /// Change the flag of an answered item.
    case setFlag(attempt: String, position: Int, Bool)
    /// Delete an attempt in which nothing was done.
    case discard(attempt: String)
    /// Show the result.
    case showResult(attempt: String)
    /// Leave the session; the attempt waits, or is deleted.
    case leave(Exit)

    /// True if the caller must reply with `stored` or `writeFailed`.
    package var isWrite: Bool {
      switch self {
      case .record, .saveExamItem, .handIn, .finish, .savePending, .setFlag: true
      case .discard, .showResult, .leave: false
      }
    }
  }

  /// A write that the caller was asked for.
  package enum Write: Sendable, Equatable {
    /// A step that waits for the disk, with the state to return to on failure.
    indirect case step(Goal, before: State)
    /// Closing the attempt, in the background.
    case closing
    /// A changed flag of an answered item.
    case flag(position: Int, Bool)
    /// Something else stored in the background; the next write stores it again.
    case aside
  }

  /// What follows once a step is on the disk.
  package enum Goal: Sendable, Hashable {
    /// Show the feedback or the next item.
    case goOn
    /// End the attempt, after the answer that was being rated.
    case end
    /// Close the attempt.
    case close
    /// Show an item of the exam.
    case show(Int)
    /// Show the overview of the exam.
    case overview
    /// Pause.
    case pause
    /// Leave.
    case leave(Exit)
    /// Show the exam's result.
    case handIn
  }
}
