import ArgumentParser

/// Opens the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the program (the default).", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  @OptionGroup var face: FaceOptions

  /// Opens the screens, or the plain dialogue where there is no terminal to draw on.
  func run() throws {
    try sextant.run {
      if !face.plain, try Screens.run(options: options.values, request: nil) { return }
      try PlainShell(options: options.values).menu()
    }
  }
}
