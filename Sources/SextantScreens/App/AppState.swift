import Foundation
import ItemBank
import SextantCore
import TerminalUI

/// The screens, one above the other.
public enum Screen: Sendable {
  /// Work goes on before anything can be shown.
  case opening(OpeningScreen)
  /// Three questions at the first start; the settings later.
  case firstRun(FirstRunScreen)
  /// Where the person stands.
  case home(HomeScreen)
  /// The choice of sittings.
  case start(StartScreen)
  /// A sitting.
  case attempt(AttemptScreen)
  /// What a sitting found.
  case result(ResultScreen)
  /// The gap report.
  case gaps(GapsScreen)
  /// All sittings.
  case history(HistoryScreen)
  /// Two sittings.
  case compare(CompareScreen)
  /// Any other screen.
  case panel(Panel)

  /// A screen that the state holds without knowing it.
  public struct Panel: Sendable {
    var screen: any PanelScreen

    init(_ screen: any PanelScreen) { self.screen = screen }
  }
}

/// When something happened.
public struct Moment: Sendable, Hashable {
  /// The time of day.
  public var date: Date
  /// The running clock, in milliseconds.
  public var clock: Int

  /// Creates a moment.
  public init(date: Date, clock: Int) {
    self.date = date
    self.clock = clock
  }
}

/// The whole program as a value: events and outcomes go in, effects come out, and it can be drawn at any size.
public struct AppState: Sendable {
  /// The screens; the last one is on top.
  public internal(set) var screens: [Screen]
  /// The size of the terminal.
  public internal(set) var size: Size
  /// Where the person stands; nil until it is computed.
  public internal(set) var overview: Overview?
  /// True where the keys are shown over the screen.
  public internal(set) var showsHelp = false
  /// A message over the screen, until the next key.
  public internal(set) var notice: Notice?
  /// The rows that tell items apart, as far as screens asked for them.
  var headlines: [String: Headline] = [:]
  /// True once the rows were asked for since the answers last changed.
  var hasAskedHeadlines = false
  /// True where the terminal has no glyphs beyond ASCII, whatever the settings say.
  public var mustBeASCII = false
  /// What goes on beside the screen.
  public internal(set) var work: Work?
  /// True while another screen is on its way: what is typed is meant for it.
  var isAwaiting = true
  /// What was typed meanwhile.
  var held: [Event] = []
  /// What to begin once everything is open.
  var request: Request?
  var helpScroll = 0
  /// The bar that is being dragged: where the pointer was last, and what of a row is left over.
  var drag: Drag?

  struct Drag: Sendable, Hashable {
    var row: Int
    var rowsPerCell: Double
    var rest = 0.0
  }

  /// A message for the person.
  public struct Notice: Sendable, Hashable {
    /// What to tell.
    public var text: String
    /// True where the program cannot go on.
    public var isFatal: Bool
  }

  /// Work beside the screen.
  public struct Work: Sendable, Hashable {
    /// What is done.
    public var label: String
    /// How far it is, 0 to 1, where that is known.
    public var share: Double?
  }

  /// What a command asked for at the start.
  public enum Request: Sendable {
    /// Begin a sitting.
    case take(Effect)
    /// Go on with the waiting attempt.
    case resume
    /// Open the gap report.
    case gaps
    /// Open the history.
    case history
  }

  /// A program that has just been started.
  public init(size: Size, request: Request? = nil) {
    self.size = size
    self.request = request
    screens = [.opening(OpeningScreen())]
  }

  /// The effects with which the program begins.
  public var firstEffects: [Effect] { [.openWorkspace] }

  /// The keys that hold now, as the person set them.
  public var bindings: [Binding] {
    let own = screenBindings
    return own + places(beside: own)
  }

  /// The keys of the screen itself, as the person set them.
  var screenBindings: [Binding] { keyMap.applied(to: ownBindings, on: section) }

  /// The keys that lead to other screens from here, as the person set them.
  ///
  /// A key that the screen itself has is not lent to a place.
  func places(beside own: [Binding]) -> [Binding] {
    guard leadsToPlaces else { return [] }
    let taken = Set(own.flatMap(\.keys))
    // The letter of the place where one is leads nowhere.
    let here = place(of: screens.last)
    return keyMap.applied(to: Bindings.places, on: KeyMap.places).filter {
      $0.command != here && taken.isDisjoint(with: $0.keys)
    }
  }

  /// True where letters lead to other screens: nothing is answered, and nothing typed.
  var leadsToPlaces: Bool {
    guard overview != nil, !takesText else { return false }
    return switch screens.last {
    case .home, .start, .result, .gaps, .history, .compare: true
    case .panel(let panel): panel.screen.leadsToPlaces
    case .opening, .firstRun, .attempt, nil: false
    }
  }

  /// The keys that hold on every screen, as the person set them.
  public var globalBindings: [Binding] { keyMap.applied(to: Bindings.global, on: KeyMap.everywhere) }

  /// The keys that the person chose.
  public internal(set) var keyMap = KeyMap()

  /// The screen's name in the file of keys.
  var section: String {
    switch screens.last {
    case .opening, nil: ""
    case .firstRun: "first-run"
    case .home: "home"
    case .start: "take"
    case .attempt: "question"
    case .result: "result"
    case .gaps: "gap-report"
    case .history: "history"
    case .compare: "compare"
    case .panel(let panel): panel.screen.section
    }
  }

  /// True where letters are text, so that no command may hang on them.
  var takesText: Bool {
    switch screens.last {
    case .attempt(let screen): screen.takesText
    case .result(let screen): screen.takesText
    case .gaps(let screen): screen.takesText
    case .panel(let panel): panel.screen.takesText
    default: false
    }
  }

  /// The keys of the screen itself.
  private var ownBindings: [Binding] {
    switch screens.last {
    case .opening, nil: []
    case .firstRun(let screen): screen.bindings
    // Before the first answer there are no rows to walk through.
    case .home(let screen):
      screen.bindings.filter { overview?.answerCount != 0 || [.confirm, .drill].contains($0.command) }
    case .start(let screen): screen.bindings
    case .attempt(let screen): screen.bindings
    case .result(let screen): screen.bindings
    case .gaps(let screen): screen.bindings
    case .history(let screen): screen.bindings
    case .compare(let screen): screen.bindings
    case .panel(let panel): panel.screen.bindings
    }
  }

  /// True where the home screen is shown and nothing over it.
  public var isAtHome: Bool {
    guard case .home = screens.last else { return false }
    return !showsHelp && notice == nil && work == nil
  }

  func context(_ date: Date, clock: Int = 0) -> Context? {
    overview.map {
      var context = Context(overview: $0, now: date, clock: clock, headlines: headlines)
      context.page = Context.page(rows: size.rows)
      return context
    }
  }

  /// After how many milliseconds the program wants to know the time; nil where nothing waits for it.
  public var patience: Int? {
    guard !isAwaiting, case .panel(let panel)? = screens.last else { return nil }
    return panel.screen.patience
  }

  /// Takes the time in, for screens with a clock.
  public mutating func tick(at moment: Moment) -> [Effect] {
    guard !isAwaiting, case .panel(var panel)? = screens.last, panel.screen.patience != nil else { return [] }
    let effects = panel.screen.tick(clock: moment.clock)
    replaceTop(.panel(panel))
    return settle(effects, at: moment)
  }
}

/// What is shown while the bank and the journal are opened.
public struct OpeningScreen: Sendable {
  /// Creates the screen.
  public init() {}
}
