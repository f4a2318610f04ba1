import Foundation
import Interchange
import ItemBank

/// Reads texts as the command does, for the tests of all formats.
enum Reading {
  /// The entries of a file's bytes, given in blocks of a size.
  static func entries(
    _ bytes: [UInt8], _ format: ImportFormat? = nil, block: Int = 4096, file: String = "f"
  ) throws -> [ImportEntry] {
    var entries: [ImportEntry] = []
    var reader = QuestionFile(file: file, format: format)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + block)
      try bytes[start..<end].withUnsafeBufferPointer { try reader.feed($0) { entries.append($0) } }
      start = end
    }
    try reader.finish { entries.append($0) }
    return entries
  }

  static func entries(_ text: String, _ format: ImportFormat? = nil) throws -> [ImportEntry] {
    try entries(Array(text.utf8), format)
  }

  /// The only question of a text.
  static func question(_ text: String, _ format: ImportFormat? = nil) throws -> ImportedQuestion? {
    let found = try entries(text, format)
    return found.count == 1 ? found[0].question : nil
  }

  /// The only item of a text, and its entry after the conversion.
  static func item(_ text: String, _ format: ImportFormat? = nil) throws -> (item: Item?, entry: ImportEntry?)
  {
    guard var entry = try entries(text, format).first else { return (nil, nil) }
    var conversion = ItemConversion(ItemConversion.Choices())
    return (conversion.item(for: &entry)?.item, entry)
  }
}

extension ImportedQuestion {
  /// The options with their weights, such as `a 100`.
  var options: [String] {
    guard case .choice(let options, _, _) = task else { return [] }
    return options.map { "\($0.text) \(Int($0.weight.rounded()))" }
  }
}
