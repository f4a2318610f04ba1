extension CellText {
  /// Wraps one line at spaces, never inside a word; later lines are indented two cells more than the first.
  ///
  /// - Parameter columns: The width in cells; nil leaves the line as it is, for example for a pipe.
  public static func hanging(_ line: String, columns: Int?) -> [String] {
    guard let columns, width(of: line) > columns else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    var isEmpty = true
    // Several spaces in a row belong to code, so they are kept unless the line ends there.
    let text = line.dropFirst(indent.count)
    for word in bound(text.split(separator: " ", omittingEmptySubsequences: false), in: text) {
      let longer = isEmpty ? current + word : current + " " + word
      if isEmpty || width(of: longer) <= columns {
        current = longer
      } else {
        lines.append(current)
        current = indent + "  " + word
      }
      isEmpty = false
    }
    return lines + [current]
  }
}
