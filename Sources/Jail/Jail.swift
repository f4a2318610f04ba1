import Foundation

/// Runs programs through `sextant-jail`, and never without it.
package struct Jail: Sendable, Equatable {
  /// The path of `sextant-jail`.
  package let path: String

  /// Takes the jail at a path.
  package init(path: String) { self.path = path }

  /// Finds the jail beside the program that is running.
  ///
  /// - Throws: `JailFailure.missing` if it isn't there.
  package static func beside() throws(JailFailure) -> Jail {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    let path = URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent(
      "sextant-jail"
    )
    .path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw JailFailure.missing(places: [path])
    }
    return Jail(path: path)
  }

  private struct Check: Decodable {
    var works: Bool
    var reason: String?
    var remedy: String?
    var landlock: Int
  }

  /// Tries whether a jail can be made here.
  ///
  /// - Returns: The version of Landlock that it uses.
  /// - Throws: `JailFailure` with what is missing and what would help.
  package func check() throws(JailFailure) -> Int {
    let (_, streams) = try spawn(["--check"], input: [], stopper: nil)
    guard let check = try? JSONDecoder().decode(Check.self, from: Data(streams.output)) else {
      throw .unavailable(reason: "sextant-jail doesn't answer", remedy: nil)
    }
    guard check.works else {
      throw .unavailable(reason: check.reason ?? "the reason is unknown", remedy: check.remedy)
    }
    return check.landlock
  }

  /// Runs a program and waits for its end.
  ///
  /// - Parameter stopper: What another thread ends the run with.
  /// - Throws: `JailFailure` if nothing was run.
  package func run(_ request: JailedRun.Request, stopper: JailStopper? = nil) throws(JailFailure)
    -> JailedRun.Result
  {
    let (status, streams) = try spawn(Self.options(of: request), input: request.input, stopper: stopper)
    guard let report = try? JSONDecoder().decode(Report.self, from: Data(streams.report)) else {
      // A jail that is killed takes all with it, and says nothing; so does one that is stopped before it listens.
      if stopper?.isStopped == true {
        return JailedRun.Result(
          ending: .signalled(number: 15), limit: .cancelled, output: streams.output, errors: streams.errors,
          milliseconds: 0, processorMilliseconds: 0, peakKibibytes: 0, landlock: 0)
      }
      throw .unavailable(reason: "sextant-jail was ended (status \(status))", remedy: nil)
    }
    if let refusal = report.refusal {
      if status == 126 || status == 127 { throw .notStarted(reason: refusal) }
      throw .unavailable(reason: refusal, remedy: nil)
    }
    return report.result(streams)
  }

  private struct Report: Decodable {
    var refusal: String?
    var exit: Int?
    var signal: Int?
    var limit: JailedRun.Limit?
    var cpu_ms: Int
    var wall_ms: Int
    var peak_kib: Int
    var landlock: Int

    func result(_ streams: SpawnedStreams) -> JailedRun.Result {
      JailedRun.Result(
        ending: signal.map { .signalled(number: $0) } ?? .exited(status: exit ?? 125), limit: limit,
        output: streams.output, errors: streams.errors, milliseconds: wall_ms, processorMilliseconds: cpu_ms,
        peakKibibytes: peak_kib, landlock: landlock)
    }
  }

  private func spawn(
    _ arguments: [String], input: [UInt8], stopper: JailStopper?
  ) throws(JailFailure) -> (status: Int, SpawnedStreams) {
    var child = Spawned(program: path, arguments: arguments)
    guard child.start() else { throw .missing(places: [path]) }
    stopper?.begin(child.process)
    let streams = child.exchange(input)
    // From here on its number may belong to another process.
    stopper?.end()
    return (child.wait(), streams)
  }

  /// The options of `sextant-jail` for a request.
  static func options(of request: JailedRun.Request) -> [String] {
    let limits = request.limits
    var options: [String] = ["--status", "3"]
    switch request.folder {
    case .fresh(let copies): options += copies.flatMap { ["--copy", $0] }
    case .kept(let folder): options += ["--folder", folder]
    }
    options += request.readable.flatMap { ["--read", $0] }
    options += request.environment.sorted { $0.key < $1.key }.flatMap { ["--env", "\($0.key)=\($0.value)"] }
    options += ["--cpu", "\(limits.processorSeconds)", "--wall", "\(limits.seconds)"]
    let numbers = [
      ("memory", limits.memory), ("file-size", limits.fileSize), ("files", limits.files),
      ("total", limits.total), ("output", limits.output), ("open-files", limits.openFiles),
      ("processes", limits.processes),
    ]
    options += numbers.flatMap { ["--\($0.0)", "\($0.1)"] }
    return options + ["--", request.program] + request.arguments
  }
}
