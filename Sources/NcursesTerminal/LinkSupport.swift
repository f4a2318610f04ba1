/// Which terminals know links, and how a link is written to them (OSC 8; Egmont Koblinger, "Hyperlinks in terminal emulators",
/// 2017).
public enum LinkSupport {
  /// True if the environment names a terminal that is known to show links.
  ///
  /// No terminal can be asked. One that doesn't know the sequence ignores it if it parses sequences of its kind at all,
  /// and may print it if it doesn't; within tmux or screen it isn't known where it ends up. So only terminals that
  /// announce themselves count.
  ///
  /// - Parameter variable: Returns the value of a variable; nil if it isn't set.
  public static func isKnown(_ variable: (String) -> String?) -> Bool {
    let name = variable("TERM") ?? ""
    guard isHarmless(name), (variable("TMUX") ?? "").isEmpty, (variable("STY") ?? "").isEmpty else {
      return false
    }
    if ["xterm-kitty", "foot", "wezterm", "alacritty", "xterm-ghostty", "contour"].contains(
      where: name.hasPrefix)
    {
      return true
    }
    // VTE shows links since 0.50, Konsole since 20.12.
    if let version = variable("VTE_VERSION").flatMap(Int.init) { return version >= 5000 }
    if let version = variable("KONSOLE_VERSION").flatMap(Int.init) { return version >= 201_200 }
    if variable("WT_SESSION") != nil || variable("KITTY_WINDOW_ID") != nil { return true }
    return ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(variable("TERM_PROGRAM") ?? "")
  }

  /// True for terminals that ignore the sequence as a whole if they don't know it, so that it may be switched on there.
  public static func isHarmless(_ terminal: String) -> Bool { Terminal.tellsBackground(terminal) }

  /// The sequence that begins a link; the rows of one address share its number, so that a terminal marks them together.
  static func start(_ address: String, number: Int) -> String {
    "\u{1B}]8;id=sextant\(number);\(address)\u{1B}\\"
  }

  /// The sequence that ends a link.
  static let end = "\u{1B}]8;;\u{1B}\\"
}
