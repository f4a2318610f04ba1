import Foundation
import ItemBank
import Journal
import QuizEngine
import Synchronization

/// Carries effects out, one after the other, and returns their outcomes.
///
/// The program calls it on a separate queue, so that a slow disk never blocks the screen. Tests call it
/// directly.
public final class EffectRunner: Sendable {
  private let open: @Sendable () throws -> Workspace
  private let workspace = Mutex<Workspace?>(nil)
  /// What opening in advance led to, for the first effect.
  private let opening = Mutex<Result<Workspace, any Error>?>(nil)

  /// The plan before the first of some changes of evidence in a row; nil as soon as something else changes it.
  private let planBeforeEvidence = Mutex<StudyWeeks.Total?>(nil)

  /// Creates a runner that opens its workspace when it is first needed.
  public init(open: @escaping @Sendable () throws -> Workspace) { self.open = open }

  /// Carries one effect out.
  ///
  /// - Parameter post: Receives the progress of long work.
  public func run(_ effect: Effect, post: (Outcome) -> Void = { _ in }) -> [Outcome] {
    do {
      return try perform(effect, post: post)
    } catch {
      let isOpening = if case .openWorkspace = effect { true } else { false }
      return [.failed(Failure(error, isFatal: isOpening))]
    }
  }

  /// Checks the whole journal, and computes in advance what screens will ask for.
  ///
  /// It does nothing before the workspace is open, and ignores failures.
  ///
  /// It may run beside `run`, because it replaces its results as a whole.
  public func prepare() {
    guard let space = workspace.withLock({ $0 }) else { return }
    try? space.verify()
    try? space.cacheEstimates()
    // Computes the remarks once a month and after a change of the bank, so that its browser opens with them.
    _ = space.remarks()
  }

  /// Opens the journal if the start put that off, so that the first key that needs it doesn't wait.
  ///
  /// It does nothing before the workspace is open. A failure is reported by what needs the journal next.
  public func openJournal() { try? workspace.withLock { $0 }?.openJournal() }

  /// Opens the workspace for the first effect, which takes it or throws the error.
  public func openInAdvance(_ open: () throws -> Workspace) {
    let result = Result { try open() }
    opening.withLock { $0 = result }
  }

  private func opened() throws -> Workspace {
    if let workspace = workspace.withLock({ $0 }) { return workspace }
    let early = opening.withLock { early in
      defer { early = nil }
      return early
    }
    let fresh = try early?.get() ?? open()
    workspace.withLock { $0 = fresh }
    return fresh
  }

  private func begin(
    _ mode: Mode, _ scope: Scope, length: Int? = nil, in space: Workspace
  ) throws -> Outcome {
    guard mode == .mock else {
      return .attempt(try space.startAttempt(mode: mode, scope: scope, length: length))
    }
    guard let length else { return .exam(try space.startExam()) }
    return .exam(try space.startExam(length: length, minutes: try space.settings().examMinutes(for: length)))
  }

  private func resume(_ record: AttemptRecord, in space: Workspace) throws -> Outcome {
    record.mode == Mode.mock.rawValue
      ? .exam(try space.resumeExam(id: record.id)) : .attempt(try space.resumeAttempt(id: record.id))
  }

  /// Where the person stands and the history, after an attempt began or ceased to count.
  private func changed(_ space: Workspace) throws -> [Outcome] {
    [try seen(space), .history(try space.history())]
  }

  /// Where the person stands, with what changes of evidence did to the plan.
  ///
  /// - Parameter change: Changes the evidence.
  private func seen(_ space: Workspace, changingEvidence change: (() throws -> Void)? = nil) throws -> Outcome
  {
    if let change {
      if planBeforeEvidence.withLock({ $0 == nil }) {
        let total = try space.overview().weeks.total
        planBeforeEvidence.withLock { $0 = total }
      }
      try change()
    }
    var overview = try space.overview()
    overview.evidenceChange = planBeforeEvidence.withLock { $0 }.flatMap {
      PlanChange(before: $0).sentence(after: overview.weeks.total, today: overview.today)
    }
    return .overview(overview, notices: space.takeNotices())
  }

