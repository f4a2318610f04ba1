/// What a cell means; the theme decides how that looks.
///
/// Widgets and screens name roles and never colours, so that a theme is one table.
public enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case text
  /// Secondary text.
  case muted
  /// Decoration that may be overlooked: rules, grid lines, empty bars.
  case faint
  /// Titles and headings.
  case heading
  /// The one accent: what is focused, what to press next.
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

/// A role with the attributes that hold in every theme.
public struct Style: Hashable, Sendable {
  /// Attributes that a terminal without colours shows too.
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
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// What the cell means.
  public var role: Role
  /// Attributes beside those of the theme.
  public var attributes: Attributes

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
