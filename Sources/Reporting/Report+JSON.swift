import Foundation

extension Report {
  /// The report as JSON with sorted keys, ending in a line break.
  ///
  /// - Throws: An `EncodingError` where a number is not finite.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
