import Foundation
import Interchange

/// A CSV file of numbers with a header.
struct NumberTable {
  /// The largest absolute value of a parameter or an ability; real ones lie between -6 and 6 logits.
  private static let largest = 100.0
  private let path: String
  private let header: [String]
  private let isPlain: Bool
  private let rows: [[String]]

  init(path: String) throws {
    self.path = path
    let text = try TextFile.read(path)
    do {
      let all = try CSV.rows(text).filter { $0 != [""] }
      let first = (all.first ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
      // A single column of numbers needs no header.
      isPlain = first.count == 1 && Double(first[0]) != nil
      header = first
      rows = isPlain ? all : Array(all.dropFirst())
    } catch {
      throw CommandFailure("\(path): \(error.message)", code: .badData)
    }
  }

  func has(_ name: String) -> Bool { header.contains(name) }

  func column(_ name: String) throws -> [Double] {
    guard let place = isPlain ? 0 : header.firstIndex(of: name) else {
      throw CommandFailure(
        "\(path): there is no column \(name) in the first line; it has \(header.joined(separator: ", "))",
        code: .badData)
    }
    return try rows.enumerated().map { number, row in
      guard row.indices.contains(place), let value = Double(row[place].trimmingCharacters(in: .whitespaces)),
        abs(value) <= Self.largest
      else {
        throw CommandFailure(
          "\(path): line \(number + (isPlain ? 1 : 2)): \(name) must be a number from -\(Int(Self.largest)) to \(Int(Self.largest))",
          code: .badData)
      }
      return value
    }
  }
}
