import Foundation
import Jail
import TextLayout

/// Programs that need the same libraries, in one jail, or in several if one of them ends its jail.
struct JailedBatch {
  let jail: Jail
  let places: PythonPlaces
  let limits: KeyVerifier.Limits
  var jobs: [VerificationJob]

  /// What the Python side reads.
  private struct Order: Encodable {
    var seconds: Double
    var patience: Double
    var memory: Int
    var output: Int
    var personal: String?
    var jobs: [VerificationJob]
  }

  /// The line that says that a program begins.
  private struct Beginning: Decodable { var begun: String }

  /// Runs the programs, and hands over what came of each.
  mutating func run(_ take: (ProgramRun) -> Void) throws(VerificationError) {
    while !jobs.isEmpty {
      let result: JailedRun.Result
      do throws(JailFailure) {
        result = try jail.run(request())
      } catch {
        throw .noJail(error)
      }
      var done: Set<String> = []
      var begun: String?
      for line in result.output.split(separator: UInt8(ascii: "\n")) {
        if let run = try? JSONDecoder().decode(ProgramRun.self, from: Data(line)) {
          done.insert(run.id)
          take(run)
        } else {
          begun = (try? JSONDecoder().decode(Beginning.self, from: Data(line)))?.begun
        }
      }
      if let begun, !done.contains(begun), jobs.contains(where: { $0.id == begun }) {
        // It took the jail with it, by using too much or by ending the process that counts its time.
        let reason = result.limit.map { "it was ended at the limit of \($0.words)" } ?? "it ended its jail"
        done.insert(begun)
        take(
          ProgramRun(
            id: begun, output: "", errors: "", status: 0, stopped: reason,
            seconds: Double(result.milliseconds) / 1000))
      }
      guard !done.isEmpty else { throw .interrupted(reason: Self.reason(of: result)) }
      jobs.removeAll { done.contains($0.id) }
    }
  }

  private func request() -> JailedRun.Request {
    let order = Order(
      seconds: limits.seconds, patience: limits.patience, memory: limits.memory, output: limits.output,
      personal: places.personal, jobs: jobs)
    var request = JailedRun.Request(
      program: places.interpreter, arguments: ["-I", "-c", VerificationDriver.source],
      readable: places.readable,
      environment: ["TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""],
      input: (try? JSONEncoder().encode(order)).map { Array($0) } ?? [])
    let count = Double(jobs.count)
    // Each program has limits of its own; these are what they can come to together, and time for the imports.
    request.limits.processorSeconds = 120 + (limits.seconds + 3) * count
    request.limits.seconds = 240 + limits.patience * count
    // Large frameworks reserve much.
    request.limits.memory = limits.memory * 4
    request.limits.fileSize = max(limits.output, 1 << 20)
    request.limits.total = 256 << 20
    request.limits.files = 5000
    // A byte of output may take six in JSON.
    request.limits.output = (limits.output * 14 + 65_536) * jobs.count
    request.limits.processes = 64
    return request
  }

  private static func reason(of result: JailedRun.Result) -> String {
    let last = String(decoding: result.errors, as: UTF8.self).split(whereSeparator: \.isNewline).last
    return last.map { ForbiddenCharacters.spelledOut(String($0.prefix(200))) }
      ?? result.limit.map { "at the limit of \($0.words)" } ?? "\(result.ending)"
  }
}

extension JailedRun.Limit {
  /// What it limits, for the person.
  var words: String {
    switch self {
    case .processorTime: "processor time"
    case .time: "time"
    case .memory: "memory"
    case .output: "output"
    case .files: "files"
    case .processes: "processes"
    case .cancelled: "this command, which was stopped"
    }
  }
}
