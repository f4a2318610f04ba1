/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): short, and equal on every machine and in every version.
///
/// It tells contents apart but doesn't protect against malice.
package struct FNV1a: Sendable {
  /// The hash of everything that was mixed in.
  package private(set) var value: UInt64

  /// The hash of nothing, from the offset that the algorithm names, or from another.
  package init(_ offset: UInt64 = 0xcbf2_9ce4_8422_2325) { value = offset }

  /// Mixes in a byte, or a whole word in one step.
  package mutating func mix(_ word: UInt64) { value = (value ^ word) &* Self.prime }

  /// Mixes in bytes.
  package mutating func mix(bytes: some Sequence<UInt8>) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* Self.prime }
    value = hash
  }

  /// Mixes in the eight bytes of a number, the lowest first.
  package mutating func mix(number: Int) {
    withUnsafeBytes(of: number.littleEndian) { mix(bytes: $0) }
  }

  private static var prime: UInt64 { 0x100_0000_01b3 }
}
