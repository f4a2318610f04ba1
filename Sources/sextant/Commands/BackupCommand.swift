import ArgumentParser
import Foundation
import SextantCore

/// Copies the journal to one file.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy all of your data to one file; the program may stay open.",
    discussion: """
      Examples:
        sextant backup
        sextant backup /media/stick/sextant.sqlite
      The copy is read whole before it gets its name. A file that is there already stays. `sextant restore` \
      brings it back, on this machine or another.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The new file. Without it: a file of today's date in this folder.", completion: .file())
  var file: String?

  func run() throws {
    try sextant.run {
      let copies = try JournalCommand.copies(options)
      let path = file ?? copies.name
      let lines = try CommandFailure.wrapping { try copies.backUp(to: JournalCommand.absolute(path)) }
      for line in lines { Output.line(line) }
      Output.note(
        "Copied to \(path), and read again." + (lines.isEmpty ? " It holds no attempt yet." : ""))
    }
  }
}

/// Puts a backup in the place of the journal.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring back a backup; it shows what would change, and asks first.",
    discussion: """
      Examples:
        sextant restore
        sextant restore sextant-2026-05-04.sqlite
        sextant restore sextant-2026-05-04.sqlite --yes
      Without a file, it lists the copies that the program keeps by itself: of seven days and four weeks. \
      What was there before is kept beside the journal, in a file whose name is printed.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The backup, or another journal.", completion: .file()) var file: String?
  @Flag(help: "Don't ask.") var yes = false

  func run() throws {
    try sextant.run {
      let copies = try JournalCommand.copies(options)
      guard let file else { return list(copies) }
      try CommandFailure.wrapping {
        let path = JournalCommand.absolute(file)
        let new = try copies.contents(of: path)
        let old = try copies.current()
        Output.note("\(file) has:")
        for line in new.isEmpty ? ["no attempt"] : new { Output.note("  " + line) }
        Output.note(old == nil ? "There are no attempts here yet." : "It would replace:")
        for line in old ?? [] { Output.note("  " + line) }
        if !yes {
          Output.note("Type yes to bring it back:")
          guard let answer = readLine(), ["yes", "y"].contains(answer.lowercased()) else {
            throw CommandFailure("nothing was changed", code: .failed)
          }
        }
        let kept = try copies.restore(path)
        Output.note(
          "\(file) is your data now." + (kept.map { " What was there before is in \($0)." } ?? ""))
      }
    }
  }
}

extension RestoreCommand {
  /// The dated copies, newest first.
  private func list(_ copies: JournalCopies) {
    let all = copies.dated()
    guard !all.isEmpty else {
      Output.note(
        "There is no copy yet. One is kept each day on which you use the program, when you leave it.")
      return
    }
    for copy in all { Output.line("\(copy.path)  \(copy.day), \(max(1, copy.size / 1000)) kB") }
    Output.note(
      "sextant restore and one of these files brings it back; it shows what would change, and asks first.")
  }
}

/// What both commands need.
enum JournalCommand {
  static func copies(_ options: GlobalOptions) throws -> JournalCopies {
    JournalCopies(try options.values.folders(), environment: try options.values.environment()) {
      Output.note($0)
    }
  }

  /// Keeps today's copy after the person has left; a failure is told and changes nothing else.
  static func keepToday(_ folders: Folders, _ environment: AppEnvironment) {
    do {
      try JournalCopies(folders, environment: environment) { _ in }.keepToday()
    } catch {
      Output.note("Today's copy of your data couldn't be written: \(error). Your data itself is saved.")
    }
  }

  /// A path that a person typed, as the journal takes it.
  static func absolute(_ path: String) -> String {
    let home = path.hasPrefix("~/") ? (Variables.value("HOME") ?? "~") + path.dropFirst() : path
    return URL(fileURLWithPath: home).path
  }
}
