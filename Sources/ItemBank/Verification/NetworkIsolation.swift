import Foundation

/// Runs a command without network, if the system lets ordinary users do so.
enum NetworkIsolation {
  /// The arguments to put before a command; empty if no namespace can be created.
  static func command() -> [String] {
    let candidates = [["--user", "--map-current-user", "--net"], ["--net"]].map {
      ["/usr/bin/unshare"] + $0 + ["--"]
    }
    return candidates.first(where: works) ?? []
  }

  private static func works(_ command: [String]) -> Bool {
    guard FileManager.default.isExecutableFile(atPath: command[0]) else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = command.dropFirst() + ["/bin/true"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
