/// Splits comma-separated values (RFC 4180) into records while the bytes arrive, block by block.
///
/// Only the record at a block's end is kept, so memory doesn't grow with the file. Lines end in LF, CRLF or CR.
struct CSVScanner {
  /// The longest record, in bytes; a quote that is never closed would otherwise take the rest of the file.
  static let longestRecord = 64 << 20

  /// The fields of one record; valid only while it is being read.
  struct Record {
    /// The line on which the record begins, from 1.
    let line: Int
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let fields: [Range<Int>]

    var count: Int { fields.count }

    /// The bytes of a field without spaces around it.
    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[fields[index]])
    }

    /// The text of a field; nil if it isn't UTF-8.
    func text(_ index: Int) -> String? { String(validating: self[index], as: UTF8.self) }
  }

  private var carry: [UInt8] = []
  private var fields: [Range<Int>] = []
  private var isQuoted = false
  private var hasQuotes = false
  private var endedInReturn = false
  private var isFirst = true
  /// The line of the next byte, and the line on which its record began.
  private var line = 1
  private var start = 1

  private static let (quote, comma, newline, carriageReturn): (UInt8, UInt8, UInt8, UInt8) = (34, 44, 10, 13)

  /// Reads a block and hands on every record that ends in it; empty lines are skipped.
  mutating func feed(_ block: UnsafeBufferPointer<UInt8>, _ body: (Record) throws -> Void) throws {
    var begin = 0
    var index = 0
    while index < block.count {
      let byte = block[index]
      if endedInReturn {
        endedInReturn = false
        if byte == Self.newline {
          index += 1
          begin = index
          continue
        }
      }
      if byte == Self.quote {
        isQuoted.toggle()
        hasQuotes = true
      } else if byte == Self.newline || byte == Self.carriageReturn {
        if isQuoted {
          if byte == Self.newline { line += 1 }
        } else {
          try end(UnsafeBufferPointer(rebasing: block[begin..<index]), body)
          begin = index + 1
          endedInReturn = byte == Self.carriageReturn
        }
      }
      index += 1
    }
    carry.append(contentsOf: block[begin...])
    guard carry.count <= Self.longestRecord else {
      throw isQuoted
        ? CSVError.openQuote(line: start) : CSVError.tooLong(line: start, limit: Self.longestRecord)
    }
  }

  /// Hands on the last record, if the file doesn't end in a line break.
  mutating func finish(_ body: (Record) throws -> Void) throws {
    guard !isQuoted else { throw CSVError.openQuote(line: start) }
    if !carry.isEmpty { try end(UnsafeBufferPointer(start: nil, count: 0), body) }
  }

  private mutating func end(_ rest: UnsafeBufferPointer<UInt8>, _ body: (Record) throws -> Void) throws {
    defer {
      line += 1
      start = line
      hasQuotes = false
      isFirst = false
    }
    if carry.isEmpty, !hasQuotes, !isFirst {
      if rest.isEmpty { return }
      split(rest)
      return try body(Record(line: start, bytes: rest, fields: fields))
    }
    carry.append(contentsOf: rest)
    // Programs on Windows begin a file with a byte-order mark.
    if isFirst, carry.starts(with: [0xEF, 0xBB, 0xBF]) { carry.removeFirst(3) }
    defer { carry.removeAll(keepingCapacity: true) }
    if carry.isEmpty { return }
    if hasQuotes { carry = try unquoted(carry) } else { carry.withUnsafeBufferPointer { split($0) } }
    try carry.withUnsafeBufferPointer { try body(Record(line: start, bytes: $0, fields: fields)) }
  }

  /// Finds the fields of a record without quotes.
  private mutating func split(_ bytes: UnsafeBufferPointer<UInt8>) {
    fields.removeAll(keepingCapacity: true)
    var begin = 0
    for index in 0..<bytes.count where bytes[index] == Self.comma {
      fields.append(Self.trimmed(begin..<index, bytes))
      begin = index + 1
    }
    fields.append(Self.trimmed(begin..<bytes.count, bytes))
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower] == 32 || bytes[lower] == 9 { lower += 1 }
    while lower < upper, bytes[upper - 1] == 32 || bytes[upper - 1] == 9 { upper -= 1 }
    return lower..<upper
  }

  /// Finds the fields of a record with quotes, and returns its bytes without them.
  private mutating func unquoted(_ bytes: [UInt8]) throws -> [UInt8] {
    fields.removeAll(keepingCapacity: true)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var (begin, index) = (0, 0)
    while index <= bytes.count {
      if index == bytes.count || bytes[index] == Self.comma {
        let range = begin..<result.count
        fields.append(result.withUnsafeBufferPointer { Self.trimmed(range, $0) })
        begin = result.count
        index += 1
      } else if bytes[index] == Self.quote {
        guard result[begin...].allSatisfy({ $0 == 32 || $0 == 9 }) else {
          throw CSVError.strayQuote(line: start)
        }
        index += 1
        while index < bytes.count {
          if bytes[index] == Self.quote {
            index += 1
            guard index < bytes.count, bytes[index] == Self.quote else { break }
          }
          result.append(bytes[index])
          index += 1
        }
        while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        guard index == bytes.count || bytes[index] == Self.comma else {
          throw CSVError.strayQuote(line: start)
        }
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
