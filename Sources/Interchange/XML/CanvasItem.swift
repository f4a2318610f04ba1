/// An item of QTI 1.2, as Canvas and others write it.
struct CanvasItem {
  private let tree: XMLTree
  private let root: XMLTree.Element
  private let category: [String]

  init(_ tree: XMLTree, category: [String]) {
    self.tree = tree
    self.category = category
    root = tree.root
  }

  private func metadata(_ label: String) -> String? {
    tree.descendants(root, named: ["qtimetadatafield"]).first { field in
      tree.child(field, "fieldlabel").map(tree.text)?.trimmed == label[...]
    }.flatMap { tree.child($0, "fieldentry") }.map { String(tree.text($0).trimmed) }
  }

  /// The text of the material directly inside of an element.
  private func material(_ element: XMLTree.Element) -> PlainText {
    let texts = tree.children(element, named: "material").flatMap { tree.children($0) }
    var html = ""
    for text in texts {
      switch tree.name(text) {
      case "mattext":
        let own = tree.text(text)
        html += tree.attribute("texttype", text) == "text/plain" ? "<p>\(HTMLText.escaped(own))</p>" : own
      case "matimage", "mataudio", "matvideo":
        html += "<img src=\"\(HTMLText.escaped(tree.attribute("uri", text) ?? ""))\">"
      default: html += tree.html(text)
      }
    }
    return HTMLText.read(html, breaksCount: false)
  }

  private var title: String { tree.attribute("title", root) ?? "" }

  /// The questions; an item with several blanks has one for each of them.
  func entries() -> [ImportEntry] {
    var parts = QuestionParts(at: tree.place(root))
    let type = metadata("question_type") ?? ""
    let reasons = [
      "essay_question": "it is an essay, which only a person can mark",
      "file_upload_question": "it asks for a file", "text_only_question": "it is a text and asks nothing",
      "calculated_question": "its numbers are computed by Canvas; write it as a family instead",
    ]
    if let reason = reasons[type] { return [parts.refused(title, reason)] }
    guard let presentation = tree.child(root, "presentation") else {
      return [parts.refused(title, "the item has no presentation")]
    }
    let holder = tree.child(presentation, "flow") ?? presentation
    let stem = parts.stem(material(holder))
    let choices = tree.children(holder, named: "response_lid")
    let typed = tree.children(holder, named: "response_str") + tree.children(holder, named: "response_num")
    if type.hasPrefix("matching") { return [matching(choices, stem, &parts)] }
    if type == "fill_in_multiple_blanks_question" || type == "multiple_dropdowns_question" {
      return blanks(choices, stem, parts)
    }
    if let choice = choices.first {
      if choices.count > 1 { return [parts.refused(title, "it has \(choices.count) questions in one")] }
      return [self.choice(choice, stem, type: type, &parts)]
    }
    guard typed.first != nil else { return [parts.refused(title, "it has no answers")] }
    return [type == "numerical_question" ? number(stem, &parts) : text(stem, &parts)]
  }

  private func finished(
    _ task: ImportedQuestion.Task, _ stem: (prose: String, code: ImportedCode?), _ parts: inout QuestionParts,
    slips: [ImportedAnswer] = [], number: Int? = nil
  ) -> ImportEntry {
    var question = ImportedQuestion(stem: stem.prose, code: stem.code, task: task)
    let identity = tree.attribute("ident", root) ?? ""
    question.name = identity.contains(".") ? identity : ["Question", ""].contains(title) ? "" : title
    if let number, !question.name.isEmpty { question.name += " \(number)" }
    question.category = category
    question.tags = metadata("tags")?.split(separator: " ").map(String.init) ?? []
    question.reference = metadata("source") ?? ""
    question.explanation = feedback("general_fb", &parts)
    question.slips = slips
    return parts.entry(question)
  }

  private func feedback(_ identity: String, _ parts: inout QuestionParts) -> String {
    guard
      let found = tree.children(root, named: "itemfeedback").first(where: {
        tree.attribute("ident", $0) == identity
      })
    else { return "" }
    let holder = tree.descendants(found, named: ["flow_mat"]).first ?? found
    return parts.paragraphs(material(holder), in: "the feedback")
  }

  // MARK: Rules

  /// A rule that gives marks, and the responses that it wants or doesn't want.
  private struct Rule {
    var marks: Double
    var feedback: [String]
    var wanted: [(response: String, value: String)] = []
    var unwanted: [String] = []
    var low: Double?
    var high: Double?
  }

