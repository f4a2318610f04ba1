import Foundation
import ItemBank
import Journal
import QuizEngine
import Reporting

/// What a screen wants the world to do; values that one runtime carries out.
public enum Effect: Sendable {
  /// Open the bank and the journal.
  case openWorkspace
  /// Compute where the person stands.
  case loadOverview
  /// Keep the settings.
  case saveSettings(Settings)
  /// Begin an attempt; where one waits, the person is asked what becomes of that.
  case startAttempt(Mode, Scope)
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
  /// Leave the running attempt for home; it waits.
  case leaveAttempt
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
  /// Keep what a person tells about an evidence scale.
  case setEvidence(scale: String, level: Int?, artefact: String)
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
  /// Write a part of the report to a file; its name decides the form.
  case export(Report.Part, file: String)
  /// Do a command on the screen below a closed one.
  case command(Command)
  /// Tell the person something.
  case tell(String)
  /// Open a screen above this one.
  case open(Destination)
  /// Close this screen.
  case close
  /// End the program.
  case quit
  /// Give the terminal back until `fg`.
  case suspend
  /// Paint everything anew.
  case redraw

  /// True where another screen comes of it, so that what is typed next is meant for that.
  package var opensAnotherScreen: Bool {
    switch self {
    case .startAttempt, .drillItems, .replaceAttempt, .resumeAttempt, .loadResult, .loadHistory,
      .loadComparison,
      .loadBank, .loadReviews,
      .keepSheet, .handIn:
      true
    default: false
    }
  }

  /// Screens that open without the world's help.
  public enum Destination: Sendable, Hashable {
    /// The choice of sittings.
    case start
    /// The choice of sittings, at a focus on a part.
    case startFocus(Scope)
    /// The gap report.
    case gaps
    /// The gap report at a skill, by its index.
    case gapsAtSkill(Int)
    /// The gap report at a domain, by its index.
    case gapsAtDomain(Int)
    /// The gap report at a step, by its number.
    case gapsAtStep(Int)
    /// Everything that can be set.
    case settings
    /// The plan.
    case plan
    /// The plan at what comes next.
    case planAtAction(String)
    /// The evidence scales.
    case evidence
    /// The evidence scales, one of them focused.
    case evidenceAtScale(Int)
    /// All skills at one look.
    case map
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
  /// Two attempts were compared.
  case comparison(Comparison)
  /// Something was done that is worth telling.
  case told(String)
  /// Something failed; what to tell, and whether the program can go on.
  case failed(String, canGoOn: Bool)
}
