import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The paths of a journal and of the files beside it.
struct JournalFiles: Sendable {
  /// The identity of a file, independent of its name.
  struct Identity: Equatable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// The journal itself, with links resolved.
  let path: String
  /// The folder of the journal and of the files beside it.
  let folder: String
  /// The seconds for which a write waits while another program locks the file.
  let timeout: Double
  /// The assessment of answers of which nothing else says where they belong.
  let assessment: String

  /// The suffixes of files that SQLite keeps beside a journal.
  static let companions = ["-wal", "-shm", "-journal"]

  var lock: String { sibling("journal.lock") }
  /// A new journal under construction; worthless if its program was killed.
  var making: String { sibling("journal.making.sqlite") }
  /// A journal being rebuilt; worthless if its program was killed.
  var recovering: String { sibling("journal.recovering.sqlite") }

  private func sibling(_ name: String) -> String { folder + "/" + name }

  /// The files of a folder, which is created if it is missing.
  init(folder: String, timeout: Double, assessment: String = "") throws(JournalError) {
    try Self.prepare(folder)
    self.timeout = timeout
    self.assessment = assessment
    path = Self.resolved(folder + "/" + Journal.fileName)
    self.folder = Self.parent(of: path)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A damaged journal that was set aside, by the stamp in its name.
  func damaged(_ stamp: String) -> String { sibling("journal.damaged-\(stamp).sqlite") }
  /// A complete rebuilt journal, not yet renamed.
  func recovered(_ stamp: String) -> String { sibling("journal.recovered-\(stamp).sqlite") }
  /// A journal that was replaced by a backup, by the stamp in its name.
  func replaced(_ stamp: String) -> String { sibling("journal.replaced-\(stamp).sqlite") }
  /// A complete copy of a backup, not yet renamed.
  func restored(_ stamp: String) -> String { sibling("journal.restored-\(stamp).sqlite") }
  /// The notice about a recovery that the person may not have seen.
  func notice(_ stamp: String) -> String { sibling("journal.damaged-\(stamp).notice") }
  /// The notice about a recovery that the person has seen.
  func account(_ stamp: String) -> String { sibling("journal.damaged-\(stamp).txt") }

  /// The names of all files in the folder.
  func names() -> [String] {
    // Without Foundation, whose first look into a folder costs a start a fifth of a millisecond.
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  /// The stamps of all files in the folder named `journal.<kind>-<stamp>.<extension>`, oldest first.
  ///
  /// - Parameter names: The names of the files, if they are known.
  func stamps(_ kind: String, _ pathExtension: String, among names: [String]? = nil) -> [String] {
    let (start, end) = ("journal.\(kind)-", ".\(pathExtension)")
    return (names ?? self.names()).filter {
      $0.hasPrefix(start) && $0.hasSuffix(end) && $0.count > start.count + end.count
    }
    .map { String($0.dropFirst(start.count).dropLast(end.count)) }.sorted()
  }

  /// True if a complete new journal waits for its name, because a program was ended while it gave it.
  func isBeingPublished(among names: [String]) -> Bool {
    ["recovered", "restored"].contains { !stamps($0, "sqlite", among: names).isEmpty }
  }

  /// A stamp that no file uses yet.
  func freeStamp(_ now: Date) -> String {
    let seconds = String(Int(max(0, min(now.timeIntervalSince1970, 1e12))))
    let names = names()
    let used = Set(
      ["damaged", "recovered", "replaced", "restored"].flatMap { stamps($0, "sqlite", among: names) }
        + stamps("damaged", "txt", among: names))
    var (stamp, number) = (seconds, 0)
    while used.contains(stamp) {
      number += 1
      stamp = "\(seconds)-\(number)"
    }
    return stamp
  }

  /// The identity of the file with the journal's name; nil if there is none.
  func identity() -> Identity? { Self.identity(of: path) }

  /// The identity of a file; nil if there is none.
  static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The size of a file in bytes; nil if it is missing.
  func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// When a file last changed, in seconds; nil if it is missing.
  func changed(_ path: String) -> Double? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      return Double(status.st_mtimespec.tv_sec) + Double(status.st_mtimespec.tv_nsec) / 1e9
    #else
      return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    #endif
  }

  /// Refuses anything but a regular file, before opening a pipe could block.
  func checkKind() throws(JournalError) {
    guard identity() != nil else { return }
    try Self.checkKind(of: path)
    if access(path, W_OK) != 0 { throw .unreadable(path: path, reason: Self.reason(errno)) }
  }

  /// Refuses anything but a regular file that can be read.
  static func checkKind(of path: String) throws(JournalError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: reason(errno)) }
    let kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: ""
      case S_IFDIR: "a folder"
      case S_IFIFO: "a pipe"
      case S_IFSOCK: "a socket"
      default: "a device"
      }
    if !kind.isEmpty { throw .notAFile(path: path, kind: kind) }
    if access(path, R_OK) != 0 { throw .unreadable(path: path, reason: reason(errno)) }
  }

  /// Creates an empty file that only the person can read; SQLite's companion files get the same mode.
  func create(_ path: String) throws(JournalError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.reason(errno)) }
    close(descriptor)
  }

  /// Removes a file and its companions.
  func remove(_ path: String) {
    for suffix in [""] + Self.companions { unlink(path + suffix) }
  }

  /// Renames a file.
  func rename(_ path: String, to other: String) throws(JournalError) {
    guard renameFile(path, other) == 0 else {
      throw .cannotWrite(path: other, reason: Self.reason(errno))
    }
  }

  /// Waits until a file or folder is on the disk.
  func sync(_ path: String) throws(JournalError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: Self.reason(errno)) }
    defer { close(descriptor) }
    // Some file systems can't sync a folder; then there is nothing to wait for.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .cannotWrite(path: path, reason: Self.reason(errno))
    }
  }

  /// Writes a text that only the person can read, and waits until it is on the disk.
  func write(_ text: String, to path: String) throws(JournalError) {
    unlink(path)
    try create(path)
    guard (try? Data(text.utf8).write(to: URL(fileURLWithPath: path))) != nil else {
      throw .cannotWrite(path: path, reason: Self.reason(errno))
    }
    try sync(path)
  }

  /// The kind of file system that holds the journal, such as `nfs`; nil if the system doesn't say.
  var fileSystem: String? {
    guard let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8) else { return nil }
    let fields = mounts.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count > 2 }
    let holding = fields.filter { $0[1] == "/" || path == $0[1] || path.hasPrefix($0[1] + "/") }
    return holding.max { $0[1].count < $1[1].count }.map { String($0[2]) }
  }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func prepare(_ folder: String) throws(JournalError) {
    var status = stat()
    if stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw .cannotCreate(path: folder, reason: "a file of that name is in the way")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw .cannotCreate(
        path: folder,
        reason: inner?.domain == NSPOSIXErrorDomain
          ? reason(Int32(inner?.code ?? 0)) : error.localizedDescription)
    }
  }

  /// What a symbolic link holds; nil if it isn't one.
  private static func target(ofLink path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink(path, start, buffer.count)
      guard count > 0 else { return nil }
      return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// The file that a link leads to, even if it doesn't exist yet, because SQLite keeps its companion files
  /// beside it.
  private static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<16 {
      guard let target = Self.target(ofLink: path) else { break }
      path =
        target.hasPrefix("/") ? target : (parent(of: path) as NSString).appendingPathComponent(target)
    }
    return path
  }
}

/// The system's rename, which the method of the same name would hide.
private func renameFile(_ path: String, _ other: String) -> Int32 { rename(path, other) }
