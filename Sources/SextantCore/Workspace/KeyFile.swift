import ItemBank

/// The person's file of keys, as text; the screens interpret its lines.
public struct KeyFile: Sendable, Hashable {
  /// The largest file to read, in bytes; one with every command has about 10,000.
  private static let limit = 256 << 10

  /// The path.
  public var path: String
  /// The content; nil if it can't be read.
  public var text: String?
  /// The reason why it can't be read, to follow the path in a message.
  public var obstacle = ""

  /// Reads the file; nil if there is none.
  public init?(_ file: String?) {
    guard let file, FileText.exists(file) else { return nil }
    path = file
    switch FileText.read(path, limit: Self.limit) {
    case .failure(let failure): obstacle = "is not read: \(failure.reason)"
    case .success(let bytes):
      text = String(validating: bytes, as: UTF8.self)
      if text == nil { obstacle = "is not UTF-8 text" }
    }
  }
}
