import Foundation
import Synchronization

/// The compiled families of an assessment, in a file of their own: the program's start never touches it.
///
/// Once opened, the file stays the same, even if another program compiles a changed bank. If it is missing, damaged or
/// of another state of the bank, the families are read from the bank's own files, and compiled again.
final class FamilyStore: Sendable {
  private struct Opened {
    var pieces: SealedPieces
    var places: [String: Range<Int>]
  }

  private let folder: String
  private let contentKey: String
  private let file: SealedFile
  private let opened = Mutex<Opened?>(nil)

  /// Names the file.
  ///
  /// - Parameters:
  ///   - name: The subject of the file's name; that of the assessment's index.
  ///   - suffix: What follows it.
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
    let known = opened.withLock { opened in
      if opened == nil { opened = open() }
      return opened.map { (pieces: $0.pieces, place: $0.places[id]) }
    }
    guard let known, let place = known.place,
      var reader = known.pieces.piece(at: place.lowerBound, count: place.count)
    else { return nil }
    return try? FamilyCoding.read(&reader)
  }

  private func open() -> Opened? {
    guard case (var reader, let pieces)? = file.opened() else { return nil }
    do {
      guard try reader.text() == contentKey else { return nil }
      var places: [String: Range<Int>] = [:]
      var position = 0
      for _ in 0..<(try reader.count()) {
        let (name, length) = (try reader.text(), try reader.int())
        guard length >= 0, length <= pieces.count - position else { return nil }
        places[name] = position..<position + length
        position += length
      }
      return Opened(pieces: pieces, places: places)
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
