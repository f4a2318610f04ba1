import Foundation
import ItemBank

/// What the rules of item writing remark, kept so that the bank is not parsed anew at each look.
///
/// Facts age, so remarks hold for a month of the calendar; deleting the file costs only time.
struct RemarkCache {
  private let file: SealedFile
  private let folder: String
  /// The bank and the month that the remarks hold for.
  private let key: String

  /// Names the cache of an assessment's remarks.
  init(folder: URL, assessment: String, bank: String, year: Int, month: Int) {
    self.folder = folder.path
    key = "\(bank) \(year)-\(month)"
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".remarks", magic: "SXTRMK01", limit: 8 << 20)
  }

  /// The kept remarks by item; nil where the file is missing, damaged, or of another bank or month.
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

  /// Keeps remarks in the place of those before; a cache that cannot be written is no fault.
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
