import ItemBank
import Journal
import QuizEngine
import SextantCore
import TerminalUI

/// The sitting itself: one item at a time, from the question to its feedback.
struct AttemptScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Question", bindings: keysOfChoices)], isAnswering: true,
    receive: { outcome, context in
      guard case .attempt(let session) = outcome else { return .ignored }
      guard let item = session.item else {
        return .handled(
          effects: [.finish(attempt: session.record.id, session.attempt.stopReason ?? .exhausted)],
          navigation: [.home])
      }
      return .navigate(.begin(AttemptScreen(session: session, item: item, clock: context.clock)))
    })

  /// What is said of an attempt that ended without an answer.
  static let nothingKept = "Nothing was answered, so nothing is kept of this attempt."

  let section = "question"
  let leadsToPlaces = false
  let allowsPalette = false
  let asksBeforeQuitting = true
  /// What the screen waits for.
  enum Stage: Sendable, Hashable {
    /// An answer is being put together.
    case answering
    /// The person is asked how sure they are.
    case rating
    /// The answer is on its way to the disk.
    case saving
    /// The key and its rationale are shown.
    case feedback(Attempt.Response)
    /// The item is covered and the clock stands.
    case paused
    /// A note is being written.
    case noting(TextField)
    /// The person is asked whether and how to leave; the chosen entry.
    case leaving(Int)
  }

  /// The entries of the question how to leave.
  static let exits = [
    "Go on with this item", "Stop for now; resume here later",
    "End here and see the result",
  ]

  var record: AttemptRecord
  var attempt: Attempt
  var item: Item
  var presentation: Presentation
  var draft: Draft
  /// The draft before each step of the answer, the last step last.
  var undoable: [Draft] = []
  var stage: Stage = .answering
  /// What comes after the feedback; nil at the end.
  var upcoming: Item?
  var isFlagged = false
  var note = ""
  var flags = 0
  /// The answer of which it was asked whether it is meant.
  var doubted: Draft?
  /// The margin before the last answer, in points of the scale; nil before the first.
  var marginBefore: Int?
  /// Why items are asked, by item.
  var reasons: [String: String] = [:]
  /// A sentence for the person, until the next key.
  var hint: String?
  /// True where pages were turned since the answer was last worked on.
  var hasTurned = false
  /// The rows by which a text is turned.
  var page = 8
  var scroll = 0
  /// True while the person reads: the rows stay where they are scrolled to, until the answer is worked on.
  var isReading = true
  /// When the item came on the screen, on the running clock.
  var shownAt: Int
  /// Time of the pauses since then.
  var pausedFor = 0
  var pausedAt: Int?
  /// Active time of the attempt until the item came on the screen.
  var activeMilliseconds: Int

  /// Shows the item that the attempt waits at.
  init(session: AttemptSession, item: Item, clock: Int) {
    record = session.record
    attempt = session.attempt
    self.item = item
    flags = session.flags
    reasons = session.reasons
    activeMilliseconds = session.record.activeMilliseconds
    presentation = Presentation(
      of: item.task, seed: attempt.plan.seed, position: attempt.current?.position ?? 0)
    draft = Draft(item: item, presentation: presentation)
    shownAt = clock
    if let pending = session.pending { restore(pending) }
  }

  /// Puts the next item on the screen.
  mutating func show(_ next: Item, clock: Int) {
    item = next
    presentation = Presentation(
      of: next.task, seed: attempt.plan.seed, position: attempt.current?.position ?? attempt.responses.count)
    draft = Draft(item: next, presentation: presentation)
    undoable = []
    stage = .answering
    upcoming = nil
    isFlagged = false
    note = ""
    hint = nil
    (scroll, isReading, hasTurned) = (0, true, false)
    shownAt = clock
    pausedFor = 0
    pausedAt = nil
  }

  /// The time that the item has been worked on, in milliseconds.
  func elapsed(at clock: Int) -> Int {
    max(0, (pausedAt ?? clock) - shownAt - pausedFor)
  }
}
