/// An item of QTI 2.1, 2.2 or 3.0; the names are those of version 2.
struct QTIItem {
  private typealias Element = XMLTree.Element
  private let tree: XMLTree
  private let root: XMLTree.Element
  private let responses: [String: XMLTree.Element]

  /// The interactions that a bank has a type for, and those within a sentence.
  private static let known: Set = [
    "choiceInteraction", "textEntryInteraction", "orderInteraction", "matchInteraction",
    "inlineChoiceInteraction",
    "hottextInteraction",
  ]
  private static let inline: Set = ["textEntryInteraction", "inlineChoiceInteraction"]

  init(_ tree: XMLTree) {
    self.tree = tree
    root = tree.root
    responses = tree.children(root, named: "responseDeclaration").reduce(into: [:]) {
      $0[tree.attribute("identifier", $1) ?? ""] = $1
    }
  }

  private var title: String {
    tree.attribute("title", root) ?? tree.attribute("identifier", root) ?? ""
  }

  /// The questions; an item with several gaps has one for each of them.
  func entries() -> [ImportEntry] {
    let parts = QuestionParts(at: tree.place(root))
    guard let body = tree.child(root, "itemBody") else {
      return [parts.refused(title, "the item has no body")]
    }
    let all = interactions(body)
    if let strange = all.first(where: { !Self.known.contains(tree.name($0)) }) {
      let name = tree.name(strange)
      return [
        parts.refused(
          title,
          name == "extendedTextInteraction"
            ? "it is an essay, which only a person can mark" : "a bank has no type for \(name)")
      ]
    }
    guard let first = all.first else {
      return [parts.refused(title, "it has no interaction, so it asks nothing")]
    }
    if all.count > 1, !all.allSatisfy({ Self.inline.contains(tree.name($0)) }) {
      return [parts.refused(title, "it has \(all.count) interactions; a question has one")]
    }
    guard all.count <= ImportLimits.answers else { return [parts.refused(title, "it has \(all.count) gaps")] }
    if all.count == 1 { return [entry(first, body, parts, number: nil, of: all)] }
    return all.indices.map { index in
      var own = parts
      own.note(
        .changed, "gap \(index + 1) of \(all.count) is a question of its own; the others are filled in")
      return entry(all[index], body, own, number: index + 1, of: all)
    }
  }

  private func interactions(_ element: XMLTree.Element) -> [XMLTree.Element] {
    tree.children(element).flatMap { child in
      tree.name(child).hasSuffix("Interaction") ? [child] : interactions(child)
    }
  }

  private func response(_ interaction: XMLTree.Element) -> XMLTree.Element? {
    responses[tree.attribute("responseIdentifier", interaction) ?? ""]
  }

  private func correct(_ interaction: XMLTree.Element) -> [String] {
    guard let response = response(interaction), let correct = tree.child(response, "correctResponse") else {
      return []
    }
    return tree.children(correct, named: "value").map { String(tree.text($0).trimmed) }
  }

  private struct Mapped {
    var key: String
    var value: Double
    var isCaseSensitive: Bool
  }

  private func mapping(_ interaction: XMLTree.Element) -> [Mapped] {
    guard let response = response(interaction), let mapping = tree.child(response, "mapping") else {
      return []
    }
    return tree.children(mapping, named: "mapEntry").map {
      Mapped(
        key: tree.attribute("mapKey", $0) ?? "",
        value: ImportedDecimal.value(tree.attribute("mappedValue", $0) ?? "") ?? 0,
        isCaseSensitive: tree.attribute("caseSensitive", $0) != "false")
    }
  }

  // MARK: One question

  private func entry(
    _ interaction: XMLTree.Element, _ body: XMLTree.Element, _ given: QuestionParts, number: Int?,
    of all: [XMLTree.Element]
  ) -> ImportEntry {
    var parts = given
    let html = tree.html(body) { element in
      if element == interaction { return shown(element) }
      if all.contains(element) { return HTMLText.escaped(filled(element)) }
      return tree.name(element) == "rubricBlock" || tree.name(element) == "feedbackBlock" ? "" : nil
    }
    var stem = parts.stem(HTMLText.read(html, breaksCount: false))
    if all.count == 1 { stem.prose = Self.withoutLoneGap(stem.prose) }
    var slips: [ImportedAnswer] = []
    var reason = ""
    guard let task = task(interaction, &parts, &slips, &reason) else {
      return parts.refused(title.isEmpty ? stem.prose : title, reason)
    }
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    let identity = tree.attribute("identifier", root) ?? ""
    question.name = identity.contains(".") ? identity : title
    if let number { question.name += " \(number)" }
    question.tags = tree.attribute("label", root)?.split(separator: " ").map(String.init) ?? []
    question.slips = slips
    var explanations: [String] = []
    for feedback in tree.children(root, named: "modalFeedback") {
      // Version 3 has one more element around the text.
      let html = tree.html(feedback) { tree.name($0) == "contentBody" ? tree.html($0) : nil }
      let text = parts.paragraphs(HTMLText.read(html, breaksCount: false), in: "the feedback")
      if text.isEmpty { continue }
      if let answer = tree.attribute("title", feedback),
        let place = question.slips.firstIndex(where: { $0.text == answer })
      {
        question.slips[place].feedback = text
      } else if tree.attribute("identifier", feedback) == "source" {
        question.reference = text
      } else if !explanations.contains(text) {
        explanations.append(text)
      }
    }
    question.explanation = explanations.joined(separator: "\n\n")
    if response(interaction) == nil { parts.note(.lost, "it has no response declaration") }
    return parts.entry(question)
  }

