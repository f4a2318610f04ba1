/// The 64-bit FNV-1a hash (Fowler, Noll and Vo), which is stored in journals and so must never change.
struct FNV1a {
  /// The hash of everything that was mixed in.
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Mixes in a whole word in one step, so that a single changed bit always shows.
  mutating func mix(word: UInt64) { value = (value ^ word) &* 0x100_0000_01b3 }

  /// Mixes in a byte.
  mutating func mix(_ byte: UInt8) { mix(word: UInt64(byte)) }

  /// Mixes in the eight bytes of a number, the lowest first.
  mutating func mix(_ number: UInt64) {
    for shift in 0..<8 { mix(UInt8(truncatingIfNeeded: number >> (shift * 8))) }
  }

  /// Mixes in a text and a byte that no text contains, so that two texts can't be cut at another place.
  mutating func mix(_ text: String) {
    for byte in text.utf8 { mix(byte) }
    mix(0xFF as UInt8)
  }
}
