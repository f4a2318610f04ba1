import CNcurses
import TerminalUI

/// Styles as attributes and colour pairs of ncurses, made when they are first used.
struct Palette {
  /// How ncurses draws a style.
  struct Look {
    var attributes: UInt32
    var pair: Int32
  }

  private let theme: Theme
  private var looks: [Style: Look] = [:]
  private var pairs: [Int32: Int32] = [:]
  private var hasColours = false

  init(theme: Theme) { self.theme = theme }

  mutating func start() {
    guard has_colors() else { return }
    start_color()
    // The person's own background stays.
    hasColours = use_default_colors() == OK
  }

  mutating func look(of style: Style) -> Look {
    if let look = looks[style] { return look }
    let appearance = theme.appearance(style.role)
    let attributes = style.attributes.union(appearance.attributes)
    var bits: UInt32 = 0
    if attributes.contains(.bold) { bits |= cn_bold() }
    if attributes.contains(.dim) { bits |= cn_dim() }
    if attributes.contains(.underline) { bits |= cn_underline() }
    if attributes.contains(.reverse) { bits |= cn_reverse() }
    let look = Look(attributes: bits, pair: pair(of: appearance.foreground))
    looks[style] = look
    return look
  }

  private mutating func pair(of colour: Colour) -> Int32 {
    guard hasColours, case .palette(let index, let fallback) = colour else { return 0 }
    let number = Int32(cn_colours() >= 256 ? index : fallback)
    if let pair = pairs[number] { return pair }
    let pair = Int32(pairs.count + 1)
    guard init_extended_pair(pair, number, -1) == OK else { return 0 }
    pairs[number] = pair
    return pair
  }
}
