/// Reads a table of answers from the bytes of a CSV file, block by block.
///
/// It reads two forms. The long one has the columns `person`, `item` and `score`, and may have `mode`,
/// `attempt` and `at`, in any order; there is a line for each answer. The wide one has an item's identity above
/// each column, and a line for each person; its first column may be `person`. A score is 1 or 0; an empty field
/// or `NA` is no answer.
public struct ResponseTableReader {
  private let policy: ResponseTable.Policy
  private var scanner = CSVScanner()
  private var layout: Layout?
  private var people = NameTable()
  private var items = NameTable()
  private var rows: [UInt32] = []
  private var persons: [UInt32] = []
  /// The attempt of each answer; empty as long as every attempt is the first.
  private var attempts: [UInt16] = []
  private var hasLaterAttempts = false
  /// For each person, the line of an answer to a later attempt, and whether the first attempt is here.
  private var histories: [History] = []
  private var selected: [ResponseTable.Selection: (answers: Int, line: Int)] = [:]
  private var wideIDs: [Int] = []
  /// The modes met so far, and for each the reason why its items were selected, if there is one.
  private var modes = NameTable()
  private var reasons: [ResponseTable.Selection?] = []

  private struct History {
    var hasFirstAttempt = false
    var laterLine: UInt32 = 0
  }

  private enum Layout {
    case long(LongColumns)
    /// The position of the first item's column, and the number of columns.
    case wide(first: Int, columns: Int)
  }

  private struct LongColumns {
    var count: Int
    var person: Int
    var item: Int
    var score: Int
    var mode: Int?
    var attempt: Int?
  }

  /// Creates a reader.
  public init(policy: ResponseTable.Policy = .init()) { self.policy = policy }

  /// Reads the next bytes of the file.
  ///
  /// - Throws: `ResponseTableError` with line and remedy.
  public mutating func feed(_ block: UnsafeBufferPointer<UInt8>) throws(ResponseTableError) {
    var scanner = CSVScanner()
    swap(&scanner, &self.scanner)
    defer { swap(&scanner, &self.scanner) }
    do {
      try scanner.feed(block) { try read($0) }
    } catch {
      throw Self.located(error)
    }
  }

  private static func located(_ error: any Error) -> ResponseTableError {
    switch error {
    case let error as ResponseTableError: error
    case let error as CSVError: ResponseTableError(line: nil, message: error.message)
    default: ResponseTableError(line: nil, message: "\(error)")
    }
  }

  // MARK: The header

  private mutating func read(_ record: CSVScanner.Record) throws(ResponseTableError) {
    switch layout {
    case .long(let columns): try readLong(record, columns)
    case .wide(let first, let columns): try readWide(record, first: first, columns: columns)
    case nil: try readHeader(record)
    }
  }

  private mutating func readHeader(_ record: CSVScanner.Record) throws(ResponseTableError) {
    var names: [String] = []
    for index in 0..<record.count {
      guard let name = record.text(index) else {
        throw Self.encoding(record.line, column: index)
      }
      names.append(name)
    }
    if let empty = names.firstIndex(of: "") {
      throw ResponseTableError(
        line: record.line, message: "column \(empty + 1) has no name; write an item id above every column")
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw ResponseTableError(line: record.line, message: "\(twice) heads two columns; rename one")
    }
    let places = names.map { $0.lowercased() }
    if let item = places.firstIndex(of: "item"), let score = places.firstIndex(of: "score") {
      guard let person = places.firstIndex(of: "person") else {
        throw ResponseTableError(
          line: record.line, message: "there is no column person; add one that says whose answer it is")
      }
      let known = ["person", "item", "score", "mode", "attempt", "at"]
      if let other = places.firstIndex(where: { !known.contains($0) }) {
        throw ResponseTableError(
          line: record.line,
          message: "there is no column \(names[other]); remove it, or use \(known.joined(separator: ", "))")
      }
      layout = .long(
        LongColumns(
          count: names.count, person: person, item: item, score: score, mode: places.firstIndex(of: "mode"),
          attempt: places.firstIndex(of: "attempt")))
    } else {
      let first = places[0] == "person" ? 1 : 0
      guard names.count > first else {
        throw ResponseTableError(
          line: record.line, message: "there is no item; write an item id above every column")
      }
      layout = .wide(first: first, columns: names.count)
      for index in first..<record.count { wideIDs.append(items.number(of: record[index])) }
    }
  }

  private static func encoding(_ line: Int, column: Int) -> ResponseTableError {
    ResponseTableError(
      line: line, message: "column \(column + 1) is not UTF-8; save the file as UTF-8")
  }

  // MARK: A line for each answer

