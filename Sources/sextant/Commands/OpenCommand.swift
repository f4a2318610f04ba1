import ArgumentParser
import SextantApp

/// Opens the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the program (the default).", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  func run() throws { try Self.open(options.values) }

  /// Opens the screens, or the plain dialogue where there is no terminal to draw on.
  static func open(_ options: StartOptions) throws {
    try sextant.run {
      guard try Screens.run(options: options, request: nil) else {
        try PlainShell(options: options).menu()
        return
      }
    }
  }
}
