/// Reads notes as Anki writes them into a text file: fields between separators, with a few lines of header.
package enum AnkiTextReader {
  private struct Header {
    var separator: Character = "\t"
    var isHTML: Bool?
    var isNamed = false
    var columns: [String] = []
    var tags: [String] = []
    var tagsColumn: Int?
    var deckColumn: Int?
    var typeColumn: Int?
    var guidColumn: Int?
    var deck = ""
  }

  private static let separators: [String: Character] = [
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
  ]

  /// Reads all notes of a file.
  package static func read(_ text: String, file: String, _ sink: ImportSink) throws {
    var header = Header()
    var rest = text[...]
    var line = 1
    while rest.first == "#" {
      let end = rest.firstIndex(of: "\n") ?? rest.endIndex
      try read(rest[..<end], line: line, file: file, &header)
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
      line += 1
    }
    if !header.isNamed, let first = rest.prefix(while: { $0 != "\n" }).first(where: { "\t;|".contains($0) }) {
      header.separator = first
    }
    var record = Record(line: line)
    for character in rest {
      if let fields = record.take(character, separator: header.separator) {
        try note(fields.values, line: fields.line, header, file: file, sink)
      }
      if record.size > ImportLimits.question {
        throw ImportFailure(
          at: SourcePlace(file: file, line: record.start),
          "a note is longer than 1 MiB; a quote may never be closed")
      }
    }
    if record.isQuoted {
      throw ImportFailure(at: SourcePlace(file: file, line: record.start), "a quoted field is never closed")
    }
    if let fields = record.take("\n", separator: header.separator) {
      try note(fields.values, line: fields.line, header, file: file, sink)
    }
  }

  private static func read(_ line: Substring, line number: Int, file: String, _ header: inout Header) throws {
    guard let colon = line.firstIndex(of: ":") else { return }
    let key = line.dropFirst()[..<colon].lowercased()
    let value = String(line[line.index(after: colon)...].drop { $0 == " " })
    switch key {
    case "separator":
      guard let separator = separators[value.lowercased()] ?? (value.count == 1 ? value.first : nil) else {
        throw ImportFailure(at: SourcePlace(file: file, line: number), "there is no separator \(value)")
      }
      header.separator = separator
      header.isNamed = true
    case "html": header.isHTML = value.lowercased() == "true"
    case "tags": header.tags = value.split(separator: " ").map(String.init)
    case "deck": header.deck = value
    case "columns": header.columns = value.split(separator: header.separator).map(String.init)
    case "tags column": header.tagsColumn = Int(value)
    case "deck column": header.deckColumn = Int(value)
    case "notetype column": header.typeColumn = Int(value)
    case "guid column": header.guidColumn = Int(value)
    default: break
    }
  }

  /// The fields of one note while its characters arrive.
  private struct Record {
    var start: Int
    var size = 0
    private(set) var isQuoted = false
    private var line: Int
    private var fields: [String] = []
    private var field = ""
    private var wasQuote = false
    private var hasQuotes = false

    init(line: Int) {
      start = line
      self.line = line
    }

    mutating func take(_ character: Character, separator: Character) -> (values: [String], line: Int)? {
      size += 1
      if character == "\n" { line += 1 }
      if isQuoted {
        if character == "\"" { (isQuoted, wasQuote) = (false, true) } else { field.append(character) }
        return nil
      }
      if character == "\"", wasQuote {
        field.append("\"")
        (isQuoted, wasQuote) = (true, false)
      } else if character == "\"", field.isEmpty, !hasQuotes {
        (isQuoted, hasQuotes) = (true, true)
      } else if character == separator || character == "\n" {
        fields.append(field)
        (field, hasQuotes, wasQuote) = ("", false, false)
        guard character == "\n" else { return nil }
        defer { (fields, start, size) = ([], line, 0) }
        return fields == [""] ? nil : (fields, start)
      } else {
        field.append(character)
        wasQuote = false
      }
      return nil
    }
  }

  private static func note(
    _ values: [String], line: Int, _ header: Header, file: String, _ sink: ImportSink
  ) throws {
    let special = [header.tagsColumn, header.deckColumn, header.typeColumn, header.guidColumn]
    func value(_ column: Int?) -> String? {
      column.flatMap { (1...max(1, values.count)).contains($0) && !values.isEmpty ? values[$0 - 1] : nil }
    }
    var note = AnkiNote(place: SourcePlace(file: file, line: line))
    for (index, field) in values.enumerated() where !special.contains(index + 1) {
      note.fields.append(field)
      note.names.append(index < header.columns.count ? header.columns[index] : "")
    }
    note.markup = header.isHTML ?? values.contains { $0.contains("<") && $0.contains(">") } ? .html : .plain
    note.tags = header.tags + (value(header.tagsColumn)?.split(separator: " ").map(String.init) ?? [])
    note.deck = value(header.deckColumn) ?? header.deck
    note.guid = value(header.guidColumn) ?? ""
    for entry in note.entries() { try sink(entry) }
  }
}
