import ItemBank

/// Writes items in GIFT, with all texts in HTML.
enum GIFTWriter {
  static func text(_ item: Item, isNewCategory: Bool) -> String {
    var text = isNewCategory ? "$CATEGORY: $course$/top/\(item.skill)\n\n" : ""
    let tags = ExportParts.tags(item).map { "[tag:\(bracketed($0))]" }
    text += "// [id:\(item.id)] \(tags.joined(separator: " "))\n"
    text += "::\(item.id)::[html]\(html(ExportParts.stem(item))){"
    if case .numeric = item.task { text += "#" }
    text += "\n" + answers(item)
    if !item.explanation.isEmpty { text += "\t####\(html(ExportParts.html(item.explanation)))\n" }
    return text + "}\n\n"
  }

  private static func bracketed(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("]", with: "\\]")
  }

  /// A text in which nothing is a mark of GIFT.
  private static func html(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\", "#", "=", "~", "{", "}", ":": out += "\\" + String(character)
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
    return out
  }

  private static func why(_ text: String) -> String { text.isEmpty ? "" : "#" + html(ExportParts.html(text)) }

  private static func answers(_ item: Item) -> String {
    var lines: [String] = []
    switch item.task {
    case .singleChoice(let options, _):
      lines = options.map { ($0.isKey ? "=" : "~") + html(ExportParts.html($0.text)) + why($0.rationale) }
    case .multipleChoice(let options, _):
      let share = ExportParts.share(of: options.count(where: \.isKey))
      lines = options.map {
        "~%\($0.isKey ? share : "-100")%" + html(ExportParts.html($0.text)) + why($0.rationale)
      }
    case .numeric(let key):
      lines = ["=\(ImportedDecimal.text(key.value)):\(ImportedDecimal.text(key.tolerance))"]
      lines += item.misconceptions.map { "=%0%\(html($0.answer)):0" + why($0.rationale) }
    case .shortText(let answers, _):
      lines = answers.map { "=" + html(Wildcard.pattern($0)) }
      lines += item.misconceptions.map { "=%0%" + html(Wildcard.pattern($0.answer)) + why($0.rationale) }
    case .matching(let pairs, let extras):
      lines = pairs.map { "=\(html(ExportParts.html($0.left))) -> \(html($0.right))" }
      lines += extras.map { "= -> \(html($0))" }
    case .ordering, .linePick, .situational: break
    }
    return lines.map { "\t\($0)\n" }.joined()
  }
}

/// Writes items in Moodle's XML.
enum MoodleXMLWriter {
  static func text(_ item: Item, isNewCategory: Bool) -> String {
    var text = ""
    if isNewCategory {
      text +=
        "<question type=\"category\"><category><text>$course$/top/\(item.skill)</text></category></question>\n"
    }
    text += "<question type=\"\(type(item.task))\">\n"
    text += "  <name><text>\(item.id)</text></name>\n"
    text += element("questiontext", ExportParts.stem(item))
    text += element("generalfeedback", ExportParts.html(item.explanation))
    text += "  <defaultgrade>1</defaultgrade>\n  <hidden>0</hidden>\n  <idnumber>\(item.id)</idnumber>\n"
    text += task(item)
    let tags = ExportParts.tags(item).map { "<tag><text>\(HTMLText.escaped($0))</text></tag>" }
    return text + "  <tags>\(tags.joined())</tags>\n</question>\n"
  }

  private static func type(_ task: ItemTask) -> String {
    switch task.kind {
    case .singleChoice, .multipleChoice: "multichoice"
    case .numeric: "numerical"
    case .shortText: "shortanswer"
    case .ordering: "ordering"
    case .matching: "matching"
    case .linePick, .situational: "description"
    }
  }

  private static func element(_ name: String, _ html: String) -> String {
    "  <\(name) format=\"html\"><text>\(HTMLText.escaped(html))</text></\(name)>\n"
  }

  private static func answer(
    _ text: String, _ fraction: String, _ why: String, isHTML: Bool, more: String = ""
  ) -> String {
    let body = isHTML ? ExportParts.html(text) : text
    return
      "  <answer fraction=\"\(fraction)\"\(isHTML ? " format=\"html\"" : "")><text>\(HTMLText.escaped(body))</text>"
      + "<feedback format=\"html\"><text>\(HTMLText.escaped(ExportParts.html(why)))</text></feedback>\(more)</answer>\n"
  }

  private static func task(_ item: Item) -> String {
    switch item.task {
    case .singleChoice(let options, let shuffled):
      return choice(options, isSingle: true, shuffled, share: "100", wrong: "0")
    case .multipleChoice(let options, let shuffled):
      return choice(
        options, isSingle: false, shuffled, share: ExportParts.share(of: options.count(where: \.isKey)),
        wrong: "-100")
    case .numeric(let key):
      let tolerance = "<tolerance>\(ImportedDecimal.text(key.tolerance))</tolerance>"
      let unit =
        key.unit.isEmpty
        ? ""
        : "  <units><unit><multiplier>1</multiplier><unit_name>\(HTMLText.escaped(key.unit))</unit_name></unit></units>\n"
      return answer(ImportedDecimal.text(key.value), "100", "", isHTML: false, more: tolerance)
        + item.misconceptions.map {
          answer($0.answer, "0", $0.rationale, isHTML: false, more: "<tolerance>0</tolerance>")
        }.joined() + unit
    case .shortText(let answers, let ignoresCase):
      return "  <usecase>\(ignoresCase ? 0 : 1)</usecase>\n"
        + answers.map { answer(Wildcard.pattern($0), "100", "", isHTML: false) }.joined()
        + item.misconceptions.map { answer(Wildcard.pattern($0.answer), "0", $0.rationale, isHTML: false) }
        .joined()
    case .ordering(let steps):
      return steps.enumerated().map { answer($1, "\($0 + 1)", "", isHTML: true) }.joined()
    case .matching(let pairs, let extras):
      let all = pairs.map { ($0.left, $0.right) } + extras.map { ("", $0) }
      return "  <shuffleanswers>true</shuffleanswers>\n"
        + all.map { left, right in
          "  <subquestion format=\"html\"><text>\(HTMLText.escaped(ExportParts.html(left)))</text>"
            + "<answer><text>\(HTMLText.escaped(right))</text></answer></subquestion>\n"
        }.joined()
    case .linePick, .situational: return ""
    }
  }

  private static func choice(
    _ options: [Option], isSingle: Bool, _ shuffled: Bool, share: String, wrong: String
  ) -> String {
    "  <single>\(isSingle)</single>\n  <shuffleanswers>\(shuffled)</shuffleanswers>\n"
      + options.map { answer($0.text, $0.isKey ? share : wrong, $0.rationale, isHTML: true) }.joined()
  }
}
