import ArgumentParser
import SextantCore
import SextantPlain
import SextantScreens

/// Opens the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the program (the default).", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  @Flag(help: "Plain text: numbered choices, no drawing.") var plain = false

  func run() throws {
    var values = options.values
    values.isPlain = plain
    try Self.open(values)
  }

  /// Opens the screens, or the plain dialogue where there is no terminal to draw on.
  static func open(_ options: StartOptions) throws {
    try sextant.run {
      if !options.isPlain, try Screens.run(options: options, request: nil) { return }
      try PlainShell(options: options).menu()
    }
  }
}
