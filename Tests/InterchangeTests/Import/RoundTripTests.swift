import Foundation
import Interchange
import ItemBank
import Testing
import TextLayout

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Every item that a format holds comes back as it was.
@Suite struct RoundTripTests {
  static let bank: [Item] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "Assessments/ml-engineer")
    return BankLoader.parse(assessment: folder).assessment?.items ?? []
  }()

  static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// An item without what no format holds, and with lines that mean nothing joined.
  static func comparable(_ item: Item, in format: ExportFormat) -> Item {
    var item = item
    item.location = nil
    item.verification = nil
    item.requirements = []
    item.variant = nil
    item.stem = squeezed(CellText.reflowed(item.stem))
    item.explanation = squeezed(item.explanation)
    item.source = squeezed(item.source)
    if format == .markdown { item.misconceptions = [] }
    let isNumber = if case .numeric = item.task { true } else { false }
    item.misconceptions = item.misconceptions.map {
      // A format of numbers keeps the number, not its last noughts.
      let number = isNumber ? Double($0.answer).map { "\($0)" } : nil
      return Misconception(answer: number ?? $0.answer, rationale: squeezed($0.rationale))
    }
    // Of two reasons for one wrong number, the first is read.
    var numbers: Set<String> = []
    if isNumber { item.misconceptions.removeAll { !numbers.insert($0.answer).inserted } }
    func options(_ options: [Option]) -> [Option] {
      options.map { Option(text: squeezed($0.text), isKey: $0.isKey, rationale: squeezed($0.rationale)) }
    }
    switch item.task {
    case .singleChoice(let all, let shuffled):
      item.task = .singleChoice(options: options(all), shuffled: shuffled)
    case .multipleChoice(let all, let shuffled):
      item.task = .multipleChoice(options: options(all), shuffled: shuffled)
    case .shortText(let answers, let ignores):
      item.task = .shortText(answers: answers.map(squeezed), ignoresCase: ignores)
    case .ordering(let steps): item.task = .ordering(steps: steps.map(squeezed))
    case .matching(let pairs, let extras):
      item.task = .matching(
        pairs: pairs.map { MatchingPair(left: squeezed($0.left), right: squeezed($0.right)) },
        extras: extras.map(squeezed))
    case .numeric, .linePick, .situational: break
    }
    return item
  }

  static func reread(_ items: [Item], _ format: ExportFormat) throws -> (written: [Item], read: [Item]) {
    var export = QuestionExport(format)
    for item in items { export.add(item) }
    let leftOut = Set(export.notes.filter(\.isLeftOut).map(\.item))
    let source = format == .qti12 ? ImportFormat.qti : ImportFormat(rawValue: format.rawValue)
    // QTI 3.0 has a file for each item.
    let file = format == .qti30 ? export.package ?? [] : Array(export.file.utf8)
    var conversion = ItemConversion(ItemConversion.Choices())
    let read = try Reading.entries(file, source, block: 1 << 16).compactMap { entry -> Item? in
      var entry = entry
      let item = conversion.item(for: &entry)?.item
      if item == nil { Issue.record("\(format.rawValue): \(entry.title): \(entry.reason)") }
      return item
    }
    return (items.filter { !leftOut.contains($0.id) }, read)
  }

  @Test(arguments: [ExportFormat.gift, .moodleXML, .qti30, .qti12, .markdown, .anki, .csv])
  func theWholeBankComesBack(format: ExportFormat) throws {
    #expect(Self.bank.count > 900)
    let (written, read) = try Self.reread(Self.bank, format)
    #expect(written.count == read.count && written.count > 500)
    var different = 0
    for (old, new) in zip(written, read) {
      let (wanted, got) = (Self.comparable(old, in: format), Self.comparable(new, in: format))
      guard wanted != got else { continue }
      different += 1
      if different < 6 { Issue.record("\(format.rawValue):\n\(wanted)\n\(got)") }
    }
    #expect(different == 0, "\(format.rawValue): \(different) of \(written.count) differ")
  }

  @Test func aDeckOfAnkiComesBack() throws {
    var export = QuestionExport(.anki)
    for item in Self.bank.prefix(200) { export.add(item) }
    var conversion = ItemConversion(ItemConversion.Choices())
    let read = try Reading.entries(try export.deck(now: 1_764_547_200), nil, block: 1 << 16).compactMap {
      entry in
      var entry = entry
      return conversion.item(for: &entry)?.item
    }
    let leftOut = Set(export.notes.filter(\.isLeftOut).map(\.item))
    let wanted = Self.bank.prefix(200).filter { !leftOut.contains($0.id) }.map {
      Self.comparable($0, in: .anki)
    }
    #expect(read.count == wanted.count && read.count > 100)
    #expect(Set(read.map(\.id)) == Set(wanted.map(\.id)))
    let byID = Dictionary(
      read.map { ($0.id, Self.comparable($0, in: .anki)) }, uniquingKeysWith: { first, _ in first })
    #expect(wanted.count { byID[$0.id] != $0 } == 0)
  }

  @Test func aPackageForCanvasComesBack() throws {
    var export = QuestionExport(.qti12)
    for item in Self.bank.prefix(200) { export.add(item) }
    var conversion = ItemConversion(ItemConversion.Choices())
    let read = try Reading.entries(#require(export.package), nil, block: 1 << 16).compactMap { entry in
      var entry = entry
      return conversion.item(for: &entry)?.item
    }
    let leftOut = Set(export.notes.filter(\.isLeftOut).map(\.item))
    #expect(read.count > 100)
    #expect(read.map(\.id) == Self.bank.prefix(200).map(\.id).filter { !leftOut.contains($0) })
  }

  /// A parser of another program, which stops at the first fault, reads each file to its end.
  @Test func filesOfQTIAreXML() {
    var whole = QuestionExport(.qti12)
    for item in Self.bank {
      var export = QuestionExport(.qti30)
      export.add(item)
      whole.add(item)
      guard export.count == 1 else { continue }
      let parser = XMLParser(data: Data(export.file.utf8))
      #expect(parser.parse(), "\(item.id), line \(parser.lineNumber): \(parser.parserError as Any)")
    }
    let parser = XMLParser(data: Data(whole.file.utf8))
    #expect(whole.count > 500 && parser.parse(), "line \(parser.lineNumber): \(parser.parserError as Any)")
  }

  @Test func aikenKeepsQuestionsOptionsAndKeys() throws {
    let (written, read) = try Self.reread(Self.bank, .aiken)
    #expect(written.count == read.count && written.count > 100)
    for (old, new) in zip(written, read) {
      #expect(Self.squeezed(old.stem) == Self.squeezed(new.stem))
      #expect(old.task.options.map(\.isKey) == new.task.options.map(\.isKey))
      #expect(
        old.task.options.map { Self.squeezed($0.text) } == new.task.options.map { Self.squeezed($0.text) })
    }
  }

  /// Characters that mean something in one format or another.
  static let pieces = [
    "a", "B", "1", " ", "  ", "\n", "\n\n", "\n  ", "\\", "\\n", "~", "=", "#", "####", "{", "}", ":", "::",
    "->", "%50%",
    "<", ">", "&", "&lt;", "<b>", "</p>", "*", "_", "`", "```", "[x]", "- ", "1. ", "> ", "\"", "'", ",", ";",
    "|",
    "é", "€", "$CATEGORY:", "ANSWER: A", "// x", "]]>", "{{c1::a}}", "=-", "\u{A0}",
  ]

  static func text(_ generator: inout some RandomNumberGenerator, isLine: Bool = false) -> String {
    while true {
      let count = Int.random(in: 1...12, using: &generator)
      var text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "a" }.joined()
      text = text.replacing("\u{A0}", with: " ")
      if isLine { text = squeezed(text) }
      while text.hasPrefix("\n") { text.removeFirst() }
      while let last = text.last, last.isWhitespace { text.removeLast() }
      if text.contains(where: { $0.isLetter }) { return text }
    }
  }

  static func item(_ number: Int, _ generator: inout some RandomNumberGenerator) -> Item {
    let texts = (0..<4).map { place in "\(place) " + text(&generator, isLine: true) }
    let task: ItemTask
    switch number % 5 {
    case 0:
      task = .singleChoice(
        options: texts.enumerated().map {
          Option(text: $1, isKey: $0 == 1, rationale: text(&generator, isLine: true))
        },
        shuffled: Bool.random(using: &generator))
    case 1:
      task = .multipleChoice(
        options: texts.enumerated().map {
          Option(text: $1, isKey: $0 != 1, rationale: text(&generator, isLine: true))
        },
        shuffled: true)
    case 2:
      task = .numeric(
        NumericKey(value: Double.random(in: -9...9, using: &generator), tolerance: 0.25, unit: "ms"))
    case 3: task = .ordering(steps: texts)
    default:
      task = .matching(
        pairs: texts.prefix(3).map { MatchingPair(left: $0, right: "r" + $0) }, extras: [texts[3]])
    }
    return Item(
      id: "test.random.i\(number)", skill: "test.random", level: 1 + number % 5, bloom: .apply,
      stem: "q " + text(&generator),
      code: number % 3 == 0
        ? CodeBlock(language: "python", text: "x = 1\n" + text(&generator) + "\nif x:\n    y") : nil,
      task: task, explanation: "e " + text(&generator), source: "s " + text(&generator, isLine: true))
  }

  @Test(arguments: [ExportFormat.gift, .moodleXML, .qti30, .qti12, .anki, .csv])
  func randomTextsComeBack(format: ExportFormat) throws {
    var generator = TextChance(seed: 7)
    let items = (0..<400).map { Self.item($0, &generator) }
    let (written, read) = try Self.reread(items, format)
    #expect(written.count == read.count)
    for (old, new) in zip(written, read) {
      let (wanted, got) = (Self.comparable(old, in: format), Self.comparable(new, in: format))
      #expect(wanted == got, "\(format.rawValue)")
      if wanted != got { break }
    }
  }
}

/// Chance from a seed.
struct TextChance: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
