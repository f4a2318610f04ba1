import Foundation
import NcursesTerminal
import SextantCore
import SextantScreens
import TerminalUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs the screens: one thread owns the terminal, one queue carries effects out.
enum Screens {
  /// Runs until the person leaves; returns false if there is no terminal to draw on.
  static func run(options: StartOptions, request: ScreenStack.Start?) throws -> Bool {
    // Other threads read the locale, so set it before there are any.
    let isUTF8 = TerminalSupport.useLocale()
    guard TerminalSupport.isTerminal else { return false }
    let folders = try options.folders()
    let environment = try options.environment()
    let open: @Sendable (EarlyReading?) throws -> Workspace = { early in
      try Workspace.open(
        folders: folders, environment: environment, early: early, compile: BankCompileCommand.runApart)
    }
    // Open the journal, the bank and the terminal in parallel.
    let early = EarlyReading(folders: folders, environment: environment)
    let worker = BackgroundWorker(runner: EffectRunner { try open(nil) })
    worker.openInAdvance { try open(early) }
    let support = TerminalSupport.probe(name: Variables.value("TERM"), isUTF8: isUTF8)
    guard support.obstacle == nil else { return false }
    let background = LastBackground(folders: folders)
    let wanted = wantedTheme
    let looks = TerminalAppearance(
      theme: options.theme == .auto ? nil : theme(options.theme),
      // Use the last known background until the terminal reports its own.
      found: wanted ?? background.theme ?? .dark,
      mustBeASCII: options.ascii || !support.isUTF8,
      asksTerminal: options.theme == .auto && !isColourless,
      knowsLinks: LinkSupport.isKnown(Variables.value),
      mayHaveLinks: LinkSupport.isHarmless(Variables.value("TERM") ?? ""), mayUseMouse: !options.noMouse)
    var loop = try TerminalLoop(
      worker: worker, environment: environment, start: request,
      background: background, looks: looks,
      options: TerminalOptions(
        theme: looks.theme ?? looks.found, isASCII: looks.mustBeASCII,
        usesMouse: !options.noMouse, logFile: logFile(folders)))
    try loop.run()
    JournalCommand.keepToday(folders, environment)
    return true
  }

  private static func theme(_ choice: ThemeChoice) -> Theme? {
    switch choice {
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    case .auto: nil
    }
  }

  /// Any value that isn't empty asks for no colour (no-color.org).
  private static var isColourless: Bool { !(Variables.value("NO_COLOR") ?? "").isEmpty }

  /// The theme that the environment variables ask for or suggest.
  private static var wantedTheme: Theme? {
    if isColourless { return .mono }
    // COLORFGBG ends with the background's colour: 7 and 15 are light.
    guard let last = Variables.value("COLORFGBG")?.split(separator: ";").last, let colour = Int(last) else {
      return nil
    }
    return colour == 7 || colour == 15 ? .light : .dark
  }

  private static func logFile(_ folders: Folders) -> String? {
    let folder = folders.statePath
    // Foundation is slow at the first call, and at all but the first start there is nothing to create.
    if access(folder, F_OK) != 0 {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        return nil
      }
    }
    return folder + "/sextant.log"
  }
}
