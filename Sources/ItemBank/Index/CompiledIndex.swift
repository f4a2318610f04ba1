/// The bytes of a compiled bank: a head with content key, framework, roadmap, summaries and the items' lengths, and then
/// the items.
///
/// Opening reads only the head; an item is read, checked and decoded on demand.
struct CompiledIndex: Sendable {
  private let items: SealedPieces
  private let places: OnDemand<[String: Range<Int>]>
  private let sources: OnDemand<[String: Item]>
  let families: FamilyStore

  /// Reads a bank.
  ///
  /// - Parameters:
  ///   - reader: Reads the head, up to its end.
  ///   - items: The encoded items.
  ///   - families: The store of the families of a bank with a content key.
  ///   - sources: Reads all items from the files that were compiled, given their content key; for items that turn out
  ///     to be damaged.
  static func bank(
    _ reader: inout ByteReader, items: SealedPieces, families: (_ contentKey: String) -> FamilyStore,
    sources: @escaping @Sendable (_ contentKey: String) -> [String: Item]
  ) throws(IndexDamage) -> Bank {
    let key = try reader.text()
    let content = try ContentCoding.read(&reader)
    let skills = content.framework.domains.reduce(0) { $0 + $1.skills.count }
    let summaries = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      try summary(&reader, skills: skills)
    }
    var ends: [Int] = []
    ends.reserveCapacity(summaries.count)
    var end = 0
    for _ in summaries {
      let length = try reader.int()
      guard length >= 0, length <= items.count - end else { throw IndexDamage() }
      end += length
      ends.append(end)
    }
    guard end == items.count, reader.isAtEnd else { throw IndexDamage() }
    let places = OnDemand { [ends] in
      Dictionary(
        zip(summaries, zip([0] + ends, ends)).map { ($0.id, $1.0..<$1.1) }, uniquingKeysWith: { $1 })
    }
    return Bank(
      content: content, items: summaries, contentKey: key,
      storage: .compiled(
        CompiledIndex(
          items: items, places: places, sources: OnDemand { sources(key) }, families: families(key))))
  }

  /// Reads and decodes an item; nil if the bank has none with this identity.
  ///
  /// - Throws: `BankError.unreadable` if it is damaged and its file has changed.
  func item(id: String) throws(BankError) -> Item? {
    guard let place = places.value[id] else { return nil }
    if var reader = items.piece(at: place.lowerBound, count: place.count),
      let item = try? ItemCoding.read(&reader)
    {
      return item
    }
    if let item = sources.value[id] { return item }
    throw .unreadable(file: id, reason: "the compiled index is damaged; `sextant doctor` rebuilds it")
  }

  /// Compiles a bank.
  static func bytes(of parsed: ParsedAssessment) -> (head: [UInt8], items: [UInt8]) {
    var writer = ByteWriter()
    writer.put(parsed.contentKey)
    ContentCoding.write(parsed.content, to: &writer)
    writer.put(Bank.summaries(of: parsed)) { writer, summary in
      writer.put(summary.id)
      writer.put(summary.revision)
      writer.put(summary.skillIndex)
      writer.put(summary.level)
      writer.put(choice: summary.kind)
      writer.put(choice: summary.bloom)
      writer.put(summary.optionCount)
      writer.put(summary.keyCount)
      writer.put(summary.readingWords)
      writer.put(summary.expectedSeconds)
      write(summary.measured, to: &writer)
    }
    let skills = Set(parsed.content.framework.skills.map(\.id))
    let blobs = parsed.items.filter { skills.contains($0.skill) }.map { item in
      var writer = ByteWriter()
      ItemCoding.write(item, to: &writer)
      return SealedFile.sealed(writer.bytes)
    }
    for blob in blobs { writer.put(blob.count) }
    return (writer.bytes, blobs.flatMap(\.self))
  }

  private static func summary(_ reader: inout ByteReader, skills: Int) throws(IndexDamage) -> ItemSummary {
    var summary = ItemSummary(
      id: try reader.text(), revision: try reader.int(), skillIndex: try reader.int(),
      level: try reader.int(),
      kind: try reader.choice(ItemKind.self), bloom: try reader.choice(Bloom.self),
      optionCount: try reader.int(),
      keyCount: try reader.int(), readingWords: try reader.int(), expectedSeconds: try reader.double())
    summary.measured = try measured(&reader)
    guard (0..<skills).contains(summary.skillIndex), summary.expectedSeconds > 0,
      summary.expectedSeconds.isFinite
    else { throw IndexDamage() }
    return summary
  }

  private static func write(_ measured: MeasuredDifficulty?, to writer: inout ByteWriter) {
    writer.put(measured != nil)
    guard let measured else { return }
    writer.put(choice: measured.source)
    writer.put(measured.difficulty)
    writer.put(measured.standardError)
    // A slope or a guessing probability that wasn't measured is written as a negative number.
    writer.put(measured.discrimination ?? -1)
    writer.put(measured.guessing ?? -1)
  }

  private static func measured(_ reader: inout ByteReader) throws(IndexDamage) -> MeasuredDifficulty? {
    guard try reader.bool() else { return nil }
    let source = try reader.choice(MeasuredDifficulty.Source.self)
    let numbers = (
      difficulty: try reader.double(), error: try reader.double(), slope: try reader.double(),
      guessing: try reader.double()
    )
    guard numbers.difficulty.isFinite, numbers.error >= 0 else { throw IndexDamage() }
    return MeasuredDifficulty(
      source: source, difficulty: numbers.difficulty, standardError: numbers.error,
      discrimination: numbers.slope < 0 ? nil : numbers.slope,
      guessing: numbers.guessing < 0 ? nil : numbers.guessing)
  }
}
