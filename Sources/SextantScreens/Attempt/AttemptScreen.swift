import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

/// An attempt on the screen: focus, scrolling and words around its session.
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

  /// What is said of an attempt that ended without an answer.
  static let nothingKept = "Nothing was answered, so nothing is kept of this attempt."

  /// What is asked beside the item.
  enum Aside: Sendable, Hashable {
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

  let section = "question"
  let leadsToPlaces = false
  let allowsPalette = false
  let asksBeforeQuitting = true
  /// The session; what it says is shown.
  var session: Session
  /// What is asked beside the item; nil where the item itself has the keys.
  var aside: Aside?
  /// The margin before the last answer, in points of the scale; nil before the first.
  var marginBefore: Int?
  /// Why items are asked, by item.
  var reasons: [String: String] = [:]
  /// True where a key would have changed a row that may be out of sight.
  var showsFocus = false
  /// True where pages were turned since the answer was last worked on.
  var hasTurned = false
  /// The rows by which a text is turned.
  var page = 8
  var scroll = 0
  /// True while the person reads: the rows stay where they are scrolled to, until the answer is worked on.
  var isReading = true

  /// Shows what a session waits for.
  init(session: Session, reasons: [String: String] = [:]) {
    self.session = session
    self.reasons = reasons
  }

  /// A sentence for the person, until the next key.
  var hint: String? {
    if showsFocus { return "The focus is here; press again." }
    if session.stage == .finishing, session.writes.isEmpty {
      return "Every answer is saved. Enter tries once more to finish."
    }
    return switch session.remark {
    case .choseFocused: "Enter once more confirms it."
    case .incomplete, .unreadable: session.draft.hint
    case .doubtful: session.draft.doubt
    case .nothingToUndo: "There is nothing to take back here; confirmed answers are final."
    case nil: nil
    }
  }

  /// Tells the session what happened, and what the world and the person's way are to be.
  mutating func send(_ event: Session.Event, _ context: Context) -> Response {
    let before = self
    let effects = session.handle(event, at: context.clock)
    if session.item.id != before.session.item.id {
      (scroll, isReading, hasTurned) = (0, true, false)
    } else if session.stage != before.session.stage, case .feedback = session.stage {
      scroll = 0
    }
    if session.responses.count > before.session.responses.count { marginBefore = before.margin }
    return Response(effects)
  }
}

extension Response {
  /// What the effects of a session ask of the world, and of the screens.
  init(_ effects: [Session.Effect]) {
    let exits: [Navigation] = effects.compactMap { effect in
      guard case .leave(let exit) = effect else { return nil }
      return exit == .program ? .quit : .leave
    }
    self = .handled(effects: effects.compactMap(Effect.init), navigation: exits)
  }
}
