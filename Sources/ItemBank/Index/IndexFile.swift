/// The file of an assessment's compiled index in the cache.
///
/// It holds a mark of its format, a checksum, the stamps of the files that it was made of, and the compiled bank. Where
/// a stamp differs but the content does not, as after a checkout, only the stamps are written anew.
struct IndexFile {
  private let file: SealedFile
  private let cache: String

  var path: String { file.path }

  /// Names the file; assessments of the same name in other folders have others.
  init(cache: String, assessment: String) {
    var hash = ContentHash()
    hash.add(assessment.utf8)
    let name = assessment.split(separator: "/").last.map(String.init) ?? "assessment"
    self.cache = cache
    file = SealedFile(
      folder: cache, name: name, suffix: "-\(hash.text).index", magic: "SXTIDX07", limit: 256 << 20)
  }

  /// The bank of the file, or nil if it is missing, damaged, foreign, or older than its sources.
  func bank(ifFresh stamps: [FileStamp], in folder: String) -> Bank? {
    guard var reader = file.reader() else { return nil }
    do {
      let stored = try reader.list(Self.stamp)
      let body = reader.position
      let bank = try CompiledIndex.bank(&reader)
      if stored == stamps { return bank }
      guard stored.map(\.name) == stamps.map(\.name), Self.hash(of: stamps, in: folder) == bank.contentKey
      else { return nil }
      file.write(Self.content(stamps, body: reader.bytes[body...]))
      return bank
    } catch {
      return nil
    }
  }

  /// Compiles a bank; where the cache cannot be written, the next start parses again.
  func write(_ parsed: ParsedAssessment, stamps: [FileStamp]) {
    FileText.makeFolder(cache)
    file.write(Self.content(stamps, body: CompiledIndex.bytes(of: parsed)[...]))
  }

  private static func content(_ stamps: [FileStamp], body: ArraySlice<UInt8>) -> [UInt8] {
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

  /// The content key of the files as they are now, or nil if one cannot be read.
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
