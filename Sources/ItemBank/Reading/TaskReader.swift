import Yams

/// Reads the part of an item that is answered, by its type.
enum TaskReader {
  static func task(_ kind: ItemKind, _ fields: Fields, code: CodeBlock?, _ reader: inout Reader) -> ItemTask?
  {
    refuseForeignFields(kind, fields, &reader)
    switch kind {
    case .singleChoice, .multipleChoice:
      guard let options = options(fields, isSituational: false, &reader) else { return nil }
      let keys = options.filter(\.isKey).count
      if kind == .singleChoice, keys != 1 {
        reader.report(
          "key-count", "a single choice has exactly one key, this has \(keys)",
          remedy: "mark one option with `key: true`", at: fields.node("options")?.mark)
        return nil
      }
      if kind == .multipleChoice, keys == 0 || keys == options.count {
        reader.report(
          "key-count", "a multiple choice has at least one key and one distractor",
          remedy: "mark the right options with `key: true`", at: fields.node("options")?.mark)
        return nil
      }
      let shuffled = fields.flag("shuffle", default: true, &reader)
      return kind == .singleChoice
        ? .singleChoice(options: options, shuffled: shuffled)
        : .multipleChoice(options: options, shuffled: shuffled)
    case .situational:
      return options(fields, isSituational: true, &reader).map { .situational(options: $0) }
    case .numeric: return numeric(fields, &reader).map { .numeric($0) }
    case .shortText:
      guard let answers = requiredTexts("answers", fields, &reader), !answers.isEmpty else { return nil }
      return .shortText(answers: answers, ignoresCase: fields.flag("ignore-case", default: false, &reader))
    case .ordering:
      guard let steps = requiredTexts("steps", fields, &reader) else { return nil }
      guard (3...8).contains(steps.count) else {
        reader.report(
          "steps", "an ordering has 3 to 8 steps", remedy: "add or join steps", at: fields.node("steps")?.mark
        )
        return nil
      }
      return .ordering(steps: steps)
    case .matching: return matching(fields, &reader)
    case .linePick: return linePick(fields, code: code, &reader)
    }
  }

  private static let ownFields: [String: [ItemKind]] = [
    "options": [.singleChoice, .multipleChoice, .situational], "shuffle": [.singleChoice, .multipleChoice],
    "answer": [.numeric], "answers": [.shortText], "ignore-case": [.shortText], "steps": [.ordering],
    "pairs": [.matching], "extras": [.matching], "lines": [.linePick], "line-notes": [.linePick],
    "misconceptions": [.numeric, .shortText],
  ]

  private static func refuseForeignFields(_ kind: ItemKind, _ fields: Fields, _ reader: inout Reader) {
    for (name, kinds) in ownFields.sorted(by: { $0.key < $1.key })
    where fields.has(name) && !kinds.contains(kind) {
      reader.report(
        "foreign-field", "\(name) does not belong to a \(kind.rawValue) item",
        remedy: "remove it, or change the type to \(kinds.map(\.rawValue).joined(separator: " or "))",
        at: fields.node(name)?.mark)
    }
  }

  private static func requiredTexts(_ name: String, _ fields: Fields, _ reader: inout Reader) -> [String]? {
    guard fields.has(name) else {
      reader.report(
        "missing-field", "an item of this type has no \(name)", remedy: "add `\(name):`", at: fields.mark)
      return nil
    }
    return fields.texts(name, &reader)
  }

  private static func options(_ fields: Fields, isSituational: Bool, _ reader: inout Reader) -> [Option]? {
    guard let nodes = fields.requiredList("options", &reader) else { return nil }
    guard (2...8).contains(nodes.count) else {
      reader.report(
        "options", "an item has 2 to 8 options", remedy: "add or drop options",
        at: fields.node("options")?.mark)
      return nil
    }
    var options: [Option] = []
    for node in nodes {
      let known = isSituational ? ["text", "effectiveness", "why"] : ["text", "key", "why"]
      guard let option = Fields(node, "an option", known: known, &reader) else { continue }
      let text = option.text("text", &reader)
      let why = option.text("why", &reader)
      let isKey = isSituational ? false : option.flag("key", default: false, &reader)
      let effectiveness = isSituational ? option.integer("effectiveness", in: 1...4, &reader) : nil
      if let text, let why, !isSituational || effectiveness != nil {
        if options.contains(where: { $0.text == text }) {
          reader.report(
            "options-alike", "two options are alike: \(text)", remedy: "change or drop one", at: node.mark)
        }
        options.append(Option(text: text, isKey: isKey, effectiveness: effectiveness, rationale: why))
      }
    }
    return options.count == nodes.count ? options : nil
  }

