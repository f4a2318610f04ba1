import ArgumentParser

/// The program: without a command it opens its screens.
@main
struct Sextant: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "sextant",
    abstract: "Find out where you stand on the way to a role, and what to do next.",
    discussion: """
      Without a command it opens its screens; where there is no terminal to draw on, a plain dialogue.

      Examples:
        sextant                              open the program
        sextant take --mode placement        begin a placement at once
        sextant --plain                      all of it as plain text, to be heard
        sextant report --format markdown     where you stand, as a document

      Files: with --home DIR (or SEXTANT_HOME) all of your data lies there; else the XDG folders are used.
      Exit codes: 0 done, 1 failed, 64 wrong usage, 65 bad data, 66 no such file, 73 or 74 cannot write.
      """,
    version: version,
    subcommands: [
      OpenCommand.self, TakeCommand.self, ResumeCommand.self, ReportCommand.self, HistoryCommand.self,
      CompareCommand.self, PlanCommand.self, EvidenceCommand.self, ReviewCommand.self, BankCommand.self,
      SimulateCommand.self,
      DoctorCommand.self, KeysCommand.self, ManualCommand.self, PictureCommand.self,
    ], defaultSubcommand: OpenCommand.self)

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Opening the screens is the common start; it is spared the building of the whole command tree.
    if let options = StartOptions.withoutCommand(arguments) {
      do {
        try OpenCommand.open(options)
      } catch {
        exit(withError: error)
      }
      return
    }
    if [["--help"], ["-h"], ["help"]].contains(arguments) {
      Output.data(help)
      return
    }
    main(GlobalOptions.afterCommand(arguments))
  }

  /// The help of the program, with the options of the start that needs no command.
  static var help: String {
    let (own, open) = (helpMessage(), OpenCommand.helpMessage())
    guard let here = own.range(of: "OPTIONS:\n"), let there = open.range(of: "OPTIONS:\n"),
      let end = open.range(of: "  -h, --help")
    else { return own + "\n" }
    return own[..<here.upperBound] + open[there.upperBound..<end.lowerBound] + own[here.upperBound...] + "\n"
  }
}
