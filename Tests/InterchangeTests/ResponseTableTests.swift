import Interchange
import Testing

@Suite struct ResponseTableTests {
  /// Reads a text in blocks of some bytes.
  func read(
    _ text: String, block: Int = 1 << 20, policy: ResponseTable.Policy = .init()
  ) throws -> ResponseTable {
    try read(Array(text.utf8), block: block, policy: policy)
  }

  func read(
    _ bytes: [UInt8], block: Int, policy: ResponseTable.Policy = .init()
  ) throws -> ResponseTable {
    var reader = ResponseTableReader(policy: policy)
    var begin = 0
    while begin < bytes.count {
      let end = min(bytes.count, begin + block)
      try bytes[begin..<end].withUnsafeBufferPointer { try reader.feed($0) }
      begin = end
    }
    return try reader.finish()
  }

  /// Each person's answers as text, such as `i1+ i2-`.
  func answers(_ table: ResponseTable) -> [String] {
    (0..<table.personCount).map { person in
      table.rows[table.starts[person]..<table.starts[person + 1]]
        .map { table.items[Int($0 / 2)] + ($0 % 2 == 1 ? "+" : "-") }.joined(separator: " ")
    }
  }

  static let long = "person,item,score\np,i1,1\nq,i1,0\np,i2,0\nq,i3,\nq,\"i,4\",1\n"

  @Test func aLongTableHasALineForEachAnswer() throws {
    let table = try read(Self.long)
    #expect(table.items == ["i1", "i2", "i,4"])
    #expect(answers(table) == ["i1+ i2-", "i1- i,4+"])
  }

  @Test func aWideTableHasALineForEachPerson() throws {
    let wanted = ["i1+ i2-", "i2+", "i1-"]
    #expect(answers(try read("i1,i2\n1,0\n,1\n,\nNA,\n0.0,NaN\n")) == wanted)
    #expect(answers(try read("person,i1,i2\np,1,0\nq,,1\nr,,\ns,0,\n")) == wanted)
  }

  /// Line ends, spaces, quotes and a byte-order mark as different programs write them.
  @Test func everyProgramsLineEndsAreRead() throws {
    let wanted = try read(Self.long)
    for end in ["\n", "\r\n", "\r"] {
      let text = Self.long.replacing("\n", with: end)
      #expect(try read(text) == wanted)
      #expect(try read("\u{FEFF}" + text) == wanted)
      #expect(try read(String(text.dropLast())) == wanted)
      #expect(try read(text.replacing("p,i1", with: "\"p\" , i1 ")) == wanted)
      #expect(try read(text.replacing("\(end)q", with: "\(end)\(end)q")) == wanted)
    }
  }

  @Test(arguments: 1...12) func blocksMayEndAnywhere(size: Int) throws {
    let text = Self.long.replacing("\n", with: "\r\n") + "\"r \"\"s\"\"\nt\",i1,1\r\n"
    #expect(try read(text, block: size) == read(text))
    #expect(answers(try read(text, block: size)).last == "i1+")
  }

  @Test func columnsAreFoundByName() throws {
    let table = try read("at,Score,mode,item,attempt,person\n2026-05-04,1,placement,i1,1,p\n,0,mock,i2,,p\n")
    #expect(answers(table) == ["i1+ i2-"])
  }

  @Test(arguments: [
    ("person,item,score\np,i1,2\n", 2, "write 1 for full marks"),
    ("person,item,score\np,i1,1\np,i2\n", 3, "2 fields for 3 columns"),
    ("person,item,score\n,i1,1\n", 2, "person is empty"),
    ("person,item,score\np,,1\n", 2, "item is empty"),
    ("item,score\ni1,1\n", 1, "no column person"),
    ("person,item,score,grade\np,i1,1,2\n", 1, "no column grade"),
    ("person,item,score,mode\np,i1,1,quiz\n", 2, "no mode quiz; use placement"),
    ("person,item,score,attempt\np,i1,1,first\n", 2, "attempt must be a number"),
    ("person,item,score,attempt\np,i1,1,0\n", 2, "attempt must be a number"),
    ("person,item,score,attempt\np,i1,1,99999999999999999999\n", 2, "attempt must be a number"),
    ("i1,i1\n1,0\n", 1, "i1 heads two columns"), ("i1,\n1,0\n", 1, "column 2 has no name"),
    ("i1,i2\n1,x\n", 2, "write 1 for full marks"), ("", 1, "the file is empty"),
  ])
  func mistakesNameTheirLine(text: String, line: Int, message: String) throws {
    let error = try #require(throws: ResponseTableError.self) { try read(text) }
    #expect(error.line == line && error.message.contains(message), "\(error)")
  }