  private var rules: [Rule] {
    tree.descendants(root, named: ["respcondition"]).map { condition in
      let set = tree.children(condition, named: "setvar").first {
        tree.attribute("varname", $0).map { $0 == "SCORE" || $0 == "que_score" } ?? true
      }
      var rule = Rule(
        marks: set.flatMap { ImportedDecimal.value(tree.text($0)) } ?? 0,
        feedback: tree.children(condition, named: "displayfeedback").compactMap {
          tree.attribute("linkrefid", $0)
        })
      if let variables = tree.child(condition, "conditionvar") { collect(variables, isWanted: true, &rule) }
      return rule
    }
  }

  private func collect(_ element: XMLTree.Element, isWanted: Bool, _ rule: inout Rule) {
    for child in tree.children(element) {
      let text = String(tree.text(child).trimmed)
      switch tree.name(child) {
      case "not": collect(child, isWanted: !isWanted, &rule)
      case "varequal":
        if isWanted {
          rule.wanted.append((tree.attribute("respident", child) ?? "", text))
        } else {
          rule.unwanted.append(text)
        }
      case "vargte", "vargt": rule.low = ImportedDecimal.value(text)
      case "varlte", "varlt": rule.high = ImportedDecimal.value(text)
      default: collect(child, isWanted: isWanted, &rule)
      }
    }
  }

  private func labels(_ response: XMLTree.Element) -> [(identity: String, text: PlainText)] {
    tree.descendants(response, named: ["response_label"]).map {
      (tree.attribute("ident", $0) ?? "", material(tree.child($0, "flow_mat") ?? $0))
    }
  }

  /// What is said after one answer: the feedback of the rule that names it alone and gives no marks, or Canvas's own name.
  private func said(of identity: String, _ rules: [Rule], _ parts: inout QuestionParts) -> String {
    let linked = rules.first {
      $0.wanted.count == 1 && $0.wanted[0].value == identity && !$0.feedback.isEmpty
    }
    for link in (linked?.feedback ?? []) + ["\(identity)_fb"]
    where link != "general_fb" && link != "correct_fb" {
      let text = feedback(link, &parts)
      if !text.isEmpty { return text }
    }
    return ""
  }

  private func choice(
    _ response: XMLTree.Element, _ stem: (prose: String, code: ImportedCode?), type: String,
    _ parts: inout QuestionParts
  ) -> ImportEntry {
    let labels = labels(response)
    guard labels.count <= ImportLimits.answers else {
      return parts.refused(title, "it has \(labels.count) options")
    }
    let isMultiple = tree.attribute("rcardinality", response)?.lowercased() == "multiple"
    let rules = rules
    let best = rules.map(\.marks).max() ?? 0
    let scoring = rules.filter { $0.marks > 0 }
    var weights: [String: Double] = [:]
    if isMultiple, let full = scoring.max(by: { $0.marks < $1.marks }),
      full.wanted.count > 1 || !full.unwanted.isEmpty
    {
      for key in full.wanted { weights[key.value] = 100 / Double(full.wanted.count) }
    } else {
      for rule in scoring { for key in rule.wanted { weights[key.value] = rule.marks / best * 100 } }
    }
    var options: [ImportedAnswer] = []
    for label in labels {
      let text = parts.option(label.text, in: "an option")
      if text.isEmpty, label.text.media.isEmpty {
        parts.note(.lost, "an empty option was left out")
        continue
      }
      options.append(
        ImportedAnswer(
          text, weight: weights[label.identity] ?? 0, feedback: said(of: label.identity, rules, &parts)))
    }
    let render = tree.child(response, "render_choice")
    let isFixed = type.hasPrefix("true_false") || render.flatMap { tree.attribute("shuffle", $0) } == "No"
    return finished(.choice(options: options, isMultiple: isMultiple, isShuffled: !isFixed), stem, &parts)
  }

  private func text(_ stem: (prose: String, code: ImportedCode?), _ parts: inout QuestionParts) -> ImportEntry
  {
    let rules = rules
    let best = rules.map(\.marks).max() ?? 0
    var accepted: [ImportedAnswer] = []
    var slips: [ImportedAnswer] = []
    for rule in rules {
      for key in rule.wanted {
        if rule.marks > 0 {
          accepted.append(ImportedAnswer(key.value, weight: rule.marks / best * 100))
        } else if !rule.feedback.isEmpty {
          slips.append(ImportedAnswer(key.value, weight: 0, feedback: feedback(rule.feedback[0], &parts)))
        }
      }
    }
    return finished(.text(accepted, ignoresCase: metadata("case") != "matters"), stem, &parts, slips: slips)
  }

