import ArgumentParser
import CMemory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program; without a command it opens its screens.
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
      AttemptsCommand.self, CompareCommand.self, PlanCommand.self, EvidenceCommand.self, ReviewCommand.self,
      NotesCommand.self, BackupCommand.self, RestoreCommand.self, ExportCommand.self, BankCommand.self,
      SimulateCommand.self,
      DoctorCommand.self, KeysCommand.self, ManualCommand.self, PictureCommand.self,
    ], defaultSubcommand: OpenCommand.self)

  // Declared here, the options may also precede a command, which finds them already read.
  @OptionGroup var options: GlobalOptions
  @OptionGroup var face: FaceOptions

  static func main() {
    prepare()
    do {
      // Parsing takes a millisecond. A start without arguments needs no parser. A start with nothing but
      // options skips the tree of all commands.
      if CommandLine.argc < 2 { return try OpenCommand.open(StartOptions(), isPlain: false) }
      let arguments = Array(CommandLine.arguments.dropFirst())
      // Nor does one that names a folder for all data, which a shortcut often does.
      if arguments.count == 2, arguments[0] == "--home", arguments[1].hasPrefix("/") {
        return try OpenCommand.open(StartOptions(home: arguments[1]), isPlain: false)
      }
      if let start = try? OpenCommand.parse(arguments) {
        try start.run()
      } else {
        var command = try parseAsRoot(arguments)
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Sets up what every command needs.
  private static func prepare() {
    // Report a file-size limit as an error, instead of dying silently.
    signal(SIGXFSZ, SIG_IGN)
    cm_grow_heaps_in_large_steps()
    cm_populate_zeroed_globals()
    // If a standard stream is missing, a file we open must not take its number: its data would be
    // overwritten.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // Open it in the wrong direction, so that using it is still an error.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Ends the program as the parser would, but with the text made safe to print.
  private static func end(with error: any Error) -> Never {
    let text = fullMessage(for: error)
    let code = exitCode(for: error)
    if !text.isEmpty {
      if code.isSuccess { Output.data(text + "\n") } else { Output.note(text) }
    }
    exit(withError: code)
  }
}