  /// A gap on a line of its own below the question is only where the answer goes.
  private static func withoutLoneGap(_ prose: String) -> String {
    guard prose.hasSuffix("\n_____") else { return prose }
    let rest = String(prose.dropLast(6).reversed().drop { $0 == "\n" }.reversed())
    return rest.isEmpty ? prose : rest
  }

  /// What stands in the stem instead of an interaction.
  private func shown(_ interaction: XMLTree.Element) -> String {
    switch tree.name(interaction) {
    case "textEntryInteraction", "inlineChoiceInteraction": "_____"
    case "hottextInteraction": tree.html(interaction) { $0 == interaction ? nil : hottext($0) }
    default: tree.child(interaction, "prompt").map { "<p>" + tree.html($0) + "</p>" } ?? ""
    }
  }

  private func hottext(_ element: XMLTree.Element) -> String? {
    switch tree.name(element) {
    case "hottext": "[" + tree.html(element) + "]"
    case "prompt": "<p>" + tree.html(element) + "</p>"
    default: nil
    }
  }

  /// The correct answer of a gap, in the stem of another.
  private func filled(_ interaction: XMLTree.Element) -> String {
    guard let value = correct(interaction).first else { return "_____" }
    let choice = tree.children(interaction).first { tree.attribute("identifier", $0) == value }
    return choice.map { HTMLText.read(tree.html($0), breaksCount: false).line } ?? value
  }

  private func task(
    _ interaction: XMLTree.Element, _ parts: inout QuestionParts, _ slips: inout [ImportedAnswer],
    _ reason: inout String
  ) -> ImportedQuestion.Task? {
    switch tree.name(interaction) {
    case "choiceInteraction":
      return choice(interaction, tree.children(interaction, named: "simpleChoice"), &parts, &reason)
    case "inlineChoiceInteraction":
      return choice(interaction, tree.children(interaction, named: "inlineChoice"), &parts, &reason)
    case "hottextInteraction":
      return choice(interaction, tree.descendants(interaction, named: ["hottext"]), &parts, &reason)
    case "orderInteraction": return order(interaction, &parts, &reason)
    case "matchInteraction": return matching(interaction, &parts, &reason)
    default: return typed(interaction, &parts, &slips, &reason)
    }
  }

  private func choice(
    _ interaction: XMLTree.Element, _ choices: [XMLTree.Element], _ parts: inout QuestionParts,
    _ reason: inout String
  ) -> ImportedQuestion.Task? {
    guard choices.count <= ImportLimits.answers else {
      reason = "it has \(choices.count) options"
      return nil
    }
    let keys = Set(correct(interaction))
    let mapped = Dictionary(mapping(interaction).map { ($0.key, $0.value) }, uniquingKeysWith: max)
    let best = mapped.values.max() ?? 0
    let most = Int(tree.attribute("maxChoices", interaction) ?? "1") ?? 1
    let cardinality = response(interaction).flatMap { tree.attribute("cardinality", $0) }
    let isMultiple = cardinality.map { $0 == "multiple" } ?? (most != 1)
    var options: [ImportedAnswer] = []
    for element in choices {
      let identifier = tree.attribute("identifier", element) ?? ""
      let html = tree.html(element) { tree.name($0) == "feedbackInline" ? "" : nil }
      let plain = HTMLText.read(html, breaksCount: false)
      let text = parts.option(plain, in: "an option")
      if text.isEmpty, plain.media.isEmpty {
        parts.note(.lost, "an empty option was left out", at: tree.place(element))
        continue
      }
      let weight: Double
      if keys.isEmpty {
        weight = best > 0 ? (mapped[identifier] ?? 0) / best * 100 : 0
      } else {
        weight = keys.contains(identifier) ? (isMultiple ? 100 / Double(keys.count) : 100) : 0
      }
      let feedback = tree.descendants(element, named: ["feedbackInline"]).map {
        HTMLText.read(tree.html($0), breaksCount: false)
      }
      options.append(
        ImportedAnswer(
          text, weight: weight,
          feedback: feedback.map { parts.paragraphs($0, in: "the feedback") }.joined(separator: " ")))
    }
    return .choice(
      options: options, isMultiple: isMultiple, isShuffled: tree.attribute("shuffle", interaction) == "true")
  }