  private func perform(_ effect: Effect, post: (Outcome) -> Void) throws -> [Outcome] {
    let space = try opened()
    if effect.changesPlanOtherwise { planBeforeEvidence.withLock { $0 = nil } }
    switch effect {
    case .openWorkspace:
      let overview = try space.overview(early: space.early)
      return [.overview(overview, notices: space.notices + space.takeNotices())]
    case .loadOverview: return [try seen(space)]
    case .saveSettings(let settings, let shown):
      try space.save(settings, since: shown)
      return [try seen(space)]
    case .startAttempt(let mode, let scope, let length):
      if let open = try space.waitingAttempt() {
        // Only one attempt may be open. Ask the person what to do with it instead of throwing it away.
        return [.waiting(open, mode, scope, length: length)]
      }
      return [try begin(mode, scope, length: length, in: space)]
    case .drillItems(let items):
      if let open = try space.waitingAttempt() { return [.waiting(open, .drill, .all)] }
      return [.attempt(try space.startAttempt(mode: .drill, scope: .all, asking: items))]
    case .drillMisconceptions(let scope):
      if let open = try space.waitingAttempt() { return [.waiting(open, .drill, scope)] }
      return [
        .attempt(
          try space.startAttempt(
            mode: .drill, scope: scope, length: MisconceptionProbes.usualLength, probing: .all))
      ]
    case .replaceAttempt(let id, let mode, let scope, let length):
      _ = try space.finish(attempt: id, .ended)
      return [try begin(mode, scope, length: length, in: space)]
    case .resumeAttempt(let id):
      return [try resume(try space.attempt(id: id), in: space)]
    case .saveExamItem(let keeping): return [.kept(next: try space.keep(keeping))]
    case .handIn(let exam, let attempt):
      try space.handIn(exam, attempt: attempt)
      return [.finished(attempt)]
    case .closeAttempt(let id):
      try space.drop(attempt: id)
      return [try seen(space)]
    case .excludeAttempt(let id, let reason):
      try space.exclude(attempt: id, reason: reason)
      return try changed(space)
    case .includeAttempt(let id):
      try space.include(attempt: id)
      return try changed(space)
    case .loadDeletion(let id): return [.deletion(try space.deletion(ofAttempt: id))]
    case .deleteAttempt(let id, let forgetsReviews):
      try space.delete(attempt: id, forgetsReviews: forgetsReviews)
      return try changed(space)
    case .record(let recording):
      let recorded = try space.record(recording)
      return (recorded.grades.map { [.graded($0)] } ?? []) + [.recorded(next: recorded.next)]
    case .grade(let choice):
      try space.grade(choice)
      return [.graded(choice)]
    case .flag(let attempt, let position, let isFlagged):
      try space.setFlag(attempt: attempt, position: position, isFlagged)
      return [.stored]
    case .finish(let attempt, let reason):
      return [try space.finish(attempt: attempt, reason) ? .finished(attempt) : .dropped]
    case .savePending(let pending):
      try space.keep(pending)
      return [.stored]
    case .loadResult(let id): return [.result(try space.result(ofAttempt: id))]
    case .loadHistory:
      return [.history(try space.history { post(.progress("Reading the attempts", $0)) })]
    case .loadComparison(let first, let second):
      return [.comparison(try space.comparison(of: first, and: second))]
    case .setAction(let id, let step, let day):
      try space.setAction(id, to: step, on: day)
      return [try seen(space)]
    case .editAction(let id, let edit):
      try space.editAction(id, edit)
      return [try seen(space)]
    case .editEvidence(let scale, let edits):
      return [try seen(space) { try space.editEvidence(scale, edits) }]
    case .untellEvidence(let scale):
      return [try seen(space) { try space.forgetEvidence(scale) }]
    case .loadBank:
      return [.bank(try space.bankListing())]
    case .loadRemarks: return [.remarks(space.remarks())]
    case .loadHeadlines(let ids):
      return [.headlines(try space.headlines(ids))]
    case .previewItem(let id): return try space.bank.item(id: id).map { [.preview($0)] } ?? []
    case .noteKeyRead(let id):
      try space.noteKeyRead(id)
      return []
    case .reportItem(let id, let text):
      try space.report(item: id, text)
      return [.reported(try space.bankListing())]
    case .writeKeyFile(let template): return [.message(try space.writeKeyFile(template))]
    case .loadReviews:
      let schedule = try space.reviewSchedule()
      var items: [String: Item] = [:]
      for entry in schedule.due + schedule.later { items[entry.item] = try space.itemAsAsked(entry.item) }
      return [.reviews(schedule, items: items)]
    case .loadMarked: return [.marked(try space.markedQuestions())]
    case .loadAsked(let item, let date):
      return [
        try space.askedQuestion(item: item, at: date).map { .asked($0) }
          ?? .message("The journal no longer has this answer.")
      ]
    case .loadReport: return [.report(try space.report())]
    case .export(let part, let file): return [.message(try space.export(part, file: file))]
    case .exportPlan(let file): return [.message(try space.exportPlan(file: file))]
    }
  }
}

