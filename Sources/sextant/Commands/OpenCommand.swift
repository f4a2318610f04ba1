import ArgumentParser
import SextantApp

/// Opens the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the program (the default).", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try sextant.run {
      guard try Screens.run(options: options, request: nil) else {
        try PlainShell(options: options).menu()
        return
      }
    }
  }
}