  private func texts(_ elements: [XMLTree.Element], _ parts: inout QuestionParts, in what: String) -> [String:
    String]
  {
    var found: [String: String] = [:]
    for element in elements {
      found[tree.attribute("identifier", element) ?? ""] = parts.line(
        HTMLText.read(tree.html(element), breaksCount: false), in: what)
    }
    return found
  }

  private func order(
    _ interaction: XMLTree.Element, _ parts: inout QuestionParts, _ reason: inout String
  ) -> ImportedQuestion.Task? {
    let choices = tree.children(interaction, named: "simpleChoice")
    guard choices.count <= ImportLimits.answers else {
      reason = "it has \(choices.count) steps"
      return nil
    }
    let texts = texts(choices, &parts, in: "a step")
    let order = correct(interaction)
    guard !order.isEmpty, Set(order) == Set(texts.keys) else {
      reason = "its correct order doesn't name every step once"
      return nil
    }
    return .ordering(order.compactMap { texts[$0] })
  }

  private func matching(
    _ interaction: XMLTree.Element, _ parts: inout QuestionParts, _ reason: inout String
  ) -> ImportedQuestion.Task? {
    let sets = tree.children(interaction, named: "simpleMatchSet").map {
      tree.children($0, named: "simpleAssociableChoice")
    }
    guard sets.count == 2, sets[0].count + sets[1].count <= ImportLimits.answers else {
      reason = "it doesn't have two sets of a size that can be matched"
      return nil
    }
    let left = texts(sets[0], &parts, in: "a pair")
    let right = texts(sets[1], &parts, in: "a pair")
    var pairs: [String: String] = [:]
    for value in correct(interaction) {
      let words = value.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2, left[words[0]] != nil, right[words[1]] != nil else {
        reason = "its correct pair \(value) names no two sides"
        return nil
      }
      if pairs.updateValue(words[1], forKey: words[0]) != nil {
        reason = "the left side \(left[words[0]] ?? "") has two right sides"
        return nil
      }
    }
    let own = sets[0].compactMap { element -> ImportedPair? in
      let identifier = tree.attribute("identifier", element) ?? ""
      guard let other = pairs[identifier] else {
        parts.note(.lost, "the left side \(left[identifier] ?? "") matches nothing")
        return nil
      }
      return ImportedPair(left: left[identifier] ?? "", right: right[other] ?? "")
    }
    let extras = sets[1].compactMap { element -> ImportedPair? in
      let identifier = tree.attribute("identifier", element) ?? ""
      return pairs.values.contains(identifier) ? nil : ImportedPair(left: "", right: right[identifier] ?? "")
    }
    return .matching(own + extras)
  }

  private func typed(
    _ interaction: XMLTree.Element, _ parts: inout QuestionParts, _ slips: inout [ImportedAnswer],
    _ reason: inout String
  ) -> ImportedQuestion.Task? {
    let type = response(interaction).flatMap { tree.attribute("baseType", $0) } ?? "string"
    let keys = correct(interaction)
    let mapped = mapping(interaction)
    for entry in mapped where entry.value <= 0 { slips.append(ImportedAnswer(entry.key, weight: 0)) }
    if type == "float" || type == "integer" {
      guard let value = (keys.first ?? mapped.first { $0.value > 0 }?.key).flatMap(ImportedDecimal.value)
      else {
        reason = "its correct response is no number"
        return nil
      }
      return .number(
        [ImportedNumber(value, tolerance: tolerance(of: interaction, value))],
        unit: tree.attribute("placeholderText", interaction) ?? "")
    }
    let best = mapped.map(\.value).max() ?? 0
    var accepted = mapped.filter { $0.value > 0 }.map {
      ImportedAnswer($0.key, weight: best > 0 ? $0.value / best * 100 : 0)
    }
    for key in keys where !accepted.contains(where: { $0.text == key }) {
      accepted.insert(ImportedAnswer(key, weight: 100), at: 0)
    }
    let right = mapped.filter { $0.value > 0 }
    return .text(accepted, ignoresCase: !right.isEmpty && right.allSatisfy { !$0.isCaseSensitive })
  }

  /// The tolerance in the rule that compares the response.
  private func tolerance(of interaction: XMLTree.Element, _ value: Double) -> Double {
    guard let processing = tree.child(root, "responseProcessing") else { return 0 }
    let name = tree.attribute("responseIdentifier", interaction)
    for equal in tree.descendants(processing, named: ["equal"]) {
      let isOwn = tree.children(equal, named: "variable").contains {
        tree.attribute("identifier", $0) == name
      }
      guard isOwn, let given = tree.attribute("tolerance", equal)?.split(separator: " ").first,
        let tolerance = ImportedDecimal.value(String(given))
      else { continue }
      return tree.attribute("toleranceMode", equal) == "relative" ? abs(value) * tolerance / 100 : tolerance
    }
    return 0
  }
}
