import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pages of a journal on the disk, updated with the committed part of its write-ahead log.
final class PageSource {
  /// The bytes per page.
  let pageSize: Int
  /// The bytes per page that SQLite uses.
  let usableSize: Int
  /// The number of pages; the last one may be incomplete.
  let pageCount: Int
  let log: WriteAheadLog
  private let descriptor: Int32
  /// The size of the file in bytes.
  private let size: Int
  /// What the log tells about the age of pages.
  let history: LogHistory

  /// Opens a file for reading; a missing one has no pages of its own.
  ///
  /// - Parameter history: What an earlier reading of the log told, before SQLite wrote it into the file.
  init(path: String, history: LogHistory = LogHistory()) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    let size = descriptor >= 0 && fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    self.size = size
    let layout = Self.layout(descriptor: descriptor, size: size)
    var log = WriteAheadLog(path: path + "-wal", fallbackPageSize: layout.pageSize)
    pageSize = size == 0 && log.pageSize > 0 ? log.pageSize : layout.pageSize
    usableSize = pageSize - layout.reserved
    let filePages = (size + pageSize - 1) / pageSize
    log.dropPages(beyond: 2 * (filePages + log.places.count) + 100)
    self.log = log.pageSize == pageSize ? log : WriteAheadLog(path: "", fallbackPageSize: 0)
    pageCount = max(filePages, self.log.places.keys.max() ?? 0)
    self.history = history.merged(
      with: LogHistory(self.log) { [pageSize, descriptor] number in
        number * pageSize <= size ? Self.read(descriptor, at: (number - 1) * pageSize, count: pageSize) : nil
      })
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The page's bytes, padded with zeros if the file ends within it; nil if the disk can't read it, or if it is an
  /// outdated copy of another page.
  func page(_ number: Int) -> PageReading? {
    guard number >= 1, number <= pageCount else { return nil }
    if let page = log.page(number) { return PageReading(bytes: page) }
    guard let page = Self.read(descriptor, at: (number - 1) * pageSize, count: pageSize),
      !history.outdated.contains(page)
    else { return nil }
    return PageReading(bytes: page)
  }

  /// True if the log held the page: then it is newer than any page that only the file held.
  func isLogged(_ number: Int) -> Bool { history.logged.contains(number) }

  /// The number of bytes of a page that exist, since a file may end within its last page.
  func present(_ number: Int) -> Int {
    log.page(number) != nil ? pageSize : max(0, min(pageSize, size - (number - 1) * pageSize))
  }

  /// True if the fixed fields of the file's header have the values that SQLite always writes.
  static func hasPlausibleHeader(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    guard let bytes = read(descriptor, at: 0, count: 100) else { return true }
    return (1...2).contains(bytes[18]) && (1...2).contains(bytes[19])
      && bytes[21...23].elementsEqual([64, 32, 32])
  }

  private static func read(_ descriptor: Int32, at place: Int, count: Int) -> [UInt8]? {
    guard descriptor >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(place)) }
    return got > 0 ? bytes : nil
  }

  /// The page size and its reserved bytes, as confirmed by most of the file's pages.
  ///
  /// The header may be damaged itself, so it counts only if the pages agree with it.
  private static func layout(descriptor: Int32, size: Int) -> (pageSize: Int, reserved: Int) {
    let header = PageReading(bytes: read(descriptor, at: 0, count: 100) ?? [])
    let written = header.short(16) == 1 ? 65536 : header.short(16) ?? 4096
    let reserved = min(header.byte(20) ?? 0, 64)
    var best = (pageSize: 4096, reserved: 0)
    var most = 0
    for pageSize in [written, 4096, 512, 1024, 2048, 8192, 16384, 32768, 65536]
    where pageSize >= 512 && pageSize <= 65536 && pageSize.nonzeroBitCount == 1 {
      for reserved in Set([0, reserved]).sorted() {
        let pages = size / pageSize
        var sound = 0
        for number in stride(from: 0, to: pages, by: max(1, pages / 64)) {
          guard let bytes = read(descriptor, at: number * pageSize, count: pageSize) else { continue }
          let page = BTreePage(
            PageReading(bytes: bytes), number: number + 1, usableSize: pageSize - reserved)
          if page?.isSound == true { sound += pageSize }
        }
        if sound > most { (best, most) = ((pageSize, reserved), sound) }
      }
    }
    return best
  }
}
