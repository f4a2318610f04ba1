import ItemBank

/// Writes single choices in Aiken.
enum AikenWriter {
  static func reason(against item: Item) -> String? {
    if item.code != nil { return "aiken has no code" }
    let lines = item.stem.split(separator: "\n")
    if lines.contains(where: {
      AikenReader.option($0.trimmed) != nil || AikenReader.answer($0.trimmed) != nil
    }) {
      return "a line of its question looks like an option of aiken"
    }
    return item.task.options.contains { $0.text.contains("\n") }
      ? "aiken has no options of several lines" : nil
  }

  static func text(_ item: Item) -> String {
    let letters = "ABCDEFGHI"
    let options = zip(letters, item.task.options).map { "\($0). \($1.text)\n" }.joined()
    let key = zip(letters, item.task.options).first { $1.isKey }?.0 ?? "A"
    return item.stem + "\n" + options + "ANSWER: \(key)\n\n"
  }
}

/// Writes items as quizzes in Markdown.
enum MarkdownWriter {
  static func text(_ item: Item, isNewCategory: Bool) -> String {
    var lines: [String] = isNewCategory ? ["# \(escaped(item.skill))", ""] : []
    lines += ["## \(escaped(item.id))", ""]
    lines += prose(item.stem)
    if let code = item.code {
      let fence = String(repeating: "`", count: code.text.contains("```") ? 5 : 3)
      lines += ["", fence + code.language, code.text, fence]
    }
    lines.append("")
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      for option in options {
        let text = option.text.split(separator: "\n", omittingEmptySubsequences: false)
        lines.append("- [\(option.isKey ? "x" : " ")] " + escaped(String(text[0])))
        lines += text.dropFirst().map { "  " + guarded(String($0)) }
        if !option.rationale.isEmpty { lines += prose(option.rationale).map { "  > " + $0 } }
      }
    case .numeric(let key):
      lines.append(
        "Answer: \(ImportedDecimal.text(key.value)) ± \(ImportedDecimal.text(key.tolerance))"
          + (key.unit.isEmpty ? "" : " " + key.unit))
    case .shortText(let answers, _):
      lines.append("Answer: " + answers.map { "`\($0)`" }.joined(separator: ", "))
    case .ordering, .matching, .linePick, .situational: break
    }
    lines.append("")
    if !item.explanation.isEmpty { lines += prose(item.explanation).map { $0.isEmpty ? ">" : "> " + $0 } }
    lines.append("<!-- tags: \(ExportParts.tags(item, hasSource: false).joined(separator: ", ")) -->")
    if !item.source.isEmpty { lines.append("<!-- source: \(ExportParts.flat(item.source)) -->") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func prose(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { guarded(String($0)) }
  }

  /// A text in which nothing is a mark of Markdown.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, character in
      if "\\`*_[]&".contains(character) { out.append("\\") }
      out.append(character)
    }
  }

  /// A line that is none but prose.
  private static func guarded(_ line: String) -> String {
    let indent = line.prefix { $0 == " " }
    var text = escaped(String(line.dropFirst(indent.count)))
    if let first = text.first, "#>-+~<=".contains(first) {
      text = "\\" + text
    } else if let mark = text.firstIndex(where: { ".):".contains($0) }), text[..<mark].count <= 16,
      text[..<mark].allSatisfy({ $0.isLetter || $0.isNumber || "( *\\".contains($0) })
    {
      text.insert("\\", at: mark)
    }
    return indent + text
  }
}

/// Writes items as a table with the columns that the reader of tables knows.
enum TableWriter {
  static let entries = 24
  static let header: [String] =
    QuestionTableReader.single
    + QuestionTableReader.numbered.flatMap { name in (1...entries).map { "\(name) \($0)" } }

