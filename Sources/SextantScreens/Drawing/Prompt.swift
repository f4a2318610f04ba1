import TerminalUI
import TextLayout

/// A row of text that is being edited at the foot of a screen.
struct Prompt: Sendable, Hashable {
  /// What is asked.
  var label: String
  /// The text so far.
  var field: TextField
  /// What stands in the field while it is empty.
  var example = ""

  init(_ label: String, text: String = "") {
    self.label = label
    field = TextField(text: text)
  }

  /// A prompt for a text that is kept or written anew, but not written on.
  init(_ label: String, replacing text: String, example: String) {
    self.label = label
    self.example = example
    field = TextField(text: text, isReplaced: true)
  }

  init(_ label: String, field: TextField) {
    self.label = label
    self.field = field
  }

  /// Enter keeps the text, Escape drops it.
  static let bindings = bindings(keep: "keep")

  /// The same with a word of its own for what Enter does.
  static func bindings(keep: String) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: keep, help: "\(keep) what was written"),
      Binding(.back, [.escape], label: "drop", help: "drop what was written"),
    ]
  }

  func line(columns: Int) -> Line {
    // The field is never pushed off by what is asked.
    let room = max(8, columns / 2 - 2)
    var label = CellText.truncate(self.label, columns: room)
    // A name that is cut is still closed, or it would run into what is written.
    if label != self.label, label.contains("“"), !label.contains("”") {
      label = CellText.truncate(self.label, columns: room - 1) + "”"
    }
    let start = CellText.width(of: label) + 2
    let view = field.view(columns: max(4, columns - start))
    // What the next letter takes the place of looks as what is marked does.
    let style = field.isReplaced ? Style(.selection, .reverse) : Style(.text, .underline)
    var pieces = [Piece(label + "  ", .accent), Piece(view.text, style)]
    if field.text.isEmpty, !example.isEmpty {
      pieces.append(Piece(CellText.truncate(" " + example, columns: max(0, columns - start)), .muted))
    }
    var line = Line(pieces)
    line.cursor = start + view.cursor
    return line
  }
}

extension TextField {
  /// Takes a key or a paste as text; tells whether it was used.
  mutating func take(_ input: ScreenInput) -> Bool {
    switch input {
    case .key(let key): return handle(key)
    case .paste(let text):
      insert(text)
      return true
    case .command, .tick: return false
    }
  }
}
