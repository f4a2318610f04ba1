import Foundation

/// A bank compiled to one file, so that opening the program parses no YAML.
///
/// The file holds the stamps of its sources, the framework, the summaries, and each item's bytes behind a
/// table of offsets. It is made again whenever a stamp differs, and whenever it is damaged.
struct CompiledIndex: Sendable {
  private static let magic: [UInt8] = Array("SXTIDX04".utf8)

  private let bytes: [UInt8]
  private let offsets: [String: Int]

  /// The file of an assessment's index; assessments of the same name in other folders have others.
  static func place(in cache: URL, assessment: URL) -> String {
    var hash = ContentHash()
    hash.add(assessment.standardizedFileURL.path.utf8)
    return cache.path + "/" + assessment.lastPathComponent + "-" + hash.text + ".index"
  }

  /// The bank of a compiled file, or nil where it is missing, damaged, or older than its sources.
  static func read(_ path: String, ifFresh stamps: [FileStamp]) -> Bank? {
    guard case .success(let bytes) = FileText.read(path, limit: 256 << 20), bytes.count > magic.count + 8,
      Array(bytes[..<magic.count]) == magic
    else { return nil }
    do {
      var reader = ByteReader(bytes, from: magic.count)
      let sum = try reader.double().bitPattern
      let body = reader.position
      guard checksum(bytes[body...]) == sum else { return nil }
      let stored = try reader.list(stamp)
      guard stored == stamps else { return nil }
      let key = try reader.text()
      let content = try ContentCoding.read(&reader)
      let summaries = try reader.list(summary)
      let lengths = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.int() }
      guard lengths.count == summaries.count else { return nil }
      var offsets: [String: Int] = [:]
      offsets.reserveCapacity(summaries.count)
      var position = reader.position
      for (summary, length) in zip(summaries, lengths) {
        offsets[summary.id] = position
        position += length
      }
      return Bank(
        content: content, items: summaries, contentKey: key,
        storage: .compiled(CompiledIndex(bytes: bytes, offsets: offsets)))
    } catch {
      return nil
    }
  }

  func item(id: String) throws(BankError) -> Item? {
    guard let offset = offsets[id] else { return nil }
    do {
      var reader = ByteReader(bytes, from: offset)
      return try ItemCoding.read(&reader)
    } catch {
      throw BankError.unreadable(
        file: id, reason: "the compiled index is damaged; `sextant doctor` rebuilds it")
    }
  }

  /// Compiles a bank; where the cache cannot be written, the next start parses again.
  static func write(_ parsed: ParsedAssessment, files: [FileStamp], to path: String) {
    if let slash = path.lastIndex(of: "/") { FileText.makeFolder(String(path[..<slash])) }
    var body = ByteWriter()
    body.put(files) { writer, stamp in
      writer.put(stamp.name)
      writer.put(stamp.size)
      writer.put(stamp.seconds)
      writer.put(stamp.nanoseconds)
    }
    body.put(parsed.contentKey)
    ContentCoding.write(parsed.content, to: &body)
    let summaries = Bank.summaries(of: parsed)
    body.put(summaries) { writer, summary in
      writer.put(summary.id)
      writer.put(summary.revision)
      writer.put(summary.skillIndex)
      writer.put(summary.level)
      writer.put(summary.kind.rawValue)
      writer.put(summary.bloom.rawValue)
      writer.put(summary.optionCount)
      writer.put(summary.keyCount)
      writer.put(summary.readingWords)
    }
    let skills = Set(parsed.content.framework.skills.map(\.id))
    let blobs = parsed.items.filter { skills.contains($0.skill) }.map { item in
      var writer = ByteWriter()
      ItemCoding.write(item, to: &writer)
      return writer.bytes
    }
    body.put(blobs.map(\.count)) { $0.put($1) }
    for blob in blobs { body.put(raw: blob) }
    var file = ByteWriter()
    file.put(raw: magic)
    file.put(Double(bitPattern: checksum(body.bytes[...])))
    file.put(raw: body.bytes)
    _ = FileText.replace(path, with: file.bytes)
  }

  private static func stamp(_ reader: inout ByteReader) throws(IndexDamage) -> FileStamp {
    FileStamp(
      name: try reader.text(), size: try reader.int(), seconds: try reader.int(),
      nanoseconds: try reader.int())
  }

  private static func summary(_ reader: inout ByteReader) throws(IndexDamage) -> ItemSummary {
    let id = try reader.text()
    let revision = try reader.int()
    let skill = try reader.int()
    let level = try reader.int()
    guard let kind = ItemKind(rawValue: try reader.text()), let bloom = Bloom(rawValue: try reader.text())
    else { throw IndexDamage() }
    return ItemSummary(
      id: id, revision: revision, skillIndex: skill, level: level, kind: kind, bloom: bloom,
      optionCount: try reader.int(), keyCount: try reader.int(), readingWords: try reader.int())
  }

  /// A sum over words of eight bytes: it finds a torn or rotten file in a fraction of a millisecond.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var sum: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(buffer.count)
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        sum = (sum ^ word) &* 0xff51_afd7_ed55_8ccd
        sum ^= sum >> 32
        offset += 8
      }
      while offset < buffer.count {
        sum = (sum ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
        offset += 1
      }
      // The sum is stored as a double's bits; a signalling pattern must survive, so the exponent is kept finite.
      return sum & 0x7FEF_FFFF_FFFF_FFFF
    }
  }
}
