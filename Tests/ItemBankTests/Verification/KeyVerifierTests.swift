import Foundation
import Jail
import Testing

@testable import ItemBank

/// The Python that the system has, or nil.
enum SystemPython {
  static let path: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// True if code can be run here: with this Python, in the jail.
  static let canRunCode = path != nil && (try? Jail.beside().check()) != nil
}

/// Programs that run, with the Python that the system has.
@Suite(.enabled(if: SystemPython.canRunCode), .serialized) struct KeyVerifierTests {
  static func verifier(_ change: (inout KeyVerifier.Limits) -> Void = { _ in }) throws -> KeyVerifier {
    var limits = KeyVerifier.Limits()
    change(&limits)
    return KeyVerifier(interpreter: try #require(SystemPython.path), limits: limits)
  }

  static func item(
    _ name: String, _ source: String, language: String = "python", setup: String? = nil, key: String = "yes",
    _ expectation: Verification.Expectation = .key, requires: [String] = []
  ) -> Item {
    Item(
      id: "plan.aims.\(name)", skill: "plan.aims", level: 3, bloom: .apply, stem: "?",
      task: .shortText(answers: [key], ignoresCase: false), explanation: "", source: "",
      verification: Verification(
        program: .run(language: language, source: source, setup: setup), expectation: expectation),
      requirements: requires)
  }

  @Test func eachLanguageConfirmsItsKeys() throws {
    let items = [
      Self.item("python", "print('yes')"), Self.item("shell", "echo yes; pwd >/dev/null", language: "shell"),
      Self.item(
        "sql", "SELECT a, b FROM t ORDER BY a; SELECT ';';", language: "sql",
        setup: "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL), (2, 'x');", key: "1|NULL 2|x ;"),
      Self.item("raises", "raise ValueError('no')", .raises("ValueError")),
      Self.item("main", "print('yes' if __name__ == '__main__' else 'no')"),
      Self.item(
        "class", "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)",
        key: "A"),
      Self.item("literal", "print(1); print(2)", .output("1 2")),
      Self.item("exit", "import sys\nprint('yes')\nsys.exit(0)"),
    ]
    let report = try Self.verifier().verify(items)
    #expect(report.confirmed == items.count, "\(report.refuted)")
    #expect(report.results.map(\.item) == items.map(\.id))
  }

  @Test func wrongKeysAndFailuresAreRefuted() throws {
    let items = [
      Self.item("other", "print('no')"), Self.item("syntax", "print('yes'"),
      Self.item("exits", "print('yes'); exit(3)"),
      Self.item("raises-not", "print('yes')", .raises("ValueError")),
      Self.item("shell", "false", language: "shell"),
      Self.item("sql", "SELECT * FROM nowhere", language: "sql"), Self.item("abort", "import os; os.abort()"),
    ]
    let report = try Self.verifier().verify(items)
    #expect(report.refuted.count == items.count && report.confirmed == 0, "\(report.results)")
  }

  @Test func timeMemoryAndOutputAreLimited() throws {
    let items = [
      Self.item("sleeps", "import time; time.sleep(60)"), Self.item("spins", "while True: pass"),
      Self.item("eats", "x = bytearray(3 << 30); print('yes')"),
      Self.item("prints", "while True: print('yes' * 1000)"),
      Self.item("leaves", "sleep 60 & echo yes", language: "shell"),
    ]
    let verifier = try Self.verifier {
      $0.seconds = 1
      $0.patience = 4
      $0.memory = 1 << 30
      $0.output = 1 << 16
    }
    let clock = ContinuousClock()
    let start = clock.now
    let report = try verifier.verify(items)
    #expect(clock.now - start < .seconds(30))
    #expect(report.refuted.map(\.item) == items.dropLast().map(\.id), "\(report.results)")
  }

  @Test func aProgramThatOnlyWaitsForABusyMachineIsNotRefuted() throws {
    let verifier = try Self.verifier { $0.seconds = 1 }
    let report = try verifier.verify([Self.item("waits", "import time; time.sleep(2); print('yes')")])
    #expect(report.confirmed == 1, "\(report.refuted)")
  }

  @Test func nothingReachesTheNetworkOrLeavesFilesBehind() throws {
    let connect = """
      import socket
      try:
          socket.create_connection(("127.0.0.1", 9), timeout=1)
          print("connected")
      except PermissionError:
          print("yes")
      """
    let folder =
      "import os\nprint('yes' if os.listdir('.') == [] and os.getcwd() == os.environ['HOME'] else 'no')"
    let report = try Self.verifier().verify([Self.item("net", connect), Self.item("folder", folder)])
    #expect(report.confirmed == 2, "\(report.refuted)")
    let place = try Self.verifier().verify([Self.item("place", "import os; print(os.getcwd())")])
    let reason = try #require(place.refuted.first).outcome
    guard case .refuted(let text) = reason, let found = text.firstMatch(of: /“(\/.*sextant-jail-[0-9a-f]+)/)
    else {
      Issue.record("no path in \(reason)")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: String(found.1)))
  }

  /// What a hostile bank tried before there was a jail: read keys, write elsewhere, reach agents, end the program.
  @Test func aProgramReachesNothingOutside() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("outside-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("secret".utf8).write(to: folder.appendingPathComponent("key"))
    func kept(_ name: String, _ statement: String) -> Item {
      let source = """
        import os, signal, socket
        try:
            \(statement)
            print("reached")
        except PermissionError:
            print("yes")
        """
      return Self.item(name, source)
    }
    let report = try Self.verifier().verify([
      kept("reads", "open('\(folder.path)/key')"), kept("lists", "os.listdir('\(folder.path)')"),
      kept("writes", "open('\(folder.path)/new', 'w')"),
      kept("changes", "os.truncate('\(folder.path)/key', 0)"),
      kept("connects", "socket.socket(socket.AF_UNIX)"), kept("ends", "os.kill(\(getpid()), 0)"),
      kept("follows", "open('/proc/\(getpid())/environ')"), kept("leaves", "os.setsid()"),
      kept("traces", "os.listdir('/proc')"),
    ])
    #expect(report.confirmed == 9, "\(report.refuted)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
  }

  /// It hung for as long as the daemon lived, and the daemon outlived it.
  @Test func aDaemonNeitherHoldsUpTheOthersNorStays() throws {
    let daemon = """
      import os, time
      if os.fork() == 0:
          try: os.setsid()
          except OSError: pass
          if os.fork() == 0:
              time.sleep(100)
          os._exit(0)
      print('yes')
      """
    let clock = ContinuousClock()
    let start = clock.now
    let report = try Self.verifier().verify([Self.item("daemon", daemon), Self.item("other", "print('yes')")])
    #expect(report.confirmed == 2, "\(report.refuted)")
    #expect(clock.now - start < .seconds(20))
  }

  /// One that ends everything around it, or uses up everything, is refuted; the others aren't.
  @Test func aProgramThatEndsItsJailSpoilsNoOther() throws {
    let items = [
      Self.item("first", "print('yes')"), Self.item("ends", "import os; os.kill(os.getppid(), 9)"),
      Self.item("forks", "import os, time\nfor n in range(9): os.fork()\ntime.sleep(20)"),
      Self.item("fills", "import time\nfor n in range(9999): open(str(n), 'w')\ntime.sleep(20)"),
      Self.item("last", "print('yes')"),
    ]
    let report = try Self.verifier { $0.workers = 1 }.verify(items)
    #expect(report.results.filter { $0.outcome == .confirmed }.map(\.item) == [items[0].id, items[4].id])
    #expect(report.refuted.count == 3, "\(report.results)")
  }

  @Test func withoutAJailNothingIsRun() throws {
    var verifier = try Self.verifier()
    verifier.jail = Jail(path: "/nowhere/sextant-jail")
    do {
      _ = try verifier.verify([Self.item("one", "print('yes')")])
      Issue.record("something was run")
    } catch {
      #expect(error.message.contains("only run in a jail") && error.message.contains("make install"))
    }
  }

  @Test func theJailOpensOnlyWhatPythonNeeds() {
    let places = [
      "/usr", "/usr/bin/python3", "/usr/lib/python3/dist-packages", "/home/ada/env",
      "/home/ada/env/bin/python",
      "/home/ada", "/", "/opt/python", "/opt/python/lib/../lib",
    ]
    #expect(PythonPlaces.least(places, home: "/home/ada") == ["/home/ada/env", "/opt/python"])
  }

  @Test func programsDoNotSeeEachOther() throws {
    let items = (0..<6).map {
      Self.item("i\($0)", "import math\nprint('yes' if not hasattr(math, 'mark') else 'no')\nmath.mark = 1")
    }
    #expect(try Self.verifier { $0.workers = 3 }.verify(items).confirmed == 6)
  }

  @Test func whatIsNotInstalledIsSkipped() throws {
    let report = try Self.verifier().verify([
      Self.item("needs", "import nowhere", requires: ["a-library-of-nobody"])
    ])
    #expect(report.skipped.count == 1 && report.refuted.isEmpty)
  }

  @Test func aMissingInterpreterIsAnError() {
    let verifier = KeyVerifier(interpreter: "/nowhere/python3")
    #expect(throws: VerificationError.noInterpreter(path: "/nowhere/python3", reason: "it is no program")) {
      try verifier.verify([Self.item("one", "print(1)")])
    }
    #expect(throws: VerificationError.self) {
      try KeyVerifier(interpreter: "/bin/false").verify([Self.item("one", "print(1)")])
    }
    #expect(throws: Never.self) { try verifier.verify([]) }
  }
}
