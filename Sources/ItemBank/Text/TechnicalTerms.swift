/// Finds numbers and technical terms in a text.
enum TechnicalTerms {
  /// The number of them: runs of digits, backticks, `snake_case`, `calls(` and runs of capitals.
  static func count(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        index += run(bytes, index, isDigit)
        count += 1
      } else if byte == UInt8(ascii: "`") {
        index += 1
        count += 1
      } else if isLetter(byte) {
        let length = run(bytes, index) { isLetter($0) || $0 == UInt8(ascii: "_") }
        let word = bytes[index..<index + length]
        let isCall = index + length < bytes.count && bytes[index + length] == UInt8(ascii: "(")
        let hasInnerUnderscore = word.dropFirst().dropLast().contains(UInt8(ascii: "_"))
        if isCall || hasInnerUnderscore || capitals(word) >= 2 { count += 1 }
        index += length
      } else {
        index += 1
      }
    }
    return count
  }

  /// The longest run of capitals.
  private static func capitals(_ word: ArraySlice<UInt8>) -> Int {
    var (longest, current) = (0, 0)
    for byte in word {
      current = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  private static func run(_ bytes: [UInt8], _ start: Int, _ belongs: (UInt8) -> Bool) -> Int {
    bytes[start...].prefix(while: belongs).count
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
