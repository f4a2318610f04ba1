/// The file of an assessment's compiled index in the cache.
///
/// It holds a mark of its format, a checksum, the stamps of the files that it was made of, and the compiled bank. Where
/// a stamp differs but the content does not, as after a checkout, only the stamps are written anew.
struct IndexFile {
  private static let magic: [UInt8] = Array("SXTIDX05".utf8)
  private static let headSize = 16
  private static let limit = 256 << 20

  let path: String
  private let cache: String

  /// Names the file; assessments of the same name in other folders have others.
  init(cache: String, assessment: String) {
    var hash = ContentHash()
    hash.add(assessment.utf8)
    let name = assessment.split(separator: "/").last.map(String.init) ?? "assessment"
    self.cache = cache
    path = "\(cache)/\(name)-\(hash.text).index"
  }

  /// The bank of the file, or nil where it is missing, damaged, foreign, or older than its sources.
  func bank(ifFresh stamps: [FileStamp], in folder: String) -> Bank? {
    guard case .success(let bytes) = FileText.read(path, limit: Self.limit), Self.isSound(bytes) else {
      return nil
    }
    do {
      var reader = ByteReader(bytes, from: Self.headSize)
      let stored = try reader.list(Self.stamp)
      let body = reader.position
      let bank = try CompiledIndex.bank(&reader)
      if stored == stamps { return bank }
      guard stored.map(\.name) == stamps.map(\.name), Self.hash(of: stamps, in: folder) == bank.contentKey
      else { return nil }
      _ = FileText.replace(path, with: Self.file(stamps, body: bytes[body...]))
      return bank
    } catch {
      return nil
    }
  }

  /// Compiles a bank; where the cache cannot be written, the next start parses again.
  func write(_ parsed: ParsedAssessment, stamps: [FileStamp]) {
    FileText.makeFolder(cache)
    _ = FileText.replace(path, with: Self.file(stamps, body: CompiledIndex.bytes(of: parsed)[...]))
  }

  private static func file(_ stamps: [FileStamp], body: ArraySlice<UInt8>) -> [UInt8] {
    let now = FileStamp.now()
    var writer = ByteWriter()
    writer.put(stamps.map { $0.settled(at: now) }) { writer, stamp in
      writer.put(stamp.name)
      writer.put(stamp.size)
      writer.put(stamp.seconds)
      writer.put(stamp.nanoseconds)
    }
    writer.put(raw: body)
    var file = magic
    withUnsafeBytes(of: checksum(writer.bytes[...]).littleEndian) { file.append(contentsOf: $0) }
    return file + writer.bytes
  }

  private static func isSound(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > headSize, bytes[..<magic.count].elementsEqual(magic) else { return false }
    let stored = bytes[magic.count..<headSize].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return checksum(bytes[headSize...]) == stored
  }

  private static func stamp(_ reader: inout ByteReader) throws(IndexDamage) -> FileStamp {
    FileStamp(
      name: try reader.text(), size: try reader.int(), seconds: try reader.int(),
      nanoseconds: try reader.int())
  }

  /// The content key of the files as they are now, or nil where one cannot be read.
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

  /// A sum over words of eight bytes: it finds a torn or rotten file in a fraction of a millisecond.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var sum: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(buffer.count)
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        sum = (sum ^ word) &* 0xff51_afd7_ed55_8ccd
        sum ^= sum >> 32
        offset += 8
      }
      while offset < buffer.count {
        sum = (sum ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
        offset += 1
      }
      return sum
    }
  }
}
