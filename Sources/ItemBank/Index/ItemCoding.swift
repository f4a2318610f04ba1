/// Encodes items for the compiled index.
enum ItemCoding {
  static func write(_ item: Item, to writer: inout ByteWriter) {
    writer.put(item.id)
    writer.put(item.revision)
    writer.put(item.skill)
    writer.put(item.level)
    writer.put(choice: item.bloom)
    writer.put(item.stem)
    writer.put(item.code?.language)
    writer.put(item.code?.text)
    write(item.task, to: &writer)
    writer.put(item.explanation)
    writer.put(item.source)
    writer.put(item.checked)
    writer.put(item.misconceptions) { writer, entry in
      writer.put(entry.answer)
      writer.put(entry.rationale)
    }
    write(item.verification, to: &writer)
    writer.put(item.requirements) { $0.put($1) }
    writer.put(item.location?.file)
    writer.put(item.location?.line ?? 0)
    writer.put(item.location?.column ?? 0)
    writer.put(item.variant)
  }

  static func read(_ reader: inout ByteReader) throws(IndexDamage) -> Item {
    let id = try reader.text()
    let revision = try reader.int()
    let skill = try reader.text()
    let level = try reader.int()
    let bloom = try reader.choice(Bloom.self)
    let stem = try reader.text()
    let language = try reader.optionalText()
    let code = try reader.optionalText()
    let task = try readTask(&reader)
    let explanation = try reader.text()
    let source = try reader.text()
    let checked = try reader.optionalText()
    let misconceptions = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      Misconception(answer: try reader.text(), rationale: try reader.text())
    }
    let verification = try readVerification(&reader)
    let requirements = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.text() }
    let file = try reader.optionalText()
    let line = try reader.int()
    let column = try reader.int()
    let variant = try reader.optionalText()
    return Item(
      id: id, revision: revision, skill: skill, level: level, bloom: bloom, stem: stem,
      code: language.flatMap { language in code.map { CodeBlock(language: language, text: $0) } }, task: task,
      explanation: explanation, source: source, checked: checked, misconceptions: misconceptions,
      verification: verification, requirements: requirements,
      location: file.map { SourceLocation(file: $0, line: line, column: column) }, variant: variant)
  }

  private static func write(_ task: ItemTask, to writer: inout ByteWriter) {
    writer.put(choice: task.kind)
    switch task {
    case .singleChoice(let options, let shuffled), .multipleChoice(let options, let shuffled):
      write(options, to: &writer)
      writer.put(shuffled)
    case .situational(let options): write(options, to: &writer)
    case .numeric(let key):
      writer.put(key.value)
      writer.put(key.tolerance)
      writer.put(key.unit)
    case .shortText(let answers, let ignoresCase):
      writer.put(answers) { $0.put($1) }
      writer.put(ignoresCase)
    case .ordering(let steps): writer.put(steps) { $0.put($1) }
    case .matching(let pairs, let extras):
      writer.put(pairs) { writer, pair in
        writer.put(pair.left)
        writer.put(pair.right)
      }
      writer.put(extras) { $0.put($1) }
    case .linePick(let lines, let notes):
      writer.put(lines) { $0.put($1) }
      writer.put(notes) { writer, note in
        writer.put(note.line)
        writer.put(note.rationale)
      }
    }
  }

  private static func readTask(_ reader: inout ByteReader) throws(IndexDamage) -> ItemTask {
    switch try reader.choice(ItemKind.self) {
    case .singleChoice: return .singleChoice(options: try readOptions(&reader), shuffled: try reader.bool())
    case .multipleChoice:
      return .multipleChoice(options: try readOptions(&reader), shuffled: try reader.bool())
    case .situational: return .situational(options: try readOptions(&reader))
    case .numeric:
      return .numeric(
        NumericKey(value: try reader.double(), tolerance: try reader.double(), unit: try reader.text()))
    case .shortText: return .shortText(answers: try texts(&reader), ignoresCase: try reader.bool())
    case .ordering: return .ordering(steps: try texts(&reader))
    case .matching:
      let pairs = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
        MatchingPair(left: try reader.text(), right: try reader.text())
      }
      return .matching(pairs: pairs, extras: try texts(&reader))
    case .linePick:
      let lines = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.int() }
      let notes = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
        LineNote(line: try reader.int(), rationale: try reader.text())
      }
      return .linePick(lines: lines, notes: notes)
    }
  }

  private static func texts(_ reader: inout ByteReader) throws(IndexDamage) -> [String] {
    try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.text() }
  }

  private static func write(_ options: [Option], to writer: inout ByteWriter) {
    writer.put(options) { writer, option in
      writer.put(option.text)
      writer.put(option.isKey)
      writer.put(option.effectiveness ?? 0)
      writer.put(option.ratings) { $0.put($1) }
      writer.put(option.rationale)
    }
  }

  private static func readOptions(_ reader: inout ByteReader) throws(IndexDamage) -> [Option] {
    try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      let text = try reader.text()
      let isKey = try reader.bool()
      let effectiveness = try reader.int()
      let ratings = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.int() }
      return Option(
        text: text, isKey: isKey, effectiveness: effectiveness == 0 ? nil : effectiveness, ratings: ratings,
        rationale: try reader.text())
    }
  }

  private static func write(_ verification: Verification?, to writer: inout ByteWriter) {
    writer.put(verification != nil)
    guard let verification else { return }
    switch verification.program {
    case .run(let language, let source, let setup):
      writer.put(true)
      writer.put(language)
      writer.put(source)
      writer.put(setup)
    case .expression(let text):
      writer.put(false)
      writer.put(text)
    }
    switch verification.expectation {
    case .key: writer.put(0)
    case .output(let text):
      writer.put(1)
      writer.put(text)
    case .raises(let name):
      writer.put(2)
      writer.put(name)
    }
  }

  private static func readVerification(_ reader: inout ByteReader) throws(IndexDamage) -> Verification? {
    guard try reader.bool() else { return nil }
    let program: Verification.Program =
      try reader.bool()
      ? .run(language: try reader.text(), source: try reader.optionalText(), setup: try reader.optionalText())
      : .expression(try reader.text())
    switch try reader.int() {
    case 0: return Verification(program: program, expectation: .key)
    case 1: return Verification(program: program, expectation: .output(try reader.text()))
    case 2: return Verification(program: program, expectation: .raises(try reader.text()))
    default: throw IndexDamage()
    }
  }
}
