import Foundation
import ItemBank
import Journal
import QuizEngine
import Reporting

/// Effects that an interface asks for: reading and writing, as values that one runner carries out.
public enum Effect: Sendable {
  /// Open the bank and the journal.
  case openWorkspace
  /// Compute the person's scores, gaps and plan.
  case loadOverview
  /// Store the settings that differ from those shown before.
  case saveSettings(Settings, since: Settings)
  /// Start an attempt, with a given number of items or the settings' number; if another one is open, the
  /// person is asked what to do with it.
  case startAttempt(Mode, Scope, length: Int? = nil)
  /// Start a drill on these items; if another attempt is open, the person is asked what to do with it.
  case drillItems([String])
  /// Start a drill that looks for misconceptions; if another attempt is open, the person is asked what to do with it.
  case drillMisconceptions(Scope)
  /// End the open attempt and start another; the answers of the first count.
  case replaceAttempt(String, Mode, Scope, length: Int? = nil)
  /// Continue the open attempt.
  case resumeAttempt(String)
  /// Close the open attempt without a result; its answers stay but don't count.
  case closeAttempt(String)
  /// Exclude a closed attempt from the score, with a reason.
  case excludeAttempt(String, reason: String)
  /// Let an excluded attempt count again.
  case includeAttempt(String)
  /// Read what would go if a closed attempt were deleted.
  case loadDeletion(String)
  /// Delete a closed attempt for good, and the memory of its items too if asked.
  case deleteAttempt(String, forgetsReviews: Bool)
  /// Store an answer, then read the next item.
  case record(Recording)
  /// Store the grade that the person chose for an answer under review.
  case grade(GradeChoice)
  /// Store the present state of an exam item, then read the item at the target.
  case saveExamItem(ExamItemWrite)
  /// Close a finished exam.
  case handIn(Exam, attempt: String)
  /// Change the flag of an answered item.
  case flag(attempt: String, position: Int, Bool)
  /// Close a finished attempt; one without answers is removed.
  case finish(attempt: String, StopReason)
  /// Store the work on an item without an answer.
  case savePending(PendingItem)
  /// Read an attempt's result.
  case loadResult(String)
  /// Read all attempts with their abilities.
  case loadHistory
  /// Compare two attempts.
  case loadComparison(String, String)
  /// Start, finish or reopen an action of the plan.
  case setAction(String, ActionStep, on: CalendarDay? = nil)
  /// Change one detail of an action of the plan.
  case editAction(String, ActionEdit)
  /// Change some of what a person reports about an evidence scale.
  case editEvidence(String, [EvidenceEdit])
  /// Delete the person's report about an evidence scale.
  case untellEvidence(scale: String)
  /// Read the whole bank for browsing.
  case loadBank
  /// Check the whole bank against the rules of item writing.
  case loadRemarks
  /// Read the headlines that distinguish items in a list.
  case loadHeadlines([String])
  /// Read one item for its preview.
  case previewItem(String)
  /// Record that the person saw an item's correct answer.
  case noteKeyRead(String)
  /// Store a report of a problem with an item; an empty text removes it.
  case reportItem(String, String)
  /// Write a file of keys to start from, unless one exists.
  case writeKeyFile(template: String)
  /// Read what is due for review.
  case loadReviews
  /// Read the flagged questions and the notes of all attempts.
  case loadMarked
  /// Read a question as it was asked, by its item and about when it was answered.
  case loadAsked(item: String, at: Date)
  /// Compute the report.
  case loadReport
  /// Write a part of the report to a file; the file's name determines the format.
  case export(Report.Part, file: String)
  /// Write the plan to a file; the file's name determines the format.
  case exportPlan(file: String)

  /// True if the effect writes to the disk.
  package var isWrite: Bool {
    if case .noteKeyRead = self { true } else { isAwaited }
  }

  /// True if the interface must wait until the write is on the disk.
  package var isAwaited: Bool {
    switch self {
    case .saveSettings, .startAttempt, .drillItems, .drillMisconceptions, .replaceAttempt, .closeAttempt,
      .excludeAttempt, .includeAttempt, .deleteAttempt, .record, .grade, .saveExamItem,
      .handIn,
      .flag, .finish, .savePending, .setAction, .editAction, .editEvidence, .untellEvidence, .reportItem,
      .writeKeyFile, .export, .exportPlan:
      true
    case .openWorkspace, .loadOverview, .resumeAttempt, .loadResult, .loadHistory, .loadDeletion,
      .loadComparison, .loadBank,
      .loadRemarks, .loadHeadlines, .previewItem, .noteKeyRead, .loadReviews, .loadMarked, .loadAsked,
      .loadReport:
      false
    }
  }

  /// The states that an action of the plan can be moved to.
  public enum ActionStep: String, Sendable, Hashable {
    /// Not started.
    case todo
    /// Started.
    case doing
    /// Done.
    case done
  }
}
