/// Reads the numbers of SQLite's file format from bytes; nil if the bytes end too early.
///
/// Source: "Database File Format", https://www.sqlite.org/fileformat2.html.
struct PageReading {
  let bytes: [UInt8]

  func byte(_ place: Int) -> Int? {
    bytes.indices.contains(place) ? Int(bytes[place]) : nil
  }

  /// Two bytes, big-endian.
  func short(_ place: Int) -> Int? {
    guard place >= 0, place + 2 <= bytes.count else { return nil }
    return Int(bytes[place]) << 8 | Int(bytes[place + 1])
  }

  /// Four bytes, big-endian.
  func word(_ place: Int) -> Int? {
    guard place >= 0, place + 4 <= bytes.count else { return nil }
    var value = 0
    for offset in 0..<4 { value = value << 8 | Int(bytes[place + offset]) }
    return value
  }

  /// A number of one to nine bytes, and the position after it.
  func varint(_ place: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    for offset in 0..<9 {
      guard place >= 0, place + offset < bytes.count else { return nil }
      let byte = UInt64(bytes[place + offset])
      if offset == 8 { return (value << 8 | byte, place + 9) }
      value = value << 7 | byte & 0x7f
      if byte < 0x80 { return (value, place + offset + 1) }
    }
    return nil
  }

  /// A number that counts bytes or pages; nil if it is larger than any journal.
  func count(_ place: Int) -> (value: Int, end: Int)? {
    guard let (value, end) = varint(place), value <= 0x7fff_ffff else { return nil }
    return (Int(value), end)
  }
}
