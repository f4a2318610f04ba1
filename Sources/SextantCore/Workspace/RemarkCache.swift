import Foundation
import ItemBank

/// The remarks of the rules of item writing, cached so that the bank isn't checked every time.
///
/// Facts age, so remarks are valid for one calendar month. Deleting the file only costs time.
struct RemarkCache {
  private let file: SealedFile
  private let folder: String
  /// The bank and month that the remarks are valid for.
  private let key: String

  /// Names the cache of an assessment's remarks.
  init(folder: URL, assessment: String, bank: String, year: Int, month: Int) {
    self.folder = folder.path
    key = "\(bank) \(year)-\(month)"
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".remarks", magic: "SXTRMK01", limit: 8 << 20)
  }

  /// The cached remarks by item; nil if the file is missing, damaged, or for another bank or month.
  func load() -> [String: [String]]? {
    guard var reader = file.reader(), (try? reader.text()) == key, let count = try? reader.count() else {
      return nil
    }
    var remarks: [String: [String]] = [:]
    do {
      for _ in 0..<count {
        let item = try reader.text()
        remarks[item] = try reader.list { reader throws(IndexDamage) in try reader.text() }
      }
      return remarks
    } catch {
      return nil
    }
  }

  /// Replaces the cached remarks; failing to write a cache is not an error.
  func save(_ remarks: [String: [String]]) {
    var writer = ByteWriter()
    writer.put(key)
    writer.put(remarks.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value) { $0.put($1) }
    }
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }
}