  private static func numeric(_ fields: Fields, _ reader: inout Reader) -> NumericKey? {
    guard let node = fields.node("answer") else {
      reader.report(
        "missing-field", "a numeric item has no answer", remedy: "add `answer: {value: , tolerance: }`",
        at: fields.mark)
      return nil
    }
    guard let answer = Fields(node, "an answer", known: ["value", "tolerance", "unit"], &reader) else {
      return nil
    }
    guard let value = answer.number("value", &reader), let tolerance = answer.number("tolerance", &reader)
    else { return nil }
    if tolerance < 0 {
      reader.report(
        "range", "the tolerance is negative", remedy: "write 0 or more", at: answer.node("tolerance")?.mark)
      return nil
    }
    return NumericKey(value: value, tolerance: tolerance, unit: answer.optionalText("unit", &reader) ?? "")
  }

  private static func matching(_ fields: Fields, _ reader: inout Reader) -> ItemTask? {
    guard let nodes = fields.requiredList("pairs", &reader) else { return nil }
    let pairs = nodes.compactMap { node -> MatchingPair? in
      guard let pair = Fields(node, "a pair", known: ["left", "right"], &reader),
        let left = pair.text("left", &reader),
        let right = pair.text("right", &reader)
      else { return nil }
      return MatchingPair(left: left, right: right)
    }
    guard pairs.count == nodes.count else { return nil }
    guard (2...6).contains(pairs.count), Set(pairs.map(\.right)).count == pairs.count else {
      reader.report(
        "pairs", "a matching has 2 to 6 pairs with different right sides",
        remedy: "add, drop or change pairs",
        at: fields.node("pairs")?.mark)
      return nil
    }
    return .matching(pairs: pairs, extras: fields.texts("extras", &reader) ?? [])
  }

  private static func linePick(_ fields: Fields, code: CodeBlock?, _ reader: inout Reader) -> ItemTask? {
    guard let code else {
      reader.report(
        "missing-field", "a line-pick item has no code", remedy: "add `code:` with its lines", at: fields.mark
      )
      return nil
    }
    guard let nodes = fields.requiredList("lines", &reader) else { return nil }
    let count = code.lines.count
    let lines = nodes.compactMap { node -> Int? in
      guard let text = Fields.scalar(node), let line = Int(text), (1...count).contains(line) else {
        reader.report(
          "range", "lines must hold numbers from 1 to \(count)", remedy: "count the lines of the code from 1",
          at: node.mark)
        return nil
      }
      return line
    }
    let notes = (fields.list("line-notes", &reader) ?? []).compactMap { node -> LineNote? in
      guard let note = Fields(node, "a line note", known: ["line", "why"], &reader),
        let line = note.integer("line", in: 1...count, &reader), let why = note.text("why", &reader)
      else { return nil }
      return LineNote(line: line, rationale: why)
    }
    return lines.isEmpty || lines.count < nodes.count ? nil : .linePick(lines: lines, notes: notes)
  }
}

/// Reads how a key is confirmed.
enum VerificationReader {
  static let fields = ["run", "python", "code", "setup", "stdout", "raises", "equals"]

  static func verification(_ item: Fields, _ reader: inout Reader) -> Verification? {
    guard let node = item.node("verify"), let verify = Fields(node, "verify", known: fields, &reader) else {
      return nil
    }
    let expectation: Verification.Expectation
    if let exception = verify.optionalText("raises", &reader) {
      expectation = .raises(exception)
    } else if let text = verify.optionalText("equals", &reader) ?? verify.optionalText("stdout", &reader) {
      expectation = text == "key" ? .key : .output(text)
    } else {
      expectation = .key
    }
    if let expression = verify.optionalText("python", &reader) {
      return Verification(program: .expression(expression), expectation: expectation)
    }
    guard let language = verify.text("run", &reader) else { return nil }
    guard ["python", "sql", "shell"].contains(language) else {
      reader.report(
        "value", "run cannot be \(language)", remedy: "use one of python, sql, shell",
        at: verify.node("run")?.mark)
      return nil
    }
    let source = verify.optionalText("code", &reader)
    if source == nil, !item.has("code") {
      reader.report(
        "verify", "verify has nothing to run", remedy: "add `code:` to the item or to verify", at: verify.mark
      )
      return nil
    }
    return Verification(
      program: .run(language: language, source: source, setup: verify.optionalText("setup", &reader)),
      expectation: expectation)
  }
}
