/// Writes values as compact bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: Int) {
    // Zigzag, then seven bits a byte: small numbers of either sign take one byte.
    var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      put(buffer.count)
      bytes.append(contentsOf: buffer)
    }
  }

  mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  mutating func put<Value>(_ values: [Value], _ write: (inout ByteWriter, Value) -> Void) {
    put(values.count)
    for value in values { write(&self, value) }
  }

  mutating func put(raw more: [UInt8]) { bytes.append(contentsOf: more) }
}

/// What a damaged index says.
struct IndexDamage: Error {}

/// Reads what `ByteWriter` wrote; anything else throws, nothing traps.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], from position: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.position = position
    self.end = min(end ?? bytes.count, bytes.count)
  }

  private mutating func byte() throws(IndexDamage) -> UInt8 {
    guard position >= 0, position < end else { throw IndexDamage() }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func int() throws(IndexDamage) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 64 else { throw IndexDamage() }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
  }

  /// A count of things that take at least one byte each, so that damage cannot ask for all memory.
  mutating func count() throws(IndexDamage) -> Int {
    let value = try int()
    guard value >= 0, value <= end - position else { throw IndexDamage() }
    return value
  }

  mutating func double() throws(IndexDamage) -> Double {
    var bits: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(try byte()) << shift }
    return Double(bitPattern: bits)
  }

  mutating func bool() throws(IndexDamage) -> Bool { try byte() != 0 }

  mutating func text() throws(IndexDamage) -> String {
    let count = try count()
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }

  mutating func optionalText() throws(IndexDamage) -> String? { try bool() ? try text() : nil }

  mutating func list<Value>(_ read: (inout ByteReader) throws(IndexDamage) -> Value) throws(IndexDamage)
    -> [Value]
  {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }
}
