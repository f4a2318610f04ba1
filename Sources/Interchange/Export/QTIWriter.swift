import ItemBank

/// Writes items in QTI 3.0, each a file of its own in a package.
enum QTIWriter {
  private static let head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    + "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\""

  /// The files of a package, with its list of contents first.
  static func package(_ items: [Item]) -> [(name: String, bytes: [UInt8])] {
    var resources = ""
    var files: [(name: String, bytes: [UInt8])] = []
    for item in items {
      let (identity, name) = (identifier(item.id), "items/\(item.id).xml")
      resources +=
        "    <resource identifier=\"\(identity)\" type=\"imsqti_item_xmlv3p0\" href=\"\(name)\">"
        + "<file href=\"\(name)\"/></resource>\n"
      files.append((name, Array(text(item).utf8)))
    }
    let manifest = """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="sextant">
        <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
        <organizations/>
        <resources>
      \(resources)  </resources>
      </manifest>

      """
    return [("imsmanifest.xml", Array(manifest.utf8))] + files
  }

  /// An identifier begins with a letter.
  private static func identifier(_ id: String) -> String { id.first?.isLetter == true ? id : "i" + id }

  /// HTML as XML wants it.
  static func xhtml(_ html: String) -> String {
    html.replacing("<br>", with: "<br/>").replacing("&nbsp;", with: "&#160;")
  }

  private static func html(_ text: String) -> String { xhtml(ExportParts.html(text)) }

  /// One item.
  static func text(_ item: Item) -> String {
    let parts = parts(of: item)
    let tags = ExportParts.tags(item, hasSource: false).joined(separator: " ")
    let feedback: [(String, String)] = [("explanation", item.explanation), ("source", item.source)].filter {
      !$0.1.isEmpty
    }
    var out =
      head
      + " identifier=\"\(identifier(item.id))\" title=\"\(HTMLText.escaped(item.id))\""
      + " label=\"\(HTMLText.escaped(tags))\" adaptive=\"false\" time-dependent=\"false\" xml:lang=\"en\">\n"
    out += parts.declaration
    out += """
        <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">\
      <qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>

      """
    if !feedback.isEmpty {
      out +=
        "  <qti-outcome-declaration identifier=\"ALWAYS\" cardinality=\"multiple\" base-type=\"identifier\"><qti-default-value>"
        + feedback.map { "<qti-value>\($0.0)</qti-value>" }.joined()
        + "</qti-default-value></qti-outcome-declaration>\n"
    }
    if let said = parts.said {
      out +=
        "  <qti-outcome-declaration identifier=\"SAID\" cardinality=\"\(said)\" base-type=\"identifier\"/>\n"
    }
    out += "  <qti-item-body>\(xhtml(ExportParts.stem(item)))\n\(parts.body)\n  </qti-item-body>\n"
    out += "  <qti-response-processing>\n\(parts.processing)  </qti-response-processing>\n"
    for (identity, text) in feedback { out += modal(identity, text, outcome: "ALWAYS") }
    for (place, slip) in item.misconceptions.enumerated() where isTyped(item) && !slip.rationale.isEmpty {
      out += modal("slip\(place + 1)", slip.rationale, outcome: "SAID", title: slip.answer)
    }
    return out + "</qti-assessment-item>\n"
  }

  private static func isTyped(_ item: Item) -> Bool { [.numeric, .shortText].contains(item.task.kind) }

  private static func modal(_ identity: String, _ text: String, outcome: String, title: String? = nil)
    -> String
  {
    let title = title.map { " title=\"\(HTMLText.escaped($0))\"" } ?? ""
    return
      "  <qti-modal-feedback outcome-identifier=\"\(outcome)\" identifier=\"\(identity)\" show-hide=\"show\"\(title)>"
      + "<qti-content-body>\(html(text))</qti-content-body></qti-modal-feedback>\n"
  }

  /// What the type of an item decides.
  private struct Parts {
    var declaration = ""
    var body = ""
    var processing = ""
    /// The cardinality of what is said about single answers; nil where nothing is.
    var said: String?
  }

