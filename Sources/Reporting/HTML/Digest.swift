/// SHA-256, for the content security policy of a page: it names the style sheet by its digest.
///
/// Source: FIPS 180-4, section 6.2.
enum Digest {
  /// The digest of some bytes, 32 bytes.
  static func sha256(_ message: some Sequence<UInt8>) -> [UInt8] {
    var bytes = Array(message)
    let bits = UInt64(bytes.count) * 8
    bytes.append(0x80)
    while bytes.count % 64 != 56 { bytes.append(0) }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    // The same of the cube roots of the first 64 primes.
    let constants = primes.map { cubeRootFraction($0) }
    for start in stride(from: 0, to: bytes.count, by: 64) {
      var words = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + 4 * word + $1]) }
      }
      for place in 16..<64 {
        let (early, late) = (words[place - 15], words[place - 2])
        let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
        let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
        words.append(words[place - 16] &+ first &+ words[place - 7] &+ second)
      }
      var state = hash
      for place in 0..<64 {
        let (a, e) = (state[0], state[4])
        let choice = (e & state[5]) ^ (~e & state[6])
        let majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2])
        let first =
          state[7] &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice &+ constants[place]
          &+ words[place]
        let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
        state = [first &+ second, a, state[1], state[2], state[3] &+ first, e, state[5], state[6]]
      }
      for place in hash.indices { hash[place] = hash[place] &+ state[place] }
    }
    return hash.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static func fraction(_ value: Double) -> UInt32 {
    UInt32((value - value.rounded(.down)) * 0x1p32)
  }

  /// The first 32 bits of the fractional part of a cube root, by bisection on whole numbers.
  private static func cubeRootFraction(_ prime: Int) -> UInt32 {
    // The largest root with root³ ≤ prime · 2^96; 64 bits aren't enough for the cube.
    var root: UInt64 = 0
    let wanted = (high: UInt64(prime) << 32, low: UInt64(0))
    for bit in stride(from: 34, through: 0, by: -1) {
      let tried = root | 1 << UInt64(bit)
      let square = tried.multipliedFullWidth(by: tried)
      // The square of a root below 2^35 has at most 70 bits.
      let low = square.low.multipliedFullWidth(by: tried)
      let high = square.high * tried + low.high
      if (high, low.low) <= (wanted.high, wanted.low) { root = tried }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  /// The first 64 prime numbers.
  private static let primes: [Int] = {
    var found: [Int] = []
    var number = 2
    while found.count < 64 {
      if found.allSatisfy({ number % $0 != 0 }) { found.append(number) }
      number += 1
    }
    return found
  }()
}
