/// A 64-bit FNV-1a hash of content; it distinguishes versions but doesn't protect against malice.
struct ContentHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds bytes and an end mark, so that moving bytes between parts changes the hash.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = (hash ^ 0x1F) &* 0x100_0000_01b3
  }

  /// Adds a file.
  mutating func add(name: String, _ bytes: [UInt8]) {
    add(name.utf8)
    bytes.withUnsafeBufferPointer { add($0) }
  }

  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
