import ArgumentParser
import SextantCore
import SextantScreens

/// Prints the keys of all screens.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the keys of every screen.",
    discussion: """
      Examples:
        sextant keys
        sextant keys --markdown
        sextant keys --file > ~/.config/sextant/keys.conf    then edit it
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print a Markdown table, as in the README.") var markdown = false

  @Flag(help: "Print a file of keys to edit; `sextant doctor` says where it belongs.") var file = false

  func run() throws {
    try sextant.run {
      if file {
        Output.data(KeyTable.template())
        return
      }
      if markdown {
        Output.data(KeyTable.markdown())
        return
      }
      // Show the person's own keys; `--markdown`, which is for the README, shows the defaults.
      let own = KeyMap.read(KeyFile(try options.values.folders().keyFile))
      own.mistakes.forEach { Output.note($0) }
      for (index, section) in KeyTable.sections(keys: own.keys).enumerated() {
        if index > 0 { Output.line("") }
        Output.line(section.name)
        Output.table(section.rows.map { ["  " + $0.keys, $0.does] })
      }
    }
  }
}

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, as source for man.",
    discussion: """
      Example:
        sextant manual > sextant.1
        sextant manual | man -l -
      """)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try sextant.run {
      var lines = [
        ".TH SEXTANT 1 \"\" \"Sextant \(Sextant.version)\" \"User commands\"", ".SH NAME",
        "sextant \\- shows how far you are on the way to a role, and what to do next", ".SH SYNOPSIS",
        ".B sextant", "[\\fIcommand\\fR] [\\fIoptions\\fR]", ".SH DESCRIPTION",
        "Without a command, sextant opens the screens. An adaptive assessment measures your skills with a margin "
          + "of error, shows your gaps on the steps of a roadmap, and after a retake shows whether anything changed.",
        ".SH COMMANDS",
      ]
      for command in Sextant.configuration.subcommands where command.configuration.shouldDisplay {
        let name = command.configuration.commandName ?? command._commandName
        guard command != OpenCommand.self else { continue }
        lines += [".TP", ".B \(KeyTable.escaped(name))", KeyTable.escaped(command.configuration.abstract)]
        for sub in command.configuration.subcommands where sub.configuration.shouldDisplay {
          lines += [
            ".TP", ".B \(KeyTable.escaped(name + " " + (sub.configuration.commandName ?? "")))",
            KeyTable.escaped(sub.configuration.abstract),
          ]
        }
      }
      lines += [
        ".PP", "Each command has \\fB\\-\\-help\\fR with examples.", ".SH OPTIONS", ".TP",
        ".B \\-\\-home \\fIdir\\fR",
        "the folder for all your data", ".TP", ".B \\-\\-assessments \\fIdir\\fR",
        "the folder of assessments, or a single assessment", ".TP",
        ".B \\-\\-theme \\fIauto|dark|light|mono\\fR",
        "colours", ".TP", ".B \\-\\-ascii", "draw only ASCII characters", ".TP", ".B \\-\\-no\\-mouse",
        "leave the mouse to the terminal", ".TP", ".B \\-\\-seed \\fIn\\fR",
        "make every random choice repeatable",
        ".TP", ".B \\-\\-plain", "plain text with numbered choices, for screen readers and pipes",
        ".SH EXIT STATUS",
        "0 done; 1 failed; 64 wrong usage; 65 bad data; 66 no such file; 73, 74 cannot write; 130, 143 ended by a signal.",
        ".SH FILES", ".TP", ".I $XDG_DATA_HOME/sextant/journal.sqlite", "the journal, with all your data",
        ".TP", ".I $XDG_CONFIG_HOME/sextant/keys.conf",
        "your own keys; \\fBsextant keys \\-\\-file\\fR prints a file to edit", ".TP",
        ".I $XDG_CACHE_HOME/sextant", "compiled banks", ".SH ENVIRONMENT", ".TP", ".B SEXTANT_HOME",
        "the folder for all your data", ".TP", ".B SEXTANT_ASSESSMENTS", "the folder of assessments", ".TP",
        ".B NO_COLOR",
        "if set, draw without colours",
      ]
      Output.data(lines.joined(separator: "\n") + "\n" + KeyTable.manual())
    }
  }
}
