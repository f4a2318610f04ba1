#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows whether a file changed: its name, size and time.
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

  /// Examines files of a folder; those that can't be examined are missing.
  static func all(in folder: String, names: [String]) -> [FileStamp] {
    // From an open folder, the system needn't walk the whole path for every file.
    let place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else { return [] }
    defer { close(place) }
    return names.compactMap { FileStamp(at: place, name: $0) }
  }

  private init?(at folder: Int32, name: String) {
    var status = stat()
    guard fstatat(folder, name, &status, 0) == 0 else { return nil }
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    self.init(name: name, size: Int(status.st_size), seconds: changed.tv_sec, nanoseconds: changed.tv_nsec)
  }

  /// The stamp to store at a given time.
  ///
  /// If the file changed within the current tick of the file system's clock, another change could leave the
  /// same stamp. The stored stamp then matches nothing.
  func settled(at now: (seconds: Int, nanoseconds: Int)) -> FileStamp {
    let gap = now.seconds &- seconds
    guard (-1...1).contains(gap), gap * 1_000_000_000 + now.nanoseconds - nanoseconds < 50_000_000 else {
      return self
    }
    return FileStamp(name: name, size: size, seconds: seconds, nanoseconds: -1)
  }

  /// The time by the clock that stamps files.
  static func now() -> (seconds: Int, nanoseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (Int(time.tv_sec), Int(time.tv_nsec))
  }
}
