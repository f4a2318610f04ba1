/// Formats numbers for people: few decimals, rounded to nearest, with a decimal point.
public enum DecimalText {
  /// One decimal, such as `2.5`, or none if that decimal is zero.
  public static func short(_ value: Double) -> String {
    let text = tenths(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Always one decimal, such as `2.0`, so that numbers can be compared in a column.
  public static func tenths(_ value: Double) -> String { fixed(value, decimals: 1) }

  /// A share in percent, such as `65 %`; probabilities have rules of their own (`ReportingScale.percentText`).
  public static func percent(_ share: Double, decimals: Int = 0) -> String {
    fixed(share * 100, decimals: decimals) + " %"
  }

  /// A time such as `45 min`, `2 h` or `2.5 h`.
  public static func time(minutes: Int) -> String {
    minutes < 60 ? "\(minutes) min" : "\(short((Double(minutes) / 6).rounded() / 10)) h"
  }

  /// A number for files, rounded to some decimals; more would suggest a precision that no assessment has.
  public static func rounded(_ value: Double, decimals: Int = 4) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  /// A fixed number of decimals; a dash if the number isn't finite.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let units = (value * scale).rounded()
    // Beyond this a double no longer holds every whole number.
    guard abs(units) < 0x1p53 else { return value.isFinite ? "\(value)" : "–" }
    let whole = Int(abs(units)) / Int(scale)
    let rest = "\(Int(abs(units)) % Int(scale))"
    let sign = units < 0 ? "-" : ""
    return decimals == 0
      ? "\(sign)\(whole)"
      : "\(sign)\(whole)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
