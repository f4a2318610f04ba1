import Foundation

/// The compiled families of an assessment, in a file of their own: the program's start never touches it.
///
/// If the file is missing, damaged or of another state of the bank, the families are read from the bank's own files,
/// and compiled again.
struct FamilyStore: Sendable {
  private let folder: String
  private let contentKey: String
  private let file: SealedFile

  /// - Parameters:
  ///   - name: The file's name without its ending; that of the assessment's index.
  ///   - folder: The path of the assessment.
  init(cache: String, name: String, suffix: String, folder: String, contentKey: String) {
    self.folder = folder
    self.contentKey = contentKey
    file = SealedFile(
      folder: cache, name: name, suffix: suffix + ".families", magic: "SXTFAM02", limit: 256 << 20)
  }

  /// The family with an identity; nil if there is none.
  func family(id: String) throws(BankError) -> Family? {
    if let found = stored(id) { return found }
    let (parsed, _) = BankLoader.parse(assessment: URL(fileURLWithPath: folder))
    guard let parsed, parsed.contentKey == contentKey else {
      throw .unreadable(file: id, reason: "the bank has changed since it was opened; start again")
    }
    write(parsed.families)
    return parsed.families[id]
  }

  private func stored(_ id: String) -> Family? {
    guard case (var reader, let pieces)? = file.opened() else { return nil }
    do {
      guard try reader.text() == contentKey else { return nil }
      let count = try reader.count()
      var position = 0
      for _ in 0..<count {
        let (name, length) = (try reader.text(), try reader.int())
        guard length >= 0, length <= pieces.count - position else { return nil }
        if name == id {
          guard var reader = pieces.piece(at: position, count: length) else { return nil }
          return try FamilyCoding.read(&reader)
        }
        position += length
      }
      return nil
    } catch {
      return nil
    }
  }

  /// Compiles families; if the cache can't be written, they are read from the bank's files again.
  func write(_ families: [String: Family]) {
    let blobs = families.sorted { $0.key < $1.key }.map { id, family in
      var writer = ByteWriter()
      FamilyCoding.write(family, to: &writer)
      return (id, SealedFile.sealed(writer.bytes))
    }
    var writer = ByteWriter()
    writer.put(contentKey)
    writer.put(blobs.count)
    for (id, bytes) in blobs {
      writer.put(id)
      writer.put(bytes.count)
    }
    file.write(head: writer.bytes, pieces: blobs.flatMap(\.1))
  }
}
