import Foundation
import Testing

@testable import ItemBank

@Suite struct IndexTests {
  @Test func theIndexHoldsEverythingExactly() throws {
    let fixture = try BankFixture()
    let parsed = try #require(fixture.parse().assessment)
    _ = try fixture.load()
    let bank = try fixture.load()
    #expect(bank.content == parsed.content && bank.contentKey == parsed.contentKey)
    #expect(bank.items == Bank(parsed).items)
    #expect(bank.content.framework.alignments["plan.aims"]?.map(\.name) == ["ESCO: aims"])
    #expect(try bank.allItems() == parsed.items)
    #expect(try bank.item(id: "no.such.item") == nil)
    #expect(bank.itemsBySkill.map(\.count) == [3, 5])
  }

  @Test(arguments: 0..<200)
  func everyItemSurvivesCoding(seed: Int) throws {
    var generator = Generator(seed: seed)
    let item = generator.item()
    var writer = ByteWriter()
    ItemCoding.write(item, to: &writer)
    var reader = ByteReader(writer.bytes)
    #expect(try ItemCoding.read(&reader) == item)
    #expect(reader.position == writer.bytes.count)
  }

  @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 127, 128, .max, .min, 1 << 53])
  func everyNumberSurvivesCoding(value: Int) throws {
    var writer = ByteWriter()
    writer.put(value)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.int() == value)
  }

  @Test func listsOfNumbersAreReadInOneGo() throws {
    let lists: [[Double]] = [[], [0.1, -.infinity, .leastNonzeroMagnitude], Array(repeating: 3, count: 300)]
    var writer = ByteWriter()
    for list in lists { writer.put(list) { $0.put($1) } }
    var reader = ByteReader(writer.bytes)
    for list in lists { #expect(try reader.doubles() == list) }
    #expect(reader.isAtEnd)
    // A list that is cut, or that says it has more than any memory holds.
    var cut = ByteReader(Array(writer.bytes.dropLast()), from: 2 + 3 * 8)
    #expect(throws: IndexDamage.self) { try cut.doubles() }
    var endless = ByteWriter()
    endless.put(.max)
    var damaged = ByteReader(endless.bytes)
    #expect(throws: IndexDamage.self) { try damaged.doubles() }
  }

  @Test func anOpenedIndexReadsNoSource() throws {
    let fixture = try BankFixture()
    try fixture.age()
    let before = try fixture.load()
    // Text of the same length under the same time: only an index that trusts the stamps still gives the old one.
    try fixture.change(BankFixture.aims, "Which verb", "Which word")
    try fixture.age()
    #expect(try fixture.load().contentKey == before.contentKey)
  }

  @Test func aChangedFileIsReadAnew() throws {
    let fixture = try BankFixture()
    let before = try fixture.load()
    try fixture.change(BankFixture.aims, "Which verb makes", "Which word makes")
    let after = try fixture.load()
    #expect(before.contentKey != after.contentKey)
    #expect(try after.item(id: "plan.aims.verb")?.stem.contains("word") == true)
  }

  @Test func aNewFileIsReadAnew() throws {
    let fixture = try BankFixture()
    #expect(try fixture.load().items.count == 8)
    try FileManager.default.removeItem(at: fixture.folder.appendingPathComponent(BankFixture.aims))
    #expect(try fixture.load().items.count == 5)
  }

  @Test func aTouchedFileOnlyRenewsTheStamps() throws {
    let fixture = try BankFixture()
    try fixture.age()
    let before = try fixture.load()
    try fixture.age(to: 1_500_000_000)
    let stamps = FileStamp.all(
      in: fixture.folder.path, names: ContentFiles(folder: fixture.folder.path).names)
    #expect(fixture.index.bank(ifFresh: stamps, in: "/nowhere") == nil)
    let bank = try #require(fixture.index.bank(ifFresh: stamps, in: fixture.folder.path))
    #expect(bank.contentKey == before.contentKey && bank.items == before.items)
    // Now the stamps alone suffice.
    #expect(fixture.index.bank(ifFresh: stamps, in: "/nowhere")?.items == before.items)
    #expect(try fixture.load().allItems() == before.allItems())
  }

  @Test func aFileThatChangedJustNowIsNotTrustedByItsTime() {
    let stamp = FileStamp(name: "a", size: 1, seconds: 100, nanoseconds: 999_000_000)
    #expect(stamp.settled(at: (101, 0)).nanoseconds == -1)
    #expect(stamp.settled(at: (101, 900_000_000)) == stamp && stamp.settled(at: (500, 0)) == stamp)
    let far = FileStamp(name: "a", size: 1, seconds: .min, nanoseconds: 0)
    #expect(far.settled(at: (101, 0)) == far)
  }

  @Test(arguments: 0..<120)
  func aDamagedIndexIsRebuilt(seed: Int) throws {
    let fixture = try BankFixture()
    let sound = try fixture.load()
    let url = URL(fileURLWithPath: fixture.index.path)
    var bytes = [UInt8](try Data(contentsOf: url))
    var generator = Generator(seed: seed)
    let place = generator.next(bytes.count)
    switch seed % 3 {
    case 0: bytes.removeLast(bytes.count - place)
    case 1: bytes[place] ^= UInt8(1 << generator.next(8))
    default: bytes = Array("SXTIDX04".utf8) + bytes.dropFirst(8)
    }
    try Data(bytes).write(to: url)
    let bank = try fixture.load()
    #expect(bank.contentKey == sound.contentKey && bank.items == sound.items)
    // Damage to an item shows when it is read: it is then taken from its source.
    #expect(try bank.allItems() == sound.allItems())
    #expect([UInt8](try Data(contentsOf: url)) != bytes)
  }

  /// Nobody gets a text that isn't the one that was opened.
  @Test func aDamagedItemWhoseSourceHasChangedIsAnError() throws {
    let fixture = try BankFixture()
    _ = try fixture.load()
    let url = URL(fileURLWithPath: fixture.index.path)
    var bytes = [UInt8](try Data(contentsOf: url))
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: url)
    let bank = try fixture.load()
    try fixture.change(BankFixture.aims, "Which verb makes", "Which word makes")
    let last = try #require(bank.items.last)
    #expect(throws: BankError.self) { try bank.item(id: last.id) }
    let first = try #require(bank.items.first)
    #expect(try bank.item(id: first.id)?.id == first.id)
  }

  /// Bytes that no checksum guards: what reads them must throw, not trap.
  @Test(arguments: 0..<300)
  func damagedBytesThrowAndNeverTrap(seed: Int) throws {
    let fixture = try BankFixture()
    let parsed = try #require(fixture.parse().assessment)
    var (head, items) = CompiledIndex.bytes(of: parsed)
    var generator = Generator(seed: seed)
    func damage(_ bytes: inout [UInt8]) {
      for _ in 0...generator.next(4) { bytes[generator.next(bytes.count)] = UInt8(generator.next(256)) }
      if seed % 4 == 0 { bytes.removeLast(generator.next(bytes.count)) }
    }
    if seed % 8 < 5 { damage(&head) } else { damage(&items) }
    var writer = ByteWriter()
    ItemCoding.write(parsed.items[seed % parsed.items.count], to: &writer)
    var item = writer.bytes
    damage(&item)
    var damaged = ByteReader(item)
    _ = try? ItemCoding.read(&damaged)
    let file = SealedFile(
      folder: fixture.cache.path, name: "damaged", suffix: ".index", magic: "SXTTEST1", limit: 1 << 20)
    FileText.makeFolder(fixture.cache.path)
    #expect(file.write(head: head, pieces: items))
    var (reader, pieces) = try #require(file.opened())
    let index = fixture.index
    guard
      let bank = try? CompiledIndex.bank(
        &reader, items: pieces, families: index.families, sources: { _ in [:] })
    else { return }
    for summary in bank.items { _ = try? bank.item(id: summary.id) }
    _ = bank.itemsBySkill
  }

  /// Another program may compile a changed bank meanwhile; this one goes on with what it opened.
  @Test func itemsAreReadFromTheFileThatWasOpened() throws {
    let fixture = try BankFixture()
    let parsed = try fixture.load()
    let bank = try fixture.load()
    let url = URL(fileURLWithPath: fixture.index.path)
    try Data("another".utf8).write(to: url, options: .atomic)
    #expect(try bank.allItems() == parsed.allItems())
    try FileManager.default.removeItem(at: url)
    #expect(try bank.allItems() == parsed.allItems())
  }

  @Test func withoutACacheItStillWorks() throws {
    let fixture = try BankFixture()
    for cache in [
      nil, URL(fileURLWithPath: "/proc/none"), fixture.folder.appendingPathComponent("roadmap.yaml"),
    ] {
      #expect(try BankLoader.load(folder: fixture.folder.path, cache: cache?.path).items.count == 8)
    }
  }

  @Test func aChangedBankMayBeCompiledElsewhere() throws {
    let fixture = try BankFixture()
    let folder = fixture.folder
    var calls = 0
    func load(_ compile: @escaping (String, String) -> Void) throws -> Int {
      try BankLoader.load(folder: folder.path, cache: fixture.cache.path) { folder, cache in
        calls += 1
        compile(folder, cache)
      }.items.count
    }
    // Where it fails elsewhere, the bank is read here.
    #expect(try load { _, _ in } == 8 && calls == 1)
    // What lies compiled is not compiled again.
    #expect(try load { _, _ in } == 8 && calls == 1)
    try FileManager.default.removeItem(at: fixture.cache)
    #expect(try load { _ = try? BankLoader.load(folder: $0, cache: $1) } == 8 && calls == 2)
  }

  @Test func manyAtOnceLeaveOneSoundIndex() async throws {
    let fixture = try BankFixture()
    let (folder, cache) = (fixture.folder, fixture.cache)
    let keys = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask { try BankLoader.load(folder: folder.path, cache: cache.path).contentKey }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).count == 1)
  }

  @Test func assessmentsOfOneNameHaveIndicesOfTheirOwn() {
    let paths = ["/a/teacher", "/b/teacher"].map { IndexFile(cache: "/c", assessment: $0).path }
    #expect(Set(paths).count == 2 && paths.allSatisfy { $0.hasPrefix("/c/teacher-") })
  }
}