  private mutating func readLong(
    _ record: CSVScanner.Record, _ columns: LongColumns
  ) throws(ResponseTableError) {
    guard record.count == columns.count else {
      throw ResponseTableError(
        line: record.line,
        message: "there are \(record.count) fields for \(columns.count) columns; remove or add fields")
    }
    guard let isRight = try score(record, columns.score) else { return }
    guard !record[columns.person].isEmpty, !record[columns.item].isEmpty else {
      let name = record[columns.person].isEmpty ? "person" : "item"
      throw ResponseTableError(line: record.line, message: "\(name) is empty; fill it in")
    }
    if let column = columns.mode, let reason = try selection(record, column) {
      selected[reason, default: (0, record.line)].answers += 1
      guard policy.includes.contains(reason) else { return }
    }
    let attempt = try columns.attempt.map { (column) throws(ResponseTableError) in
      try number(record, column)
    }
    let before = people.count
    let person = people.number(of: record[columns.person])
    if person == before {
      guard record.text(columns.person) != nil else {
        throw Self.encoding(record.line, column: columns.person)
      }
      histories.append(History())
    }
    if let attempt, attempt > 1 {
      if histories[person].laterLine == 0 {
        histories[person].laterLine = UInt32(clamping: record.line)
      }
      if !hasLaterAttempts {
        hasLaterAttempts = true
        attempts = Array(repeating: 1, count: rows.count)
      }
    } else {
      histories[person].hasFirstAttempt = true
    }
    try add(item: itemNumber(record, columns.item), isRight: isRight, person: person)
    if hasLaterAttempts { attempts.append(attempt ?? 1) }
  }

  private mutating func itemNumber(_ record: CSVScanner.Record, _ column: Int) throws(ResponseTableError)
    -> Int
  {
    let before = items.count
    let item = items.number(of: record[column])
    if item == before, record.text(column) == nil { throw Self.encoding(record.line, column: column) }
    return item
  }

  private mutating func add(item: Int, isRight: Bool, person: Int) throws(ResponseTableError) {
    guard item < 1 << 30, person < 1 << 31 else {
      throw ResponseTableError(line: nil, message: "there are too many people or items; split the file")
    }
    rows.append(UInt32(2 * item + (isRight ? 1 : 0)))
    persons.append(UInt32(person))
  }

  /// A score; nil where there is no answer.
  private func score(_ record: CSVScanner.Record, _ column: Int) throws(ResponseTableError) -> Bool? {
    let field = record[column]
    if field.isEmpty { return nil }
    if field.count == 1 {
      if field[0] == UInt8(ascii: "1") { return true }
      if field[0] == UInt8(ascii: "0") { return false }
    }
    switch record.text(column) {
    case "1.0": return true
    case "0.0": return false
    case "NA", "na", "NaN", "nan": return nil
    case nil: throw Self.encoding(record.line, column: column)
    case .some(let text):
      throw ResponseTableError(
        line: record.line, column: column + 1,
        message: "write 1 for full marks, 0 for anything else, or nothing, not \(text)")
    }
  }

  /// The reason why the mode of an answer depends on earlier answers; nil for those that don't.
  private mutating func selection(_ record: CSVScanner.Record, _ column: Int) throws(ResponseTableError)
    -> ResponseTable.Selection?
  {
    let mode = modes.number(of: record[column])
    if mode < reasons.count { return reasons[mode] }
    let text = record.text(column)?.lowercased()
    switch text {
    case "placement", "mock", "exam", "mock exam", "": reasons.append(nil)
    case "drill": reasons.append(.drill)
    case "review": reasons.append(.review)
    case "focus": reasons.append(.focus)
    default:
      throw ResponseTableError(
        line: record.line,
        message: "there is no mode \(text ?? "in UTF-8"); use placement, mock, focus, drill or review")
    }
    return reasons[mode]
  }

  private func number(_ record: CSVScanner.Record, _ column: Int) throws(ResponseTableError) -> UInt16 {
    var value = 0
    let field = record[column]
    for byte in field {
      guard (48...57).contains(byte), value < 10_000 else {
        throw ResponseTableError(
          line: record.line,
          message:
            "attempt must be a number from 1 to 65535, not \(record.text(column) ?? "that"); number each person's attempts from 1"
        )
      }
      value = 10 * value + Int(byte - 48)
    }
    // An empty field means that there is only one attempt.
    if field.isEmpty { return 1 }
    guard (1...65_535).contains(value) else {
      throw ResponseTableError(
        line: record.line,
        message:
          "attempt must be a number from 1 to 65535, not \(value); number each person's attempts from 1")
    }
    return UInt16(value)
  }

  // MARK: A line for each person

  private mutating func readWide(
    _ record: CSVScanner.Record, first: Int, columns: Int
  ) throws(ResponseTableError) {
    guard record.count == columns else {
      throw ResponseTableError(
        line: record.line,
        message: "there are \(record.count) fields for \(columns) columns; remove or add fields")
    }
    let person = histories.count
    let before = rows.count
    for column in first..<columns {
      guard let isRight = try score(record, column) else { continue }
      try add(item: wideIDs[column - first], isRight: isRight, person: person)
    }
    // A line without answers is no person.
    if rows.count > before { histories.append(History(hasFirstAttempt: true)) }
  }

