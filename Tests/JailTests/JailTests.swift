import Foundation
import Testing

@testable import Jail

/// What `Jail.run` gives back, and when it refuses.
@Suite(.enabled(if: Scripts.canRun, "no jail can be made here, or there is no Python")) struct JailTests {
  static func run(
    _ source: String, _ change: (inout JailedRun.Request) -> Void = { _ in }, stopper: JailStopper? = nil
  ) throws -> JailedRun.Result {
    var request = JailedRun.Request(program: Scripts.python, arguments: ["-I", "-S", "-c", source])
    change(&request)
    return try #require(Scripts.jail).run(request, stopper: stopper)
  }

  static func shell(
    _ source: String, _ change: (inout JailedRun.Request) -> Void = { _ in }
  ) throws -> JailedRun.Result {
    var request = JailedRun.Request(program: "/bin/sh", arguments: ["-c", source])
    change(&request)
    return try #require(Scripts.jail).run(request)
  }

  @Test func aResultHasBothStreamsAndTheStatus() throws {
    let result = try Self.run("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    #expect(result.ending == .exited(status: 3) && result.limit == nil && !result.isSuccess)
    #expect(result.output == Array("out\n".utf8) && result.errors == Array("err\n".utf8))
    #expect(result.landlock >= 1 && result.peakKibibytes > 1000 && result.milliseconds < 60_000)
    #expect(try Self.run("pass").isSuccess)
    // A code from inside differs from the jail's own codes.
    for status in [124, 125, 126, 127] {
      #expect(try Self.run("import os; os._exit(\(status))").ending == .exited(status: status))
    }
  }

  @Test func aSignalIsTheEnding() throws {
    let result = try Self.run("import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
    #expect(result.ending == .signalled(number: 15) && result.limit == nil)
  }

  @Test func inputIsReadWhole() throws {
    let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let result = try Self.run("import sys; d = sys.stdin.buffer.read(); print(len(d), sum(d))") {
      $0.input = input
    }
    #expect(result.output == Array("300000 \(input.reduce(0) { $0 + Int($1) })\n".utf8))
  }

  @Test func inputThatNobodyReadsEndsNothing() throws {
    let result = try Self.run("print('done')") { $0.input = Array(repeating: 65, count: 1 << 20) }
    #expect(result.isSuccess && result.output == Array("done\n".utf8))
  }

  @Test func theLimitThatEndedARunIsNamed() throws {
    func limit(
      _ source: String, _ change: (inout JailedRun.Limits) -> Void
    ) throws -> JailedRun.Limit? {
      try Self.run(source) { change(&$0.limits) }.limit
    }
    #expect(try limit("while True: pass") { $0.processorSeconds = 0.5 } == .processorTime)
    #expect(try limit("import time; time.sleep(20)") { $0.seconds = 0.5 } == .time)
    #expect(try limit("while True: print('yes')") { $0.output = 1000 } == .output)
    #expect(
      try limit("import time\nfor n in range(99): open(str(n), 'w')\ntime.sleep(5)") { $0.files = 9 }
        == .files)
    #expect(
      try limit("import os, time\nfor n in range(3): os.fork()\ntime.sleep(5)") { $0.processes = 4 }
        == .processes)
    let children = "import os, time\nfor n in range(5): os.fork() or (bytearray(60 << 20), time.sleep(5))"
    #expect(try limit(children + "\ntime.sleep(5)") { $0.memory = 128 << 20 } == .memory)
  }

  /// Just what fits comes through.
  @Test func outputIsCutAtItsLimit() throws {
    let result = try Self.run("import sys\nsys.stdout.write('a' * 5000)") { $0.limits.output = 4321 }
    #expect(result.limit == .output && result.output.count == 4321)
    #expect(try Self.run("print('a' * 99)") { $0.limits.output = 100 }.isSuccess)
  }

  @Test func memoryThatIsRefusedIsTheProgramsOwnMatter() throws {
    let result = try Self.run("x = bytearray(1 << 30)") { $0.limits.memory = 256 << 20 }
    #expect(result.limit == nil && result.ending == .exited(status: 1))
    #expect(String(decoding: result.errors, as: UTF8.self).contains("MemoryError"))
  }

  @Test func filesAreCopiedAndTheOriginalsStay() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jail-\(UUID().uuidString)")
    let inner = folder.appendingPathComponent("project/data")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("one".utf8).write(to: folder.appendingPathComponent("one.txt"))
    try Data("two".utf8).write(to: inner.appendingPathComponent("two.txt"))
    let copies = [
      folder.appendingPathComponent("one.txt").path, folder.appendingPathComponent("project").path,
    ]
    let result = try Self.shell("cat one.txt data/two.txt; echo x > one.txt; rm data/two.txt; ls; pwd") {
      $0.folder = .fresh(copies: copies)
    }
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "onetwodata" || lines.first == "onetwo", "\(lines)")
    #expect(try String(contentsOf: folder.appendingPathComponent("one.txt"), encoding: .utf8) == "one")
    #expect(FileManager.default.fileExists(atPath: inner.appendingPathComponent("two.txt").path))
    let place = try #require(lines.last)
    #expect(place.contains("sextant-jail-") && !FileManager.default.fileExists(atPath: String(place)))
    // A link could lead anywhere.
    try FileManager.default.createSymbolicLink(
      atPath: inner.appendingPathComponent("link").path, withDestinationPath: "/etc/passwd")
    #expect(throws: JailFailure.self) { try Self.shell("true") { $0.folder = .fresh(copies: copies) } }
  }

  @Test func aKeptFolderStaysWithWhatWasWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.shell("echo x > made; pwd") { $0.folder = .kept(folder.path) }.isSuccess)
    #expect(try String(contentsOf: folder.appendingPathComponent("made"), encoding: .utf8) == "x\n")
  }

  @Test func folderThatAProgramMadeHardToRemoveGoes() throws {
    let result = try Self.run(
      """
      import os
      print(os.getcwd(), flush=True)
      os.makedirs("shut/inner", 0o700)
      os.mkdir("none", 0)
      for n in range(900):
          os.mkdir("d"); os.chdir("d")
      """
    ) { $0.limits.files = 1_000_000 }
    let place = String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    #expect(place.contains("sextant-jail-") && !FileManager.default.fileExists(atPath: place))
  }

  @Test func theEnvironmentIsClearedButForWhatIsAskedFor() throws {
    let result = try Self.shell("env | cut -d= -f1 | sort | tr '\\n' ' '") {
      $0.environment = ["MINE": "a=b c"]
    }
    let names = Set(String(decoding: result.output, as: UTF8.self).split(separator: " ").map(String.init))
    #expect(names.isSuperset(of: ["MINE", "HOME", "PATH", "LANG", "OPENBLAS_NUM_THREADS"]))
    #expect(
      names.isDisjoint(with: ["USER", "LOGNAME", "SSH_AUTH_SOCK", "DISPLAY", "SHELL"]) && names.count < 16,
      "\(names)")
    let mine = try Self.shell("printf %s \"$MINE\"") { $0.environment = ["MINE": "a=b c"] }
    #expect(mine.output == Array("a=b c".utf8))
  }

  /// Python's asyncio needs a pair of connected sockets, and is the one reason why they are allowed.
  @Test func ordinaryProgramsWork() throws {
    let source = """
      import asyncio, concurrent.futures, json, os, re, sqlite3, subprocess, tempfile, threading, zoneinfo
      async def main():
          return await asyncio.gather(*[asyncio.sleep(0.01, n) for n in range(5)])
      assert asyncio.run(main()) == [0, 1, 2, 3, 4]
      with concurrent.futures.ThreadPoolExecutor(8) as pool:
          assert list(pool.map(abs, range(-9, 0))) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
      base = sqlite3.connect("file.db")
      base.execute("create table t (a)"); base.commit()
      with tempfile.TemporaryDirectory() as folder:
          open(folder + "/a", "w").write("a")
          os.rename(folder + "/a", folder + "/b")
      assert subprocess.run("echo hi | tr a-z A-Z", shell=True, capture_output=True, text=True).stdout == "HI\\n"
      print(open("/dev/urandom", "rb").read(3).__len__())
      """
    let result = try Self.run(source) { $0.arguments = ["-I", "-c", source] }
    #expect(
      result.isSuccess && result.output == Array("3\n".utf8),
      "\(String(decoding: result.errors, as: UTF8.self))")
    let tools =
      "seq 9 | sort -r | head -3 | awk '{s+=$1} END {print s}'; touch a; cp a b; mv b c; mkdir d; ls; date >/dev/null"
    let shell = try Self.shell(tools)
    #expect(
      shell.output == Array("24\na\nc\nd\n".utf8) && shell.errors.isEmpty,
      "\(String(decoding: shell.errors, as: UTF8.self))")
  }

  /// scikit-learn asks which libraries it has loaded before it clusters.
  @Test func aProgramCanReadWhichLibrariesItHasLoaded() throws {
    let source = """
      assert "libc" in open("/proc/self/maps").read()
      for other in ("/proc/1/maps", "/proc/self/environ", "/proc/self/status"):
          try:
              open(other).read()
          except PermissionError:
              continue
          print(other)
      """
    let result = try Self.run(source) { $0.arguments = ["-I", "-c", source] }
    #expect(
      result.isSuccess && result.output.isEmpty,
      "\(String(decoding: result.output + result.errors, as: UTF8.self))")
  }

  @Test func aRunCanBeStoppedFromAnotherThread() throws {
    let stopper = JailStopper()
    let clock = ContinuousClock()
    let begun = clock.now
    // A thread of its own: a task would wait for other tests.
    Thread {
      Thread.sleep(forTimeInterval: 0.2)
      stopper.stop()
    }.start()
    #expect(try Self.run("import time; time.sleep(30)", stopper: stopper).limit == .cancelled)
    #expect(clock.now - begun < .seconds(15))
    // One that is stopped before it begins ends at once, too.
    #expect(try Self.run("import time; time.sleep(30)", stopper: stopper).limit == .cancelled)
  }

  @Test func nothingRunsWithoutTheJail() throws {
    #expect(throws: JailFailure.missing(places: ["/nowhere/sextant-jail"])) {
      try Jail(path: "/nowhere/sextant-jail").run(JailedRun.Request(program: "/bin/true"))
    }
    let jail = try #require(Scripts.jail)
    #expect(throws: JailFailure.notStarted(reason: "/nowhere/program: No such file or directory")) {
      try jail.run(JailedRun.Request(program: "/nowhere/program"))
    }
    // Each part that can't be made is a refusal, before anything of the program runs.
    for options in [
      ["--landlock", "0"], ["--folder", "/nowhere"], ["--copy", "/nowhere"], ["--cpu", "x"], [],
    ] {
      var child = Spawned(
        program: jail.path, arguments: ["--status", "3"] + options + ["--", "/bin/echo", "ran"])
      let isStarted = child.start()
      try #require(isStarted)
      let streams = child.exchange([])
      #expect(child.wait() == (options.isEmpty ? 0 : 125), "\(options)")
      #expect(streams.output.isEmpty == !options.isEmpty, "\(options)")
    }
  }

  @Test func theCheckSaysWhatIsMissing() throws {
    let jail = try #require(Scripts.jail)
    #expect(try jail.check() >= 1)
    var child = Spawned(program: jail.path, arguments: ["--check", "--landlock", "0"])
    let isStarted = child.start()
    try #require(isStarted)
    let streams = child.exchange([])
    #expect(child.wait() == 125)
    #expect(String(decoding: streams.output, as: UTF8.self).contains("\"works\":false"))
    #expect(String(decoding: streams.errors, as: UTF8.self).contains("What would help"))
  }
}