  private static func declaration(
    _ cardinality: String, _ type: String, _ correct: [String], more: String = ""
  ) -> String {
    "  <qti-response-declaration identifier=\"RESPONSE\" cardinality=\"\(cardinality)\" base-type=\"\(type)\">"
      + "<qti-correct-response>"
      + correct.map { "<qti-value>\(HTMLText.escaped($0))</qti-value>" }.joined()
      + "</qti-correct-response>\(more)</qti-response-declaration>\n"
  }

  private static let variable = "<qti-variable identifier=\"RESPONSE\"/>"

  private static func set(_ outcome: String, _ type: String, _ value: String) -> String {
    "<qti-set-outcome-value identifier=\"\(outcome)\"><qti-base-value base-type=\"\(type)\">\(value)"
      + "</qti-base-value></qti-set-outcome-value>"
  }

  private static func condition(_ test: String, _ action: String) -> String {
    "    <qti-response-condition><qti-response-if>\(test)\(action)</qti-response-if></qti-response-condition>\n"
  }

  private static let matching = condition(
    "<qti-match>\(variable)<qti-correct identifier=\"RESPONSE\"/></qti-match>", set("SCORE", "float", "1"))

  private static func parts(of item: Item) -> Parts {
    switch item.task {
    case .singleChoice(let options, let shuffled): choice(options, isSingle: true, shuffled)
    case .multipleChoice(let options, let shuffled): choice(options, isSingle: false, shuffled)
    case .numeric(let key): number(key, item.misconceptions)
    case .shortText(let answers, let ignoresCase):
      typed(answers, ignoresCase: ignoresCase, item.misconceptions)
    case .ordering(let steps): ordering(steps)
    case .matching(let pairs, let extras): pairing(pairs, extras)
    case .linePick, .situational: Parts()
    }
  }

  private static func choice(_ options: [Option], isSingle: Bool, _ shuffled: Bool) -> Parts {
    let names = options.indices.map { "O\($0 + 1)" }
    let keys = options.indices.filter { options[$0].isKey }.map { names[$0] }
    let cardinality = isSingle ? "single" : "multiple"
    var parts = Parts(declaration: declaration(cardinality, "identifier", keys), processing: matching)
    let list = zip(names, options).map { name, option in
      let why =
        option.rationale.isEmpty
        ? ""
        : "<qti-feedback-inline outcome-identifier=\"SAID\" identifier=\"\(name)\" show-hide=\"show\">"
          + "\(HTMLText.escaped(option.rationale))</qti-feedback-inline>"
      return
        "      <qti-simple-choice identifier=\"\(name)\">\(html(option.text))\(why)</qti-simple-choice>\n"
    }
    parts.body =
      "    <qti-choice-interaction response-identifier=\"RESPONSE\" max-choices=\"\(isSingle ? 1 : 0)\""
      + " shuffle=\"\(shuffled)\">\n\(list.joined())    </qti-choice-interaction>"
    if options.contains(where: { !$0.rationale.isEmpty }) {
      parts.said = cardinality
      parts.processing +=
        "    <qti-set-outcome-value identifier=\"SAID\">\(variable)</qti-set-outcome-value>\n"
    }
    return parts
  }

  /// A gap on a line of its own.
  private static func gap(_ more: String = "") -> String {
    "    <p><qti-text-entry-interaction response-identifier=\"RESPONSE\"\(more)/></p>"
  }

  /// What is said after a wrong answer that is known.
  private static func remarks(
    _ slips: [Misconception], _ parts: inout Parts, _ test: (String) -> String
  ) {
    for (place, slip) in slips.enumerated() where !slip.rationale.isEmpty {
      parts.said = "single"
      parts.processing += condition(test(slip.answer), set("SAID", "identifier", "slip\(place + 1)"))
    }
  }

  private static func entry(_ key: String, _ value: Int, isExact: Bool) -> String {
    "<qti-map-entry map-key=\"\(HTMLText.escaped(key))\" mapped-value=\"\(value)\" case-sensitive=\"\(isExact)\"/>"
  }

