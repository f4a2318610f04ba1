/// Reads numbers the way people type them.
///
/// What can't be read as one number, or as one of two that an answer may mean, isn't read at all, so that the program
/// asks again: nothing is graded as another number than the one that was typed.
public enum NumericEntry {
  /// The values that a typed number can mean, likeliest first; empty if it isn't a number.
  ///
  /// It accepts digits of any script, a decimal point or comma, grouping by spaces, underscores, apostrophes, commas or
  /// points, also in pairs as in India, every sign and dash, the words minus and plus, exponents and powers
  /// (`1e-3`, `10^-3`, `2**10`, `1.5 × 10⁻³`), fractions and mixed numbers (`3/8`, `3 1/2`, `3½`), percent, words such as
  /// million, and the item's unit behind or its sign in front. `65,536` is a decimal to some people and a grouped whole
  /// number to others, so it means both.
  ///
  /// - Parameter unit: The unit of the item. Without one, `25 %` is 0.25.
  public static func values(of text: String, unit: String = "") -> [Double] {
    var body = trimmed(plain(text))
    for lead in ["=", "≈", "~"] where body.hasPrefix(lead) { body = trimmed(String(body.dropFirst())) }
    var factor = 1.0
    body = withoutUnit(body, unit)
    let tail = plain(unit).filter { !$0.isWhitespace }
    for sign in percentSigns where tail != "%" && body.lowercased().hasSuffix(sign) {
      body = trimmed(String(body.dropLast(sign.count)))
      factor = 0.01
      break
    }
    for (word, times) in multiples where factor == 1 && body.lowercased().hasSuffix(word) {
      body = trimmed(String(body.dropLast(word.count)))
      factor = times
    }
    guard let (isNegative, unsigned) = sign(of: body) else { return [] }
    var seen: Set<Double> = []
    return numbers(withoutCurrency(unsigned, unit)).map { (isNegative ? -$0 : $0) * factor }.filter {
      $0.isFinite && seen.insert($0).inserted
    }
  }

  /// True for characters that a number can begin with, among them signs, dashes and currency signs.
  public static func canBegin(with character: Character) -> Bool {
    guard let first = plain(String(character)).first else { return false }
    return first.isASCII && first.isNumber || "-+.,$€".contains(first) || fractions[character] != nil
      || "mp".contains(character)
  }

  // MARK: - Characters

  /// The text in plain characters: without invisible ones, with one kind of dash, quote, slash and space, ASCII digits,
  /// and fractions and powers written out.
  private static func plain(_ text: String) -> String {
    var result = ""
    var isPower = false
    for character in TypedCharacters.plain(text) {
      if let digit = superscripts[character] {
        if !isPower { result += "^" }
        isPower = true
        result.append(digit)
        continue
      }
      isPower = false
      if let fraction = fractions[character] {
        // `3½` is three and a half.
        result += result.last?.isNumber ?? false ? " " + fraction : fraction
      } else if let digit = digit(character) {
        result.append(digit)
      } else {
        result.append(others[character] ?? (character.isWhitespace ? " " : character))
      }
    }
    return result
  }

  private static func digit(_ character: Character) -> Character? {
    guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first,
      scalar.properties.numericType == .decimal, let value = character.wholeNumberValue
    else { return nil }
    return Character(String(value))
  }

