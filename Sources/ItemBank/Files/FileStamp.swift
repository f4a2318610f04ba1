import SystemPackage

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

  /// Examines a file; nil if that isn't possible.
  init?(folder: String, name: String) {
    guard let status = try? FilePath(folder + "/" + name).stat() else { return nil }
    self.init(
      name: name, size: Int(status.size), seconds: Int(status.st_mtim.tv_sec),
      nanoseconds: Int(status.st_mtim.tv_nsec))
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
