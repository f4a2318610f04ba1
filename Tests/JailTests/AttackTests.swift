import Foundation
import Jail
import Testing

/// The parts of the jail's tests that are written in Python, and what runs them.
enum Scripts {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let python = "/usr/bin/python3"
  /// The jail, if it is there.
  static let jail = try? Jail.beside()

  /// True if the jail works on this system, which also needs a Python to attack with.
  static let canRun: Bool = {
    guard let jail, FileManager.default.isExecutableFile(atPath: python) else { return false }
    return (try? jail.check()) != nil
  }()

  /// What a script prints.
  static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [folder.appendingPathComponent(script).path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}

/// Probes that reach their goal without the jail and don't in it, with four versions of Landlock.
@Suite(.enabled(if: Scripts.canRun, "no jail can be made here, or there is no Python")) struct AttackTests {
  private struct Try: Decodable {
    var version: Int
    var outcome: String
    var report: String
    var damage: [String]
  }

  /// The names of the attacks.
  static let names: [String] = {
    guard Scripts.canRun, let list = try? Scripts.run("Attacks/trial.py", ["--list"]) else { return [] }
    return list.split(separator: "\n").map(String.init)
  }()

  @Test func thereAreManyAttacks() {
    #expect(Self.names.count >= 120)
  }

  @Test(arguments: names) func anAttackReachesItsGoalOnlyWithoutTheJail(name: String) throws {
    let jail = try #require(Scripts.jail)
    let lines = try Scripts.run("Attacks/trial.py", [name, jail.path, "1000", "1", "2", "4"])
    let tries = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Try.self, from: Data($0.utf8))
    }
    try #require(tries.count == 5, "\(lines)")
    let bare = tries[0]
    // Some systems forbid to everybody what the attack wants.
    #expect(
      bare.outcome == "SUCCEEDED" || bare.outcome.hasPrefix("NOT HERE"), "without the jail: \(bare.outcome)")
    for attempt in tries.dropFirst() {
      #expect(attempt.outcome != "SUCCEEDED", "with version \(attempt.version) of Landlock")
      #expect(attempt.damage.isEmpty, "with version \(attempt.version) of Landlock")
      #expect(attempt.report.contains("\"refusal\":null"), "nothing was tried: \(attempt.report)")
    }
  }

  /// A small sample; `Tests/JailTests/storm.py PATH 1000` kills a thousand.
  @Test func runsThatAreKilledLeaveNoProcessAndNoFile() throws {
    let jail = try #require(Scripts.jail)
    let seed = UInt32.random(in: 0...UInt32.max)
    let report = try Scripts.run("storm.py", [jail.path, "40", "\(seed)"])
    #expect(report.contains("\"processes\": 0, \"files\": 0"), "seed \(seed): \(report)")
  }

  /// A terminal would act on escapes; it gets them as numbers.
  @Test func escapesDoNotReachATerminal() throws {
    let jail = try #require(Scripts.jail)
    let script = """
      import os, pty, sys
      output = b""
      def keep(descriptor):
          global output
          data = os.read(descriptor, 1024)
          output += data
          return b""
      program = ["/usr/bin/printf", r"\\033]0;title\\007\\x9bbell\\n"]
      pty.spawn(([sys.argv[1], "--"] if sys.argv[1] else []) + program, keep)
      print(output)
      """
    func output(_ jail: String) throws -> String {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "escapes-\(UUID().uuidString).py")
      try Data(script.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Scripts.python)
      process.arguments = [file.path, jail]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      defer { process.waitUntilExit() }
      return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    #expect(try output("").contains(#"\x1b]0;title\x07"#))
    let inside = try output(jail.path)
    #expect(inside.contains(#"\\x1b]0;title\\x07\\x9bbell"#), "\(inside)")
  }
}
