/// A colour of the terminal.
public enum Colour: Hashable, Sendable {
  /// The terminal's default colour.
  case standard
  /// An entry of the 256-colour palette, and what stands for it on a terminal with 8 or 16 colours.
  case palette(Int, fallback: BasicColour)
}

/// A colour of a terminal with 8 or 16 colours.
///
/// There xterm and the Linux console draw bold text in the brighter shade of its colour. Some colours can be read only
/// in that shade, others only without it.
public enum BasicColour: Hashable, Sendable {
  /// The terminal's default colour.
  case standard
  /// One of the eight, in either shade.
  case either(Int)
  /// One of the eight, always bold.
  case bright(Int)
  /// One of the eight, never bold.
  case plain(Int)

  /// The number of the colour; nil for the default one.
  public var number: Int? {
    switch self {
    case .standard: nil
    case .either(let number), .bright(let number), .plain(let number): number
    }
  }

  /// The attributes with which it is drawn, of a style's own.
  public func attributes(of own: Style.Attributes) -> Style.Attributes {
    switch self {
    case .standard, .either: own
    case .bright: own.union(.bold)
    case .plain: own.subtracting(.bold)
    }
  }
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
      .text: Appearance(.standard),
      .muted: Appearance(.palette(247, fallback: .either(7))),
      .faint: Appearance(.palette(242, fallback: .either(7))),
      .heading: Appearance(.palette(255, fallback: .either(7))),
      .accent: Appearance(.palette(117, fallback: .either(6))),
      .key: Appearance(.palette(117, fallback: .either(6))),
      .correct: Appearance(.palette(114, fallback: .either(2))),
      .wrong: Appearance(.palette(210, fallback: .bright(1))),
      .caution: Appearance(.palette(221, fallback: .bright(3))),
      .target: Appearance(.palette(221, fallback: .bright(3))),
      .interval: Appearance(.palette(75, fallback: .either(6))),
      .estimate: Appearance(.palette(159, fallback: .bright(7))),
      .progress: Appearance(.palette(75, fallback: .either(6))),
      .selection: Appearance(.palette(117, fallback: .either(6))),
      .footer: Appearance(.palette(247, fallback: .either(7))),
      .code: Appearance(.palette(252, fallback: .either(7))),
      .codeKeyword: Appearance(.palette(176, fallback: .bright(5))),
      .codeString: Appearance(.palette(150, fallback: .either(2))),
      .codeNumber: Appearance(.palette(216, fallback: .bright(3))),
      .codeComment: Appearance(.palette(246, fallback: .either(7))),
      .codeName: Appearance(.palette(117, fallback: .either(6))),
      .codeGutter: Appearance(.palette(242, fallback: .either(7))),
    ])

  /// The theme for a light background.
  ///
  /// On white, only black, red, blue and magenta of the eight colours can be read.
  public static let light = Theme(
    name: "light",
    appearances: [
      .text: Appearance(.standard),
      .muted: Appearance(.palette(240, fallback: .standard)),
      .faint: Appearance(.palette(245, fallback: .standard)),
      .heading: Appearance(.palette(232, fallback: .standard)),
      .accent: Appearance(.palette(25, fallback: .either(4))),
      .key: Appearance(.palette(25, fallback: .either(4))),
      .correct: Appearance(.palette(22, fallback: .either(4))),
      .wrong: Appearance(.palette(124, fallback: .plain(1))),
      .caution: Appearance(.palette(94, fallback: .plain(5))),
      .target: Appearance(.palette(94, fallback: .plain(5))),
      .interval: Appearance(.palette(32, fallback: .either(4))),
      .estimate: Appearance(.palette(17, fallback: .standard)),
      .progress: Appearance(.palette(32, fallback: .either(4))),
      .selection: Appearance(.palette(25, fallback: .either(4))),
      .footer: Appearance(.palette(240, fallback: .standard)),
      .code: Appearance(.palette(235, fallback: .standard)),
      .codeKeyword: Appearance(.palette(90, fallback: .plain(5))),
      .codeString: Appearance(.palette(22, fallback: .either(4))),
      .codeNumber: Appearance(.palette(130, fallback: .plain(5))),
      .codeComment: Appearance(.palette(241, fallback: .standard)),
      .codeName: Appearance(.palette(25, fallback: .either(4))),
      .codeGutter: Appearance(.palette(245, fallback: .standard)),
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
