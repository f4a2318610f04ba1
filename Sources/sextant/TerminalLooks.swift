import SextantCore
import SextantScreens
import TerminalUI

/// The looks: what was asked for at the start, what was found out, and what the settings say.
struct TerminalLooks {
  /// The theme that an option names; it stands above the settings.
  var theme: Theme?
  /// The theme that the terminal suggests.
  var found: Theme
  /// True where nothing but ASCII can be drawn.
  var mustBeASCII: Bool
  /// True where nothing but the terminal itself can tell its background.
  var asksTerminal: Bool
  /// False where an option leaves the mouse to the terminal.
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

  func isASCII(_ settings: Settings?) -> Bool { mustBeASCII || (settings?.isASCII ?? false) }
}
