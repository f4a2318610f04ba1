import CNcurses
import CTerminalGuard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The abilities of the current terminal, found without drawing anything.
public struct TerminalSupport: Sendable {
  /// The value of `TERM`.
  public var name: String
  /// True if standard input and output are a terminal.
  public var isTerminal: Bool
  /// True if the terminal's description was found.
  public var isKnown: Bool
  /// True if it can move the cursor and clear the screen.
  public var canDraw: Bool
  /// The number of colours; 0 or less if it has none.
  public var colours: Int
  /// True if the locale's character set is UTF-8.
  public var isUTF8: Bool
  /// The columns, according to the system.
  public var columns: Int
  /// The rows, according to the system.
  public var rows: Int

  /// Examines the terminal.
  ///
  /// - Parameters:
  ///   - name: The terminal's name, as in `TERM`.
  ///   - isUTF8: What `useLocale` returned.
  public static func probe(name: String?, isUTF8: Bool = useLocale()) -> TerminalSupport {
    var window = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window)
    let name = name ?? ""
    var support = TerminalSupport(
      name: name, isTerminal: isTerminal, isKnown: false, canDraw: false, colours: 0, isUTF8: isUTF8,
      columns: Int(window.ws_col), rows: Int(window.ws_row))
    guard !name.isEmpty else { return support }
    var status: Int32 = 0
    if cn_setupterm(name, &status) == OK {
      support.isKnown = true
      support.canDraw = name != "dumb" && cn_has_capability("cup") && cn_has_capability("clear")
      support.colours = Int(tigetnum("colors"))
    }
    return support
  }

  /// Sets the locale of this process from the environment; returns whether its characters are UTF-8.
  public static func useLocale() -> Bool { tg_set_locale() != 0 }

  /// True if both input and output are a terminal.
  public static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// The reason why no screen can be drawn, with the remedy; nil if it can.
  public var obstacle: String? {
    if !isTerminal { return "standard input and output are not a terminal" }
    if name.isEmpty { return "TERM is not set; set it to your terminal's name, such as xterm-256color" }
    if !isKnown { return "the terminal \(name) is unknown; set TERM to a known one, such as xterm-256color" }
    if !canDraw { return "the terminal \(name) cannot move its cursor" }
    return nil
  }
}
