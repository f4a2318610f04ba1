import ArgumentParser
import Foundation
import ItemBank

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
      let arguments = ["sextant", "bank", "compile", assessment.path, cache.path]
      // The screen belongs to this process alone.
      _ = Child.run("/proc/self/exe", arguments, isSilent: true)
    #endif
  }
}
