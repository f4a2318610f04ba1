/// A block of code that belongs to a stem.
public struct CodeBlock: Sendable, Equatable {
  /// The language, such as `python`, `sql`, `shell` or `yaml`.
  public var language: String
  /// The lines, without a trailing line break.
  public var text: String

  /// Creates a block.
  public init(language: String, text: String) {
    self.language = language
    self.text = text
  }

  /// The lines of the block.
  public var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
