import Foundation
import ItemBank
import SextantCore
import TerminalUI

/// The screens, one above the other, as an interface of the program: terminal events and outcomes go in.
package struct ScreenStack: Sendable {
  /// What the terminal's loop must do itself.
  package enum Request: Sendable, Hashable {
    /// Give the terminal back until `fg`.
    case suspend
    /// Paint everything again.
    case redraw
  }

  /// The screens; the last one is on top, and none is there until the files are open.
  var screens: [any Screen] = []
  /// The size of the terminal.
  package internal(set) var size: Size
  /// Where the person stands; nil until it is computed.
  package internal(set) var overview: Overview?
  /// The keys that the person chose.
  package internal(set) var keyMap = KeyMap()
  /// True where the keys are shown over the screen.
  package internal(set) var showsHelp = false
  /// A message over the screen.
  package internal(set) var notice: Notice?
  /// True where the terminal has no glyphs beyond ASCII, whatever the settings say.
  package var mustBeASCII = false
  /// What goes on beside the screen.
  package internal(set) var work: Work?
  /// What to begin once everything is open.
  var start: Start?
  /// True where the top screen may want to read something.
  var isStale = false
  var helpScroll = 0
  /// The bar that is being dragged: where the pointer was last, and what of a row is left over.
  var drag: Drag?

  struct Drag: Sendable, Hashable {
    var row: Int
    var rowsPerCell: Double
    var rest = 0.0
  }

  /// A message for the person.
  package struct Notice: Sendable, Hashable {
    /// What the next key does.
    package enum Kind: Sendable, Hashable {
      /// Any key closes it.
      case message
      /// The program cannot go on; any key ends it.
      case fatal(Failure)
      /// The program cannot end, because a write failed; the person decides.
      case notSaved
    }

    /// What to tell.
    package var text: String
    /// What the next key does.
    package var kind = Kind.message
  }

  /// Work beside the screen.
  package struct Work: Sendable, Hashable {
    /// What is done.
    package var label: String
    /// How far it is, 0 to 1, where that is known.
    package var share: Double?
  }

  /// What a command asked for at the start.
  package enum Start: Sendable {
    /// Begin an attempt.
    case take(Effect)
    /// Go on with the waiting attempt.
    case resume
    /// Open the gap report.
    case gaps
    /// Open the history.
    case history
  }

  /// The screens of a program that has just been started.
  package init(size: Size, start: Start? = nil) {
    self.size = size
    self.start = start
  }

  /// The keys that hold now, as the person set them.
  var bindings: [Binding] {
    let own = screenBindings
    return own + places(beside: own)
  }

  /// The keys of the screen itself, as the person set them.
  var screenBindings: [Binding] {
    guard let top = screens.last, let context = context() else { return [] }
    return keyMap.applied(to: top.bindings(context), on: section)
  }

  /// The keys that lead to other screens from here, as the person set them.
  ///
  /// A key that the screen itself has is not lent to a place.
  func places(beside own: [Binding]) -> [Binding] {
    guard leadsToPlaces, let context = context() else { return [] }
    let taken = Set(own.flatMap(\.keys))
    // The letter of the place where one is leads nowhere.
    let here = screens.last?.place(context).map(Command.goTo)
    return keyMap.applied(to: Bindings.places, on: KeyMap.places).filter {
      $0.command != here && taken.isDisjoint(with: $0.keys)
    }
  }

  /// True where letters lead to other screens: nothing is answered, and nothing typed.
  var leadsToPlaces: Bool { overview != nil && !takesText && screens.last?.leadsToPlaces ?? false }

  /// The keys that hold on every screen, as the person set them.
  var globalBindings: [Binding] { keyMap.applied(to: Bindings.global, on: KeyMap.everywhere) }

  /// The screen's name in the file of keys.
  var section: String { screens.last?.section ?? "" }

  /// True where letters are text, so that no command may hang on them.
  var takesText: Bool { screens.last?.takesText ?? false }

  /// True where every command can be asked for by name.
  var takesPalette: Bool { overview != nil && screens.last?.allowsPalette ?? false }

  /// True where the home screen is shown and nothing over it.
  package var isAtHome: Bool { screens.count == 1 && !showsHelp && notice == nil && work == nil }

  /// What screens read beside their own state; nil until everything is open.
  func context(at moment: Moment? = nil) -> Context? {
    overview.map {
      Context(
        overview: $0, keys: keyMap, size: size, now: moment?.date ?? $0.now, clock: moment?.clock ?? 0)
    }
  }
}

extension ScreenStack: Interface {
  package typealias Input = Event

  package var firstEffects: [Effect] { [.openWorkspace] }

  /// A new size is drawn at once; everything else waits its turn.
  package func canWait(_ event: Event) -> Bool {
    if case .resize = event { false } else { true }
  }

  package var tickInterval: Int? { notice == nil ? screens.last?.tickInterval : nil }

  package mutating func tick(at moment: Moment) -> Reply<Request> {
    guard tickInterval != nil else { return Reply() }
    return refreshed(offer(.tick, at: moment), at: moment)
  }

  package func unsaved(at moment: Moment) -> [Effect] {
    guard let context = context(at: moment) else { return [] }
    return screens.flatMap { $0.unsaved(context) }
  }

  package mutating func cannotLeave(because failure: Failure, at moment: Moment) -> Reply<Request> {
    (showsHelp, work) = (false, nil)
    notice = Notice(
      text: "What you did last is not saved yet: \(failure.message).\n\n"
        + "Enter tries again. Esc goes back to what you were doing. Ctrl-C leaves without saving it.",
      kind: .notSaved)
    return Reply()
  }
}
