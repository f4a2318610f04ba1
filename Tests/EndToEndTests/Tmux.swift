import Foundation
import Testing

/// A real terminal: a tmux server of its own, polled until the screen shows what is awaited.
final class Tmux {
  let name = "sextant-\(UUID().uuidString.prefix(8))"
  let home: URL

  /// The program under test, built beside the tests.
  static var binary: String {
    if let named = ProcessInfo.processInfo.environment["SEXTANT_BINARY"] { return named }
    return Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("sextant").path
      ?? "sextant"
  }

  static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  struct Timeout: Error, CustomStringConvertible {
    var description: String
  }

  init(size: String = "80x24", home: URL? = nil) throws {
    self.home =
      home
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("sextant-e2e-\(UUID().uuidString)")
    let parts = size.split(separator: "x").map(String.init)
    // A shell of no person's making, so that jobs, traps and `fg` can be tried.
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", parts[0], "-y", parts[1], "env", "PS1=$ ",
      "LC_ALL=C.UTF-8", "TZ=UTC", "bash", "--norc", "--noprofile",
    ])
    try run(["set", "-g", "status", "off"])
    try run(["set", "-g", "escape-time", "0"])
  }

  deinit { _ = try? run(["kill-server"]) }

  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    // A server that outlives its first client would hold a pipe open, so only queries get one.
    let isQuery = ["capture-pane", "display-message"].contains(arguments.first)
    return try Spawn.run(["tmux", "-L", name, "-u"] + arguments, wantsOutput: isQuery)
  }

  /// Starts the program from the shell.
  func start(_ arguments: String = "", environment: String = "SEXTANT_CLOCK='2026-05-04T09:00:00Z*600'")
    throws
  {
    try line(
      "\(environment) \(Self.binary) --home \(home.path) --assessments \(Self.root.path)/Assessments \(arguments)"
    )
  }

  func line(_ text: String) throws {
    try run(["send-keys", "-l", text])
    try run(["send-keys", "Enter"])
  }

  func keys(_ keys: String...) throws { try run(["send-keys"] + keys) }

  var screen: String { (try? run(["capture-pane", "-p"])) ?? "" }

  /// True while the program holds the alternate screen.
  var isAlternate: Bool { (try? run(["display-message", "-p", "#{alternate_on}"]))?.hasPrefix("1") ?? false }

  /// Waits until the screen holds still and fulfils a condition.
  @discardableResult
  func wait(_ what: String, seconds: Double = 60, until condition: (String) -> Bool) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    var last = ""
    while Date() < end {
      let now = screen
      if now == last, condition(now) { return now }
      last = now
      usleep(20_000)
    }
    throw Timeout(description: "no \(what) within \(seconds) s; the screen shows\n\(last)")
  }

  @discardableResult
  func wait(for text: String, seconds: Double = 60) throws -> String {
    try wait("“\(text)”", seconds: seconds) { $0.contains(text) }
  }

  /// The process that runs in the pane under the shell.
  func programID() throws -> Int32 {
    let shell = try run(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    return try #require(Int32(children.split(separator: " ").first.map(String.init) ?? ""))
  }

  /// Asks the shell how the last program ended, and how the terminal is set.
  func expectSoundTerminal(status: String) throws {
    try wait("end of the alternate screen") { _ in !isAlternate }
    try line(
      "echo status=$?; stty -a | tr ';' '\\n' | grep -oE '(^| )-?(echo|icanon|isig)( |$)' | tr -d '\\n'; printf '%s\\n' .e''nd"
    )
    let text = try wait(for: ".end")
    #expect(text.contains("status=\(status)"), "\(text)")
    for mode in ["-echo", "-icanon", "-isig"] { #expect(!text.contains(" \(mode)"), "\(mode)\n\(text)") }
    let modes = try run(["display-message", "-p", "#{keypad_cursor_flag}#{keypad_flag}#{mouse_any_flag}"])
    #expect(modes.hasPrefix("000"), "cursor keys, keypad and mouse: \(modes)")
  }

  /// True while a question waits for an answer: below the first are the rules, below the others the margin.
  static func isAsking(_ text: String) -> Bool { text.contains("stops at") || text.contains("searching") }

  /// Answers the item on the screen in one of the ways that its type allows.
  func answerItem(_ number: Int, knowing: Bool) throws {
    let text = try wait("item \(number)") {
      $0.contains("  \(number) of ") && Self.isAsking($0) || $0.contains("Placement finished")
    }
    if text.contains("Placement finished") { return }
    let downs = Array(repeating: "Down", count: 16)
    if !knowing || text.contains("Read with the arrows") && number % 2 == 0 {
      try run(["send-keys"] + downs + ["Enter"])
    } else if text.contains("▸ answer") {
      try keys("1", "Enter")
    } else if text.contains("▸ ‹") {
      try keys("Down", "Right", "Enter")
    } else if text.contains("very effective") || text.contains("→ …") {
      try keys("1", "2", "3", "2", "1", "2", "Enter")
    } else if text.contains("[ ]") {
      try keys("a", "b", "Enter")
    } else if text.contains("Read with the arrows") {
      try keys("Down", "Down", "Space", "Enter")
    } else {
      try keys(["a", "b", "c"][number % 3], "Enter")
    }
    func isAnswered(_ text: String) -> Bool {
      text.contains("How sure are you?") || text.contains("  \(number + 1) of ")
        || text.contains("Placement finished")
    }
    let after = try wait("the answer to item \(number)", until: isAnswered)
    if after.contains("How sure are you?") { try keys("\(number % 3 + 1)") }
  }

  /// Takes the rest of a placement and waits for its result.
  func takePlacement(from first: Int = 1, knowing: (Int) -> Bool) throws {
    for number in first...30 {
      try answerItem(number, knowing: knowing(number))
      if screen.contains("Placement finished") { break }
    }
    try wait(for: "Placement finished")
  }
}
