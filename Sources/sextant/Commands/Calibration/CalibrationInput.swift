import Foundation
import Interchange
import ItemBank

/// The files that a calibration reads.
enum CalibrationInput {
  /// A difficulty to start from.
  struct Start {
    var difficulty: Double
    var guessing: Double?
  }

  /// The difficulties to start from, by item, and the items in the order of the file.
  struct Starts {
    var items: [String] = []
    var byID: [String: Start] = [:]
  }

  /// Reads a table of answers, block by block.
  ///
  /// - Throws: `CommandFailure` with file, line and remedy.
  static func table(_ path: String, policy: ResponseTable.Policy) throws -> ResponseTable {
    var reader = ResponseTableReader(policy: policy)
    do {
      try FileText.blocks(of: path) { try reader.feed($0) }
      return try reader.finish()
    } catch let failure as FileFailure {
      throw CommandFailure("\(path): \(failure.reason)", code: .noInput)
    } catch let error as ResponseTableError {
      throw CommandFailure("\(path): \(error)", code: .badData)
    }
  }

  /// Reads the difficulties to start from: a CSV file with the columns id and b, and c if guessing is known.
  ///
  /// - Throws: `CommandFailure` with file, line and remedy.
  static func difficulties(_ path: String) throws -> Starts {
    let rows: [[String]]
    do {
      // Some programs still end lines in CR alone.
      let text = try TextFile.read(path).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      rows = try CSV.rows(text)
    } catch let error as CSVError {
      throw CommandFailure("\(path): \(error.message)", code: .badData)
    }
    let head = (rows.first ?? []).map {
      $0.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\u{FEFF}")))
    }
    guard let id = head.firstIndex(of: "id"), let difficulty = head.firstIndex(of: "b") else {
      throw CommandFailure(
        "\(path): line 1: there are no columns id and b; write id,b,c and a line for each item",
        code: .badData)
    }
    let guessing = head.firstIndex(of: "c")
    var found = Starts()
    for (index, row) in rows.enumerated().dropFirst() where row != [""] {
      func refuse(_ message: String) -> CommandFailure {
        CommandFailure("\(path): line \(index + 1): \(message)", code: .badData)
      }
      guard row.count == head.count else {
        throw refuse("there are \(row.count) fields for \(head.count) columns; remove or add fields")
      }
      func number(_ column: Int, _ range: ClosedRange<Double>) throws -> Double {
        let text = row[column].trimmingCharacters(in: .whitespaces)
        guard let value = Double(text), range.contains(value) else {
          throw refuse(
            "\(head[column]) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
        }
        return value
      }
      let name = row[id].trimmingCharacters(in: .whitespaces)
      if name.isEmpty { throw refuse("id is empty; fill it in") }
      if found.byID[name] != nil { throw refuse("\(name) is listed twice; keep one line") }
      let hasGuessing = guessing.map { !row[$0].allSatisfy(\.isWhitespace) } ?? false
      found.items.append(name)
      found.byID[name] = Start(
        difficulty: try number(difficulty, -20...20),
        guessing: hasGuessing ? try guessing.map { try number($0, 0...0.9) } : nil)
    }
    return found
  }
}
