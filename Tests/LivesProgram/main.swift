import Foundation
import Lives

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// lives [COUNT [FIRST]]: lives so many lives, from a first seed on, shared out among the processors; tells the seeds of
// those that failed.
let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let count = arguments.first ?? 100
let first = arguments.count > 1 ? arguments[1] : 0
let share = ProcessInfo.processInfo.environment["SEXTANT_LIVES_SHARE"].flatMap(UInt64.init)

if let share {
  // One of several processes: each can limit its own files.
  exit(Lives.live(first..<first + count, every: share, isAlone: true) ? 0 : 1)
}
if count == 1 { exit(Lives.live(first..<first + 1, isAlone: true) ? 0 : 1) }

let started = Date()
let workers = UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
let processes = try (0..<workers).map { worker in
  let process = Process()
  process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
  process.arguments = ["\(count > worker ? count - worker : 0)", "\(first + worker)"]
  process.environment = ProcessInfo.processInfo.environment.merging(["SEXTANT_LIVES_SHARE": "\(workers)"]) {
    $1
  }
  try process.run()
  return process
}
for process in processes { process.waitUntilExit() }
let seconds = Date().timeIntervalSince(started)
let isWell = processes.allSatisfy { $0.terminationStatus == 0 }
print("\(count) lives in \(Int(seconds.rounded())) s: \(isWell ? "all well" : "some failed")")
exit(isWell ? 0 : 1)
