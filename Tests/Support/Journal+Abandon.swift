import Foundation

@testable import Journal

extension Journal {
  /// Closes an attempt without a result, as a recovery leaves one whose record was lost; its answers stay and count.
  func abandon(attempt: String, at date: Date) throws {
    try write { try Self.close(attempt, at: date, state: .abandoned, reason: nil, in: $0) }
  }
}
