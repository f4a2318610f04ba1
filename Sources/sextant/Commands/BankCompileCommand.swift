import ArgumentParser
import Foundation
import ItemBank

#if canImport(Glibc)
  import Glibc
#endif

/// Compiles an assessment into the cache; the screens have it done by a process of its own.
struct BankCompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Compile an assessment's files into an index.", shouldDisplay: false)

  @Argument(help: "The folder of the assessment.") var assessment: String
  @Argument(help: "The folder of compiled indices.") var cache: String

  func run() throws {
    try sextant.run {
      _ = try CommandFailure.wrapping {
        try BankLoader.load(
          assessment: URL(fileURLWithPath: assessment), cache: URL(fileURLWithPath: cache))
      }
    }
  }

  /// Compiles in another process, for what parsing leaves behind would stay with this one until its end.
  ///
  /// Where that fails, for one because the files have mistakes, the bank is parsed here, which tells them.
  @Sendable
  static func runApart(assessment: URL, cache: URL) {
    #if os(Linux)
      let program = "/proc/self/exe"
      let arguments = ["sextant", "bank", "compile", assessment.path, cache.path]
      var list: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
      list.append(nil)
      defer { list.forEach { free($0) } }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      // The screen belongs to this process alone.
      for descriptor in [Int32(0), 1, 2] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
      var process: pid_t = 0
      var status: Int32 = 0
      guard posix_spawn(&process, program, &actions, nil, &list, environ) == 0 else { return }
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    #endif
  }
}
