extension ForbiddenCharacters {
  /// JSON with the same value, in which control and invisible characters are written as `\\u` escapes.
  ///
  /// - Parameter json: JSON in several lines, so that lines without such characters are quickly passed over.
  public static func escaped(inJSON json: String) -> String {
    json.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard removed(from: String(line)) != line else { return String(line) }
      return line.unicodeScalars.reduce(into: "") { text, scalar in
        if removed(from: String(scalar)) == String(scalar) {
          text.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 {
            text += "\\u" + String(0x10000 | Int(unit), radix: 16).dropFirst()
          }
        }
      }
    }.joined(separator: "\n")
  }
}
