import ItemBank

/// The formats that a bank is written in.
package enum ExportFormat: String, Sendable, CaseIterable {
  case gift
  case moodleXML = "moodle-xml"
  case qti30
  case qti12
  case aiken
  case markdown
  case anki
  case csv
}

/// What a format can't hold of an item.
package struct ExportNote: Sendable, Equatable {
  /// The item.
  package var item: String
  /// What is missing in the file, in lower case.
  package var text: String
  /// True if the whole item is missing.
  package var isLeftOut: Bool
}

/// Writes items in the formats of other programs, so that reading the file again gives the same items.
package struct QuestionExport: Sendable {
  /// The format.
  package let format: ExportFormat
  /// What the file doesn't hold.
  package private(set) var notes: [ExportNote] = []
  private var text = ""
  private var category = ""
  private var rows: [[String]] = []
  /// The items of a deck or a package.
  private var items: [Item] = []
  /// The number of items that were written.
  package private(set) var count = 0

  /// Begins a file.
  package init(_ format: ExportFormat) {
    self.format = format
    switch format {
    case .moodleXML: text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n"
    case .anki: text = AnkiWriter.head
    case .qti12: text = CanvasWriter.head
    case .gift, .qti30, .aiken, .markdown, .csv: break
    }
  }

  /// Adds an item, or a note that the format has no place for it.
  package mutating func add(_ item: Item) {
    if let reason = ExportParts.reason(against: item, in: format) {
      notes.append(ExportNote(item: item.id, text: reason, isLeftOut: true))
      return
    }
    for lost in ExportParts.losses(of: item, in: format) {
      notes.append(ExportNote(item: item.id, text: lost, isLeftOut: false))
    }
    count += 1
    let isNew = category != item.skill
    category = item.skill
    switch format {
    case .gift: text += GIFTWriter.text(item, isNewCategory: isNew)
    case .moodleXML: text += MoodleXMLWriter.text(item, isNewCategory: isNew)
    case .qti30: items.append(item)
    case .qti12: text += CanvasWriter.text(item)
    case .aiken: text += AikenWriter.text(item)
    case .markdown: text += MarkdownWriter.text(item, isNewCategory: isNew)
    case .anki:
      text += AnkiWriter.text(item)
      items.append(item)
    case .csv: rows.append(TableWriter.row(item))
    }
  }

  /// A deck for Anki with all items.
  ///
  /// - Parameter now: The time of the notes in seconds since 1970.
  package func deck(now: Int64) throws -> [UInt8] { try AnkiPackage.bytes(of: items, now: now) }

  /// A package of QTI with all items; nil if the format has none.
  package var package: [UInt8]? {
    switch format {
    case .qti30: ZipArchive.archive(QTIWriter.package(items))
    case .qti12: ZipArchive.archive(CanvasWriter.package(file))
    case .gift, .moodleXML, .aiken, .markdown, .anki, .csv: nil
    }
  }

  /// The whole file as text.
  ///
  /// QTI 3.0 has a file for each item, so the text is only useful with one; take `package` for more.
  package var file: String {
    switch format {
    case .moodleXML: text + "</quiz>\n"
    case .qti12: text + CanvasWriter.tail
    case .qti30: items.map(QTIWriter.text).joined()
    case .csv: CSV.text([TableWriter.header] + rows)
    case .gift, .aiken, .markdown, .anki: text
    }
  }
}

/// What all formats share.
enum ExportParts {
  /// Why a format can't hold an item; nil if it can.
  static func reason(against item: Item, in format: ExportFormat) -> String? {
    let kind = item.task.kind
    switch kind {
    case .linePick, .situational: return "no other program has the type \(kind.rawValue)"
    case .ordering where [.gift, .qti12, .aiken, .markdown].contains(format),
      .matching where [.aiken, .markdown].contains(format),
      .multipleChoice where format == .aiken, .numeric where format == .aiken,
      .shortText where format == .aiken:
      return "\(format.rawValue) has no \(kind.rawValue)"
    default: break
    }
    if [.csv, .anki].contains(format), TableWriter.count(item) > TableWriter.entries {
      return "a table has at most \(TableWriter.entries) options"
    }
    return format == .aiken ? AikenWriter.reason(against: item) : nil
  }

  /// The parts of an item that a file in a format lacks.
  static func losses(of item: Item, in format: ExportFormat) -> [String] {
    var lost: [String] = []
    if item.verification != nil { lost.append("the check of the key (verify)") }
    if let variant = item.variant { lost.append("the family; the file has the variant \(variant)") }
    if format == .markdown, !item.misconceptions.isEmpty { lost.append("its misconceptions") }
    if format == .aiken { lost.append("everything but question, options and key") }
    return lost
  }

  /// What most formats have no place for, as tags.
  static func tags(_ item: Item, hasSource: Bool = true) -> [String] {
    var tags = ["level-\(item.level)", "bloom-\(item.bloom.rawValue)", "skill-\(item.skill)"]
    if item.revision != 1 { tags.append("revision-\(item.revision)") }
    if let checked = item.checked { tags.append("checked-\(checked)") }
    switch item.task {
    case .singleChoice(_, false), .multipleChoice(_, false): tags.append("shuffle-no")
    case .shortText(_, false): tags.append("case-matters")
    // A tag is one word.
    case .numeric(let key) where !key.unit.isEmpty:
      tags.append("unit-" + key.unit.split(separator: " ").joined(separator: "_"))
    default: break
    }
    if case .multipleChoice = item.task { tags.append("type-multiple-choice") }
    if hasSource, !item.source.isEmpty { tags.append("source-" + flat(item.source)) }
    return tags
  }

  /// A text on one line.
  static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Plain text as HTML that reads back as the same text.
  static func html(_ text: String) -> String {
    var out = ""
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if isOpen { out += "</p>" }
        isOpen = false
        continue
      }
      if !isOpen {
        out += "<p>"
      } else if line.first == " " || out.hasSuffix("\u{0}") {
        out += "<br>"
      } else {
        out += "\n"
      }
      out = out.replacing("\u{0}", with: "")
      isOpen = true
      out += spaced(line)
      // After a line that stays on its own, the next one begins a new row.
      if line.first == " " { out += "\u{0}" }
    }
    out = out.replacing("\u{0}", with: "")
    return isOpen ? out + "</p>" : out
  }

  /// A line in which no space is lost.
  private static func spaced(_ line: Substring) -> String {
    var out = ""
    var wasSpace = true
    for character in line {
      if character == " " {
        out += wasSpace ? "&nbsp;" : " "
        wasSpace = true
      } else {
        out += HTMLText.escaped(String(character))
        wasSpace = false
      }
    }
    return out
  }

  /// The stem and its code as HTML.
  static func stem(_ item: Item) -> String {
    html(item.stem) + (item.code.map(code) ?? "")
  }

  static func code(_ code: CodeBlock) -> String {
    "<pre><code class=\"language-\(code.language)\">\(HTMLText.escaped(code.text))</code></pre>"
  }

  /// The right sides of a matching question, each once.
  static func rights(_ pairs: [MatchingPair], _ extras: [String]) -> [String] {
    (pairs.map(\.right) + extras).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The share of each of some correct options, in percent.
  static func share(of count: Int) -> String {
    100 % count == 0 ? "\(100 / count)" : "\((100 / Double(count) * 100_000).rounded() / 100_000)"
  }
}
