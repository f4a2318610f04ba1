#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Another program that this one runs and waits for.
enum Child {
  /// Runs a program and waits until it ends.
  ///
  /// - Parameter isSilent: True if it must not use this program's standard streams.
  /// - Returns: Its status in the form of `waitpid`; nil if it couldn't be started.
  static func run(_ program: String, _ arguments: [String], isSilent: Bool = false) -> Int32? {
    var list: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { list.forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if isSilent {
      for descriptor in [Int32(0), 1, 2] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    // The child must not inherit the signals that this program ignores.
    var ignored = sigset_t()
    sigemptyset(&ignored)
    sigaddset(&ignored, SIGXFSZ)
    sigaddset(&ignored, SIGPIPE)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    var status: Int32 = 0
    guard posix_spawn(&process, program, &actions, &attributes, &list, environ) == 0 else { return nil }
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
