/// The meaning of a cell; the theme decides how it looks.
///
/// Widgets and screens name roles, never colours, so a theme is a single table.
public enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case text
  /// Secondary text.
  case muted
  /// Decoration that may go unnoticed: rules, grid lines, empty bars.
  case faint
  /// Titles and headings.
  case heading
  /// The only accent: what is focused, and what to press next.
  case accent
  /// A key of the keyboard in a hint.
  case key
  /// Right, reached, improved.
  case correct
  /// Wrong, missing, declined.
  case wrong
  /// Unclear, due, worth a look.
  case caution
  /// The target mark.
  case target
  /// A credible interval.
  case interval
  /// A point estimate.
  case estimate
  /// The filled part of a progress bar.
  case progress
  /// The selected line or option.
  case selection
  /// The bar of keys at the foot of the screen.
  case footer
  /// Plain program code.
  case code
  /// A keyword in program code.
  case codeKeyword
  /// A string in program code.
  case codeString
  /// A number in program code.
  case codeNumber
  /// A comment in program code.
  case codeComment
  /// A built-in name or a definition in program code.
  case codeName
  /// A line number beside program code.
  case codeGutter
}

/// A role with attributes that hold in every theme.
public struct Style: Hashable, Sendable {
  /// Attributes that terminals without colours also show.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Bold.
    public static let bold = Attributes(rawValue: 1)
    /// Dim.
    public static let dim = Attributes(rawValue: 2)
    /// Underlined.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background swapped.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// The meaning of the cell.
  public var role: Role
  /// Attributes in addition to the theme's.
  public var attributes: Attributes

  /// The number of all styles.
  public static let count = Role.allCases.count << 4

  /// The style's place in a table of all styles: 0 to `count` - 1.
  public var number: Int { Int(role.rawValue) << 4 | Int(attributes.rawValue & 15) }

  /// Creates a style.
  public init(_ role: Role, _ attributes: Attributes = []) {
    self.role = role
    self.attributes = attributes
  }

  /// Ordinary text.
  public static let text = Style(.text)
  /// Secondary text.
  public static let muted = Style(.muted)
  /// Decoration.
  public static let faint = Style(.faint)
  /// A heading.
  public static let heading = Style(.heading, .bold)
  /// The accent.
  public static let accent = Style(.accent)
  /// A key in a hint.
  public static let key = Style(.key, .bold)

  /// Returns the style with attributes added.
  public func with(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }
}
