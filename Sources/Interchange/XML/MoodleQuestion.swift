/// A question element of Moodle's XML.
struct MoodleQuestion {
  private let tree: XMLTree
  private let category: [String]
  private let root: XMLTree.Element

  init(_ tree: XMLTree, category: [String]) {
    self.tree = tree
    self.category = category
    root = tree.root
  }

  private var type: String { tree.attribute("type", root) ?? "" }

  /// The category that this element sets for those after it; nil if it is a question.
  var newCategory: [String]? {
    guard type == "category", let category = tree.child(root, "category") else { return nil }
    return GIFTReader.path(text(category))
  }

  /// The text of an element, which older files write without a `text` element of its own.
  private func text(_ element: XMLTree.Element) -> String {
    String((tree.child(element, "text").map(tree.text) ?? tree.text(element)).trimmed)
  }

  private func value(_ name: String) -> String { tree.child(root, name).map(text) ?? "" }

  private func flag(_ name: String, otherwise: Bool) -> Bool {
    let word = value(name)
    return word.isEmpty ? otherwise : word == "1" || word == "true"
  }

  private func markup(_ element: XMLTree.Element, otherwise: Markup) -> Markup {
    switch tree.attribute("format", element) {
    case "html": .html
    case "moodle_auto_format": .moodle
    case "plain_text", "plain": .plain
    case "markdown": .markdown
    default: otherwise
    }
  }

  private func plain(_ element: XMLTree.Element, otherwise: Markup = .html) -> PlainText {
    markup(element, otherwise: otherwise).plain(text(element))
  }

  // MARK: Entries

  /// The questions in the element; a cloze has one for each of its gaps.
  func entries() -> [ImportEntry] {
    let name = value("name")
    var parts = QuestionParts(at: tree.place(root))
    if tree.isTooLarge {
      return [parts.refused(name, "the question is larger than the program reads")]
    }
    if tree.hasBrokenText {
      return [parts.refused(name, "its text isn't UTF-8, although the file says so; save the file as UTF-8")]
    }
    guard let asked = tree.child(root, "questiontext") else {
      return [parts.refused(name, "the question has no questiontext")]
    }
    if type == "cloze" || type == "multianswer" {
      return ClozeQuestion(plain(asked), name: name, place: tree.place(root)).entries(completed: completed)
    }
    if let reason = Self.refused[type] { return [parts.refused(name, reason)] }
    let stem = parts.stem(plain(asked))
    var reason = ""
    var slips: [ImportedAnswer] = []
    guard let task = task(&parts, &slips, &reason) else {
      return [parts.refused(name.isEmpty ? stem.prose : name, reason)]
    }
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    question.name = name
    question.slips = slips
    completed(&question, &parts)
    if !tree.children(root, named: "hint").isEmpty { parts.note(.lost, "its hints were left out") }
    return [parts.entry(question)]
  }

  /// Adds what every kind of question has.
  private func completed(_ question: inout ImportedQuestion, _ parts: inout QuestionParts) {
    question.category = category
    let identity = value("idnumber")
    if identity.contains(".") { question.name = identity }
    question.tags = (tree.child(root, "tags").map { tree.children($0, named: "tag").map(text) } ?? [])
    if let source = question.tag("source") { question.reference = source }
    if let feedback = tree.child(root, "generalfeedback") {
      question.explanation = parts.paragraphs(plain(feedback), in: "the general feedback")
    }
  }

  private static let refused = [
    "essay": "it is an essay, which only a person can mark",
    "description": "it is a description and asks nothing",
    "calculated": "its numbers are computed by Moodle; write it as a family instead",
    "calculatedmulti": "its numbers are computed by Moodle; write it as a family instead",
    "calculatedsimple": "its numbers are computed by Moodle; write it as a family instead",
    "ddimageortext": "it needs a picture", "ddmarker": "it needs a picture",
    "random": "it stands for a question drawn by chance",
  ]

  private func task(
    _ parts: inout QuestionParts, _ slips: inout [ImportedAnswer], _ reason: inout String
  ) -> ImportedQuestion.Task? {
    let count = tree.children(root).count { ["answer", "subquestion"].contains(tree.name($0)) }
    guard count <= ImportLimits.answers else {
      reason = "it has \(count) answers"
      return nil
    }
    switch type {
    case "multichoice", "multichoiceset":
      return .choice(
        options: answers(&parts, in: "an option"),
        isMultiple: type == "multichoiceset" || !flag("single", otherwise: true),
        isShuffled: flag("shuffleanswers", otherwise: true))
    case "truefalse":
      let options = answers(&parts, in: "an option").map { answer in
        var answer = answer
        answer.text = answer.text.prefix(1).uppercased() + answer.text.dropFirst()
        return answer
      }
      return .choice(options: options, isMultiple: false, isShuffled: false)
    case "shortanswer":
      var accepted: [ImportedAnswer] = []
      for answer in answers(&parts, in: "an answer", otherwise: .plain) {
        guard answer.text != "*" else {
          slips.append(answer)
          continue
        }
        guard let text = Wildcard.text(answer.text) else {
          parts.note(.lost, "\(answer.text) stands for many answers, which an item can't list")
          continue
        }
        let plain = ImportedAnswer(text, weight: answer.weight, feedback: answer.feedback)
        if plain.weight > 0 { accepted.append(plain) } else { slips.append(plain) }
      }
      return .text(accepted, ignoresCase: !flag("usecase", otherwise: false))
    case "numerical": return number(&parts, &slips, &reason)
    case "matching", "match", "randomsamatch", "ddmatch": return .matching(pairs(&parts))
    case "ordering": return .ordering(answers(&parts, in: "a step").map(\.text))
    default:
      reason = type.isEmpty ? "the question names no type" : "the type \(type) has no counterpart"
      return nil
    }
  }

