import ArgumentParser
import SextantCore
import SextantScreens
import TerminalUI

/// Draws a screen as an SVG picture, for the README.
struct PictureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "picture", abstract: "Draw a screen as SVG, by the keys that lead to it.",
    discussion: """
      Examples:
        sextant picture --size 100x30 --keys "r down" --title "The gap report" > gaps.svg
        sextant picture --home DIR --ability 0.2 --seed 4 > home.svg     after a placement of a made-up person
      """, shouldDisplay: false)

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "CxR")) var size = "100x30"
  @Option(help: ArgumentHelp("The keys that lead to the screen, with spaces.", valueName: "keys")) var keys =
    ""
  @Option(help: ArgumentHelp("What the picture shows, in words.", valueName: "text")) var title = "Sextant"
  @Option(
    help: ArgumentHelp("First take a placement as a person of this ability, in logits.", valueName: "n"))
  var ability: Double?

  func run() throws {
    try sextant.run {
      let parts = size.split(separator: "x").compactMap { Int($0) }
      guard parts.count == 2, (1...500).contains(parts[0]), (1...500).contains(parts[1]) else {
        throw CommandFailure("--size is \(size); write columns and rows, such as 100x30", code: .usage)
      }
      let space = try options.values.workspace()
      if let ability {
        try Rehearsal.takePlacement(ability: ability, seed: options.values.seed ?? 1, in: space)
        var settings = try space.settings()
        settings.isIntroduced = true
        try space.save(settings)
      }
      let runner = EffectRunner { space }
      let environment = space.environment
      var driver = Driver(
        ScreenStack(size: Size(columns: parts[0], rows: parts[1])),
        now: { EventTime(date: environment.now(), clock: environment.milliseconds()) },
        perform: { runner.run($0) })
      driver.begin()
      for name in keys.split(separator: " ") {
        guard let key = Key(name: String(name)) else {
          throw CommandFailure("there is no key \(name)", code: .usage)
        }
        driver.send(.input(.key(key)))
      }
      let theme: Theme =
        switch options.values.theme {
        case .light: .light
        case .mono: .mono
        case .dark, .auto: .dark
        }
      Output.data(
        SVGPicture.text(driver.face.view(at: environment.now()).surface, theme: theme, title: title))
    }
  }
}
