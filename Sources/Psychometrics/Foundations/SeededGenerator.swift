/// A reproducible source of randomness: xoshiro256** seeded through SplitMix64.
///
/// Don't use it for secrets. Attempts store only a seed, and a resumed attempt replays its choices from it.
/// The sequence of a seed must therefore never change; tests with known answers check that.
///
/// Sources: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators"; Steele, Lea and
/// Flood (2014), "Fast splittable pseudorandom number generators".
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Creates a generator from a seed; every seed is good, including zero.
  public init(seed: UInt64) {
    var expander = seed
    self.init(expandedBy: &expander)
  }

  /// Creates one of many independent generators of a seed, for example one for each item position.
  ///
  /// Stream 0 differs from `init(seed:)`.
  public init(seed: UInt64, stream: UInt64) {
    var seedState = seed
    var streamState = stream ^ 0xA5A5_5A5A_C3C3_3C3C
    // Mix both numbers before combining them, so that (1, 2) and (2, 1) are unrelated.
    var expander = splitMix(&seedState) &+ splitMix(&streamState).rotatedLeft(by: 23)
    self.init(expandedBy: &expander)
  }

  /// Creates a generator with a given state, which must not be all zeros.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (s0, s1, s2, s3) = state
  }

  private init(expandedBy expander: inout UInt64) {
    s0 = splitMix(&expander)
    s1 = splitMix(&expander)
    s2 = splitMix(&expander)
    s3 = splitMix(&expander)
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = (s1 &* 5).rotatedLeft(by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3.rotatedLeft(by: 45)
    return result
  }

  /// Returns a number evenly distributed over [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns a standard normal number.
  ///
  /// Each call uses up two uniform numbers and keeps nothing back, so the state alone determines what comes
  /// next (Box and Muller, 1958).
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// Returns an index with a probability proportional to its weight; the last one if all weights are 0.
  ///
  /// - Parameter weights: at least one, none below 0.
  public mutating func index(weightedBy weights: [Double]) -> Int {
    var rest = uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return max(0, weights.count - 1)
  }
}

/// Advances a SplitMix64 state and returns its output (Steele, Lea and Flood, 2014).
func splitMix(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var z = state
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

extension UInt64 {
  fileprivate func rotatedLeft(by count: UInt64) -> UInt64 {
    (self << count) | (self >> (64 - count))
  }
}
