/// A small generator of numbers, the same on every machine (Knuth's MMIX).
struct Generator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 up to, but not including, a bound.
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, bound)
  }

  mutating func flip() -> Bool { next(2) == 0 }

  mutating func text(_ longest: Int = 12) -> String {
    let letters: [Character] = ["a", "ä", "Z", " ", "\n", "0", "\"", "\\", "-", "中", "é", "_", "日", "≤", "'"]
    return String((0..<next(longest + 1)).map { _ in letters[next(letters.count)] })
  }
}

extension Generator: RandomNumberGenerator {
  // The low bits of such a generator are poor.
  mutating func next() -> UInt64 { UInt64(next(1 << 31)) << 33 ^ UInt64(next(1 << 31)) << 2 }
}
