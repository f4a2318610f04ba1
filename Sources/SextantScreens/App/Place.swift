import SextantCore
import TerminalUI

/// The stable name of a place that a letter leads to; it stands in people's files of keys.
public struct PlaceName: RawRepresentable, Hashable, Sendable {
  /// The name as it is written.
  public let rawValue: String

  /// Creates a name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// What the program must know about a kind of screen before there is one; every folder of screens provides its own.
struct Place: Sendable {
  /// The keys of a screen as the README, the manual page and the file of keys list them.
  struct KeyList: Sendable {
    /// The screen's name for people.
    var title: String
    /// The keys, with all that some state of the screen has.
    var bindings: [Binding]

    /// The screen's name in the file of keys.
    var section: String { title.lowercased().replacing(" ", with: "-") }
  }

  /// How a place is found by letter and by name.
  struct Signpost: Sendable {
    /// The stable name.
    var name: PlaceName
    /// The letter that leads there from every screen where nothing is answered and nothing typed.
    var letter: Character
    /// A word or two for the foot of the screen; empty where it has no room there.
    var label = ""
    /// A sentence for the help.
    var help: String
    /// The name in the list of commands.
    var title: String
    /// Other words that people look for it by.
    var synonyms: String

    /// The row of the key table.
    var binding: Binding { Binding(.goTo(name), [.character(letter)], label: label, help: help) }
  }

  /// The keys of its screens.
  var keys: [KeyList] = []
  /// The way there; nil where no letter leads there.
  var signpost: Signpost?
  /// True where something is answered, so that letters are answers and lead nowhere.
  var isAnswering = false
  /// Opens the place from anywhere: at once from the context, or with the effect that reads what it shows.
  var open: @Sendable (Context) -> Response = { _ in .ignored }
  /// Takes an outcome that no open screen took; the one that this place shows opens it.
  var receive: @Sendable (Outcome, Context) -> Response = { _, _ in .ignored }

  /// The names of its screens in the file of keys.
  var sections: [String] { keys.map(\.section) }
}
