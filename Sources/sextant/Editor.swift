import Foundation

/// The person's editor.
enum Editor {
  /// Opens a file and waits until the editor exits.
  ///
  /// - Throws: `CommandFailure` if no editor runs or it fails.
  static func open(_ path: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["VISUAL"] ?? environment["EDITOR"] ?? ""
    let editor = named.isEmpty ? "vi" : named
    // Run it through a shell, because the variable may contain options. It needs the terminal, so it stays in
    // this process group.
    guard let status = Child.run("/bin/sh", ["sh", "-c", "\(editor) \"$1\"", "sextant", path]) else {
      throw CommandFailure("no shell could be started for the editor", code: .failed)
    }
    guard status == 0 else {
      throw CommandFailure(
        "the editor \(editor) failed; set EDITOR. The draft is \(path)", code: .failed)
    }
  }
}

/// Questions of commands on the terminal.
enum Question {
  /// Reads a line; nil at the end of input.
  static func line(_ prompt: String) -> String? {
    Output.ask(prompt)
    return readLine()?.trimmingCharacters(in: .whitespaces)
  }

  /// Reads one of the given letters; returns the last of them at the end of input.
  static func choose(_ prompt: String, _ letters: String) -> Character? {
    while true {
      Output.ask(prompt)
      guard let line = readLine() else { return letters.last }
      if let letter = line.trimmingCharacters(in: .whitespaces).lowercased().first, letters.contains(letter) {
        return letter
      }
    }
  }
}
