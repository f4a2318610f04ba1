import TextLayout

/// A one-line text field: it takes keys, and says which text and cursor to show.
public struct TextField: Hashable, Sendable {
  /// The longest text, in characters.
  public static let longest = 400
  /// The text.
  public private(set) var text: String
  /// The cursor position, in characters from the start.
  public private(set) var cursor: Int
  /// True if the whole text is selected, so that the next input replaces it.
  public private(set) var isReplaced: Bool

  /// Creates a field with the cursor at the end of its text.
  public init(text: String = "", isReplaced: Bool = false) {
    self.text = text
    self.isReplaced = isReplaced && !text.isEmpty
    cursor = text.count
  }

  /// Creates a field with the cursor at a position in its text.
  public init(text: String, cursor: Int) {
    self.init(text: text)
    self.cursor = min(max(0, cursor), text.count)
  }

  /// Handles a key; returns false if the key has no meaning here.
  public mutating func handle(_ key: Key) -> Bool {
    if isReplaced, [.backspace, .delete].contains(key) { return clear() }
    let isWritten = if case .character = key { true } else { false }
    if isReplaced, !isWritten { isReplaced = false }
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace:
      guard cursor > 0 else { return true }
      cursor -= 1
      text.remove(at: index(cursor))
    case .delete, .control("d"):
      guard cursor < text.count else { return true }
      text.remove(at: index(cursor))
    case .control("u"):
      text.removeSubrange(text.startIndex..<index(cursor))
      cursor = 0
    case .control("k"): text.removeSubrange(index(cursor)..<text.endIndex)
    default: return false
    }
    return true
  }

  private mutating func clear() -> Bool {
    self = TextField()
    return true
  }

  /// Inserts text at the cursor; line breaks become spaces, and unprintable characters are left out.
  public mutating func insert(_ more: String) {
    if isReplaced { self = TextField() }
    var clean = ""
    for glyph in more {
      if glyph.isNewline || glyph == "\t" {
        clean.append(" ")
      } else {
        for piece in CellText.cells(of: glyph) where glyph == "·" || piece != "·" { clean.append(piece) }
      }
    }
    clean = String(clean.prefix(max(0, Self.longest - text.count)))
    let tail = text.count - cursor
    text.insert(contentsOf: clean, at: index(cursor))
    // A combining mark joins the character before it, so the parts' counts don't add up to that of the whole.
    cursor = max(0, text.count - tail)
  }

  /// The part around the cursor that fits, and the cursor's column in it.
  public func view(columns: Int) -> (text: String, cursor: Int) {
    let glyphs = Array(text)
    var start = cursor
    var used = 0
    while start > 0, used + CellText.width(of: String(glyphs[start - 1])) < columns {
      start -= 1
      used += CellText.width(of: String(glyphs[start]))
    }
    let column = used
    var end = cursor
    while end < glyphs.count, used + CellText.width(of: String(glyphs[end])) <= columns {
      used += CellText.width(of: String(glyphs[end]))
      end += 1
    }
    // Show a sign where text is scrolled away, unless a wide glyph there would shift the text.
    if start > 0, end > start + 1, cursor > start, CellText.width(of: String(glyphs[start])) == 1 {
      return ("…" + String(glyphs[start + 1..<end]), column)
    }
    return (String(glyphs[start..<end]), column)
  }

  private func index(_ offset: Int) -> String.Index { text.index(text.startIndex, offsetBy: offset) }
}