extension Generator {
  mutating func texts(_ count: Int) -> [String] { (0..<count).map { _ in text() } }

  mutating func optional(_ value: String) -> String? { flip() ? value : nil }

  /// An item of a random type with random texts.
  mutating func item() -> Item {
    let kind = ItemKind.allCases[next(ItemKind.allCases.count)]
    return Item(
      id: text(), revision: next(9), skill: text(), level: next(6), bloom: Bloom.allCases[next(5)],
      stem: text(200),
      code: flip() ? CodeBlock(language: text(), text: text(300)) : nil, task: task(kind),
      explanation: text(300),
      source: text(), checked: optional(text()),
      misconceptions: texts(next(4)).map { Misconception(answer: $0, rationale: text()) },
      verification: verification(), requirements: texts(next(3)),
      location: flip() ? SourceLocation(file: text(), line: next(9999), column: next(80)) : nil)
  }

  private mutating func options() -> [Option] {
    (0..<next(6)).map { _ in
      Option(text: text(), isKey: flip(), effectiveness: flip() ? 1 + next(4) : nil, rationale: text())
    }
  }

  private mutating func task(_ kind: ItemKind) -> ItemTask {
    switch kind {
    case .singleChoice: return .singleChoice(options: options(), shuffled: flip())
    case .multipleChoice: return .multipleChoice(options: options(), shuffled: flip())
    case .situational: return .situational(options: options())
    case .numeric:
      let values = [0, -0.5, 1e-9, 1e300, .pi, -.infinity, .leastNonzeroMagnitude]
      return .numeric(NumericKey(value: values[next(7)], tolerance: values[next(7)], unit: text()))
    case .shortText: return .shortText(answers: texts(next(4)), ignoresCase: flip())
    case .ordering: return .ordering(steps: texts(next(7)))
    case .matching:
      return .matching(
        pairs: texts(next(5)).map { MatchingPair(left: $0, right: text()) }, extras: texts(next(3)))
    case .linePick:
      return .linePick(
        lines: (0..<next(4)).map { _ in next(20) },
        notes: texts(next(3)).map { LineNote(line: next(20), rationale: $0) })
    }
  }

  private mutating func verification() -> Verification? {
    let program: Verification.Program
    switch next(3) {
    case 0: return nil
    case 1: program = .run(language: text(), source: optional(text()), setup: optional(text()))
    default: program = .expression(text())
    }
    let expectations: [Verification.Expectation] = [.key, .output(text()), .raises(text())]
    return Verification(program: program, expectation: expectations[next(3)])
  }
}
