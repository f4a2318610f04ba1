import Foundation

/// The file of keys that a person chose, as text; the screens know what its lines mean.
public struct KeyFile: Sendable, Hashable {
  /// Where it is.
  public var path: String
  /// What it says; nil where that isn't UTF-8.
  public var text: String?

  /// Reads the file; nil where there is none.
  public init?(_ file: URL?) {
    guard let file, let data = try? Data(contentsOf: file) else { return nil }
    path = file.path
    text = String(data: data, encoding: .utf8)
  }
}
