import SextantCore
import SextantScreens
import TerminalUI

/// The appearance: options given at the start, what was detected, and the settings.
struct TerminalAppearance {
  /// The theme from an option, which overrides the settings.
  var theme: Theme?
  /// The theme that the terminal's background suggests.
  var found: Theme
  /// True if only ASCII can be drawn.
  var mustBeASCII: Bool
  /// True if only the terminal itself can tell its background.
  var asksTerminal: Bool
  /// True if the terminal is known to show links.
  var knowsLinks: Bool
  /// True if the terminal at least ignores links.
  var mayHaveLinks: Bool
  /// False if an option leaves the mouse to the terminal.
  var mayUseMouse: Bool

  func theme(_ settings: Settings?) -> Theme {
    if let theme { return theme }
    return switch settings?.look ?? .auto {
    case .auto: found
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    }
  }

  func usesLinks(_ settings: Settings?) -> Bool {
    switch settings?.links ?? .auto {
    case .auto: knowsLinks
    case .on: mayHaveLinks
    case .off: false
    }
  }

  func isASCII(_ settings: Settings?) -> Bool { mustBeASCII || (settings?.isASCII ?? false) }
}
