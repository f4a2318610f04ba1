import Foundation

/// Decodes one record: a header of types, then the values.
enum StoredRecord {
  /// The values; nil if the bytes are not what SQLite would have written.
  ///
  /// Header and values must fill the bytes exactly, whole numbers must have the shortest form, and texts must
  /// be UTF-8 without NUL, which the program never stores.
  static func decode(_ payload: [UInt8]) -> [StoredValue]? {
    let reading = PageReading(bytes: payload)
    guard let header = reading.count(0), header.value <= payload.count, header.value >= header.end else {
      return nil
    }
    var types: [Int] = []
    var place = header.end
    while place < header.value {
      guard let type = reading.count(place), type.end <= header.value else { return nil }
      types.append(type.value)
      place = type.end
    }
    var values: [StoredValue] = []
    values.reserveCapacity(types.count)
    for type in types {
      guard let size = size(ofType: type), place + size <= payload.count,
        let value = value(ofType: type, payload[place..<place + size])
      else { return nil }
      values.append(value)
      place += size
    }
    return place == payload.count ? values : nil
  }

  private static func size(ofType type: Int) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: type
    case 5: 6
    case 6, 7: 8
    case 10, 11: nil
    default: (type - 12) / 2
    }
  }

  private static func value(ofType type: Int, _ bytes: ArraySlice<UInt8>) -> StoredValue? {
    switch type {
    case 0: return .null
    case 8, 9: return .integer(Int64(type - 8))
    case 1...6:
      var value: Int64 = (bytes.first ?? 0) & 0x80 == 0 ? 0 : -1
      for byte in bytes { value = value << 8 | Int64(byte) }
      return shortestType(of: value) == type ? .integer(value) : nil
    case 7:
      let value = Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
      return value.isNaN ? nil : .real(value)
    default:
      if type % 2 == 0 { return .blob(Array(bytes)) }
      guard !bytes.contains(0), String(bytes: bytes, encoding: .utf8) != nil else { return nil }
      return .text(Array(bytes))
    }
  }

  /// The serial type that SQLite chooses for a whole number.
  private static func shortestType(of value: Int64) -> Int {
    if value == 0 || value == 1 { return 8 + Int(value) }
    return switch value < 0 ? ~value : value {
    case ...0x7f: 1
    case ...0x7fff: 2
    case ...0x7f_ffff: 3
    case ...0x7fff_ffff: 4
    case ...0x7fff_ffff_ffff: 5
    default: 6
    }
  }
}
