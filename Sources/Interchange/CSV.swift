/// Reads and writes comma-separated values (RFC 4180).
public enum CSV {
  /// Writes rows as text with CRLF line ends; fields are quoted where necessary.
  ///
  /// A field that a spreadsheet would run as a formula gets a leading apostrophe, unless it is a number.
  public static func text(_ rows: [[String]]) -> String {
    rows.map { row in row.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ value: String) -> String {
    var value = value
    if let first = value.first, "=+-@\t\r".contains(first), Double(value) == nil { value = "'" + value }
    let needsQuotes = value.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    return needsQuotes
      ? "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      : value
  }

  /// Reads rows; a quoted field may contain commas, quotes and line breaks.
  ///
  /// - Throws: `CSVError` if a quote is never closed or is in the middle of a field.
  public static func rows(_ text: String) throws(CSVError) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    var line = 1
    var iterator = text.unicodeScalars.makeIterator()
    var pushed: Unicode.Scalar?
    func next() -> Unicode.Scalar? {
      if let scalar = pushed {
        pushed = nil
        return scalar
      }
      return iterator.next()
    }
    func endField() {
      row.append(field)
      field = ""
      wasQuoted = false
    }
    while let scalar = next() {
      if isQuoted {
        if scalar == "\"" {
          let following = next()
          if following == "\"" {
            field.unicodeScalars.append("\"")
          } else {
            isQuoted = false
            pushed = following
          }
        } else {
          if scalar == "\n" { line += 1 }
          field.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "\"":
        guard field.isEmpty, !wasQuoted else { throw CSVError.strayQuote(line: line) }
        isQuoted = true
        wasQuoted = true
      case ",": endField()
      case "\r": continue
      case "\n":
        endField()
        rows.append(row)
        row = []
        line += 1
      default: field.unicodeScalars.append(scalar)
      }
    }
    guard !isQuoted else { throw CSVError.openQuote(line: line) }
    if !field.isEmpty || !row.isEmpty || wasQuoted {
      endField()
      rows.append(row)
    }
    return rows
  }
}

/// The reason why a text can't be read as comma-separated values.
public enum CSVError: Error, Equatable {
  /// A quote in the middle of a field.
  case strayQuote(line: Int)
  /// A quote that is never closed.
  case openQuote(line: Int)
  /// A record with more bytes than the limit.
  case tooLong(line: Int, limit: Int)

  /// The message for the person.
  public var message: String {
    switch self {
    case .strayQuote(let line): "line \(line): a quote is inside a field; double it and quote the field"
    case .openQuote(let line): "line \(line): a quoted field is never closed; add the quote at its end"
    case .tooLong(let line, let limit):
      "line \(line): the line has more than \(limit >> 20) MiB; write one line for each answer"
    }
  }
}
