/// A number with a unit, as written in an option: `1,024`, `12.5 %`, `3 GB`.
struct OptionNumber: Equatable {
  var value: Double
  var unit: String

  /// Reads a text that is only a number; nil for anything else.
  init?(_ text: String) {
    let text = text.squeezed
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.,eE".contains($0)) }
    guard let value = Self.value(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard unit.count <= 12, !unit.contains(where: { $0.isNumber || $0 == " " || "()[]{}=<>*/".contains($0) })
    else { return nil }
    self.value = value
    self.unit = String(unit)
  }

  /// The range of `1-5`, `1 to 5` or a single number.
  static func range(_ text: String) -> ClosedRange<Double>? {
    if let number = OptionNumber(text) { return number.value...number.value }
    for separator in [" to ", " and ", "–", " - ", "-"] {
      let parts = text.squeezed.split(separator: separator)
      guard parts.count == 2 else { continue }
      let words = parts[0].split(separator: " ").last.map(String.init) ?? ""
      if let low = OptionNumber(words), let high = OptionNumber(String(parts[1])), low.value <= high.value {
        return low.value...high.value
      }
    }
    return nil
  }

  private static func value(_ digits: Substring) -> Double? {
    if let value = NumberText.decimal(String(digits)) { return value }
    // A comma that separates thousands.
    let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 }) else {
      return nil
    }
    return NumberText.decimal(groups.joined())
  }
}