  private func answers(_ parts: inout QuestionParts, in what: String, otherwise: Markup = .html)
    -> [ImportedAnswer]
  {
    var found: [ImportedAnswer] = []
    for element in tree.children(root, named: "answer") {
      let plain = plain(element, otherwise: otherwise)
      let text = parts.option(plain, in: what)
      if text.isEmpty, plain.media.isEmpty {
        parts.note(.lost, "an empty answer was left out", at: tree.place(element))
        continue
      }
      found.append(
        ImportedAnswer(text, weight: weight(element, &parts), feedback: feedback(element, &parts)))
    }
    return found
  }

  private func weight(_ element: XMLTree.Element, _ parts: inout QuestionParts) -> Double {
    let given = tree.attribute("fraction", element) ?? tree.child(element, "fraction").map(text) ?? "0"
    if let weight = ImportedDecimal.value(given) { return weight }
    parts.note(.changed, "the fraction \(given) isn't a number; it was read as 0", at: tree.place(element))
    return 0
  }

  private func feedback(_ element: XMLTree.Element, _ parts: inout QuestionParts) -> String {
    tree.child(element, "feedback").map { parts.paragraphs(plain($0), in: "the feedback") } ?? ""
  }

  private func number(
    _ parts: inout QuestionParts, _ slips: inout [ImportedAnswer], _ reason: inout String
  ) -> ImportedQuestion.Task? {
    var numbers: [ImportedNumber] = []
    for element in tree.children(root, named: "answer") {
      let given = text(element)
      let weight = weight(element, &parts)
      let feedback = feedback(element, &parts)
      if given == "*" {
        slips.append(ImportedAnswer("*", weight: weight, feedback: feedback))
        continue
      }
      let tolerance = tree.child(element, "tolerance").map(text) ?? "0"
      guard let value = ImportedDecimal.value(given),
        let distance = tolerance.isEmpty ? 0 : ImportedDecimal.value(tolerance)
      else {
        reason = "\(ImportEntry.title(given)) ± \(tolerance) isn't a number; write 3.14 with a point"
        return nil
      }
      if weight > 0 {
        numbers.append(ImportedNumber(value, tolerance: abs(distance), weight: weight, feedback: feedback))
      } else {
        slips.append(ImportedAnswer(ImportedDecimal.text(value), weight: 0, feedback: feedback))
      }
    }
    let units = tree.child(root, "units").map { tree.children($0, named: "unit") } ?? []
    let names = units.compactMap { unit -> (name: String, multiplier: String)? in
      guard let name = tree.child(unit, "unit_name").map(text), !name.isEmpty else { return nil }
      return (name, tree.child(unit, "multiplier").map(text) ?? "1")
    }
    let own = names.first { ImportedDecimal.value($0.multiplier) == 1 } ?? names.first
    if names.count > 1 { parts.note(.lost, "of \(names.count) units, only \(own?.name ?? "") is kept") }
    return .number(numbers, unit: own?.name ?? "")
  }

  private func pairs(_ parts: inout QuestionParts) -> [ImportedPair] {
    tree.children(root, named: "subquestion").compactMap { element in
      let right =
        tree.child(element, "answer").map { parts.line(plain($0, otherwise: .plain), in: "a pair") } ?? ""
      // The text of a subquestion is beside its answer.
      let own = tree.child(element, "text").map(tree.text) ?? ""
      let left = parts.line(markup(element, otherwise: .html).plain(String(own.trimmed)), in: "a pair")
      if left.isEmpty, right.isEmpty {
        parts.note(.lost, "an empty pair was left out", at: tree.place(element))
        return nil
      }
      return ImportedPair(left: left, right: right)
    }
  }
}

/// Patterns of Moodle's short answers, in which a star stands for any text.
enum Wildcard {
  /// The only text that a pattern accepts; nil if it accepts many.
  static func text(_ pattern: String) -> String? {
    var text = ""
    var isEscaped = false
    for character in pattern {
      if character == "*", !isEscaped { return nil }
      if isEscaped, character != "*" { text.append("\\") }
      isEscaped = character == "\\" && !isEscaped
      if !isEscaped { text.append(character) }
    }
    return isEscaped ? text + "\\" : text
  }

  /// The pattern that accepts a text alone.
  static func pattern(_ text: String) -> String { text.replacing("*", with: "\\*") }
}