  private func number(_ stem: (prose: String, code: ImportedCode?), _ parts: inout QuestionParts)
    -> ImportEntry
  {
    var numbers: [ImportedNumber] = []
    var slips: [ImportedAnswer] = []
    for rule in rules {
      let exact = rule.wanted.first.flatMap { ImportedDecimal.value($0.value) }
      if rule.marks <= 0 {
        if let exact, let link = rule.feedback.first {
          slips.append(
            ImportedAnswer(ImportedDecimal.text(exact), weight: 0, feedback: feedback(link, &parts)))
        }
      } else if let low = rule.low, let high = rule.high, low <= high {
        let middle = exact ?? (low + high) / 2
        let reach = max(high - middle, middle - low)
        if abs((high - middle) - (middle - low)) > 1e-9 * max(1, abs(middle)) {
          parts.note(.changed, "the range isn't the same on both sides of the answer; its middle counts")
          numbers.append(ImportedNumber((low + high) / 2, tolerance: (high - low) / 2))
        } else {
          // The tolerance as it was written, without what subtracting adds.
          let written = (reach * 1e12).rounded() / 1e12
          numbers.append(ImportedNumber(middle, tolerance: abs(reach) < 1000 ? written : reach))
        }
      } else if let exact {
        numbers.append(ImportedNumber(exact, tolerance: 0))
      }
    }
    return finished(.number(numbers, unit: metadata("unit") ?? ""), stem, &parts, slips: slips)
  }

  private func matching(
    _ responses: [XMLTree.Element], _ stem: (prose: String, code: ImportedCode?), _ parts: inout QuestionParts
  ) -> ImportEntry {
    guard responses.count <= ImportLimits.answers, let first = responses.first else {
      return parts.refused(title, "it has \(responses.count) pairs")
    }
    let rights = labels(first).map { ($0.identity, parts.line($0.text, in: "a pair")) }
    let byIdentity = Dictionary(rights, uniquingKeysWith: { first, _ in first })
    let keys = rules.filter { $0.marks > 0 }.flatMap(\.wanted)
    var used: Set<String> = []
    var pairs: [ImportedPair] = []
    for response in responses {
      let left = parts.line(material(response), in: "a pair")
      let identity = tree.attribute("ident", response) ?? ""
      guard let key = keys.first(where: { $0.response == identity }), let right = byIdentity[key.value] else {
        return parts.refused(title, "the left side \(left) has no correct right side")
      }
      used.insert(key.value)
      pairs.append(ImportedPair(left: left, right: right))
    }
    pairs += rights.filter { !used.contains($0.0) }.map { ImportedPair(left: "", right: $0.1) }
    return finished(.matching(pairs), stem, &parts)
  }

  /// One question for each blank such as `[colour]`.
  private func blanks(
    _ responses: [XMLTree.Element], _ stem: (prose: String, code: ImportedCode?), _ parts: QuestionParts
  ) -> [ImportEntry] {
    guard responses.count <= ImportLimits.answers, !responses.isEmpty else {
      return [parts.refused(title, "it has \(responses.count) blanks")]
    }
    let keys = rules.filter { $0.marks > 0 }.flatMap(\.wanted)
    let isChoice = metadata("question_type") == "multiple_dropdowns_question"
    let blanks = responses.map {
      response -> (name: String, labels: [(identity: String, text: String)], keys: Set<String>) in
      let identity = tree.attribute("ident", response) ?? ""
      return (
        identity.hasPrefix("response_") ? String(identity.dropFirst(9)) : identity,
        labels(response).map { ($0.identity, $0.text.line) },
        Set(keys.filter { $0.response == identity }.map(\.value))
      )
    }
    return blanks.indices.map { index in
      var own = parts
      if blanks.count > 1 {
        own.note(
          .changed, "blank \(index + 1) of \(blanks.count) is a question of its own; the others are filled in"
        )
      }
      var asked = stem
      for (number, blank) in blanks.enumerated() {
        let right = blank.labels.first { blank.keys.contains($0.identity) }?.text ?? "_____"
        asked.prose = asked.prose.replacing("[\(blank.name)]", with: number == index ? "_____" : right)
      }
      let answers = blanks[index].labels.map {
        ImportedAnswer($0.text, weight: blanks[index].keys.contains($0.identity) ? 100 : 0)
      }
      let task: ImportedQuestion.Task =
        isChoice
        ? .choice(options: answers, isMultiple: false, isShuffled: true)
        : .text(
          answers.filter { $0.weight > 0 || blanks[index].keys.isEmpty }.map {
            ImportedAnswer($0.text, weight: 100)
          }, ignoresCase: true)
      return finished(task, asked, &own, number: blanks.count > 1 ? index + 1 : nil)
    }
  }
}
