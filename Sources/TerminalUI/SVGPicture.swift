/// Writes a terminal picture as an SVG file, for documents that would otherwise need a screenshot.
public enum SVGPicture {
  private static let cell = (width: 9, height: 20)
  private static let margin = 14

  /// The picture of a surface in a theme.
  ///
  /// - Parameter title: The description for people who can't see the picture.
  public static func text(_ surface: Surface, theme: Theme, title: String) -> String {
    let isLight = theme.name == "light"
    let paper = isLight ? "#ffffff" : "#15181d"
    let ink = isLight ? "#1c1c1c" : "#d7dae0"
    let width = surface.size.columns * cell.width + 2 * margin
    let height = surface.size.rows * cell.height + 2 * margin
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
      "<title>\(escaped(title))</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" rx=\"8\" fill=\"\(paper)\"/>",
      "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">",
    ]
    for row in 0..<surface.size.rows {
      for run in runs(of: surface, row: row) {
        var look = theme.appearance(run.style.role)
        look.attributes.formUnion(run.style.attributes)
        var colour = colour(look.foreground, standard: ink)
        let x = margin + run.column * cell.width
        let y = margin + row * cell.height
        let extent = run.columns * cell.width
        if look.attributes.contains(.reverse) {
          lines.append(
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(extent)\" height=\"\(cell.height)\" fill=\"\(colour)\"/>")
          colour = paper
        }
        if look.attributes.contains(.underline) {
          lines.append(
            "<rect x=\"\(x)\" y=\"\(y + cell.height - 3)\" width=\"\(extent)\" height=\"1\" fill=\"\(colour)\"/>"
          )
        }
        guard run.text.contains(where: { $0 != " " }) else { continue }
        let weight = look.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        lines.append(
          "<text x=\"\(x)\" y=\"\(y + 15)\" textLength=\"\(extent)\" lengthAdjust=\"spacingAndGlyphs\" "
            + "fill=\"\(colour)\"\(weight)>\(escaped(withFirmBlanks(run.text)))</text>")
      }
    }
    lines += ["</g>", "</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text with blanks that no browser drops: some fold rows of blanks, and would stretch what is left.
  private static func withFirmBlanks(_ text: String) -> String {
    text.contains("  ") || text.hasPrefix(" ") || text.hasSuffix(" ")
      ? text.replacing(" ", with: "\u{A0}") : text
  }

  private struct Run {
    var column: Int
    var columns: Int
    var text: String
    var style: Style
  }

  /// The cells of a row, joined while they look alike; glyphs whose width depends on the font stand alone.
  private static func runs(of surface: Surface, row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<surface.size.columns {
      let cell = surface[column: column, row: row]
      if cell.isContinuation {
        if !runs.isEmpty { runs[runs.count - 1].columns += 1 }
        continue
      }
      if let last = runs.last, last.style == cell.style, cell.glyph.isASCII,
        last.text.last?.isASCII ?? false, last.column + last.columns == column
      {
        runs[runs.count - 1].text.append(cell.glyph)
        runs[runs.count - 1].columns += 1
      } else if cell.glyph != " " || !cell.style.attributes.isDisjoint(with: [.reverse, .underline]) {
        runs.append(Run(column: column, columns: 1, text: String(cell.glyph), style: cell.style))
      }
    }
    for index in runs.indices where runs[index].style.attributes.isDisjoint(with: [.reverse, .underline]) {
      while runs[index].text.hasSuffix(" ") {
        runs[index].text.removeLast()
        runs[index].columns -= 1
      }
    }
    return runs
  }

  /// A colour of xterm's 256-colour palette: 16 named ones, a cube of 216, and 24 greys.
  static func colour(_ colour: Colour, standard: String) -> String {
    guard case .palette(let index, _) = colour else { return standard }
    func hex(_ red: Int, _ green: Int, _ blue: Int) -> String {
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    switch index {
    case 16..<232:
      let steps = [0, 95, 135, 175, 215, 255]
      let place = index - 16
      return hex(steps[place / 36], steps[place / 6 % 6], steps[place % 6])
    case 232..<256:
      let grey = 8 + 10 * (index - 232)
      return hex(grey, grey, grey)
    default: return standard
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
