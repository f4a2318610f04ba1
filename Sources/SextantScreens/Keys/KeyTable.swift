import ItemBank
import SextantCore
import TerminalUI

/// The table of all keys, made from the bindings that drive the screens, for the README and the manual page.
public enum KeyTable {
  /// The keys of one screen.
  public struct Section: Sendable {
    /// The screen's name.
    public var name: String
    /// The rows: the keys' names, and what they do.
    public var rows: [(keys: String, does: String)]
  }

  private static let screens = Places.all.flatMap(\.keys)

  /// The bindings of every screen, by its section in the key file; `everywhere` is one of them.
  public static var bindingsBySection: [String: [Binding]] {
    var found = [
      KeyMap.everywhere: Bindings.vertical + [Bindings.back] + Bindings.global,
      KeyMap.places: Bindings.places,
    ]
    for list in screens { found[list.section] = list.bindings }
    return found
  }

  /// All sections, starting with the keys that work everywhere.
  ///
  /// - Parameter keys: The person's keys; none for the defaults.
  public static func sections(keys: KeyMap = KeyMap()) -> [Section] {
    let shared = Bindings.vertical + [Bindings.back] + Bindings.global
    let sharedCommands = Set((shared + Bindings.places).map(\.command))
    return [
      section("Everywhere", keys.applied(to: shared, on: KeyMap.everywhere)),
      section("Places", keys.applied(to: Bindings.places, on: KeyMap.places)),
    ]
      + screens.map { list in
        section(
          list.title,
          keys.applied(to: list.bindings.filter { !sharedCommands.contains($0.command) }, on: list.section))
      }
  }

  /// A key file with every command and its keys, all commented out, to show what can be changed and how.
  public static func template() -> String {
    var lines = [
      "# Keys of Sextant. A line changes one command: screen command = key key …",
      "# Take the # away from a line and name other keys; what is not named keeps its own.",
      "# Keys are single characters, or enter esc tab shift-tab space backspace del up down left right",
      "# home end page-up page-down F1 to F24 ctrl-a to ctrl-z. ctrl-c always leaves.",
    ]
    let shared = Bindings.vertical + [Bindings.back] + Bindings.global
    let sharedCommands = Set((shared + Bindings.places).map(\.command))
    let common = [
      Place.KeyList(title: "Everywhere", bindings: shared),
      Place.KeyList(title: "Places", bindings: Bindings.places),
    ]
    for (index, list) in (common + screens).enumerated() {
      lines.append("")
      var seen: Set<Command> = []
      for binding in list.bindings where !binding.keys.isEmpty && seen.insert(binding.command).inserted {
        if index >= common.count, sharedCommands.contains(binding.command) { continue }
        let keys = binding.keys.map(\.writtenName).joined(separator: " ")
        if !binding.help.isEmpty { lines.append("# \(binding.help):") }
        lines.append("# \(list.section) \(binding.command.name) = \(keys)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ name: String, _ bindings: [Binding]) -> Section {
    Section(
      name: name,
      rows: bindings.filter { !$0.help.isEmpty && !$0.keys.isEmpty }.map { binding in
        (binding.keys.map(\.name).joined(separator: " "), binding.help)
      })
  }

  /// The table as Markdown.
  public static func markdown() -> String {
    var lines = ["| Screen | Keys | What they do |", "|---|---|---|"]
    for section in sections() {
      for (index, row) in section.rows.enumerated() {
        let keys = row.keys.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
        lines.append("| \(index == 0 ? section.name : "") | \(keys) | \(row.does) |")
      }
    }
    return lines.joined(separator: "\n").replacing("`|`", with: "`\\|`") + "\n"
  }

  /// The table as a section of the manual page's source (man(7) macros).
  public static func manual() -> String {
    var lines = [".SH KEYS"]
    for section in sections() where !section.rows.isEmpty {
      lines.append(".SS \(section.name)")
      for row in section.rows {
        lines.append(".TP")
        lines.append(".B " + escaped(row.keys))
        lines.append(escaped(row.does))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text escaped for roff.
  public static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }
}

extension KeyMap {
  /// Reads the person's keys; a line with a mistake is reported and changes nothing.
  public static func read(_ file: KeyFile?) -> (
    keys: KeyMap, mistakes: [String]
  ) {
    guard let file else { return (KeyMap(), []) }
    guard let text = file.text else {
      return (KeyMap(), ["\(file.path) \(file.obstacle); `sextant keys --file` prints a good one"])
    }
    let (map, mistakes) = read(text, screens: KeyTable.bindingsBySection)
    return (map, mistakes.map { "\(file.path):\($0.line): \($0.text)." })
  }
}