  private static let superscripts: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-",
    "⁺": "+",
  ]

  private static let fractions: [Character: String] = [
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅒": "1/10",
  ]

  private static let others: [Character: Character] = [
    "\u{2044}": "/", "\u{2215}": "/", "÷": "/", "×": "*", "·": "*", "⋅": "*", "\u{066B}": ".",
    "\u{066C}": ",",
    "\u{FF0E}": ".", "\u{FF0C}": ",", "\u{FF0F}": "/", "\u{FF05}": "%", "\u{FF0B}": "+", "`": "'",
  ]

  private static func trimmed(_ text: String) -> String {
    let isOuter = { (character: Character) in character.isWhitespace || "'\"".contains(character) }
    let start = text.drop(while: isOuter)
    return String(start.prefix(start.count - start.reversed().prefix(while: isOuter).count))
  }

  // MARK: - Units

  private static let percentSigns = ["percent", "per cent", "pct", "%"]
  private static let multiples = [("thousand", 1e3), ("million", 1e6), ("billion", 1e9)]

  private static let spelledUnits = [
    "h": ["hours", "hour"], "s": ["seconds", "second", "sec"], "ms": ["milliseconds", "millisecond"],
    "minutes": ["min", "minute"], "weeks": ["week"], "months": ["month"], "GB": ["gigabytes", "gigabyte"],
    "MB": ["megabytes", "megabyte"], "MiB": ["mebibytes", "mebibyte"], "dollars": ["dollar"],
    "euros": ["euro"],
    "points": ["point"], "rows": ["row"], "steps": ["step"], "users": ["user"], "workers": ["worker"],
    "pods": ["pod"],
  ]

  private static let currencies = [
    "%": ["percent", "per cent", "pct"], "dollars": ["$", "usd"], "usd": ["$"],
    "euros": ["€", "eur"], "eur": ["€"],
  ]

  /// The text without the item's unit, which people write out as often as they abbreviate it, before or behind.
  private static func withoutUnit(_ text: String, _ unit: String) -> String {
    let words = plain(unit).lowercased().split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return text }
    let tail = words.joined(separator: " ")
    let joined = words.joined()
    let names =
      [tail, joined] + (spelledUnits[unit.filter { !$0.isWhitespace }] ?? []) + (currencies[joined] ?? [])
    var body = text
    for name in names.sorted(by: { $0.count > $1.count }) where body.lowercased().hasSuffix(name) {
      body = trimmed(String(body.dropLast(name.count)))
      break
    }
    return withoutCurrency(body, unit)
  }

  /// The text without the sign of the item's currency in front; it may stand before or after that of the number.
  private static func withoutCurrency(_ text: String, _ unit: String) -> String {
    let signs = currencies[unit.lowercased().filter { !$0.isWhitespace }] ?? []
    guard let sign = signs.first(where: { text.lowercased().hasPrefix($0) }) else { return text }
    return trimmed(String(text.dropFirst(sign.count)))
  }

  // MARK: - Numbers

  /// The sign of a number and the rest; nil if there are several signs.
  private static func sign(of text: String) -> (isNegative: Bool, rest: String)? {
    var (isNegative, body) = (false, text)
    if let first = text.first, "-+".contains(first) {
      isNegative = first == "-"
      body.removeFirst()
    } else {
      for word in ["minus", "plus"] where text.lowercased().hasPrefix(word) {
        isNegative = word == "minus"
        body = String(text.dropFirst(word.count))
      }
    }
    body = trimmed(body)
    guard let first = body.first, !"-+".contains(first) else { return nil }
    return (isNegative, body)
  }

  /// The values of a number without a sign.
  private static func numbers(_ text: String) -> [Double] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    switch parts.count {
    case 1: return product(text)
    case 2:
      guard !parts[1].hasPrefix("-"), !parts[1].hasPrefix("+") else { return [] }
      let lower = product(parts[1]).filter { $0 != 0 }
      func ratios(_ uppers: [Double], plus whole: Double = 0) -> [Double] {
        uppers.flatMap { upper in lower.map { whole + upper / $0 } }
      }
      // `3 1/2` is three and a half; `1 000/3` is a third of a thousand.
      var mixed: [Double] = []
      if let gap = parts[0].lastIndex(of: " ") {
        let whole = decimals(parts[0][..<gap]).filter { $0 == $0.rounded() }
        let upper = parts[0][parts[0].index(after: gap)...]
        if upper.allSatisfy(\.isNumber), !upper.hasPrefix("0") {
          mixed = whole.flatMap { ratios(decimals(upper), plus: $0) }
        }
      }
      return mixed + ratios(product(parts[0]))
    default: return []
    }
  }

  /// The values of a number with an exponent or a power: `1e-3`, `10^-3`, `2**10`, `1.5*10^-3`.
  private static func product(_ text: String) -> [Double] {
    let body = text.replacing("**", with: "^")
    let factors = body.split(separator: "*", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    switch factors.count {
    case 1:
      // `1.5 x 10^3`, but no `0x1p3`.
      if let cross = body.firstIndex(where: { "xX".contains($0) }),
        body[body.index(after: cross)...].contains("^"),
        cross > body.startIndex, body[..<cross].last?.isWhitespace ?? false || body[..<cross] != "0"
      {
        return product(body[..<cross] + "*" + body[body.index(after: cross)...])
      }
      return power(body)
    case 2:
      // What is multiplied is a power, so that `2·5` isn't taken for ten by somebody who means two and a half.
      guard factors[1].contains("^") else { return [] }
      let right = power(factors[1])
      return decimals(Substring(factors[0])).flatMap { left in right.map { left * $0 } }
    default: return []
    }
  }

  private static func power(_ text: String) -> [Double] {
    let parts = text.split(separator: "^", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    guard parts.count == 2 else { return parts.count == 1 ? decimals(Substring(text)) : [] }
    var exponent = parts[1]
    if exponent.hasPrefix("("), exponent.hasSuffix(")") { exponent = String(exponent.dropFirst().dropLast()) }
    guard let (isNegative, rest) = sign(of: exponent) else { return [] }
    return decimals(Substring(parts[0])).flatMap { base in
      decimals(Substring(rest)).map { raised(base, isNegative ? -$0 : $0) }
    }
  }

  /// A whole power is multiplied out, because it is exact where `pow` of a platform may not be.
  private static func raised(_ base: Double, _ exponent: Double) -> Double {
    guard exponent == exponent.rounded(), abs(exponent) <= 400 else { return .nan }
    let product = (0..<Int(abs(exponent))).reduce(1.0) { value, _ in value * base }
    return exponent < 0 ? 1 / product : product
  }

  /// The values of digits with grouping, a decimal sign and an exponent.
  private static func decimals(_ text: Substring) -> [Double] {
    let body = grouped(text)
    guard let first = body.first, first.isNumber || ".,".contains(first) else { return [] }
    var readings: [String] = []
    if !body.contains(",") {
      readings.append(body)
      // Without a comma, several points can only be grouping.
      if body.filter({ $0 == "." }).count > 1 { readings = ungrouped(body[...], by: ".").map { [$0] } ?? [] }
    } else if !body.contains(".") {
      let parts = body.split(separator: ",", omittingEmptySubsequences: false)
      if parts.count == 2, !parts[1].isEmpty { readings.append(parts.joined(separator: ".")) }
      if let whole = ungrouped(body[...], by: ",") { readings.append(whole) }
    } else if let comma = body.lastIndex(of: ","), let point = body.lastIndex(of: ".") {
      // If both occur, the last one is the decimal sign.
      let (sign, mark): (String.Index, Character) = comma < point ? (point, ",") : (comma, ".")
      if let whole = ungrouped(body[..<sign], by: mark) {
        readings.append(whole + "." + body[body.index(after: sign)...])
      }
    }
    return readings.compactMap { reading in
      guard reading.allSatisfy({ "0123456789.-+eE".contains($0) }), let value = Double(reading),
        value.isFinite
      else { return nil }
      return value
    }
  }

  /// The text without spaces, underscores and apostrophes between groups of three digits; empty if they stand elsewhere.
  private static func grouped(_ text: Substring) -> String {
    let marks: Set<Character> = [" ", "_", "'"]
    let groups = text.split(omittingEmptySubsequences: false, whereSeparator: marks.contains)
    guard groups.count > 1 else { return String(text) }
    guard let first = groups.first, (1...3).contains(first.count), first.allSatisfy(\.isNumber), first != "0"
    else { return "" }
    for (index, group) in groups.enumerated().dropFirst() {
      let digits = group.prefix(while: \.isNumber)
      // After the last group a decimal sign or an exponent may follow.
      guard digits.count == 3, index == groups.count - 1 || digits.count == group.count else { return "" }
    }
    return groups.joined()
  }

  /// A whole number without its grouping marks; nil if these aren't groups of three digits, or of two before the last.
  private static func ungrouped(_ text: Substring, by mark: Character) -> String? {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.count), first != "0",
      groups.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), groups.last?.count == 3
    else { return nil }
    let inner = groups.dropFirst().dropLast()
    let isIndian = first.count <= 2 && !inner.isEmpty && inner.allSatisfy { $0.count == 2 }
    return inner.allSatisfy { $0.count == 3 } || isIndian ? groups.joined() : nil
  }
}
