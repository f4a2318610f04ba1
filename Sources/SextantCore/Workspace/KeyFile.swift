import Foundation
import ItemBank

/// The file of keys that a person chose, as text; the screens know what its lines mean.
public struct KeyFile: Sendable, Hashable {
  /// The largest file that is read, in bytes; one of every command with its keys has about 10,000.
  private static let limit = 256 << 10

  /// Where it is.
  public var path: String
  /// What it says; nil where it cannot be read.
  public var text: String?
  /// Why it cannot be read, to be put behind its path.
  public var obstacle = ""

  /// Reads the file; nil where there is none.
  public init?(_ file: URL?) {
    guard let file, FileManager.default.fileExists(atPath: file.path) else { return nil }
    path = file.path
    switch FileText.read(path, limit: Self.limit) {
    case .failure(let failure): obstacle = "is not read: \(failure.reason)"
    case .success(let bytes):
      text = String(validating: bytes, as: UTF8.self)
      if text == nil { obstacle = "is not UTF-8 text" }
    }
  }
}