/// A failure, described for people.
public struct Failure: Error, Sendable, Hashable {
  /// The message for the person.
  public var message: String
  /// True if the program can't continue.
  public var isFatal: Bool
  /// The exit code if the program ends because of it (sysexits.h).
  public var exitCode: Int32

  /// Describes an error.
  public init(_ error: any Error, isFatal: Bool = false) {
    message = Self.message(of: error)
    self.isFatal = isFatal
    exitCode = Self.exitCode(of: error) ?? 1
  }

  /// Creates a failure.
  public init(_ message: String, isFatal: Bool = false, exitCode: Int32 = 1) {
    self.message = message
    self.isFatal = isFatal
    self.exitCode = exitCode
  }

  /// The system's reason why a file couldn't be written.
  package static func reason(of error: any Error) -> String {
    var error = error as NSError
    while let deeper = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = deeper }
    switch CocoaError.Code(rawValue: error.code) {
    case _ where error.domain == NSPOSIXErrorDomain: return String(cString: strerror(Int32(error.code)))
    case .fileNoSuchFile: return "there is no such folder"
    case .fileWriteNoPermission: return "it may not be written to"
    case .fileWriteOutOfSpace: return "the disk is full"
    case .fileWriteInvalidFileName: return "that is no name for a file"
    default: return error.localizedDescription
    }
  }

  /// The message of a known error, or a general one.
  public static func message(of error: any Error) -> String {
    switch error {
    case let error as BankError: error.message
    case let error as JournalError: error.message
    case let error as WorkspaceError: error.message
    case let error as FolderError: error.message
    case let error as CocoaError:
      (error.filePath.map { "\($0): " } ?? "") + reason(of: error)
    default: "\(error)"
    }
  }

  /// The exit code of a known error, following sysexits; nil for others.
  public static func exitCode(of error: any Error) -> Int32? {
    switch error {
    case is BankError: 65
    case let error as JournalError: error.exitCode
    case is WorkspaceError, is CocoaError: 1
    case let error as FolderError: error.exitCode
    default: nil
    }
  }
}

extension Effect {
  /// True if the plan may change by it for another reason than evidence.
  fileprivate var changesPlanOtherwise: Bool {
    switch self {
    case .saveSettings, .startAttempt, .replaceAttempt, .record, .handIn, .finish, .closeAttempt,
      .excludeAttempt,
      .includeAttempt, .deleteAttempt, .setAction, .editAction:
      true
    default: false
    }
  }
}
