import Foundation
import TextLayout

/// The Python process that runs programs.
struct PythonProcess {
  var interpreter: String
  var limits: KeyVerifier.Limits

  private struct Order: Encodable {
    var workers: Int
    var seconds: Double
    var patience: Double
    var memory: Int
    var output: Int
    var jobs: [VerificationJob]
  }

  /// Runs all programs.
  ///
  /// - Returns: The result of each program, by its identity, and whether the network was cut off.
  func run(_ jobs: [VerificationJob], progress: (Int) -> Void) throws(VerificationError) -> (
    runs: [String: ProgramRun], isNetworkCut: Bool
  ) {
    guard FileManager.default.isExecutableFile(atPath: interpreter) else {
      throw .noInterpreter(path: interpreter, reason: "it is no program")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-verify-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let isolation = NetworkIsolation.command()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let order = Order(
        workers: max(1, limits.workers), seconds: limits.seconds, patience: limits.patience,
        memory: limits.memory, output: limits.output, jobs: jobs)
      try JSONEncoder().encode(order).write(to: folder.appendingPathComponent("order.json"))
      try Data(PythonRunner.source.utf8).write(to: folder.appendingPathComponent("runner.py"))
      try work(in: folder, isolation, progress)
      let data = (try? Data(contentsOf: folder.appendingPathComponent("runs.jsonl"))) ?? Data()
      let decoder = JSONDecoder()
      var runs: [String: ProgramRun] = [:]
      for line in data.split(separator: UInt8(ascii: "\n")) {
        let run = try decoder.decode(ProgramRun.self, from: Data(line))
        runs[run.id] = run
      }
      return (runs, !isolation.isEmpty)
    } catch let error as VerificationError {
      throw error
    } catch {
      throw .interrupted(reason: error.localizedDescription)
    }
  }

  private func work(in folder: URL, _ isolation: [String], _ progress: (Int) -> Void) throws {
    let command =
      isolation + [interpreter, "-I", folder.appendingPathComponent("runner.py").path, folder.path]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1",
      "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let complaints = folder.appendingPathComponent("complaints.txt")
    try Data().write(to: complaints)
    process.standardError = try FileHandle(forWritingTo: complaints)
    do {
      try process.run()
    } catch {
      throw VerificationError.noInterpreter(path: interpreter, reason: error.localizedDescription)
    }
    let runs = folder.appendingPathComponent("runs.jsonl")
    while process.isRunning {
      // The runner writes a line for each finished program.
      Thread.sleep(forTimeInterval: 0.1)
      progress((try? Data(contentsOf: runs))?.count { $0 == UInt8(ascii: "\n") } ?? 0)
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let text = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
      let last = text.split(whereSeparator: \.isNewline).last.map {
        ForbiddenCharacters.spelledOut(String($0.prefix(200)))
      }
      throw VerificationError.interrupted(reason: last ?? "status \(process.terminationStatus)")
    }
  }
}
