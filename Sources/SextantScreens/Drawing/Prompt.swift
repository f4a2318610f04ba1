import TerminalUI
import TextLayout

/// A text field in the last row of a screen.
struct Prompt: Sendable, Hashable {
  /// The label.
  var label: String
  /// The text so far.
  var field: TextField
  /// The example shown while the field is empty.
  var example = ""

  init(_ label: String, text: String = "") {
    self.label = label
    field = TextField(text: text)
  }

  /// Creates a prompt whose text is kept or replaced as a whole.
  init(_ label: String, replacing text: String, example: String) {
    self.label = label
    self.example = example
    field = TextField(text: text, isReplaced: true)
  }

  /// Enter keeps the text, Escape discards it.
  static let bindings = bindings(keep: "keep")

  /// The same, with another word for what Enter does.
  static func bindings(keep: String) -> [Binding] {
    [
      Binding(.confirm, [.enter], label: keep, help: "\(keep) what was written"),
      Binding(.back, [.escape], label: "drop", help: "drop what was written"),
    ]
  }

  func line(columns: Int) -> Line {
    // The label must never push the field off the row.
    let room = max(8, columns / 2 - 2)
    var label = CellText.truncate(self.label, columns: room)
    // Close the quotation mark of a cut name, so that it doesn't run into the text.
    if label != self.label, label.contains("“"), !label.contains("”") {
      label = CellText.truncate(self.label, columns: room - 1) + "”"
    }
    let start = CellText.width(of: label) + 2
    let view = field.view(columns: max(4, columns - start))
    // Text that the next letter replaces looks selected.
    let style = field.isReplaced ? Style(.selection, .reverse) : Style(.text, .underline)
    var runs = [TextRun(label + "  ", .accent), TextRun(view.text, style)]
    if field.text.isEmpty, !example.isEmpty {
      runs.append(TextRun(CellText.truncate(" " + example, columns: max(0, columns - start)), .muted))
    }
    var line = Line(runs)
    line.cursor = start + view.cursor
    return line
  }
}

extension TextField {
  /// Handles a key or a paste as text; returns whether it was used.
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
