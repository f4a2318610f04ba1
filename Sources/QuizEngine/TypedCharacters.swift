/// The characters of typed answers: what people, keyboards and copied texts put in place of plain ones.
public enum TypedCharacters {
  /// The text without characters that nobody sees, and with plain dashes and quotes.
  ///
  /// A byte order mark, a zero-width space or a soft hyphen comes along with copied text. Every dash is the minus sign,
  /// and typographic quotes are what a keyboard makes of plain ones.
  public static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      let seen = String(character.unicodeScalars.filter { !isInvisible($0) }.map(Character.init))
      guard let first = seen.first else { continue }
      if seen.count == 1, let other = others[first] { result.append(other) } else { result += seen }
    }
    return result
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0xFE0E, 0xFE0F:
      true
    default: false
    }
  }

  private static let others: [Character: Character] = [
    "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2015}": "-",
    "\u{2212}": "-", "\u{2796}": "-", "\u{FE58}": "-", "\u{FE63}": "-", "\u{FF0D}": "-", "\u{207B}": "⁻",
    "“": "\"", "”": "\"", "„": "\"", "‟": "\"", "«": "\"", "»": "\"", "\u{FF02}": "\"", "″": "\"",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'", "›": "'", "\u{FF07}": "'", "′": "'",
  ]
}
