import ItemBank
import Journal
import QuizEngine
import Reporting

/// What came of an effect.
public enum Outcome: Sendable {
  /// Work goes on; how far, where it is known.
  case progress(String, Double?)
  /// Everything is open.
  case overview(Overview, notices: [String])
  /// Another attempt waits; what was asked for.
  case waiting(AttemptRecord, Mode, Scope)
  /// An attempt is ready.
  case attempt(AttemptSession)
  /// The answer is on the disk.
  case recorded(next: Item?)
  /// An exam is ready.
  case exam(ExamSession)
  /// An item of an exam is on the disk; the one that comes next.
  case kept(next: Item?)
  /// What was asked to be kept is on the disk.
  case stored
  /// The attempt is closed.
  case finished(String)
  /// The attempt had no answer and is dropped.
  case dropped
  /// A result was read.
  case result(AttemptResult)
  /// The attempts were read.
  case history(HistoryData)
  /// The bank was read.
  case bank(BankListing)
  /// A report of an item was kept; the bank as it stands now.
  case reported(BankListing)
  /// What the rules of item writing remark, by item.
  case remarks([String: [String]])
  /// The rows that tell items apart, by item.
  case headlines([String: Headline])
  /// An item was read for its preview.
  case preview(Item)
  /// What is due was read, with the stems of the items.
  case reviews(ReviewSchedule, stems: [String: String])
  /// The report was computed.
  case report(Report)
  /// Two attempts were compared.
  case comparison(Comparison)
  /// Something was done that is worth telling.
  case told(String)
  /// The effect failed; nothing of it was done.
  case failed(Failure)

  /// Why the effect failed; nil where it succeeded.
  package var failure: Failure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}
