import ItemBank
import Journal
import QuizEngine
import SextantCore

/// The open attempt, if another one was asked for: continue it, end it, drop it, or leave it.
public struct PlainWaiting: PlainDialogue, Sendable {
  private enum Question {
    case end
    case drop
  }

  private let record: AttemptRecord
  private var question: Question?
  /// True once the person has left or the attempt is no longer open.
  public private(set) var isOver = false

  /// True once the attempt was ended or dropped, so that another can start.
  public private(set) var isClosed = false

  /// Starts with the open attempt.
  public init(_ record: AttemptRecord) { self.record = record }

  /// An exam is handed in from inside, where its items are.
  private var isExam: Bool { record.mode == Mode.mock.rawValue }
  private var canEnd: Bool { !isExam && record.responseCount > 0 }

  /// The open attempt, and what can be done with it.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    switch question {
    case nil:
      return [
        "Your \(record.modeName) waits with \(Words.count(record.responseCount, "answer")), and only one attempt can "
          + "be open.",
        "go to go on with it\(canEnd ? ", end for its result from these answers" : ""), drop for no result, help, q to "
          + "leave it waiting:",
      ]
    case .end: return ["Its result uses these answers alone. Type yes to end it:"]
    case .drop:
      return ["It will have no result. Its answers stay in the history but don't count. Type yes to drop it:"]
    }
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    ["go: go on with it"] + (canEnd ? ["end: finish it with the answers so far"] : [])
      + (isExam ? ["An exam is handed in by going on with it and typing done."] : [])
      + ["drop: close it without a result"]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, _) = PlainText.split(line)
    if let question {
      self.question = nil
      guard ["yes", "y"].contains(word) else { return (["It waits."], []) }
      (isOver, isClosed) = (true, true)
      switch question {
      case .end: return (["Ended. history has its result."], [.finish(attempt: record.id, .ended)])
      case .drop: return (["Dropped."], [.closeAttempt(record.id)])
      }
    }
    switch word {
    case let word where PlainText.leadsBack(word): isOver = true
    case "go", "resume", "1":
      isOver = true
      return ([], [.resumeAttempt(record.id)])
    case "end" where canEnd: question = .end
    case "drop": question = .drop
    default: return (["Type go\(canEnd ? ", end" : ""), drop, help or q."], [])
    }
    return ([], [])
  }
}
