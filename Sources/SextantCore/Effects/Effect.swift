import Foundation
import ItemBank
import Journal
import QuizEngine
import Reporting

/// What the world must do for an interface: reading and writing, as values that one runner carries out.
public enum Effect: Sendable {
  /// Open the bank and the journal.
  case openWorkspace
  /// Compute where the person stands.
  case loadOverview
  /// Keep what differs between the settings and those that were shown.
  case saveSettings(Settings, since: Settings)
  /// Begin an attempt, of so many items or as the settings say; where one waits, the person is asked what becomes of
  /// that.
  case startAttempt(Mode, Scope, length: Int? = nil)
  /// Practise these items; where an attempt waits, the person is asked what becomes of that.
  case drillItems([String])
  /// End the attempt that waits and begin another; its answers count.
  case replaceAttempt(String, Mode, Scope)
  /// Go on with the attempt that waits.
  case resumeAttempt(String)
  /// Close the waiting attempt without resuming it; its answers stay.
  case closeAttempt(String)
  /// Put an answer on the disk, then bring the next item.
  case record(Recording)
  /// Put an item of an exam on the disk as it stands, then bring the one at the target.
  case keepSheet(SheetKeeping)
  /// Close an exam that is over.
  case handIn(Exam, attempt: String)
  /// Change the flag of an answered item.
  case flag(attempt: String, position: Int, Bool)
  /// Close an attempt that is over; one without any answer leaves nothing behind.
  case finish(attempt: String, StopReason)
  /// Keep what is on the screen of an item without an answer yet.
  case keepPending(PendingItem)
  /// Read an attempt's result.
  case loadResult(String)
  /// Read all attempts with their abilities.
  case loadHistory
  /// Set two attempts side by side.
  case loadComparison(String, String)
  /// Begin, finish or reopen an action of the plan.
  case setAction(String, ActionStep, on: CalendarDay? = nil)
  /// Change one thing that is written about an action of the plan.
  case editAction(String, ActionEdit)
  /// Change some of what a person reports about an evidence scale.
  case editEvidence(String, [EvidenceEdit])
  /// Forget what was told about a scale.
  case untellEvidence(scale: String)
  /// Read the whole bank for browsing.
  case loadBank
  /// Ask the rules of item writing about the whole bank.
  case loadRemarks
  /// Read the rows that tell items apart.
  case loadHeadlines([String])
  /// Read one item for its preview.
  case previewItem(String)
  /// Keep that the person has read an item's key.
  case noteKeyRead(String)
  /// Keep a report of an item; an empty one takes it back.
  case reportItem(String, String)
  /// Write a file of keys to start from, where there is none.
  case writeKeyFile(template: String)
  /// Read what is due for review.
  case loadReviews
  /// Compute the report.
  case loadReport
  /// Write a part of the report to a file; its name decides the form.
  case export(Report.Part, file: String)

  /// True where something is stored.
  package var isWrite: Bool {
    if case .noteKeyRead = self { true } else { isAwaited }
  }

  /// True where the interface goes on only once the write is on the disk.
  package var isAwaited: Bool {
    switch self {
    case .saveSettings, .startAttempt, .drillItems, .replaceAttempt, .closeAttempt, .record, .keepSheet,
      .handIn,
      .flag, .finish, .keepPending, .setAction, .editAction, .editEvidence, .untellEvidence, .reportItem,
      .writeKeyFile, .export:
      true
    case .openWorkspace, .loadOverview, .resumeAttempt, .loadResult, .loadHistory, .loadComparison, .loadBank,
      .loadRemarks, .loadHeadlines, .previewItem, .noteKeyRead, .loadReviews, .loadReport:
      false
    }
  }

  /// How an action of the plan moves.
  public enum ActionStep: String, Sendable, Hashable {
    /// Not begun.
    case todo
    /// Begun.
    case doing
    /// Done.
    case done
  }
}
