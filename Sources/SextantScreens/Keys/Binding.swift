import SextantCore
import TerminalUI

/// One row of a screen's key table: it drives dispatch, footer, help and documentation.
public struct Binding: Sendable, Equatable {
  /// The command.
  public var command: Command
  /// The keys; the first one is shown.
  public var keys: [Key]
  /// A word or two for the footer; empty if it isn't shown there.
  public var label: String
  /// A sentence for the help.
  public var help: String
  /// The keys as the footer and the help show them; nil derives them from `keys`.
  public var shown: String

  /// The same with another label in the footer.
  func labelled(_ label: String) -> Binding {
    var copy = self
    copy.label = label
    return copy
  }

  /// Creates a binding.
  public init(_ command: Command, _ keys: [Key], label: String = "", help: String, shown: String? = nil) {
    self.command = command
    self.keys = keys
    self.label = label
    self.help = help
    self.shown = shown ?? keys.first.map(\.name) ?? ""
  }
}

extension Key {
  /// The key's name for people.
  public var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let character): "ctrl-\(character)"
    case .enter: "⏎"
    case .escape: "esc"
    case .tab: "tab"
    case .backTab: "shift-tab"
    case .backspace: "⌫"
    case .delete: "del"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "home"
    case .end: "end"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    }
  }
}

extension Binding {
  /// The same with keys spelled in words, for terminals without glyphs for them.
  var spelled: Binding {
    var copy = self
    copy.shown = Self.spelled(shown)
    return copy
  }

  /// Names of keys without glyphs.
  static func spelled(_ shown: String) -> String {
    var words = shown
    for (glyph, word) in [
      ("⏎", "enter"), ("⌫", "backspace"), ("← →", "<- ->"), ("↑ ↓", "up/down"), ("←", "left"), ("→", "right"),
      ("↑", "up"), ("↓", "down"), ("–", "-"),
    ] { words = words.replacing(glyph, with: word) }
    return words
  }
}

/// Bindings that many screens share, so that a key means the same everywhere.
public enum Bindings {
  /// Up and down in a list.
  public static let vertical = [
    Binding(.up, [.up, .character("k")], help: "up", shown: "↑ k"),
    Binding(.down, [.down, .character("j")], help: "down", shown: "↓ j"),
    Binding(.pageUp, [.pageUp, .control("b"), .control("u")], help: "a screenful up"),
    Binding(.pageDown, [.pageDown, .control("f"), .control("d")], help: "a screenful down"),
    Binding(.top, [.home, .character("g")], help: "to the first", shown: "g"),
    Binding(.bottom, [.end, .character("G")], help: "to the last", shown: "G"),
  ]
  /// The places that a letter leads to, from every screen where nothing is answered or typed.
  ///
  /// These letters mean nothing else on any such screen. Two are capitals, because `h` and `l` move the
  /// focus.
  public static let places = Places.atFoot.compactMap(\.signpost?.binding)
  /// While a search is typed, the arrows move through the matches.
  static let searching = [
    Binding(.confirm, [.enter], label: "to the list", help: "go on in the matches"),
    Binding(.back, [.escape], label: "end search", help: "end the search"),
    Binding(.down, [.down], help: "to the next match", shown: "↓"),
    Binding(.up, [.up], help: "to the previous match", shown: "↑"),
  ]
  /// One level back.
  public static let back = Binding(.back, [.escape], label: "back", help: "back to where you came from")
  /// The key that quits on home, on any other screen.
  static func leaving(with keys: [Key]) -> Binding {
    Binding(.quit, keys, help: "back to where you came from; on home, leave the program")
  }
  /// The keys that work everywhere.
  public static let global = [
    Binding(.help, [.character("?"), .function(1)], label: "help", help: "show or hide the keys"),
    Binding(
      .palette, [.character(":"), .control("p")], help: "every command by name, and every place to go",
      shown: ":"),
    Binding(.quit, [.character("q")], label: "quit", help: "leave; everything is saved"),
    Binding(.redraw, [.control("l")], help: "draw the screen again"),
    Binding(.suspend, [.control("z")], help: "suspend; fg comes back"),
  ]

  /// The command of a key: the screen's own bindings come first, then the global ones.
  public static func command(for key: Key, in bindings: [Binding], global: [Binding] = global) -> Command? {
    (bindings + global).first { $0.keys.contains(key) }?.command
  }
}
