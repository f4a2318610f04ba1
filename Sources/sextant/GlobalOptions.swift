import ArgumentParser
import Foundation
import SextantCore
import SextantPlain
import SextantScreens

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The themes to choose from.
enum ThemeChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case dark
  case light
  case mono
}

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of assessments, or of one assessment.", valueName: "dir"))
  var assessments: String?

  @Option(help: ArgumentHelp("The folder for all of your data.", valueName: "dir"))
  var home: String?

  @Option(help: "Colours: auto, dark, light or mono.")
  var theme: ThemeChoice = .auto

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(name: .customLong("no-mouse"), help: "Don't use the mouse; leave it to the terminal.")
  var noMouse = false

  @Option(help: ArgumentHelp("Make every random choice repeatable.", valueName: "n"))
  var seed: UInt64?

  /// The options as plain values.
  var values: StartOptions {
    StartOptions(
      assessments: assessments, home: home, theme: theme, ascii: ascii, noMouse: noMouse, seed: seed)
  }
}

/// The options of interactive commands.
struct FaceOptions: ParsableArguments {
  @Flag(help: "Plain text: numbered choices, no drawing.") var plain = false
}

/// The options as plain values.
struct StartOptions {
  var assessments: String?
  var home: String?
  var theme = ThemeChoice.auto
  var ascii = false
  var noMouse = false
  var seed: UInt64?

  /// The command that continues the open attempt.
  var resumption: String { command("resume --plain") }

  /// A command to type, with the folders given at this start.
  func command(_ words: String) -> String {
    func quoted(_ path: String) -> String {
      let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-~".contains($0) }
      return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
    var text = "sextant " + words
    if let home { text += " --home \(quoted(home))" }
    if let assessments { text += " --assessments \(quoted(assessments))" }
    return "`\(text)`"
  }

  func folders() throws -> Folders {
    do {
      return try Folders.find(
        assessments: assessments, home: home, variable: Variables.value,
        executable: Self.executable)
    } catch {
      throw CommandFailure(error.message, code: Exit(rawValue: error.exitCode) ?? .noInput)
    }
  }

  func environment() throws -> AppEnvironment {
    guard let text = Variables.value("SEXTANT_CLOCK") else { return .live(seed: seed) }
    guard let environment = AppEnvironment.rehearsal(text, seed: seed) else {
      throw CommandFailure(
        "SEXTANT_CLOCK is \(text); write a date and a factor, such as 2026-05-04T09:00:00Z*600", code: .usage)
    }
    return environment
  }

  /// Opens bank and journal for a command.
  func workspace() throws -> Workspace {
    let space = try CommandFailure.wrapping {
      try Workspace.open(folders: folders(), environment: environment(), verifies: true)
    }
    let mistakes = KeyMap.read(space.keys).mistakes
    for notice in space.notices + mistakes { Output.note(notice) }
    space.listen { Output.note($0) }
    return space
  }

  /// The program's own path.
  static var executable: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    if count > 0 { return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    return CommandLine.arguments.first ?? "sextant"
  }
}
