/// The bytes of a compiled bank: content key, framework, roadmap, summaries, and each item after its length.
///
/// Opening reads everything but the items; an item is decoded on demand.
struct CompiledIndex: Sendable {
  private let bytes: [UInt8]
  private let offsets: [String: Int]

  /// Reads a bank; its items stay encoded.
  static func bank(_ reader: inout ByteReader) throws(IndexDamage) -> Bank {
    let key = try reader.text()
    let content = try ContentCoding.read(&reader)
    let skills = content.framework.domains.reduce(0) { $0 + $1.skills.count }
    let summaries = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      try summary(&reader, skills: skills)
    }
    var offsets: [String: Int] = [:]
    offsets.reserveCapacity(summaries.count)
    var position = 0
    for summary in summaries {
      let length = try reader.int()
      guard length >= 0, length <= reader.bytes.count - position else { throw IndexDamage() }
      offsets[summary.id] = position
      position += length
    }
    guard position == reader.bytes.count - reader.position else { throw IndexDamage() }
    let start = reader.position
    return Bank(
      content: content, items: summaries, contentKey: key,
      storage: .compiled(CompiledIndex(bytes: reader.bytes, offsets: offsets.mapValues { $0 + start })))
  }

  /// Decodes an item; nil if the bank has none with this identity.
  func item(id: String) throws(BankError) -> Item? {
    guard let offset = offsets[id] else { return nil }
    do {
      var reader = ByteReader(bytes, from: offset)
      return try ItemCoding.read(&reader)
    } catch {
      throw .unreadable(file: id, reason: "the compiled index is damaged; `sextant doctor` rebuilds it")
    }
  }

  /// Compiles a bank.
  static func bytes(of parsed: ParsedAssessment) -> [UInt8] {
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
      write(summary.measured, to: &writer)
    }
    let skills = Set(parsed.content.framework.skills.map(\.id))
    let blobs = parsed.items.filter { skills.contains($0.skill) }.map { item in
      var writer = ByteWriter()
      ItemCoding.write(item, to: &writer)
      return writer.bytes
    }
    for blob in blobs { writer.put(blob.count) }
    for blob in blobs { writer.put(raw: blob[...]) }
    return writer.bytes
  }

  private static func summary(_ reader: inout ByteReader, skills: Int) throws(IndexDamage) -> ItemSummary {
    var summary = ItemSummary(
      id: try reader.text(), revision: try reader.int(), skillIndex: try reader.int(),
      level: try reader.int(),
      kind: try reader.choice(ItemKind.self), bloom: try reader.choice(Bloom.self),
      optionCount: try reader.int(),
      keyCount: try reader.int(), readingWords: try reader.int())
    summary.measured = try measured(&reader)
    guard (0..<skills).contains(summary.skillIndex) else { throw IndexDamage() }
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
