import ArgumentParser
import ItemBank
import Journal
import SextantCore
import SextantPlain
import SextantScreens

/// How the program ends, by the conventions of sysexits.
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

  /// Gives known errors their message and their code.
  static func wrapping<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as BankError {
      throw CommandFailure(error.message, code: .badData)
    } catch let error as JournalError {
      throw CommandFailure(error.message, code: Exit(rawValue: error.exitCode) ?? .failed)
    } catch let error as WorkspaceError {
      throw CommandFailure(error.message, code: .failed)
    } catch let error as FolderError {
      throw CommandFailure(error.message, code: .noInput)
    }
  }
}

/// Runs a command's body and ends the program with its code where it fails.
func run(_ body: () throws -> Void) throws {
  do {
    try CommandFailure.wrapping(body)
  } catch let failure as CommandFailure {
    Output.note("sextant: " + failure.description)
    throw ExitCode(failure.code.rawValue)
  }
}
