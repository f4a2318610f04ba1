import SextantCore
import TerminalUI

/// The person's own keys, by screen and command; other commands keep their default keys.
public struct KeyMap: Sendable, Hashable {
  /// The section of keys that work on every screen.
  public static let everywhere = "everywhere"

  /// The section of the letters that lead to places.
  public static let places = "places"

  /// The sections of the screens where something is answered, so that letters lead nowhere.
  static var attemptSections: Set<String> { Set(Places.all.filter(\.isAnswering).flatMap(\.sections)) }

  private var keys: [String: [String: [Key]]] = [:]
  /// The default keys of global commands: screens with other keys for these commands keep them.
  private var shared: [String: [Key]] = [:]

  /// A map that changes nothing.
  public init() {}

  /// True if nothing is changed.
  public var isEmpty: Bool { keys.isEmpty }

  /// The number of commands with changed keys.
  public var count: Int { keys.values.reduce(0) { $0 + $1.count } }

  /// The largest number of lines to read; a file with every command has a few hundred.
  static let mostLines = 2000

  /// A mistake in the key file.
  public struct Mistake: Error, Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// The problem and its remedy.
    public var text: String
  }

  /// The bindings of a screen, with the person's keys.
  public func applied(to bindings: [Binding], on section: String) -> [Binding] {
    guard !isEmpty else { return bindings }
    return bindings.map { binding in
      let name = binding.command.name
      let isShared = shared[name] == nil || shared[name] == binding.keys
      let own = keys[section]?[name] ?? (isShared ? keys[Self.everywhere]?[name] : nil)
      guard let own, let first = own.first else { return binding }
      var binding = binding
      binding.keys = own
      binding.shown = first.name
      return binding
    }
  }

  /// Reads a key file: one line `screen command = key key` for each change; `#` begins a comment.
  ///
  /// A line with a mistake changes nothing; the other lines still apply.
  ///
  /// - Parameter screens: The bindings of every screen by its section, including the global ones.
  public static func read(_ text: String, screens: [String: [Binding]]) -> (map: KeyMap, mistakes: [Mistake])
  {
    var map = KeyMap()
    for binding in screens[everywhere] ?? [] { map.shared[binding.command.name] = binding.keys }
    var mistakes: [Mistake] = []
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if rows.count > mostLines {
      let text = "the file has more than \(mostLines) lines; from here on it is not read"
      mistakes.append(Mistake(line: mostLines + 1, text: text))
    }
    for (index, row) in rows.prefix(mostLines).enumerated() {
      let line = index + 1
      let words = row.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard words.count >= 4, words[2] == "=" else {
        mistakes.append(
          Mistake(line: line, text: "write it as `screen command = key`, such as `question flag = F`"))
        continue
      }
      guard let bindings = screens[first] else {
        mistakes.append(
          Mistake(
            line: line, text: "there is no screen `\(first)`; \(suggestion(first, screens.keys.sorted()))"))
        continue
      }
      let names = Set(bindings.map(\.command.name))
      guard names.contains(words[1]) else {
        mistakes.append(
          Mistake(
            line: line,
            text: "`\(first)` has no command `\(words[1])`; \(suggestion(words[1], names.sorted()))"))
        continue
      }
      let keys = words.dropFirst(3).map { (name: $0, key: Key(name: $0)) }
      if let unknown = keys.first(where: { $0.key == nil }) {
        mistakes.append(
          Mistake(
            line: line,
            text: "`\(unknown.name)` is no key; write one letter, or a name such as space, tab, ctrl-x, F2"))
        continue
      }
      var next = map
      next.keys[first, default: [:]][words[1]] = keys.compactMap(\.key)
      if let clash = next.clash(
        first == everywhere || first == places
          ? screens : screens.filter { [first, everywhere, places].contains($0.key) },
        changed: keys.compactMap(\.key))
      {
        mistakes.append(Mistake(line: line, text: clash))
        continue
      }
      map = next
    }
    return (map, mistakes)
  }

  /// The first key with two meanings on one screen, as a sentence; nil if there is none.
  private func clash(_ screens: [String: [Binding]], changed: [Key]) -> String? {
    if changed.contains(.control("c")) { return "`ctrl-c` always leaves; choose another key" }
    for (section, _) in screens.sorted(by: { $0.key < $1.key }) {
      let shipped = Self.meanings(KeyMap(), of: section, screens)
      let now = Self.meanings(self, of: section, screens)
      for key in changed {
        // In a question, digits both choose and rate, but at different times: double meanings among the
        // defaults are intended.
        guard let meant = now[key], meant.count > 1, shipped[key]?.count ?? 0 < meant.count else { continue }
        let names = meant.map { "`\($0.name)`" }.joined(separator: " and ")
        return "`\(key.writtenName)` means \(names) on `\(section)`; choose another key"
      }
    }
    return nil
  }

  /// The commands of each key on a screen, including global ones.
  private static func meanings(
    _ map: KeyMap, of section: String, _ screens: [String: [Binding]]
  ) -> [Key: [Command]] {
    let own =
      section == everywhere || section == places ? [] : map.applied(to: screens[section] ?? [], on: section)
    let commands = Set(own.map(\.command))
    var shared = map.applied(to: screens[everywhere] ?? [], on: everywhere)
    // On screens where something is answered, letters are answers and lead nowhere.
    if !attemptSections.contains(section) { shared += map.applied(to: screens[places] ?? [], on: places) }
    var meanings: [Key: [Command]] = [:]
    // A screen's own command takes precedence over the global one.
    for binding in own + shared.filter({ !commands.contains($0.command) }) {
      for key in binding.keys where !(meanings[key]?.contains(binding.command) ?? false) {
        meanings[key, default: []].append(binding.command)
      }
    }
    return meanings
  }

  private static func suggestion(_ word: String, _ names: [String]) -> String {
    let near = names.min { distance(word, $0) < distance(word, $1) }
    if let near, distance(word, near) <= max(2, word.count / 3) { return "did you mean `\(near)`?" }
    return "there are " + names.joined(separator: ", ")
  }

  /// The edit distance between two words (Levenshtein 1966).
  private static func distance(_ one: String, _ two: String) -> Int {
    let (a, b) = (Array(one), Array(two))
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var before = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let kept = before
        before = row[j + 1]
        row[j + 1] = min(row[j + 1] + 1, row[j] + 1, kept + (a[i] == b[j] ? 0 : 1))
      }
    }
    return row[b.count]
  }
}

extension Key {
  private static let named: [(String, Key)] = [
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab), ("space", .character(" ")),
    ("backspace", .backspace), ("del", .delete), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("page-up", .pageUp), ("page-down", .pageDown),
  ]

  /// The key with a name in the key file; nil if there is none.
  public init?(name: String) {
    if let known = Self.named.first(where: { $0.0 == name.lowercased() }) {
      self = known.1
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.lowercased().hasPrefix("ctrl-"), name.count == 6, let letter = name.lowercased().last,
      letter.isASCII, letter.isLetter
    {
      self = .control(letter)
    } else if name.uppercased().hasPrefix("F"), let number = Int(name.dropFirst()), (1...24).contains(number)
    {
      self = .function(number)
    } else {
      return nil
    }
  }

  /// The name in the key file.
  public var writtenName: String { Self.named.first { $0.1 == self }?.0 ?? name }
}
