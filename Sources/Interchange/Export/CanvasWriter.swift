import ItemBank

/// Writes items in QTI 1.2, as Canvas reads it.
enum CanvasWriter {
  static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
      <assessment ident="sextant" title="Sextant">
        <section ident="root_section">

    """
  static let tail = "    </section>\n  </assessment>\n</questestinterop>\n"

  /// The files of a package with one file of questions.
  static func package(_ text: String) -> [(name: String, bytes: [UInt8])] {
    let manifest = """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest identifier="sextant" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
        <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
        <organizations/>
        <resources>
          <resource identifier="questions" type="imsqti_xmlv1p2"><file href="questions/questions.xml"/></resource>
        </resources>
      </manifest>

      """
    return [
      ("imsmanifest.xml", Array(manifest.utf8)), ("questions/questions.xml", Array(text.utf8)),
    ]
  }

  /// One item.
  static func text(_ item: Item) -> String {
    var fields = [
      ("question_type", type(item.task)), ("points_possible", "1"),
      ("tags", ExportParts.tags(item, hasSource: false).joined(separator: " ")),
    ]
    if !item.source.isEmpty { fields.append(("source", item.source)) }
    let parts = parts(of: item)
    if let unit = parts.unit { fields.append(("unit", unit)) }
    if case .shortText(_, false) = item.task { fields.append(("case", "matters")) }
    let metadata = fields.map { name, value in
      "        <qtimetadatafield><fieldlabel>\(name)</fieldlabel><fieldentry>\(HTMLText.escaped(value))"
        + "</fieldentry></qtimetadatafield>\n"
    }
    var feedback = parts.feedback
    var rules = parts.rules
    if !item.explanation.isEmpty {
      feedback.insert(("general_fb", item.explanation), at: 0)
      rules.insert(rule("<other/>", shows: "general_fb"), at: 0)
    }
    return
      "      <item ident=\"\(HTMLText.escaped(item.id))\" title=\"\(HTMLText.escaped(item.id))\">\n"
      + "      <itemmetadata><qtimetadata>\n\(metadata.joined())      </qtimetadata></itemmetadata>\n"
      + "      <presentation>\n        \(material(ExportParts.stem(item)))\n\(parts.body)      </presentation>\n"
      + "      <resprocessing>\n        <outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>"
      + "</outcomes>\n\(rules.joined())      </resprocessing>\n"
      + feedback.map { name, text in
        "      <itemfeedback ident=\"\(name)\"><flow_mat>\(material(ExportParts.html(text)))</flow_mat></itemfeedback>\n"
      }.joined() + "      </item>\n"
  }

  private static func type(_ task: ItemTask) -> String {
    switch task.kind {
    case .singleChoice: "multiple_choice_question"
    case .multipleChoice: "multiple_answers_question"
    case .numeric: "numerical_question"
    case .shortText: "short_answer_question"
    case .matching: "matching_question"
    case .ordering, .linePick, .situational: "text_only_question"
    }
  }

  private static func material(_ html: String) -> String {
    "<material><mattext texttype=\"text/html\">\(HTMLText.escaped(html))</mattext></material>"
  }

  private static func equal(_ value: String, _ response: String = "response1") -> String {
    "<varequal respident=\"\(response)\">\(HTMLText.escaped(value))</varequal>"
  }

  /// A rule that sets or adds marks, shows a feedback, or both.
  private static func rule(
    _ test: String, marks: String? = nil, action: String = "Set", shows feedback: String? = nil
  ) -> String {
    let shown =
      feedback.map { "<displayfeedback feedbacktype=\"Response\" linkrefid=\"\($0)\"/>" } ?? ""
    let set = marks.map { "<setvar action=\"\(action)\" varname=\"SCORE\">\($0)</setvar>" } ?? ""
    let goesOn = marks == nil || action == "Add"
    return
      "        <respcondition continue=\"\(goesOn ? "Yes" : "No")\"><conditionvar>\(test)</conditionvar>"
      + "\(set)\(shown)</respcondition>\n"
  }

  /// What the type of an item decides.
  private struct Parts {
    var body = ""
    var rules: [String] = []
    var feedback: [(String, String)] = []
    var unit: String?
  }

  private static func label(_ name: String, _ html: String) -> String {
    "          <response_label ident=\"\(name)\">\(material(html))</response_label>\n"
  }

  private static func parts(of item: Item) -> Parts {
    switch item.task {
    case .singleChoice(let options, let shuffled): choice(options, isSingle: true, shuffled)
    case .multipleChoice(let options, let shuffled): choice(options, isSingle: false, shuffled)
    case .numeric(let key): number(key, item.misconceptions)
    case .shortText(let answers, _): typed(answers, item.misconceptions)
    case .matching(let pairs, let extras): pairing(pairs, extras)
    case .ordering, .linePick, .situational: Parts()
    }
  }

  private static func choice(_ options: [Option], isSingle: Bool, _ shuffled: Bool) -> Parts {
    var parts = Parts()
    let names = options.indices.map { "\(1001 + $0)" }
    parts.body =
      "        <response_lid ident=\"response1\" rcardinality=\"\(isSingle ? "Single" : "Multiple")\">"
      + "<render_choice shuffle=\"\(shuffled ? "Yes" : "No")\">\n"
      + zip(names, options).map { label($0, ExportParts.html($1.text)) }.joined()
      + "        </render_choice></response_lid>\n"
    for (name, option) in zip(names, options) where !option.rationale.isEmpty {
      parts.feedback.append(("\(name)_fb", option.rationale))
      parts.rules.append(rule(equal(name), shows: "\(name)_fb"))
    }
    let tests = zip(names, options).map { $1.isKey ? equal($0) : isSingle ? "" : "<not>\(equal($0))</not>" }
    parts.rules.append(rule(isSingle ? tests.joined() : "<and>\(tests.joined())</and>", marks: "100"))
    return parts
  }

  /// What is said after a wrong answer that is known.
  private static func remarks(_ slips: [Misconception], _ parts: inout Parts) {
    for (place, slip) in slips.enumerated() {
      let name = "slip\(place + 1)_fb"
      parts.feedback.append((name, slip.rationale))
      parts.rules.append(rule(equal(slip.answer), shows: name))
    }
  }

  private static func gap(_ type: String) -> String {
    "        <response_str ident=\"response1\" rcardinality=\"Single\"><render_fib\(type)>"
      + "<response_label ident=\"answer1\"/></render_fib></response_str>\n"
  }

  private static func number(_ key: NumericKey, _ slips: [Misconception]) -> Parts {
    var parts = Parts(body: gap(" fibtype=\"Decimal\""), unit: key.unit.isEmpty ? nil : key.unit)
    remarks(slips, &parts)
    func bound(_ name: String, _ value: Double) -> String {
      "<\(name) respident=\"response1\">\(ImportedDecimal.text(value))</\(name)>"
    }
    parts.rules.append(
      rule(
        "<or>\(equal(ImportedDecimal.text(key.value)))<and>\(bound("vargte", key.value - key.tolerance))"
          + "\(bound("varlte", key.value + key.tolerance))</and></or>", marks: "100"))
    return parts
  }

  private static func typed(_ answers: [String], _ slips: [Misconception]) -> Parts {
    var parts = Parts(body: gap(""))
    remarks(slips, &parts)
    parts.rules.append(rule(answers.map { equal($0) }.joined(), marks: "100"))
    return parts
  }

  private static func pairing(_ pairs: [MatchingPair], _ extras: [String]) -> Parts {
    var parts = Parts()
    let rights = ExportParts.rights(pairs, extras)
    let labels = rights.enumerated().map { label("\(2001 + $0)", ExportParts.html($1)) }.joined()
    for (place, pair) in pairs.enumerated() {
      let name = "response_\(place + 1)"
      parts.body +=
        "        <response_lid ident=\"\(name)\">\(material(ExportParts.html(pair.left)))<render_choice>\n"
        + "\(labels)        </render_choice></response_lid>\n"
      parts.rules.append(
        rule(
          equal("\(2001 + (rights.firstIndex(of: pair.right) ?? 0))", name),
          marks: ExportParts.share(of: pairs.count), action: "Add"))
    }
    return parts
  }
}
