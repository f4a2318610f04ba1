import Foundation
import Psychometrics

/// The bank and the persons that other programs are measured with, too.
enum BenchmarkData {
  struct Missing: Error {
    let name: String
  }

  static func bank() throws -> [LogisticModel] {
    try rows("bank500").dropFirst().map { row in
      LogisticModel(discrimination: row[0], difficulty: row[1], guessing: row[2], ceiling: row[3])
    }
  }

  static func abilities() throws -> [Double] {
    try rows("theta1000").map { $0[0] }
  }

  private static func rows(_ name: String) throws -> [[Double]] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Data") else {
      throw Missing(name: name)
    }
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").map { $0.split(separator: ",").map { Double($0) ?? .nan } }
  }
}
