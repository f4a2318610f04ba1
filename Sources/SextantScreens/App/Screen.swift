import SextantCore
import TerminalUI

/// A screen as a value: it handles input and outcomes, returns effects and navigation, and draws itself at
/// any size.
protocol Screen: Sendable {
  /// The stable name in the key file; empty for screens whose keys can't be changed.
  var section: String { get }
  /// The place of this screen; nil if no letter leads here.
  func place(_ context: Context) -> PlaceName?
  /// The present key bindings.
  func bindings(_ context: Context) -> [Binding]
  /// Handles input.
  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response
  /// Handles the outcome of an effect; `ignored` passes it to the screens below.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response
  /// Asks for data to read, when the screen comes to the top and after answers have changed.
  mutating func refresh(_ context: Context) -> Response
  /// Draws the screen without the keys at its foot.
  func view(_ size: Size, _ context: Context) -> Frame
  /// The writes that store unfinished work, such as half an answer.
  func unsaved(_ context: Context) -> [Effect]
  /// True if letters are text, so that they are never taken for commands.
  var takesText: Bool { get }
  /// True if the letters of other places work here.
  var leadsToPlaces: Bool { get }
  /// True if the palette can be opened here.
  var allowsPalette: Bool { get }
  /// True if the screen itself handles quitting.
  var asksBeforeQuitting: Bool { get }
  /// The milliseconds until the screen needs the next tick; nil for never.
  var tickInterval: Int? { get }
  /// What happens to the screen when an attempt starts above it.
  var underAttempt: UnderAttempt { get }
}

/// Input to a screen.
enum ScreenInput: Sendable, Hashable {
  /// A command, by key or mouse.
  case command(Command)
  /// A key while letters are text; if ignored, it is looked up among the bindings.
  case key(Key)
  /// Text was pasted.
  case paste(String)
  /// Time passed.
  case tick
}

/// A screen's response to input or an outcome.
enum Response: Sendable {
  /// The screen doesn't handle it.
  case ignored
  /// The screen handled it: effects to carry out, and navigation once their writes are done.
  case handled(effects: [Effect], navigation: [Navigation])

  /// The screen handled it, and nothing else is needed.
  static let done = Response.handled(effects: [], navigation: [])

  /// Carry effects out.
  static func perform(_ effects: Effect...) -> Response { .handled(effects: effects, navigation: []) }

  /// Go to another screen.
  static func navigate(_ steps: Navigation...) -> Response { .handled(effects: [], navigation: steps) }
}

/// A step between screens, or a request to the program.
enum Navigation: Sendable {
  /// Opens a screen above this one.
  case push(any Screen)
  /// Opens a screen in place of this one.
  case replace(any Screen)
  /// Closes this screen.
  case pop
  /// Goes to a place; if it is already open below, returns to it as it was.
  case goTo(PlaceName)
  /// Closes everything above home.
  case home
  /// Opens an attempt, which later leads back to the present screen.
  case begin(any Screen)
  /// Closes an attempt that can be resumed, or that was removed.
  case leave
  /// Replaces an attempt by its result.
  case conclude(any Screen)
  /// Carries a command out on the screen below, as its key would.
  case perform(Command)
  /// Shows a message that fades, or goes with the next key.
  case message(String)
  /// Ends the program.
  case quit
  /// Gives the terminal back until `fg`.
  case suspend
  /// Draws everything again.
  case redraw
  /// Puts a text into the terminal's clipboard and says so; `name` says what it is, as in "the question".
  case copy(String, name: String)
}

/// What happens to a screen when an attempt starts above it.
enum UnderAttempt: Sendable {
  /// It closes, because it only served to choose the attempt.
  case closes
  /// It stays, and the attempt leads back to it.
  case stays
  /// It closes, and opens again with this effect when the attempt is left.
  case reopens(Effect)
}

extension Screen {
  var section: String { "" }
  func place(_ context: Context) -> PlaceName? { nil }
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response { .ignored }
  mutating func refresh(_ context: Context) -> Response { .ignored }
  func unsaved(_ context: Context) -> [Effect] { [] }
  var takesText: Bool { false }
  var leadsToPlaces: Bool { true }
  var allowsPalette: Bool { true }
  var asksBeforeQuitting: Bool { false }
  var tickInterval: Int? { nil }
  var underAttempt: UnderAttempt { .closes }
}
