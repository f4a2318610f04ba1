import GRDB
import Testing

@testable import Journal

@Suite struct SchemaSealTests {
  /// Sealed journals exist, so the bytes must stay those of the library's description.
  @Test func aValueIsDescribedAsTheLibraryDescribesIt() throws {
    var texts = [
      "", "CREATE TABLE t(\n  a TEXT NOT NULL DEFAULT '',\n  \"b\" INT\n)", "back\\slash", "tab\tand\rreturn",
      "zero\0",
      "quote's", "Ä is not ASCII", "\u{1B}[31m", "e\u{301}", "a\u{200D}b", "\u{7F}",
    ]
    for byte in UInt8(0)..<128 { texts.append("x" + String(UnicodeScalar(byte)) + "y") }
    var values = texts.map(\.databaseValue)
    values += [DatabaseValue.null, 42.databaseValue, (-1.5).databaseValue]
    for value in values {
      var bytes: [UInt8] = []
      SchemaSeal.described(value) { bytes.append($0) }
      #expect(String(decoding: bytes, as: UTF8.self) == value.description)
    }
  }
}
