import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

/// An attempt on the screen: focus, scrolling and wording around its session.
struct AttemptScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Question", bindings: keysOfChoices)], isAnswering: true,
    receive: { outcome, context in
      guard case .attempt(let session) = outcome else { return .ignored }
      switch session.opening(at: context.clock) {
      case .session(let opened):
        return .navigate(.begin(AttemptScreen(session: opened, reasons: session.reasons)))
      case .over(let reason):
        return .handled(effects: [.finish(attempt: session.record.id, reason)], navigation: [.home])
      }
    })

  /// The message for an attempt that ended without answers.
  static let nothingKept = "You answered nothing, so this attempt isn't kept."

  /// A question beside the item.
  enum Aside: Sendable, Hashable {
    /// A note is being written.
    case noting(TextField)
    /// The person is asked whether and how to leave; with the focused entry.
    case leaving(Int)
  }

  /// The ways to leave.
  static let exits = [
    "Go on with this question", "Stop for now; resume here later",
    "End here and see the result",
  ]

  let section = "question"
  let leadsToPlaces = false
  let allowsPalette = false
  let asksBeforeQuitting = true
  /// The session; what it says is shown.
  var session: Session
  /// The question beside the item; nil if keys go to the item itself.
  var aside: Aside?
  /// The margin of error before the last answer, in points of the scale; nil before the first.
  var marginBefore: Int?
  /// The reasons why items are asked, by item.
  var reasons: [String: String] = [:]
  /// The grades that the last answer can have; nil outside drills.
  var grades: GradeChoice?
  /// True after a key that would have changed a row out of sight.
  var showsFocus = false
  /// True if the person has scrolled since last working on the answer.
  var hasTurned = false
  /// The rows to scroll by for a page.
  var page = 8
  var scroll = 0
  /// True while the person reads: the scroll position stays until they work on the answer.
  var isReading = true

  /// Shows what a session waits for.
  init(session: Session, reasons: [String: String] = [:]) {
    self.session = session
    self.reasons = reasons
  }

  /// A message for the person, until the next key.
  var hint: String? {
    if showsFocus { return "The focus is here; press again." }
    if session.stage == .finishing, session.writes.isEmpty {
      return "Every answer is saved. Enter tries once more to finish."
    }
    return switch session.remark {
    case .choseFocused: "Enter once more confirms it."
    case .incomplete, .unreadable: session.draft.hint
    case .doubtful: session.draft.doubt
    case .nothingToUndo, .onlyTheLast, .onlyConfidence, .answerIsFinal, .attemptIsOver:
      session.remark?.whyNotUndone
    case nil: hintOfCorrection
    }
  }

  /// What can be done about an answer that was taken back.
  private var hintOfCorrection: String? {
    guard session.takenBack != nil else { return nil }
    if session.isAnswerShown {
      return Session.onlyConfidence + " Enter keeps it."
    }
    if keepsAnswer { return "Your last answer is back. u changes it, Enter keeps it as it was." }
    return "You're changing your last answer. Until you confirm it, the old one counts."
  }

  /// Sends an event to the session, and returns its effects and navigation.
  mutating func send(_ event: Session.Event, _ context: Context) -> Response {
    let before = self
    let effects = session.handle(event, at: context.clock)
    if session.item.id != before.session.item.id {
      (scroll, isReading, hasTurned) = (0, true, false)
    } else if session.stage != before.session.stage, case .feedback = session.stage {
      scroll = rowOfVerdict(context.size, context)
    }
    if session.responses.count > before.session.responses.count { marginBefore = before.margin }
    return Response(effects)
  }
}

extension Response {
  /// Converts a session's effects to effects and navigation.
  init(_ effects: [Session.Effect]) {
    let exits: [Navigation] = effects.compactMap { effect in
      guard case .leave(let exit) = effect else { return nil }
      return exit == .program ? .quit : .leave
    }
    self = .handled(effects: effects.compactMap(Effect.init), navigation: exits)
  }
}
