/// A colour of the terminal.
public enum Colour: Hashable, Sendable {
  /// The terminal's default colour.
  case standard
  /// An entry of the 256-colour palette, and the nearest in meaning of the 8 basic colours.
  case palette(Int, fallback: Int)
}

/// The appearance of a role.
public struct Appearance: Hashable, Sendable {
  /// The colour of the glyph.
  public var foreground: Colour
  /// Attributes in addition to the style's.
  public var attributes: Style.Attributes

  /// Creates an appearance.
  public init(_ foreground: Colour, _ attributes: Style.Attributes = []) {
    self.foreground = foreground
    self.attributes = attributes
  }
}

/// A table of appearances.
///
/// Backgrounds stay the terminal's own. A selection is shown in reverse, which every terminal supports.
public struct Theme: Hashable, Sendable {
  /// The name used in settings and options.
  public let name: String
  /// By the role's number.
  private let appearances: [Appearance]

  private init(name: String, appearances: KeyValuePairs<Role, Appearance>) {
    self.name = name
    var all = Array(repeating: Appearance(.standard), count: Role.allCases.count)
    for (role, appearance) in appearances { all[Int(role.rawValue)] = appearance }
    self.appearances = all
  }

  /// The appearance of a role.
  public func appearance(_ role: Role) -> Appearance { appearances[Int(role.rawValue)] }

  /// The theme with a name: dark, light or mono.
  public static func named(_ name: String) -> Theme? { [dark, light, mono].first { $0.name == name } }

  /// The theme for a dark background.
  public static let dark = Theme(
    name: "dark",
    appearances: [
      .text: Appearance(.standard), .muted: Appearance(.palette(247, fallback: 7)),
      .faint: Appearance(.palette(242, fallback: 7), []), .heading: Appearance(.palette(255, fallback: 7)),
      .accent: Appearance(.palette(117, fallback: 6)), .key: Appearance(.palette(117, fallback: 6)),
      .correct: Appearance(.palette(114, fallback: 2)), .wrong: Appearance(.palette(210, fallback: 1)),
      .caution: Appearance(.palette(221, fallback: 3)), .target: Appearance(.palette(221, fallback: 3)),
      .interval: Appearance(.palette(75, fallback: 4)), .estimate: Appearance(.palette(159, fallback: 6)),
      .progress: Appearance(.palette(75, fallback: 4)), .selection: Appearance(.palette(117, fallback: 6)),
      .footer: Appearance(.palette(247, fallback: 7)), .code: Appearance(.palette(252, fallback: 7)),
      .codeKeyword: Appearance(.palette(176, fallback: 5)),
      .codeString: Appearance(.palette(150, fallback: 2)),
      .codeNumber: Appearance(.palette(216, fallback: 3)),
      .codeComment: Appearance(.palette(246, fallback: 7)),
      .codeName: Appearance(.palette(117, fallback: 6)), .codeGutter: Appearance(.palette(242, fallback: 7)),
    ])

  /// The theme for a light background.
  public static let light = Theme(
    name: "light",
    appearances: [
      .text: Appearance(.standard), .muted: Appearance(.palette(240, fallback: 0)),
      .faint: Appearance(.palette(245, fallback: 0)), .heading: Appearance(.palette(232, fallback: 0)),
      .accent: Appearance(.palette(25, fallback: 4)), .key: Appearance(.palette(25, fallback: 4)),
      .correct: Appearance(.palette(22, fallback: 2)), .wrong: Appearance(.palette(124, fallback: 1)),
      .caution: Appearance(.palette(94, fallback: 3)), .target: Appearance(.palette(94, fallback: 3)),
      .interval: Appearance(.palette(32, fallback: 4)), .estimate: Appearance(.palette(17, fallback: 4)),
      .progress: Appearance(.palette(32, fallback: 4)), .selection: Appearance(.palette(25, fallback: 4)),
      .footer: Appearance(.palette(240, fallback: 0)), .code: Appearance(.palette(235, fallback: 0)),
      .codeKeyword: Appearance(.palette(90, fallback: 5)), .codeString: Appearance(.palette(22, fallback: 2)),
      .codeNumber: Appearance(.palette(130, fallback: 3)),
      .codeComment: Appearance(.palette(241, fallback: 0)),
      .codeName: Appearance(.palette(25, fallback: 4)), .codeGutter: Appearance(.palette(245, fallback: 0)),
    ])

  /// The theme without colours, with attributes only.
  public static let mono = Theme(
    name: "mono",
    appearances: [
      .heading: Appearance(.standard, .bold), .accent: Appearance(.standard, .bold),
      .key: Appearance(.standard, .bold), .faint: Appearance(.standard, .dim),
      .codeKeyword: Appearance(.standard, .bold), .codeComment: Appearance(.standard, .dim),
      .codeGutter: Appearance(.standard, .dim), .estimate: Appearance(.standard, .bold),
      .correct: Appearance(.standard, .bold),
    ])
}
