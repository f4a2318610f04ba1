/// A month as written in files: `2026-11`.
struct YearMonth: Equatable {
  var year: Int
  var month: Int

  init(year: Int, month: Int) {
    self.year = year
    self.month = month
  }

  /// Reads four digits, a hyphen and two digits; nil for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.enumerated().allSatisfy { place, byte in
      place == 4 ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard bytes.count == 7, digits, let year = Int(text.prefix(4)), let month = Int(text.suffix(2)),
      (2000...2999).contains(year), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  /// The months from this one to another.
  func months(until other: YearMonth) -> Int { (other.year - year) * 12 + other.month - month }
}
