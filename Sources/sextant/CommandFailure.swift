import ArgumentParser
import ItemBank
import SextantCore

/// The exit codes, following sysexits.
enum Exit: Int32 {
  case failed = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case cannotCreate = 73
  case cannotWrite = 74
}

/// A failure with its message and its exit code.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String
  let code: Exit

  init(_ message: String, code: Exit) {
    description = message
    self.code = code
  }

  /// Turns known errors into failures with a message and an exit code.
  static func wrapping<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      guard let code = Failure.exitCode(of: error) else { throw error }
      throw CommandFailure(Failure.message(of: error), code: Exit(rawValue: code) ?? .failed)
    }
  }
}

/// A text file named on the command line.
enum TextFile {
  /// The largest file to read, in bytes.
  private static let limit = 256 << 20

  /// Reads a file.
  ///
  /// - Throws: `CommandFailure` with the reason.
  static func read(_ path: String) throws -> String {
    switch FileText.read(path, limit: limit) {
    case .failure(let failure): throw CommandFailure("\(path): \(failure.reason)", code: .noInput)
    case .success(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CommandFailure("\(path): the file is not UTF-8 text", code: .badData)
      }
      return text
    }
  }

  /// Creates a file that isn't there yet.
  ///
  /// - Throws: `CommandFailure` with the reason.
  static func create(_ path: String, with bytes: @autoclosure () throws -> [UInt8]) throws {
    do {
      try FileText.create(path, with: bytes())
    } catch let failure as FileFailure {
      throw CommandFailure("\(path) can't be created: \(failure.reason)", code: .cannotCreate)
    }
  }
}

/// Runs a command's body; on failure, ends the program with the matching exit code.
func run(_ body: () throws -> Void) throws {
  do {
    try CommandFailure.wrapping(body)
  } catch let failure as CommandFailure {
    Output.note("sextant: " + failure.description)
    throw ExitCode(failure.code.rawValue)
  }
}
