import ItemBank
import Journal
import QuizEngine
import Reporting

/// The outcomes of effects.
public enum Outcome: Sendable {
  /// The work continues; with its share done, if known.
  case progress(String, Double?)
  /// Everything is open.
  case overview(Overview, notices: [String])
  /// Another attempt is open; with the attempt that was asked for, and its number of questions if one was given.
  case waiting(AttemptRecord, Mode, Scope, length: Int? = nil)
  /// An attempt is ready to continue.
  case attempt(AttemptSession)
  /// The answer is on the disk.
  case recorded(next: Item?)
  /// The grades that the answer can have, or has now; before the answer is said to be on the disk.
  case graded(GradeChoice)
  /// An exam is ready to continue.
  case exam(ExamSession)
  /// An exam item is on the disk; `next` is the item that comes next.
  case kept(next: Item?)
  /// The write is on the disk.
  case stored
  /// The attempt is closed.
  case finished(String)
  /// The attempt had no answers and was removed.
  case dropped
  /// A result was read.
  case result(AttemptResult)
  /// The attempts were read.
  case history(HistoryData)
  /// What would go with an attempt was read.
  case deletion(AttemptDeletion)
  /// The bank was read.
  case bank(BankListing)
  /// A report of an item was stored; the updated bank.
  case reported(BankListing)
  /// The remarks of the rules of item writing, by item.
  case remarks([String: [String]])
  /// The headlines of items, by item.
  case headlines([String: Headline])
  /// An item was read for its preview.
  case preview(Item)
  /// The review schedule was read, with the items under review by identity.
  case reviews(ReviewSchedule, items: [String: Item])
  /// The flagged questions and the notes of all attempts were read, the newest first.
  case marked([AskedQuestion])
  /// A question was read as it was asked.
  case asked(AskedQuestion)
  /// The report was computed.
  case report(Report)
  /// Two attempts were compared.
  case comparison(Comparison)
  /// Something was done, with a message for the person.
  case message(String)
  /// The effect failed; none of it was done.
  case failed(Failure)

  /// The failure; nil if the effect succeeded.
  package var failure: Failure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}
