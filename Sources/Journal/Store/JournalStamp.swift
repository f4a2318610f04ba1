#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file system says about a journal that is at rest: equal stamps mean the same content.
///
/// A journal is at rest if all of it is in its one file, and if that file hasn't changed within the last moment, so that
/// no later change can leave the same times.
public struct JournalStamp: Sendable, Hashable {
  /// The file, by device and number: a rebuilt or copied journal is another file.
  public var device: UInt64
  /// The number of the file on its device.
  public var number: UInt64
  /// The size, in bytes.
  public var size: Int
  /// When its content last changed, in nanoseconds since 1970.
  public var modified: Int
  /// When its content, its name or its rights last changed, in nanoseconds since 1970; no program can set this.
  public var changed: Int

  /// Creates a stamp from its parts.
  public init(device: UInt64, number: UInt64, size: Int, modified: Int, changed: Int) {
    self.device = device
    self.number = number
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// How long a file must have been unchanged, in nanoseconds: several ticks of its file system's clock.
  ///
  /// Some file systems count in seconds, or in two of them.
  private static func rest(after time: Int) -> Int {
    time % 1_000_000_000 == 0 ? 3_000_000_000 : 50_000_000
  }

  /// Examines the file at a path; nil if it is no file, or changed a moment ago or in the future.
  init?(path: String) {
    var (status, now) = (stat(), timespec())
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      clock_gettime(CLOCK_REALTIME, &now) == 0
    else { return nil }
    #if canImport(Darwin)
      let times = (status.st_mtimespec, status.st_ctimespec)
    #else
      let times = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      device: UInt64(status.st_dev), number: UInt64(status.st_ino), size: Int(status.st_size),
      modified: Self.nanoseconds(times.0), changed: Self.nanoseconds(times.1))
    let latest = max(modified, changed)
    guard latest <= Self.nanoseconds(now) &- Self.rest(after: latest) else { return nil }
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}

extension JournalFiles {
  /// The stamp of the journal; nil if it isn't at rest, or if opening it has something to do or to say.
  var stamp: JournalStamp? {
    let names = names()
    guard !isBeingPublished(among: names),
      stamps("damaged", "notice", among: names).isEmpty,
      // SQLite leaves an empty log behind, and a rollback journal only if a change may have to be undone.
      size(path + "-wal") ?? 0 == 0, size(path + "-journal") == nil, access(path, R_OK | W_OK) == 0
    else { return nil }
    return JournalStamp(path: path)
  }
}

extension Journal {
  /// The stamp of the journal's file; nil if it isn't at rest, if opening it has something to do or to say, or if only one
  /// program at a time can use it.
  public var stamp: JournalStamp? { store.sharesFile ? store.files.stamp : nil }
}