  @Test func quotesAndEncodingAreChecked() throws {
    for (text, message) in [
      ("i1,i2\n1,\"0\n1,1\n", "line 2: a quoted field is never closed"),
      ("i1,i2\n1,1\n\"0\"1,1\n", "line 3: a quote is inside a field"),
      ("i1,i2\n,\n", "there are no answers"),
    ] {
      let error = try #require(throws: ResponseTableError.self) { try read(text) }
      #expect(error.description.contains(message), "\(error)")
    }
    for bytes in [
      Array("i1,i".utf8) + [0xE4, 10, 49, 44, 48], Array("person,item,score\np,".utf8) + [0xFF, 44, 49],
    ] {
      let error = try #require(throws: ResponseTableError.self) { try read(bytes, block: 3) }
      #expect(error.message.contains("not UTF-8") && error.line != nil)
    }
  }

  @Test(arguments: ["drill", "review", "focus"])
  func answersWithAHistoryElsewhereAreRefused(mode: String) throws {
    let text = "person,item,score,mode\np,i1,1,placement\np,i2,0,\(mode)\nq,i2,1,\(mode)\n"
    let error = try #require(throws: ResponseTableError.self) { try read(text) }
    #expect(error.line == 3 && error.message.contains("2 answers of mode \(mode) refused"), "\(error)")
    #expect(error.message.contains("--include \(mode)"))
    let reason = try #require(ResponseTable.Selection(rawValue: mode))
    #expect(answers(try read(text, policy: .init(includes: [reason]))) == ["i1+ i2-", "i2+"])
    let rest = try read(text, policy: .init(leavesOut: true))
    #expect(answers(rest) == ["i1+"] && rest.leftOut == [reason: 2])
  }

  @Test func aRetakeNeedsItsFirstAttempt() throws {
    let text = "person,item,score,attempt\np,i1,1,1\nq,i1,1,2\nq,i2,0,2\np,i2,0,2\n"
    let error = try #require(throws: ResponseTableError.self) { try read(text) }
    #expect(error.line == 3 && error.message.contains("retakes of person q"), "\(error)")
    #expect(answers(try read(text, policy: .init(includes: [.retake]))) == ["i1+ i2-", "i1+ i2-"])
    let rest = try read(text, policy: .init(leavesOut: true))
    #expect(answers(rest) == ["i1+ i2-"] && rest.leftOut == [.retake: 2])
    #expect(answers(try read(text + "q,i3,1,1\n")) == ["i1+ i2-", "i3+ i1+ i2-"])
  }

  @Test func onlyTheFirstAnswerToAnItemCounts() throws {
    let table = try read("person,item,score,attempt\np,i1,1,2\np,i1,0,1\np,i2,1,1\np,i2,0,1\n")
    #expect(answers(table) == ["i1- i2+"] && table.repeats == 2)
  }

  @Test func manyNamesStayApart() throws {
    var text = "person,item,score\n"
    for index in 0..<30_000 { text += "p\(index % 10_000),i\(index / 10_000),\(index % 2)\n" }
    let table = try read(text, block: 1000)
    #expect(table.personCount == 10_000 && table.items == ["i0", "i1", "i2"])
    #expect(answers(table)[9_999] == "i0+ i1+ i2+" && answers(table)[0] == "i0- i1- i2-")
  }
}
