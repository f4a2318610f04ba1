/// Reads what `ByteWriter` wrote; on anything else it throws and never traps.
package struct ByteReader {
  package let bytes: [UInt8]
  package private(set) var position: Int
  private let end: Int

  package init(_ bytes: [UInt8], from position: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.position = position
    self.end = min(end ?? bytes.count, bytes.count)
  }

  /// True if everything was read.
  package var isAtEnd: Bool { position == end }

  private mutating func byte() throws(IndexDamage) -> UInt8 {
    guard position >= 0, position < end else { throw IndexDamage() }
    defer { position += 1 }
    return bytes[position]
  }

  package mutating func int() throws(IndexDamage) -> Int {
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

  /// A count of things of at least one byte each, checked so that damage can't request all memory.
  package mutating func count() throws(IndexDamage) -> Int {
    let value = try int()
    guard value >= 0, value <= end - position else { throw IndexDamage() }
    return value
  }

  package mutating func double() throws(IndexDamage) -> Double {
    guard position >= 0, position <= end - 8 else { throw IndexDamage() }
    defer { position += 8 }
    let bits = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: UInt64.self) }
    return Double(bitPattern: UInt64(littleEndian: bits))
  }

  /// Numbers that were written as a list, read in one go, because there are thousands at every start.
  package mutating func doubles() throws(IndexDamage) -> [Double] {
    let count = try int()
    guard count >= 0, count <= (end - position) / 8 else { throw IndexDamage() }
    defer { position += count * 8 }
    return bytes.withUnsafeBytes { bytes in
      (0..<count).map { index in
        let bits = bytes.loadUnaligned(fromByteOffset: position + index * 8, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
  }

  package mutating func choice<Value: CaseIterable>(_ type: Value.Type) throws(IndexDamage) -> Value
  where Value.AllCases == [Value] {
    let place = try int()
    guard Value.allCases.indices.contains(place) else { throw IndexDamage() }
    return Value.allCases[place]
  }

  package mutating func bool() throws(IndexDamage) -> Bool { try byte() != 0 }

  package mutating func text() throws(IndexDamage) -> String {
    let count = try count()
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }

  package mutating func optionalText() throws(IndexDamage) -> String? { try bool() ? try text() : nil }

  package mutating func list<Value>(_ read: (inout ByteReader) throws(IndexDamage) -> Value)
    throws(IndexDamage)
    -> [Value]
  {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }
}
