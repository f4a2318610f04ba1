import Foundation
import ItemBank
import SextantCore
import TerminalUI

/// The stack of screens, as an interface of the program.
package struct ScreenStack: Sendable {
  /// Requests to the terminal's loop.
  package enum Request: Sendable, Hashable {
    /// Give the terminal back until `fg`.
    case suspend
    /// Draw everything again.
    case redraw
    /// Put a text into the terminal's clipboard.
    case copy(String)
  }

  /// The screens, the top one last; empty until the files are open.
  var screens: [any Screen] = []
  /// The size of the terminal.
  package internal(set) var size: Size
  /// The person's scores, gaps and plan; nil until computed.
  package internal(set) var overview: Overview?
  /// The person's keys.
  package internal(set) var keyMap = KeyMap()
  /// True if the list of keys is shown over the screen.
  package internal(set) var showsHelp = false
  /// A message over the screen.
  package internal(set) var notice: Notice?
  /// True if the terminal can only show ASCII, whatever the settings say.
  package var mustBeASCII = false
  /// What was just done, for some seconds or until the next key.
  package internal(set) var toast: Toast?
  /// Work in the background.
  package internal(set) var work: Work?
  /// What to start with, once everything is open.
  var start: Start?
  /// True if the top screen may want to read data.
  var isStale = false
  var helpScroll = 0
  /// The scroll bar being dragged: the last pointer position, and the remaining fraction of a row.
  var drag: Drag?

  struct Drag: Sendable, Hashable {
    var row: Int
    var rowsPerCell: Double
    var rest = 0.0
  }

  /// A message for the person.
  package struct Notice: Sendable, Hashable {
    /// The effect of the next key.
    package enum Kind: Sendable, Hashable {
      /// Any key closes it.
      case message
      /// The program can't continue; any key ends it.
      case fatal(Failure)
      /// The program can't end because a write failed; the person decides.
      case notSaved
    }

    /// The text.
    package var text: String
    /// The effect of the next key.
    package var kind = Kind.message
  }

  /// A short message that takes no key and fades.
  package struct Toast: Sendable, Hashable {
    /// The text.
    package var text: String
    /// The running clock, in milliseconds, at which it fades.
    package var end: Int

    /// Shows a text as long as it takes to read.
    init(_ text: String, at clock: Int) {
      self.text = text
      end = clock + 3000 + 50 * text.count
    }
  }

  /// Work in the background.
  package struct Work: Sendable, Hashable {
    /// The name of the work.
    package var label: String
    /// The share done, 0 to 1, if known.
    package var share: Double?
  }

  /// What a command asks to start with.
  package enum Start: Sendable {
    /// Start an attempt.
    case take(Effect)
    /// Continue the open attempt.
    case resume
    /// Open the gap report.
    case gaps
    /// Open the history.
    case history
  }

  /// Creates the stack of a program that has just started.
  package init(size: Size, start: Start? = nil) {
    self.size = size
    self.start = start
  }

  /// The present bindings, with the person's keys.
  var bindings: [Binding] {
    let own = screenBindings
    return own + places(beside: own)
  }

  /// The bindings of the screen itself, with the person's keys.
  var screenBindings: [Binding] {
    guard let top = screens.last, let context = context() else { return [] }
    return keyMap.applied(to: top.bindings(context), on: section)
  }

  /// The bindings that lead to other places from here, with the person's keys.
  ///
  /// If the screen itself uses a key, that key doesn't lead to a place.
  func places(beside own: [Binding]) -> [Binding] {
    guard leadsToPlaces, let context = context() else { return [] }
    let taken = Set(own.flatMap(\.keys))
    // The letter of the present place leads nowhere.
    let here = screens.last?.place(context).map(Command.goTo)
    return keyMap.applied(to: Bindings.places, on: KeyMap.places).filter {
      $0.command != here && taken.isDisjoint(with: $0.keys)
    }
  }

  /// True if letters lead to other places: nothing is answered or typed.
  var leadsToPlaces: Bool { overview != nil && !takesText && screens.last?.leadsToPlaces ?? false }

  /// The bindings that work on every screen, with the person's keys.
  var globalBindings: [Binding] {
    let all = keyMap.applied(to: Bindings.global, on: KeyMap.everywhere)
    guard leavesWithQuit else { return all }
    // Esc stands in the footer already.
    return all.map { $0.command == .quit ? Bindings.leaving(with: $0.keys) : $0 }
  }

  /// True if the key that quits on home only leaves the present screen.
  ///
  /// A screen with something to keep asks instead.
  var leavesWithQuit: Bool { screens.count > 1 && !(screens.last?.asksBeforeQuitting ?? false) }

  /// The screen's name in the key file.
  var section: String { screens.last?.section ?? "" }

  /// True if letters are text, so that they can't be commands.
  var takesText: Bool { screens.last?.takesText ?? false }

  /// True if the palette can be opened.
  var takesPalette: Bool { overview != nil && screens.last?.allowsPalette ?? false }

  /// True if only the home screen is shown.
  package var isAtHome: Bool { screens.count == 1 && !showsHelp && notice == nil && work == nil }

  /// The values that screens read besides their own state; nil until everything is open.
  func context(at moment: EventTime? = nil) -> Context? {
    overview.map {
      var context = Context(
        overview: $0, keys: keyMap, size: size, now: moment?.date ?? $0.now, clock: moment?.clock ?? 0)
      context.spellsKeys = spells
      return context
    }
  }
}

extension ScreenStack: Interface {
  package typealias Input = Event

  package var firstEffects: [Effect] { [.openWorkspace] }

  /// A new size is drawn at once; all other input can wait.
  package func canWait(_ event: Event) -> Bool {
    if case .resize = event { false } else { true }
  }

  package var tickInterval: Int? {
    let own = notice == nil ? screens.last?.tickInterval : nil
    return toast == nil ? own : min(own ?? .max, 500)
  }

  package mutating func tick(at moment: EventTime) -> Reply<Request> {
    guard tickInterval != nil else { return Reply() }
    if let toast, moment.clock >= toast.end { self.toast = nil }
    guard notice == nil, screens.last?.tickInterval != nil else { return Reply() }
    return refreshed(offer(.tick, at: moment), at: moment)
  }

  package func unsaved(at moment: EventTime) -> [Effect] {
    guard let context = context(at: moment) else { return [] }
    return screens.flatMap { $0.unsaved(context) }
  }

  package mutating func cannotLeave(because failure: Failure, at moment: EventTime) -> Reply<Request> {
    (showsHelp, work) = (false, nil)
    notice = Notice(
      text: "Your last change isn't saved yet: \(failure.message).\n\n"
        + "Enter tries again. Esc goes back to what you were doing. Ctrl-C leaves without saving it.",
      kind: .notSaved)
    return Reply()
  }
}