  private static func number(_ key: NumericKey, _ slips: [Misconception]) -> Parts {
    func equal(_ mode: String, _ value: String) -> String {
      "<qti-equal \(mode)>\(variable)<qti-base-value base-type=\"float\">\(HTMLText.escaped(value))"
        + "</qti-base-value></qti-equal>"
    }
    let reach = ImportedDecimal.text(key.tolerance)
    let listed = slips.map { entry($0.answer, 0, isExact: true) }.joined()
    var parts = Parts(
      declaration: declaration(
        "single", "float", [ImportedDecimal.text(key.value)],
        more: listed.isEmpty ? "" : "<qti-mapping default-value=\"0\">\(listed)</qti-mapping>"),
      body: gap(key.unit.isEmpty ? "" : " placeholder-text=\"\(HTMLText.escaped(key.unit))\""),
      processing: condition(
        equal(
          "tolerance-mode=\"absolute\" tolerance=\"\(reach) \(reach)\"", ImportedDecimal.text(key.value)),
        set("SCORE", "float", "1")))
    remarks(slips, &parts) { equal("tolerance-mode=\"exact\"", $0) }
    return parts
  }

  private static func typed(_ answers: [String], ignoresCase: Bool, _ slips: [Misconception]) -> Parts {
    let entries =
      answers.map { entry($0, 1, isExact: !ignoresCase) }
      + slips.map { entry($0.answer, 0, isExact: !ignoresCase) }
    var parts = Parts(
      declaration: declaration(
        "single", "string", Array(answers.prefix(1)),
        more: "<qti-mapping default-value=\"0\">\(entries.joined())</qti-mapping>"),
      body: gap(),
      processing:
        "    <qti-set-outcome-value identifier=\"SCORE\"><qti-map-response identifier=\"RESPONSE\"/></qti-set-outcome-value>\n"
    )
    remarks(slips, &parts) {
      "<qti-string-match case-sensitive=\"\(!ignoresCase)\">\(variable)<qti-base-value base-type=\"string\">"
        + "\(HTMLText.escaped($0))</qti-base-value></qti-string-match>"
    }
    return parts
  }

  private static func ordering(_ steps: [String]) -> Parts {
    // In the order of the alphabet, so that a program that doesn't shuffle gives nothing away.
    let sorted = steps.indices.sorted { steps[$0] < steps[$1] }
    let names = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, "S\($0 + 1)") })
    let list = sorted.map {
      "      <qti-simple-choice identifier=\"\(names[$0] ?? "")\">\(html(steps[$0]))</qti-simple-choice>\n"
    }
    return Parts(
      declaration: declaration("ordered", "identifier", steps.indices.compactMap { names[$0] }),
      body: "    <qti-order-interaction response-identifier=\"RESPONSE\" shuffle=\"true\">\n\(list.joined())"
        + "    </qti-order-interaction>", processing: matching)
  }

  private static func pairing(_ pairs: [MatchingPair], _ extras: [String]) -> Parts {
    let rights = ExportParts.rights(pairs, extras)
    func choices(_ texts: [String], _ letter: String, most: Int) -> String {
      "      <qti-simple-match-set>\n"
        + texts.enumerated().map {
          "        <qti-simple-associable-choice identifier=\"\(letter)\($0 + 1)\" match-max=\"\(most)\">"
            + "\(html($1))</qti-simple-associable-choice>\n"
        }.joined() + "      </qti-simple-match-set>\n"
    }
    let correct = pairs.enumerated().map { place, pair in
      "L\(place + 1) R\((rights.firstIndex(of: pair.right) ?? 0) + 1)"
    }
    // A right side that belongs to several left ones may be taken as often.
    return Parts(
      declaration: declaration("multiple", "directedPair", correct),
      body: "    <qti-match-interaction response-identifier=\"RESPONSE\" max-associations=\"\(pairs.count)\""
        + " shuffle=\"true\">\n" + choices(pairs.map(\.left), "L", most: 1)
        + choices(rights, "R", most: 0) + "    </qti-match-interaction>", processing: matching)
  }
}
