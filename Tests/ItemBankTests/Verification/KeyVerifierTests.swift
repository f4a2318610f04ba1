import Foundation
import Testing

@testable import ItemBank

/// The Python that the system has, or nil.
enum SystemPython {
  static let path: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// Programs that run, with the Python that the system has.
@Suite(.enabled(if: SystemPython.path != nil), .serialized) struct KeyVerifierTests {
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
    let before = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
      $0.hasPrefix("sextant-verify-")
    }
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
    let after = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
      $0.hasPrefix("sextant-verify-")
    }
    #expect(after <= before)
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
