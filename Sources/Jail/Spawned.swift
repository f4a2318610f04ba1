import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a program wrote: standard output, standard error, and a report on descriptor 3.
struct SpawnedStreams {
  var output: [UInt8] = []
  var errors: [UInt8] = []
  var report: [UInt8] = []
}

/// A program that this one starts, feeds and listens to.
///
/// Foundation's `Process` waits for everything that inherited its pipes. This waits for the program alone.
struct Spawned {
  let program: String
  let arguments: [String]
  /// False to pass on only where temporary folders go.
  let inheritsEnvironment: Bool
  private(set) var process: pid_t = 0
  /// This program's ends of the pipes, from standard input to descriptor 3.
  private var ends: [Int32] = []

  init(program: String, arguments: [String], inheritsEnvironment: Bool = false) {
    self.program = program
    self.arguments = arguments
    self.inheritsEnvironment = inheritsEnvironment
  }

  /// Starts it; false if that isn't possible.
  mutating func start() -> Bool {
    var copy = self
    defer { self = copy }
    return Self.starting.withLock { _ in copy.begin() }
  }

  /// Held from the first pipe to the start: a child that starts meanwhile would keep an end that isn't its own.
  private static let starting = Mutex(())

  private mutating func begin() -> Bool {
    var theirs: [Int32] = []
    for descriptor in Int32(0)...3 {
      guard let (reading, writing) = Self.cleanPipe() else { return false }
      ends.append(descriptor == 0 ? writing : reading)
      theirs.append(descriptor == 0 ? reading : writing)
    }
    defer { theirs.forEach { close($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, end) in theirs.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(descriptor))
    }
    var list: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      (getenv("TMPDIR").map { [strdup("TMPDIR=" + String(cString: $0))] } ?? []) + [nil]
    defer { (list + variables).forEach { free($0) } }
    // It must not inherit which signals this thread blocks or this program ignores.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for number in [SIGPIPE, SIGXFSZ, SIGCHLD, SIGTERM, SIGINT, SIGHUP] { sigaddset(&ignored, number) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let status =
      inheritsEnvironment
      ? posix_spawn(&process, program, &actions, &attributes, &list, environ)
      : posix_spawn(&process, program, &actions, &attributes, &list, &variables)
    guard status == 0 else {
      ends.forEach { close($0) }
      return false
    }
    return true
  }

  /// A pipe that no other child keeps, and whose ends lie above the descriptors that a child gets.
  private static func cleanPipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) == 0 else { return nil }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    ends.forEach { close($0) }
    guard moved.allSatisfy({ $0 >= 0 }) else {
      moved.filter { $0 >= 0 }.forEach { close($0) }
      return nil
    }
    return (moved[0], moved[1])
  }

  /// Feeds it and reads until it has closed all that it writes.
  mutating func exchange(_ input: [UInt8]) -> SpawnedStreams {
    var streams = SpawnedStreams()
    var left = input[...]
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    // A program that doesn't read everything must not end this one.
    let pipeSignal = BlockedPipeSignal()
    defer { pipeSignal.end() }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if left.isEmpty { closeEnd(0) }
      var events = ends.enumerated().map {
        pollfd(fd: $1, events: Int16($0 == 0 ? POLLOUT : POLLIN), revents: 0)
      }
      guard ends.dropFirst().contains(where: { $0 >= 0 }) else { break }
      guard poll(&events, nfds_t(events.count), -1) >= 0 || errno == EINTR else { break }
      if events[0].revents != 0 {
        let written = left.withUnsafeBytes { write(ends[0], $0.baseAddress, $0.count) }
        if written >= 0 {
          left = left.dropFirst(written)
        } else if errno != EAGAIN, errno != EINTR {
          left = []
        }
      }
      for index in 1...3 where events[index].revents != 0 {
        let count = read(ends[index], &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          closeEnd(index)
          continue
        }
        switch index {
        case 1: streams.output += buffer[..<count]
        case 2: streams.errors += buffer[..<count]
        default: streams.report += buffer[..<count]
        }
      }
    }
    closeEnd(0)
    return streams
  }

  private mutating func closeEnd(_ index: Int) {
    if ends[index] >= 0 { close(ends[index]) }
    ends[index] = -1
  }

  /// Waits for its end; the status is negative if a signal ended it.
  func wait() -> Int {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status & 0x7f == 0 ? Int((status >> 8) & 0xff) : -Int(status & 0x7f)
  }
}

/// The function of the system, whose name a method of the same name would hide.
private func makePipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }

/// Keeps this thread from being ended when it writes into a pipe that nobody reads.
private struct BlockedPipeSignal {
  private var signals = sigset_t()
  private var old = sigset_t()

  init() {
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &old)
  }

  /// Takes the signal that may wait, and lets later ones come as before.
  func end() {
    var (signals, old) = (signals, old)
    var waiting = sigset_t()
    sigpending(&waiting)
    var number: Int32 = 0
    if sigismember(&waiting, SIGPIPE) == 1 { sigwait(&signals, &number) }
    pthread_sigmask(SIG_SETMASK, &old, nil)
  }
}
