/// Writes values as compact bytes.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func put(_ value: Int) {
    // Zigzag, then seven bits per byte: small numbers of either sign take one byte.
    var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func put(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      put(buffer.count)
      bytes.append(contentsOf: buffer)
    }
  }

  package mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  package mutating func put<Value>(_ values: [Value], _ write: (inout ByteWriter, Value) -> Void) {
    put(values.count)
    for value in values { write(&self, value) }
  }

  package mutating func put(raw more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  /// A case of an enumeration, as its index; reordering the cases changes the index's format.
  package mutating func put<Value: CaseIterable & Equatable>(choice value: Value) {
    put(Array(Value.allCases).firstIndex(of: value) ?? 0)
  }
}
