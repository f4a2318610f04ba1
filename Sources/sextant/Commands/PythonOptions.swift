import ArgumentParser
import Foundation
import ItemBank

/// Which Python runs the programs of the bank, and how many at a time.
struct PythonOptions: ParsableArguments {
  @ArgumentParser.Option(
    help: ArgumentHelp("The Python to use; else SEXTANT_PYTHON, else python3.", valueName: "path"))
  var python: String?
  @ArgumentParser.Option(help: ArgumentHelp("Programs side by side.", valueName: "n")) var workers = 2

  func validate() throws {
    guard (1...64).contains(workers) else { throw ValidationError("--workers is a number from 1 to 64") }
  }

  /// A verifier that uses them.
  func verifier() throws -> KeyVerifier {
    var verifier = KeyVerifier(interpreter: try interpreter())
    verifier.limits.workers = workers
    return verifier
  }

  private func interpreter() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let name = python ?? environment["SEXTANT_PYTHON"].flatMap { $0.isEmpty ? nil : $0 } ?? "python3"
    if name.contains("/") { return URL(fileURLWithPath: name).path }
    for folder in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw CommandFailure(
      "there is no \(name) on the PATH; install Python 3, or name one with --python", code: .noInput)
  }
}
