import SextantCore
import TerminalUI

/// A screen as a value: input and outcomes go in, effects and navigation come out, and it can be drawn at any size.
protocol Screen: Sendable {
  /// The stable name in the file of keys; empty for screens whose keys can't be changed.
  var section: String { get }
  /// The place that this screen is; nil where no letter leads here.
  func place(_ context: Context) -> PlaceName?
  /// The keys that hold now.
  func bindings(_ context: Context) -> [Binding]
  /// Takes what the person did.
  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response
  /// Takes what came of an effect; `ignored` leaves it to the screens below.
  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response
  /// Asks for what the screen wants to read, when it comes on top and when the answers have changed.
  mutating func refresh(_ context: Context) -> Response
  /// Draws the screen without the keys at its foot.
  func view(_ size: Size, _ context: Context) -> Frame
  /// The writes that keep what is not finished, such as half of an answer.
  func unsaved(_ context: Context) -> [Effect]
  /// True where letters are text, so that they are never taken for commands.
  var takesText: Bool { get }
  /// True where the letters of other screens lead there.
  var leadsToPlaces: Bool { get }
  /// True where every command can be asked for by name.
  var allowsPalette: Bool { get }
  /// True where the screen itself decides what quitting means.
  var asksBeforeQuitting: Bool { get }
  /// After how many milliseconds the screen wants the time; nil for never.
  var tickInterval: Int? { get }
  /// What becomes of the screen when an attempt begins above it.
  var underAttempt: UnderAttempt { get }
}

/// What a person does on a screen.
enum ScreenInput: Sendable, Hashable {
  /// A command, by key or mouse.
  case command(Command)
  /// A key where letters are text; what is ignored is looked up among the bindings.
  case key(Key)
  /// Text was pasted.
  case paste(String)
  /// Time passed.
  case tick
}

/// What a screen makes of something.
enum Response: Sendable {
  /// The screen has no use for it.
  case ignored
  /// The screen took it: what the world must do, and where the person goes once the writes among it are done.
  case handled(effects: [Effect], navigation: [Navigation])

  /// The screen took it, and nothing else has to happen.
  static let done = Response.handled(effects: [], navigation: [])

  /// The world must do these.
  static func perform(_ effects: Effect...) -> Response { .handled(effects: effects, navigation: []) }

  /// The person goes elsewhere.
  static func navigate(_ steps: Navigation...) -> Response { .handled(effects: [], navigation: steps) }
}

/// A step between screens, or a request that concerns the program and not the world.
enum Navigation: Sendable {
  /// Opens a screen above this one.
  case push(any Screen)
  /// Opens a screen in place of this one.
  case replace(any Screen)
  /// Closes this screen.
  case pop
  /// Goes to a place; one that is open below is gone back to as it was left.
  case goTo(PlaceName)
  /// Closes everything above home.
  case home
  /// Opens an attempt; what it was begun from is what it leads back to.
  case begin(any Screen)
  /// Closes an attempt that waits, or of which nothing is left.
  case leave
  /// Opens the result in place of its attempt.
  case conclude(any Screen)
  /// Does a command on the screen below, as its key would.
  case perform(Command)
  /// Shows a message until the next key.
  case message(String)
  /// Ends the program.
  case quit
  /// Gives the terminal back until `fg`.
  case suspend
  /// Paints everything again.
  case redraw
}

/// What becomes of a screen when an attempt begins above it.
enum UnderAttempt: Sendable {
  /// It is closed: choices on the way to an attempt are done with.
  case closes
  /// It stays, and the attempt leads back to it.
  case stays
  /// It is closed after the attempt, and opened again with this effect where the attempt is left.
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
