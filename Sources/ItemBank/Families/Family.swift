/// An item whose names, numbers, data and code differ from variant to variant.
///
/// It counts as one item everywhere. All variants were computed when the bank was built, so showing one only fills in
/// its values.
public struct Family: Sendable, Equatable {
  /// The values of one variant.
  public struct Variant: Sendable, Equatable {
    /// Eight hexadecimal digits that depend on the values alone: variants that are equal in two builds keep it.
    public var id: String
    /// The seed that it was drawn with.
    public var seed: Int
    /// The options that it shows, as indices into the template's, in authored order; nil if it has no options.
    public var order: [Int]?
    /// The texts for the family's columns.
    public var values: [String]

    /// Creates a variant.
    init(seed: Int, order: [Int]? = nil, columns: [String], values: [String]) {
      self.init(id: Self.id(columns: columns, values: values), seed: seed, order: order, values: values)
    }

    init(id: String, seed: Int, order: [Int]?, values: [String]) {
      self.id = id
      self.seed = seed
      self.order = order
      self.values = values
    }

    static func id(columns: [String], values: [String]) -> String {
      var hash = ContentHash()
      for (column, value) in zip(columns, values).sorted(by: { $0.0 < $1.0 }) {
        hash.add(column.utf8)
        hash.add(value.utf8)
      }
      return String(hash.text.prefix(8))
    }
  }

  /// The fields that are no texts and may hold placeholders all the same.
  struct Numbers: Sendable, Equatable {
    var value: String?
    var tolerance: String?
    var lines: [String] = []
    var noteLines: [String] = []
  }

  /// The item with placeholders in its texts; its numbers are those of the first variant.
  public let template: Item
  let numbers: Numbers
  /// The placeholders, without their braces.
  public let columns: [String]
  /// The variants; the first is the one that the bank's lists show.
  public let variants: [Variant]

  init(template: Item, numbers: Numbers, columns: [String], variants: [Variant]) {
    self.template = template
    self.numbers = numbers
    self.columns = columns
    self.variants = variants
  }

  /// The item of a variant; nil if the family has none with this identity.
  public func item(variant id: String) -> Item? { variants.first { $0.id == id }.map(item) }

  /// The items of all variants, in order.
  public var items: [Item] { variants.map(item) }

  /// The item of a variant.
  func item(_ variant: Variant) -> Item {
    let values = Dictionary(zip(columns, variant.values), uniquingKeysWith: { first, _ in first })
    func fill(_ text: String) -> String { Placeholder.fill(text, values) }
    var item = template
    item.variant = variant.id
    item.stem = fill(item.stem)
    item.code = item.code.map { CodeBlock(language: $0.language, text: fill($0.text)) }
    item.explanation = fill(item.explanation)
    item.source = fill(item.source)
    item.misconceptions = item.misconceptions.map {
      Misconception(answer: fill($0.answer), rationale: fill($0.rationale), template: $0.answer)
    }
    item.verification = item.verification.map { filled($0, fill) }
    item.task = task(variant, fill)
    return item
  }

  /// What is wrong with the numbers of a variant; nil if they can be read.
  func fault(_ variant: Variant) -> String? {
    let values = Dictionary(zip(columns, variant.values), uniquingKeysWith: { first, _ in first })
    for (name, text) in [("value", numbers.value), ("tolerance", numbers.tolerance)] {
      guard let text = text.map({ Placeholder.fill($0, values) }), NumberText.decimal(text) == nil else {
        continue
      }
      return "the answer's \(name) is \(text), which is no decimal number"
    }
    let code = Placeholder.fill(template.code?.text ?? "", values).split(
      separator: "\n", omittingEmptySubsequences: false)
    for text in (numbers.lines + numbers.noteLines).map({ Placeholder.fill($0, values) }) {
      guard let line = Int(text), code.indices.contains(line - 1) else {
        return "line \(text) is none of the code's \(code.count) lines"
      }
    }
    return nil
  }

  private func task(_ variant: Variant, _ fill: (String) -> String) -> ItemTask {
    func filled(_ options: [Option]) -> [Option] {
      (variant.order ?? Array(options.indices)).filter(options.indices.contains).map { index in
        var option = options[index]
        option.template = option.text
        option.text = fill(option.text)
        option.rationale = fill(option.rationale)
        return option
      }
    }
    switch template.task {
    case .singleChoice(let options, let shuffled):
      return .singleChoice(options: filled(options), shuffled: shuffled)
    case .multipleChoice(let options, let shuffled):
      return .multipleChoice(options: filled(options), shuffled: shuffled)
    case .situational(let options): return .situational(options: filled(options))
    case .numeric(let key):
      return .numeric(
        NumericKey(
          value: numbers.value.flatMap { NumberText.decimal(fill($0)) } ?? key.value,
          tolerance: numbers.tolerance.flatMap { NumberText.decimal(fill($0)) } ?? key.tolerance,
          unit: fill(key.unit)))
    case .shortText(let answers, let ignoresCase):
      return .shortText(answers: answers.map(fill), ignoresCase: ignoresCase)
    case .ordering(let steps): return .ordering(steps: steps.map(fill))
    case .matching(let pairs, let extras):
      return .matching(
        pairs: pairs.map { MatchingPair(left: fill($0.left), right: fill($0.right)) },
        extras: extras.map(fill))
    case .linePick(let lines, let notes):
      let places = zip(lines, numbers.lines).map { Int(fill($1)) ?? $0 }
      let noted = zip(notes, numbers.noteLines).map { note, line in
        LineNote(line: Int(fill(line)) ?? note.line, rationale: fill(note.rationale))
      }
      return .linePick(lines: places, notes: noted)
    }
  }

  private func filled(_ verification: Verification, _ fill: (String) -> String) -> Verification {
    let program: Verification.Program =
      switch verification.program {
      case .run(let language, let source, let setup):
        .run(language: language, source: source.map(fill), setup: setup.map(fill))
      case .expression(let text): .expression(fill(text))
      }
    let expectation: Verification.Expectation =
      switch verification.expectation {
      case .key: .key
      case .output(let text): .output(fill(text))
      case .raises(let name): .raises(fill(name))
      }
    return Verification(program: program, expectation: expectation)
  }
}