  /// The number of entries that an item needs.
  static func count(_ item: Item) -> Int {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      options.count
    case .shortText(let answers, _): answers.count + item.misconceptions.count
    case .ordering(let steps): steps.count
    case .matching(let pairs, let extras): pairs.count + extras.count
    case .numeric, .linePick: item.misconceptions.count
    }
  }

  static func row(_ item: Item) -> [String] {
    var row = [String: String]()
    row["id"] = item.id
    row["type"] = item.task.kind.rawValue
    row["category"] = item.skill
    row["tags"] = ExportParts.tags(item, hasSource: false).joined(separator: " ")
    row["stem"] = item.stem
    row["language"] = item.code?.language
    // Spaces at the beginning of a field mean nothing, a line break does.
    row["code"] = item.code.map { $0.text.hasPrefix(" ") ? "\n" + $0.text : $0.text }
    row["explanation"] = item.explanation
    row["source"] = item.source
    func put(_ name: String, _ texts: [String], from first: Int = 1) {
      for (place, text) in texts.enumerated() { row["\(name) \(first + place)"] = text }
    }
    switch item.task {
    case .singleChoice(let options, let shuffled), .multipleChoice(let options, let shuffled):
      put("option", options.map(\.text))
      put("why", options.map(\.rationale))
      row["correct"] = options.indices.filter { options[$0].isKey }.map { "\($0 + 1)" }.joined(separator: " ")
      if !shuffled { row["shuffle"] = "no" }
    case .numeric(let key):
      row["answer"] = ImportedDecimal.text(key.value)
      row["tolerance"] = ImportedDecimal.text(key.tolerance)
      row["unit"] = key.unit
      put("option", item.misconceptions.map(\.answer))
      put("why", item.misconceptions.map(\.rationale))
    case .shortText(let answers, let ignoresCase):
      put("option", answers + item.misconceptions.map(\.answer))
      put("why", item.misconceptions.map(\.rationale), from: answers.count + 1)
      row["correct"] = (1...answers.count).map { "\($0)" }.joined(separator: " ")
      row["ignore case"] = ignoresCase ? "yes" : "no"
    case .ordering(let steps): put("option", steps)
    case .matching(let pairs, let extras):
      put("option", pairs.map(\.left))
      put("match", pairs.map(\.right) + extras)
    case .linePick, .situational: break
    }
    return header.map { row[$0] ?? "" }
  }
}

/// Writes items as notes for Anki, with an identity that stays, so that reading them again updates them.
enum AnkiWriter {
  static let head = """
    #separator:tab
    #html:true
    #notetype:Sextant
    #guid column:1
    #deck column:2
    #tags column:3
    #columns:guid\tdeck\ttags\t\(AnkiFields.names.joined(separator: "\t"))

    """

  static func text(_ item: Item) -> String {
    let deck = "Sextant::" + item.skill.replacing(".", with: "::")
    let fields =
      [item.id, deck, ExportParts.tags(item, hasSource: false).joined(separator: " ")] + fields(item)
    return fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: "\t") + "\n"
  }

  static func deck(_ item: Item) -> String { "Sextant::" + item.skill.replacing(".", with: "::") }

  static func tags(_ item: Item) -> String { ExportParts.tags(item, hasSource: false).joined(separator: " ") }

  /// Question, answer, and the table that the question is read from again.
  static func fields(_ item: Item) -> [String] {
    var question = ExportParts.stem(item)
    var answer = ""
    func list(_ texts: [String], _ name: String = "ul") -> String {
      "<\(name)>" + texts.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</\(name)>"
    }
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      question += list(options.map(\.text))
      answer = list(options.filter(\.isKey).map(\.text))
    case .numeric(let key):
      answer =
        "<p>\(ImportedDecimal.text(key.value)) ± \(ImportedDecimal.text(key.tolerance)) \(HTMLText.escaped(key.unit))</p>"
    case .shortText(let answers, _): answer = list(answers)
    case .ordering(let steps):
      question += list(steps.sorted())
      answer = list(steps, "ol")
    case .matching(let pairs, let extras):
      question += list(pairs.map(\.left)) + list((pairs.map(\.right) + extras).sorted())
      answer = list(pairs.map { "\($0.left): \($0.right)" })
    case .linePick, .situational: break
    }
    answer += ExportParts.html(item.explanation)
    // Empty columns at the end of the table would only make the note longer.
    let row = TableWriter.row(item)
    let kept = row.indices.filter { !row[$0].isEmpty }
    let data = CSV.text([kept.map { TableWriter.header[$0] }, kept.map { row[$0] }]).replacing(
      "\r\n", with: "\n")
    return [question, answer, HTMLText.escaped(data)]
  }
}