  // MARK: The table

  /// The table, once every block has been read.
  ///
  /// - Throws: `ResponseTableError` if the file ends too early or its answers are refused.
  public mutating func finish() throws(ResponseTableError) -> ResponseTable {
    var scanner = CSVScanner()
    swap(&scanner, &self.scanner)
    do {
      try scanner.finish { try read($0) }
    } catch {
      throw Self.located(error)
    }
    guard layout != nil else {
      throw ResponseTableError(
        line: 1, message: "the file is empty; write a header, such as person,item,score")
    }
    try refuseSelected()
    var (order, starts) = sorted()
    let retakes = try retakes()
    var table = ResponseTable(
      items: (0..<items.count).map { items.text($0) }, rows: [], starts: [0],
      leftOut: selected.filter { !policy.includes.contains($0.key) }.mapValues(\.answers))
    table.rows.reserveCapacity(rows.count)
    var seen = [UInt32](repeating: 0, count: items.count)
    for person in histories.indices {
      if retakes.contains(person) {
        table.leftOut[.retake, default: 0] += starts[person + 1] - starts[person]
        continue
      }
      if hasLaterAttempts {
        // Of two answers to an item the one of the earlier attempt counts.
        order[starts[person]..<starts[person + 1]].sort { left, right in
          (attempts[Int(left)], left) < (attempts[Int(right)], right)
        }
      }
      for position in order[starts[person]..<starts[person + 1]] {
        let row = rows[Int(position)]
        let mark = UInt32(person + 1)
        if seen[Int(row / 2)] == mark {
          table.repeats += 1
          continue
        }
        seen[Int(row / 2)] = mark
        table.rows.append(row)
      }
      if table.rows.count > table.starts[table.starts.count - 1] { table.starts.append(table.rows.count) }
    }
    starts = []
    if table.rows.isEmpty {
      throw ResponseTableError(
        line: nil,
        message: table.leftOut.isEmpty
          ? "there are no answers below the header; add a line for each"
          : "no answers are left; use --include to count those that were left out")
    }
    return table
  }

  /// The positions of the answers by person, in the order of the file.
  private func sorted() -> (order: [UInt32], starts: [Int]) {
    var starts = Array(repeating: 0, count: histories.count + 1)
    for person in persons { starts[Int(person) + 1] += 1 }
    for person in histories.indices { starts[person + 1] += starts[person] }
    var next = starts
    let order = [UInt32](unsafeUninitializedCapacity: persons.count) { buffer, count in
      for (position, person) in persons.enumerated() {
        buffer.initializeElement(at: next[Int(person)], to: UInt32(position))
        next[Int(person)] += 1
      }
      count = persons.count
    }
    return (order, starts)
  }

  private func refuseSelected() throws(ResponseTableError) {
    guard !policy.leavesOut else { return }
    let refused = ResponseTable.Selection.allCases.compactMap { reason in
      policy.includes.contains(reason) ? nil : selected[reason].map { (reason, $0.answers, $0.line) }
    }
    guard let (reason, answers, line) = refused.first else { return }
    let why =
      switch reason {
      case .drill: "drills ask what a person missed before"
      case .review: "reviews ask what a person may have forgotten"
      default: "people choose a focus because of an earlier result"
      }
    let others = refused.dropFirst().map { ", \($0.1) of mode \($0.0.rawValue)" }.joined()
    throw ResponseTableError(
      line: line,
      message:
        "\(answers) \(answers == 1 ? "answer" : "answers") of mode \(reason.rawValue)\(others) refused: \(why), so the questions depend on a history that the file doesn't have, and the difficulties would be wrong; "
        + Self.remedy(refused.map(\.0)))
  }

  /// The people whose answers are left out because their first attempt isn't in the table.
  private func retakes() throws(ResponseTableError) -> Set<Int> {
    guard hasLaterAttempts, !policy.includes.contains(.retake) else { return [] }
    let found = histories.indices.filter { !histories[$0].hasFirstAttempt }
    if policy.leavesOut { return Set(found) }
    guard let first = found.first else { return [] }
    let more = found.count > 1 ? " and \(found.count - 1) more" : ""
    throw ResponseTableError(
      line: Int(histories[first].laterLine),
      message:
        "the retakes of person \(people.text(first))\(more) are refused: their first attempt is not in the file, a retake begins where it ended, and the difficulties would be wrong; add the first attempt, "
        + Self.remedy([.retake]))
  }

  private static func remedy(_ reasons: [ResponseTable.Selection]) -> String {
    "use --leave-out to go on without them, or --include \(reasons.map(\.rawValue).joined(separator: ",")) to use them all the same"
  }
}
