import Foundation
import Testing

/// The program on a terminal of which the test holds the other end: it sees every byte, and need not read them.
final class Pty {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent(
    "sextant-pty-\(UUID().uuidString)")
  /// The test's end of the terminal.
  let master: Int32
  private(set) var program: pid_t = 0
  private var status: Int32?
  /// What the program wrote and the test read.
  private(set) var output = ""

  /// Starts the program.
  ///
  /// - Parameter prepare: Puts something into the folder of data before.
  init(
    _ arguments: String..., environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    startsIn prepare: (URL) throws -> Void = { _ in }
  ) throws {
    // What `posix_openpt`, `unlockpt` and `ptsname` do on Linux; Swift does not see those.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlocked, number): (Int32, Int32) = (0, 0)
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else { throw POSIXError(.ENOTTY) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    resize(columns, rows)
    try prepare(home)
    var variables = ProcessInfo.processInfo.environment
    variables.merge(
      ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SEXTANT_CLOCK": "2026-05-04T09:00:00Z*600"]
    ) { $1 }
    variables.merge(environment) { $1 }
    program = try Spawn.session(
      [
        Tmux.binary, "--home", home.path, "--assessments",
        Tmux.root.appendingPathComponent("Assessments").path,
      ]
        + arguments, terminal: "/dev/pts/\(number)", environment: variables)
  }

  deinit {
    if status == nil {
      kill(program, SIGKILL)
      waitpid(program, nil, 0)
    }
    close(master)
    try? FileManager.default.removeItem(at: home)
  }

  func resize(_ columns: Int, _ rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Reads what is there; false where nothing comes within a time.
  @discardableResult
  func read(milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }

  /// Reads until a condition holds.
  func wait(_ what: String, seconds: Double = 60, until condition: () -> Bool) throws {
    let end = Date().addingTimeInterval(seconds)
    while !condition() {
      guard Date() < end else {
        throw Tmux.Timeout(
          description:
            "no \(what) within \(seconds) s; the last output is \(output.suffix(500).debugDescription)")
      }
      read(milliseconds: 20)
    }
  }

  /// Waits for a text in what was read since the last `forget`.
  func wait(for text: String, seconds: Double = 60) throws {
    try wait("“\(text)”", seconds: seconds) { output.contains(text) }
  }

  /// Forgets what was read.
  func forget() {
    while read(milliseconds: 50) {}
    output = ""
  }

  /// Types, and reads meanwhile so that the program never waits.
  func type(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    let end = Date().addingTimeInterval(60)
    while !rest.isEmpty {
      guard Date() < end else { throw Tmux.Timeout(description: "the program takes no input") }
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min(4096, $0.count)) }
      if count > 0 { rest = rest.dropFirst(count) }
      read(milliseconds: count > 0 ? 0 : 5)
    }
  }

  /// Fills the terminal with pictures that nobody reads, until the program can write no more.
  func blockOutput() throws {
    func isWriting() -> Bool {
      let call = try? String(contentsOfFile: "/proc/\(program)/syscall", encoding: .utf8)
      return call?.hasPrefix("\(Self.writeCall) 0x1 ") ?? false
    }
    for step in 0..<2000 {
      resize(200 + step % 100, 60 + step % 40)
      // A write that still goes on a moment later is one that waits.
      usleep(10_000)
      if isWriting() {
        usleep(200_000)
        if isWriting() { return }
      }
    }
    throw Tmux.Timeout(description: "the output never stands still")
  }

  #if arch(x86_64)
    private static let writeCall = 1
  #else
    private static let writeCall = 64
  #endif

  /// How the program ended, without reading what it writes; nil where it goes on.
  func ending(within seconds: Double) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    while status == nil, Date() < end {
      var found: Int32 = 0
      if waitpid(program, &found, WNOHANG) == program { status = found } else { usleep(5000) }
    }
    return status
  }

  /// The time that processors have worked for the program, in seconds.
  func processorSeconds() throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8)
    // Behind the name: the state is the first field, and user and system time are the 12th and 13th (proc(5)).
    let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ").dropFirst()
    let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
    return ticks.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// True where keys are echoed and wait for Enter, as a shell leaves the terminal.
  var isCooked: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & UInt32(ICANON) != 0
      && modes.c_lflag & UInt32(ECHO) != 0
  }

  /// Sets the terminal as a shell does that takes it.
  func cook() {
    var modes = termios()
    tcgetattr(master, &modes)
    modes.c_lflag |= UInt32(ICANON | ECHO)
    tcsetattr(master, TCSANOW, &modes)
  }
}
