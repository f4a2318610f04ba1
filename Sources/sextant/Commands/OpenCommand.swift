import ArgumentParser

/// Opens the screens.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the program (the default).", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  @OptionGroup var face: FaceOptions

  func run() throws { try Self.open(options.values, isPlain: face.plain) }

  /// Opens the screens, or plain mode if there is no terminal to draw on.
  static func open(_ options: StartOptions, isPlain: Bool) throws {
    try sextant.run {
      if !isPlain, try Screens.run(options: options, request: nil) { return }
      try PlainShell(options: options).run()
    }
  }
}
