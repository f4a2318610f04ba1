import Foundation

/// The file of an assessment's compiled index in the cache.
///
/// It contains a format mark, a checksum, the stamps of its source files, and the compiled bank. If a stamp
/// differs but the content doesn't, for example after a checkout, only the stamps are rewritten. Each item has a checksum
/// of its own, so that a start needn't read a megabyte of texts; an item that turns out to be damaged is taken from
/// its source, and the index is compiled again.
struct IndexFile {
  private let file: SealedFile
  private let cache: String
  private let folder: String
  private let name: String
  private let suffix: String

  var path: String { file.path }

  /// Names the file; assessments with the same name in different folders have different files.
  init(cache: String, assessment: String) {
    var hash = ContentHash()
    hash.add(assessment.utf8)
    let name = assessment.split(separator: "/").last.map(String.init) ?? "assessment"
    self.cache = cache
    self.name = name
    folder = assessment
    suffix = "-\(hash.text)"
    file = SealedFile(
      folder: cache, name: name, suffix: suffix + ".index", magic: "SXTIDX17", limit: 256 << 20)
  }

  /// The file of the families beside the index.
  func families(contentKey: String) -> FamilyStore {
    FamilyStore(cache: cache, name: name, suffix: suffix, folder: folder, contentKey: contentKey)
  }

  /// The bank in the file; nil if it is missing, damaged, foreign, or older than its sources.
  func bank(ifFresh stamps: [FileStamp], in folder: String) -> Bank? {
    guard case (var reader, let pieces)? = file.opened() else { return nil }
    do {
      let stored = try reader.list(Self.stamp)
      let body = reader.position
      let bank = try CompiledIndex.bank(&reader, items: pieces, families: families) { contentKey in
        repair(contentKey, from: folder, stamps: stamps)
      }
      if stored == stamps { return bank }
      guard stored.map(\.name) == stamps.map(\.name), Self.hash(of: stamps, in: folder) == bank.contentKey,
        let items = pieces.all
      else { return nil }
      file.write(head: Self.head(stamps, body: reader.bytes[body...]), pieces: items)
      return bank
    } catch {
      return nil
    }
  }

  /// Compiles the bank again because an item is damaged; empty if its sources are no longer those of the content key.
  private func repair(_ contentKey: String, from folder: String, stamps: [FileStamp]) -> [String: Item] {
    let (parsed, _) = BankLoader.parse(assessment: URL(fileURLWithPath: folder))
    guard let parsed, parsed.contentKey == contentKey else { return [:] }
    write(parsed, stamps: stamps)
    return Dictionary(parsed.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Compiles a bank; if the cache can't be written, the next start parses again.
  func write(_ parsed: ParsedAssessment, stamps: [FileStamp]) {
    FileText.makeFolder(cache)
    if !parsed.families.isEmpty { families(contentKey: parsed.contentKey).write(parsed.families) }
    let (head, items) = CompiledIndex.bytes(of: parsed)
    file.write(head: Self.head(stamps, body: head[...]), pieces: items)
  }

  private static func head(_ stamps: [FileStamp], body: ArraySlice<UInt8>) -> [UInt8] {
    let now = FileStamp.now()
    var writer = ByteWriter()
    writer.put(stamps.map { $0.settled(at: now) }) { writer, stamp in
      writer.put(stamp.name)
      writer.put(stamp.size)
      writer.put(stamp.seconds)
      writer.put(stamp.nanoseconds)
    }
    writer.put(raw: body)
    return writer.bytes
  }

  private static func stamp(_ reader: inout ByteReader) throws(IndexDamage) -> FileStamp {
    FileStamp(
      name: try reader.text(), size: try reader.int(), seconds: try reader.int(),
      nanoseconds: try reader.int())
  }

  /// The content key of the present files; nil if one can't be read.
  private static func hash(of stamps: [FileStamp], in folder: String) -> String? {
    var hash = ContentHash()
    for stamp in stamps {
      guard
        case .success(let bytes) = FileText.read(
          folder + "/" + stamp.name, limit: AssessmentParser.largestFile)
      else { return nil }
      hash.add(name: stamp.name, bytes)
    }
    return hash.text
  }
}
