import SextantCore
import TerminalUI

/// The stable name of a place that a letter leads to; people's key files contain it.
public struct PlaceName: RawRepresentable, Hashable, Sendable {
  /// The name as written in key files.
  public let rawValue: String

  /// Creates a name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// What the program needs to know about a kind of screen before one exists; every folder of screens provides
/// its own.
struct Place: Sendable {
  /// The keys of a screen, as listed in the README, the manual page and the key file.
  struct KeyList: Sendable {
    /// The screen's name for people.
    var title: String
    /// The keys of all the screen's states.
    var bindings: [Binding]

    /// The screen's name in the key file.
    var section: String { title.lowercased().replacing(" ", with: "-") }
  }

  /// How a place is reached by letter and by name.
  struct Signpost: Sendable {
    /// The stable name.
    var name: PlaceName
    /// The letter that leads there, from every screen where nothing is answered or typed.
    var letter: Character
    /// A word or two for the footer; empty if it isn't shown there.
    var label = ""
    /// A sentence for the help.
    var help: String
    /// The name in the list of commands.
    var title: String
    /// Other words that people may search for.
    var synonyms: String

    /// The row of the key table.
    var binding: Binding { Binding(.goTo(name), [.character(letter)], label: label, help: help) }
  }

  /// The keys of its screens.
  var keys: [KeyList] = []
  /// The way there; nil if no letter leads there.
  var signpost: Signpost?
  /// True if something is answered there, so that letters are answers and lead nowhere.
  var isAnswering = false
  /// Opens the place from anywhere: at once from the context, or with the effect that reads its content.
  var open: @Sendable (Context) -> Response = { _ in .ignored }
  /// Handles an outcome that no open screen handled; a place opens with the outcome that it shows.
  var receive: @Sendable (Outcome, Context) -> Response = { _, _ in .ignored }

  /// The names of its screens in the key file.
  var sections: [String] { keys.map(\.section) }
}
