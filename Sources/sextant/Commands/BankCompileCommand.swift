import ArgumentParser
import Foundation
import ItemBank

/// Compiles an assessment into the cache; the screens run it as a separate process.
struct BankCompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Compile an assessment's files into an index.", shouldDisplay: false)

  @Argument(help: "The folder of the assessment.") var assessment: String
  @Argument(help: "The folder of compiled indices.") var cache: String

  func run() throws {
    try sextant.run {
      _ = try CommandFailure.wrapping {
        try BankLoader.load(folder: assessment, cache: cache)
      }
    }
  }

  /// Compiles in another process, because the memory used for parsing would otherwise stay with this one.
  ///
  /// If that fails, for example because the files contain mistakes, this process parses the bank and reports
  /// them.
  @Sendable
  static func runApart(assessment: String, cache: String) {
    #if os(Linux)
      let arguments = ["sextant", "bank", "compile", assessment, cache]
      // Only this process may use the screen.
      _ = Child.run("/proc/self/exe", arguments, isSilent: true)
    #endif
  }
}
