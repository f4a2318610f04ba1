import CNcurses
import TerminalUI

/// Converts styles to ncurses attributes and colour pairs, created when first used.
struct Palette {
  /// How ncurses draws a style.
  struct Rendition {
    var attributes: UInt32
    var pair: Int32
  }

  private let theme: Theme
  /// By the style's number.
  private var renditions: [Rendition?]
  /// The colours that have a pair: the first has pair 1.
  private var colours: [Int32] = []
  private var hasColours = false

  init(theme: Theme) {
    self.theme = theme
    renditions = Array(repeating: nil, count: Style.count)
  }

  mutating func start() {
    guard has_colors() else { return }
    start_color()
    // Keep the person's own background.
    hasColours = use_default_colors() == OK
  }

  mutating func rendition(of style: Style) -> Rendition {
    if let rendition = renditions[style.number] { return rendition }
    let appearance = theme.appearance(style.role)
    var attributes = style.attributes.union(appearance.attributes)
    if hasColours, case .palette(let index, let basic) = appearance.foreground,
      !Self.hasEntry(index, colours: Int(cn_colours()))
    {
      attributes = basic.attributes(of: attributes)
    }
    var bits: UInt32 = 0
    if attributes.contains(.bold) { bits |= cn_bold() }
    if attributes.contains(.dim) { bits |= cn_dim() }
    if attributes.contains(.underline) { bits |= cn_underline() }
    if attributes.contains(.reverse) { bits |= cn_reverse() }
    let rendition = Rendition(attributes: bits, pair: pair(of: appearance.foreground))
    renditions[style.number] = rendition
    return rendition
  }

  private mutating func pair(of colour: Colour) -> Int32 {
    guard hasColours, case .palette(let index, let fallback) = colour,
      let number = Self.number(of: index, fallback: fallback, colours: Int(cn_colours()))
    else { return 0 }
    if let index = colours.firstIndex(of: number) { return Int32(index + 1) }
    let pair = Int32(colours.count + 1)
    guard init_extended_pair(pair, number, -1) == OK else { return 0 }
    colours.append(number)
    return pair
  }

  /// True if a terminal with that many colours has an entry of xterm's 256 colours, or can show its like.
  private static func hasEntry(_ index: Int, colours: Int) -> Bool {
    colours == 256 || (colours == 1 << 24 && index >= 16)
  }

  /// The number of one of xterm's 256 colours on a terminal with that many colours; nil for the default colour.
  ///
  /// Terminals with 16,777,216 colours take the colour itself as the number, so it is composed from xterm's
  /// red, green and blue. The first eight numbers mean the same everywhere.
  static func number(of index: Int, fallback: BasicColour, colours: Int) -> Int32? {
    guard hasEntry(index, colours: colours) else { return fallback.number.map(Int32.init) }
    if colours == 256 { return Int32(index) }
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return Int32(grey << 16 | grey << 8 | grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return Int32(steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6])
  }
}
