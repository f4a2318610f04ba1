import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock between programs, on a file used for nothing else.
///
/// Writers share the lock. A program that creates, migrates or rebuilds the journal holds it exclusively, so
/// nobody writes to a file that is being set aside. SQLite's own locks can't do this, because each belongs to
/// a single file.
struct FileLock: ~Copyable {
  enum Mode {
    case shared
    case alone
    /// Takes no lock.
    case none
  }

  private let descriptor: Int32
  /// True if the lock is held; false if the file system has no locks.
  let isHeld: Bool

  /// Waits for the lock.
  ///
  /// If the folder accepts no lock file or the file system has no locks, it returns at once without one.
  ///
  /// - Throws: `JournalError.busy` if another program holds the lock for too long.
  init(of files: JournalFiles, _ mode: Mode) throws(JournalError) {
    let descriptor = mode == .none ? -1 : open(files.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    self.descriptor = descriptor
    guard descriptor >= 0 else {
      isHeld = false
      return
    }
    // Rebuilding a journal takes longer than writing to it.
    let deadline = Self.seconds() + 2 * files.timeout
    while flock(descriptor, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      let isTaken = errno == EWOULDBLOCK || errno == EINTR
      if isTaken, Self.seconds() < deadline {
        usleep(1_000)
        continue
      }
      guard isTaken else {
        isHeld = false
        return
      }
      close(descriptor)
      throw .busy(path: files.path)
    }
    isHeld = true
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// True if the file system refuses the locks that SQLite uses.
  var refusesRecordLocks: Bool {
    guard descriptor >= 0 else { return false }
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 1
    lock.l_len = 1
    guard fcntl(descriptor, F_SETLK, &lock) == -1 else {
      lock.l_type = Int16(F_UNLCK)
      _ = fcntl(descriptor, F_SETLK, &lock)
      return false
    }
    return [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL].contains(errno)
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
