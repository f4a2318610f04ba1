/// A 64-bit FNV-1a hash of content; it distinguishes versions but doesn't protect against malice.
struct ContentHash {
  private var hash = FNV1a()
  var value: UInt64 { hash.value }

  /// Adds bytes and an end mark, so that moving bytes between parts changes the hash.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    hash.mix(bytes: bytes)
    hash.mix(0x1F)
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
