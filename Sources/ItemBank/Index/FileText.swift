#if canImport(Glibc)
  import Glibc
#endif

/// Why a file could not be read.
struct FileFailure: Error {
  var reason: String
}

/// Reads files and folders through the C library, which starts faster than anything above it.
enum FileText {
  /// The bytes of a regular file, up to a limit.
  static func read(_ path: String, limit: Int) -> Result<[UInt8], FileFailure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(FileFailure(reason: String(cString: strerror(errno)))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileFailure(reason: "it is no regular file"))
    }
    guard status.st_size <= limit else {
      return .failure(FileFailure(reason: "it is larger than \(limit) bytes"))
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes[filled...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return .success(bytes)
  }

  /// Writes a file through a temporary one beside it, so that readers see the old or the new, never a part.
  static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    let temporary = path + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      written += count
    }
    close(descriptor)
    guard written == bytes.count, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// The names in a folder, sorted, hidden ones left out.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The item files of an assessment: `items/<domain>/<skill>.yaml`, relative to it and sorted.
  static func itemFiles(in folder: String) -> [String] {
    names(in: folder + "/items").flatMap { domain in
      names(in: folder + "/items/" + domain).filter { $0.hasSuffix(".yaml") }.map { "items/\(domain)/\($0)" }
    }
  }

  static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  static func makeFolder(_ path: String) {
    var built = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      built += part + "/"
      if built.count > 1 { mkdir(built, 0o700) }
    }
  }
}

/// What tells that a file did not change: its name, size and time.
struct FileStamp: Equatable, Sendable {
  var name: String
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  init(name: String, size: Int, seconds: Int, nanoseconds: Int) {
    self.name = name
    self.size = size
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  init?(folder: String, name: String) {
    var status = stat()
    guard stat(folder + "/" + name, &status) == 0 else { return nil }
    self.init(
      name: name, size: Int(status.st_size), seconds: Int(status.st_mtim.tv_sec),
      nanoseconds: Int(status.st_mtim.tv_nsec))
  }
}

/// A 64-bit FNV-1a hash of content; it tells versions apart and guards nothing against malice.
struct ContentHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = (value ^ 0x1F) &* 0x100_0000_01b3
  }

  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
